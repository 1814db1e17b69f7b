/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-shortcuts.h"

#include <glib/gi18n.h>

typedef enum
{
  GENERAL,
  ACCOUNTS,
  TOKENS,
  INSPECTOR,
  N_GROUPS,
} Group;

static const char * const groups[N_GROUPS] = {
  [GENERAL] = N_("General"),
  [ACCOUNTS] = N_("Providers and Accounts"),
  [TOKENS] = N_("Tokens"),
  [INSPECTOR] = N_("Token Inspector"),
};

static const struct
{
  Group group;
  CckShortcut shortcut;
} shortcuts[] = {
  { GENERAL, { "app.help('')", { "F1" }, N_("Help") } },
  { GENERAL, { "win.menu", { "F10" }, N_("Main Menu") } },
  { GENERAL, { "win.undo", { "<Control>z" }, N_("Undo Removal"), TRUE } },
  { GENERAL, { "win.search", { "<Control>f" }, N_("Search") } },
  { GENERAL, { "app.preferences", { "<Control>comma" }, N_("Preferences") } },
  { GENERAL, { "app.shortcuts", { "<Control>question" }, N_("Keyboard Shortcuts") } },
  { GENERAL, { "win.back", { "<Alt>Left" }, N_("Back") } },
  { GENERAL, { "window.close", { "<Control>w" }, N_("Close Window") } },
  { GENERAL, { "app.quit", { "<Control>q" }, N_("Quit") } },
  { ACCOUNTS, { "win.add-provider", { "<Control>n" }, N_("Add Provider") } },
  { ACCOUNTS, { "win.import-profile", { "<Control>o" }, N_("Import Profile") } },
  { ACCOUNTS, { "win.export-selected", { "<Control><Shift>s" }, N_("Export Profile") } },
  { ACCOUNTS, { "win.edit-selected", { "<Alt>Return" }, N_("Edit Provider") } },
  { ACCOUNTS, { "win.remove-selected", { "Delete" }, N_("Remove Provider or Sign Out"), TRUE } },
  { ACCOUNTS, { "win.another-account", { "<Control><Shift>n" }, N_("Sign In to Another Account") } },
  { ACCOUNTS, { "win.sign-in-again", { "<Control>Return" }, N_("Sign In Again") } },
  { TOKENS, { "win.copy-access-token", { "<Control><Shift>c" }, N_("Copy Access Token") } },
  { TOKENS, { "win.copy-header", { "<Control><Shift>a" }, N_("Copy as Authorization Header") } },
  { TOKENS, { "win.refresh", { "<Control>r", "F5" }, N_("Refresh") } },
  { TOKENS, { "win.reveal", { "<Control><Shift>r" }, N_("Reveal or Hide the Token") } },
  { TOKENS, { "win.show-view::claims", { "<Alt>1" }, N_("Claims") } },
  { TOKENS, { "win.show-view::checks", { "<Alt>2" }, N_("Checks") } },
  { TOKENS, { "win.show-view::raw", { "<Alt>3" }, N_("Raw") } },
  { TOKENS, { "win.show-view::history", { "<Alt>4" }, N_("History") } },
  { INSPECTOR, { "win.inspector", { "<Control>i" }, N_("Token Inspector") } },
  { INSPECTOR, { "win.inspect-clipboard", { "<Control><Shift>v" }, N_("Inspect Clipboard") } },
};

const CckShortcut *
cck_shortcuts_get (guint index)
{
  return index < G_N_ELEMENTS (shortcuts) ? &shortcuts[index].shortcut : NULL;
}

void
cck_shortcuts_apply (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (!shortcuts[i].shortcut.yields)
        gtk_application_set_accels_for_action (application, shortcuts[i].shortcut.action,
                                               (const char * const *) shortcuts[i].shortcut.accels);
    }
}

void
cck_shortcuts_add_to (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WINDOW (window));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const CckShortcut *shortcut = &shortcuts[i].shortcut;

      for (guint k = 0; shortcut->yields && shortcut->accels[k] != NULL; k++)
        gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcut->accels[k]),
                            gtk_named_action_new (shortcut->action)));
    }

  gtk_widget_add_controller (window, controller);
}

static char *
dup_keys (const char *accel)
{
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (accel, &key, &modifiers))
    return g_strdup (accel);

  return gtk_accelerator_get_label (key, modifiers);
}

static void
add_row (AdwPreferencesGroup *group,
         const CckShortcut   *shortcut)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcut->title));

  for (guint i = 0; shortcut->accels[i] != NULL; i++)
    {
      g_autofree char *keys = dup_keys (shortcut->accels[i]);
      GtkWidget *label = gtk_label_new (keys);

      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (label, "keycap");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  adw_preferences_group_add (group, row);
}

AdwDialog *
cck_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  GtkWidget *page = adw_preferences_page_new ();

  adw_dialog_set_title (dialog, _("Keyboard Shortcuts"));
  adw_preferences_dialog_set_search_enabled (ADW_PREFERENCES_DIALOG (dialog), TRUE);

  for (guint group = 0; group < N_GROUPS; group++)
    {
      GtkWidget *widget = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _(groups[group]));

      for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
        {
          if (shortcuts[i].group == group)
            add_row (ADW_PREFERENCES_GROUP (widget), &shortcuts[i].shortcut);
        }

      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (widget));
    }

  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (page));

  return dialog;
}
