/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-application.h"

#include <glib/gi18n.h>

#include "cck-about.h"
#include "cck-auto-refresh.h"
#include "cck-chronicle.h"
#include "cck-config.h"
#include "cck-help.h"
#include "cck-practice-trial.h"
#include "cck-preferences-dialog.h"
#include "cck-shortcuts.h"
#include "cck-template.h"
#include "cck-window.h"

struct _CckApplication
{
  AdwApplication parent_instance;

  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
  CckAutoRefresh *auto_refresh;
  CckPracticeTrial *trial;
};

G_DEFINE_FINAL_TYPE (CckApplication, cck_application, ADW_TYPE_APPLICATION)

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* Closing is what ends it, so that the window is asked. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (user_data);
}

static void
on_preferences (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  CckApplication *self = user_data;

  adw_dialog_present (cck_preferences_dialog_new (self->settings,
                                                  cck_session_get_keyring (self->session)),
                      GTK_WIDGET (gtk_application_get_active_window (user_data)));
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  adw_dialog_present (cck_about_dialog_new (),
                      GTK_WIDGET (gtk_application_get_active_window (user_data)));
}

static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  adw_dialog_present (cck_shortcuts_dialog_new (),
                      GTK_WIDGET (gtk_application_get_active_window (user_data)));
}

static void
apply_network_settings (CckApplication *self)
{
  cck_session_set_leeway (self->session, g_settings_get_uint (self->settings, "clock-tolerance"));
  cck_session_set_request_timeout (self->session,
                                   g_settings_get_uint (self->settings, "request-timeout"));
}

static void
apply_history_settings (CckApplication *self)
{
  cck_history_set_days (cck_session_get_history (self->session),
                        g_settings_get_uint (self->settings, "history-days"));
}

static void
make_session (CckApplication *self)
{
  CckKeyring *keyring;

  self->session = cck_session_new (NULL, NULL);
  self->ticker = cck_ticker_new (cck_session_get_clock (self->session));
  self->trial = cck_practice_trial_new (self->session);

  /* With no keyring at all tokens are kept until we close, and a banner says so. */
  keyring = cck_session_get_keyring (self->session);
  cck_keyring_set_session_only (keyring, TRUE);
  dex_future_disown (cck_keyring_check (keyring));

  self->auto_refresh = cck_auto_refresh_new (self->session);
  g_settings_bind (self->settings, "refresh-automatically", self->auto_refresh, "enabled",
                   G_SETTINGS_BIND_GET);

  g_signal_connect_object (self->settings, "changed::clock-tolerance",
                           G_CALLBACK (apply_network_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::request-timeout",
                           G_CALLBACK (apply_network_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::history-days",
                           G_CALLBACK (apply_history_settings), self, G_CONNECT_SWAPPED);
  apply_network_settings (self);
  apply_history_settings (self);
}

static void
cck_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", on_quit },
    { "preferences", on_preferences },
    { "about", on_about },
    { "shortcuts", on_shortcuts },
  };
  CckApplication *self = CCK_APPLICATION (application);

  G_APPLICATION_CLASS (cck_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  cck_help_add_action (GTK_APPLICATION (self));
  cck_shortcuts_apply (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (CCK_APPLICATION_ID);
  self->settings = g_settings_new (CCK_APPLICATION_ID);
  make_session (self);
}

static CckWindow *
present_window (CckApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (cck_window_new (ADW_APPLICATION (self), self->session, self->ticker,
                                         self->settings, self->trial));

  gtk_window_present (window);

  return CCK_WINDOW (window);
}

static void
cck_application_activate (GApplication *application)
{
  present_window (CCK_APPLICATION (application));
}

/* A profile that was opened in Files is looked at before anything is added. */
static void
cck_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  CckWindow *window = present_window (CCK_APPLICATION (application));

  if (n_files > 0)
    cck_window_import (window, files[0]);
}

/* What happened last is written down before the process ends. */
static void
finish_history (CckApplication *self)
{
  g_autoptr (DexFuture) flushed = cck_history_flush (cck_session_get_history (self->session));

  while (dex_future_is_pending (flushed))
    g_main_context_iteration (NULL, TRUE);
}

static void
cck_application_shutdown (GApplication *application)
{
  CckApplication *self = CCK_APPLICATION (application);

  G_APPLICATION_CLASS (cck_application_parent_class)->shutdown (application);

  if (self->session != NULL)
    finish_history (self);

  g_clear_object (&self->auto_refresh);
  g_clear_object (&self->trial);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
}

static void
cck_application_class_init (CckApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = cck_application_startup;
  application_class->activate = cck_application_activate;
  application_class->open = cck_application_open;
  application_class->shutdown = cck_application_shutdown;
}

static void
cck_application_init (CckApplication *self)
{
}

GApplication *
cck_application_new (void)
{
  return g_object_new (CCK_TYPE_APPLICATION,
                       "application-id", CCK_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", CCK_RESOURCES,
                       NULL);
}
