/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-application-actions.h"

#include <glib/gi18n.h>

#include "cck-about.h"
#include "cck-preferences-dialog.h"
#include "cck-refresher.h"
#include "cck-shortcuts.h"

static CckAccount *
find_account (CckApplication *self,
              GVariant       *parameter)
{
  CckSession *session = cck_application_get_session (self);

  return cck_account_store_get_by_id (cck_session_get_accounts (session),
                                      g_variant_get_string (parameter, NULL));
}

static void
on_show_account (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  CckWindow *window = cck_application_present_window (user_data);
  CckAccount *account = find_account (user_data, parameter);

  if (account != NULL)
    cck_window_show_account (window, account);
}

static void
on_sign_in (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  CckWindow *window = cck_application_present_window (user_data);
  CckAccount *account = find_account (user_data, parameter);

  if (account != NULL)
    cck_window_sign_in (window, account);
}

typedef struct
{
  CckApplication *application;
  CckAccount *account;
} Refresh;

static void
refresh_free (gpointer data)
{
  Refresh *refresh = data;

  g_application_release (G_APPLICATION (refresh->application));
  g_object_unref (refresh->application);
  g_object_unref (refresh->account);
  g_free (refresh);
}

static void
tell_refresh (Refresh      *refresh,
              const GError *error)
{
  CckApplication *self = refresh->application;
  CckSession *session = cck_application_get_session (self);
  g_autoptr (CckProblem) problem = error != NULL ? cck_problem_new_from_error (error) : NULL;
  gint64 now = cck_clock_get_now (cck_session_get_clock (session));

  if (cck_application_is_in_sight (self))
    gtk_widget_activate_action (
      GTK_WIDGET (cck_application_present_window (self)), "win.toast", "s",
      problem != NULL ? problem->message : _("Tokens refreshed"));
  else if (problem != NULL)
    cck_application_tell (self, refresh->account,
                          cck_notice_new_failure (session, refresh->account, problem));
  else
    cck_application_tell (self, refresh->account,
                          cck_notice_new_refreshed (session, refresh->account, now));
}

static DexFuture *
on_refreshed (DexFuture *future,
              gpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  tell_refresh (user_data, error);

  return dex_future_new_true ();
}

/* Needs no window, and lasts as long as the provider takes. */
static void
on_refresh (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  CckApplication *self = user_data;
  CckAccount *account = find_account (self, parameter);
  Refresh *refresh;

  if (account == NULL)
    return;

  refresh = g_new0 (Refresh, 1);
  refresh->application = g_object_ref (self);
  refresh->account = g_object_ref (account);
  g_application_hold (G_APPLICATION (self));
  cck_application_open_keyring (self);
  dex_future_disown (
    dex_future_finally (cck_session_refresh (cck_application_get_session (self), account),
                        on_refreshed, refresh, refresh_free));
}

static void
on_add_provider (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (cck_application_present_window (user_data)),
                              "win.add-provider", NULL);
}

static void
on_inspect_token (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (cck_application_present_window (user_data)),
                              "win.inspector", NULL);
}

static void
on_search (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  cck_window_search (cck_application_present_window (user_data),
                     g_variant_get_string (parameter, NULL));
}

/* What is under way is not covered by another dialog. */
static void
present_dialog (CckApplication *self,
                AdwDialog      *dialog)
{
  g_autoptr (AdwDialog) owned = g_object_ref_sink (dialog);
  CckWindow *window = cck_application_present_window (self);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL)
    adw_dialog_present (owned, GTK_WIDGET (window));
}

static void
on_preferences (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  CckSession *session = cck_application_get_session (user_data);

  present_dialog (user_data,
                  cck_preferences_dialog_new (cck_application_get_settings (user_data),
                                              cck_session_get_keyring (session),
                                              cck_application_get_background (user_data)));
}

static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  present_dialog (user_data, cck_shortcuts_dialog_new ());
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  present_dialog (user_data, cck_about_dialog_new ());
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  cck_application_quit (user_data);
}

void
cck_application_actions_add (CckApplication *self)
{
  static const GActionEntry entries[] = {
    { "show-account", on_show_account, "s" },
    { "refresh", on_refresh, "s" },
    { "sign-in", on_sign_in, "s" },
    { "add-provider", on_add_provider },
    { "inspect-token", on_inspect_token },
    { "search", on_search, "s" },
    { "preferences", on_preferences },
    { "shortcuts", on_shortcuts },
    { "about", on_about },
    { "quit", on_quit },
  };

  g_return_if_fail (CCK_IS_APPLICATION (self));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
