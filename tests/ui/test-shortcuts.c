/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "begin.h"
#include "cck-config.h"
#include "cck-shortcuts.h"
#include "cck-window.h"
#include "shown.h"

/* "win.show-view" of "win.show-view::raw", "app.help" of "app.help('')". */
static char *
dup_name (const char *action)
{
  const char *target = strpbrk (action, ":(");

  return target != NULL ? g_strndup (action, target - action) : g_strdup (action);
}

static gboolean
has_action (GtkWidgetClass *klass,
            const char     *name)
{
  const GVariantType *parameter;
  const char *property;
  const char *found;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &found, &parameter, &property);
       i++)
    {
      if (g_str_equal (found, name))
        return TRUE;
    }

  return FALSE;
}

static void
test_every_key_does_something (void)
{
  static const char * const others[] = { "app.help", "app.preferences", "app.shortcuts", "app.quit",
                                         "window.close", NULL };
  g_autoptr (GTypeClass) klass = g_type_class_ref (CCK_TYPE_WINDOW);

  for (guint i = 0; cck_shortcuts_get (i) != NULL; i++)
    {
      g_autofree char *name = dup_name (cck_shortcuts_get (i)->action);

      if (!g_strv_contains (others, name) && !has_action (GTK_WIDGET_CLASS (klass), name))
        g_error ("Nothing does %s", name);
    }
}

static void
test_no_key_does_two_things (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; cck_shortcuts_get (i) != NULL; i++)
    {
      const CckShortcut *shortcut = cck_shortcuts_get (i);

      for (guint k = 0; shortcut->accels[k] != NULL; k++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (shortcut->accels[k], &key, &modifiers));
          g_assert_true (g_hash_table_add (seen, (gpointer) shortcut->accels[k]));
        }
    }
}

static void
test_the_dialog_lists_every_key (void)
{
  GtkWidget *window = adw_window_new ();
  AdwDialog *dialog = cck_shortcuts_dialog_new ();

  adw_window_set_content (ADW_WINDOW (window), gtk_label_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 600);
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (dialog, window);

  for (guint i = 0; cck_shortcuts_get (i) != NULL; i++)
    {
      const CckShortcut *shortcut = cck_shortcuts_get (i);
      GdkModifierType modifiers;
      g_autofree char *label = NULL;
      guint key;

      gtk_accelerator_parse (shortcut->accels[0], &key, &modifiers);
      label = gtk_accelerator_get_label (key, modifiers);
      shown_wait_for (window, shortcut->title);
      shown_wait_for (window, label);
    }

  adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();

  g_test_add_func ("/ui/shortcuts/every-key-does-something", test_every_key_does_something);
  g_test_add_func ("/ui/shortcuts/no-key-does-two-things", test_no_key_does_two_things);
  g_test_add_func ("/ui/shortcuts/the-dialog-lists-every-key", test_the_dialog_lists_every_key);

  return g_test_run ();
}
