/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-application.h"

#include <glib/gi18n.h>

#include "cck-about.h"
#include "cck-auto-refresh.h"
#include "cck-config.h"
#include "cck-practice-trial.h"
#include "cck-preferences-dialog.h"
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

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
  { "win.add-provider", { "<Control>n" } },
  { "win.another-account", { "<Control><Shift>n" } },
  { "win.sign-in-again", { "<Control>Return" } },
  { "win.inspector", { "<Control>i" } },
  { "win.inspect-clipboard", { "<Control><Shift>v" } },
  { "win.refresh", { "<Control>r", "F5" } },
  { "win.copy-access-token", { "<Control><Shift>c" } },
  { "win.copy-header", { "<Control><Shift>a" } },
  { "win.reveal", { "<Control><Shift>r" } },
  { "win.show-view::claims", { "<Alt>1" } },
  { "win.show-view::checks", { "<Alt>2" } },
  { "win.show-view::raw", { "<Alt>3" } },
  { "win.show-view::history", { "<Alt>4" } },
  { "win.back", { "<Alt>Left" } },
};

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

  adw_dialog_present (cck_preferences_dialog_new (self->settings),
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
  apply_network_settings (self);
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

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           (const char * const *) accels[i].accels);

  gtk_window_set_default_icon_name (CCK_APPLICATION_ID);
  self->settings = g_settings_new (CCK_APPLICATION_ID);
  make_session (self);
}

static void
cck_application_activate (GApplication *application)
{
  CckApplication *self = CCK_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (cck_window_new (ADW_APPLICATION (self), self->session, self->ticker,
                                         self->settings, self->trial));

  gtk_window_present (window);
}

static void
cck_application_shutdown (GApplication *application)
{
  CckApplication *self = CCK_APPLICATION (application);

  G_APPLICATION_CLASS (cck_application_parent_class)->shutdown (application);

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
                       "resource-base-path", CCK_RESOURCES,
                       NULL);
}
