/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-application.h"

#include "cck-application-actions.h"
#include "cck-auto-refresh.h"
#include "cck-chronicle.h"
#include "cck-config.h"
#include "cck-contrast.h"
#include "cck-help.h"
#include "cck-notifier.h"
#include "cck-practice-trial.h"
#include "cck-refresher.h"
#include "cck-search-provider.h"
#include "cck-shortcuts.h"
#include "cck-template.h"

/* How long the process waits for the next letter of a search, in milliseconds. */
#define SEARCH_PATIENCE 10000
/* How long it waits at its end for tokens that are under way, in seconds. */
#define FINISH_PATIENCE 20

struct _CckApplication
{
  AdwApplication parent_instance;

  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
  CckBackground *background;
  CckSearchProvider *search_provider;
  gboolean keyring_open;

  /* From the first window on. */
  CckPracticeTrial *trial;
  CckAutoRefresh *auto_refresh;
  CckNotifier *notifier;
};

G_DEFINE_FINAL_TYPE (CckApplication, cck_application, ADW_TYPE_APPLICATION)

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
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();

  self->session = cck_session_new_unread (NULL, NULL, keyring);
  self->ticker = cck_ticker_new (cck_session_get_clock (self->session));
  cck_search_provider_set_session (self->search_provider, self->session);

  g_signal_connect_object (self->settings, "changed::clock-tolerance",
                           G_CALLBACK (apply_network_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::request-timeout",
                           G_CALLBACK (apply_network_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::history-days",
                           G_CALLBACK (apply_history_settings), self, G_CONNECT_SWAPPED);
  apply_network_settings (self);
  apply_history_settings (self);
}

static CckSight
get_sight (CckAccount *account,
           gpointer    user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (!cck_application_is_in_sight (user_data))
    return CCK_SIGHT_NONE;

  return CCK_IS_WINDOW (window) && cck_window_get_shown_account (CCK_WINDOW (window)) == account
         ? CCK_SIGHT_ACCOUNT : CCK_SIGHT_WINDOW;
}

static void
on_send (CckApplication  *self,
         const CckNotice *notice)
{
  g_autoptr (GNotification) notification = cck_notice_to_notification (notice);

  g_application_send_notification (G_APPLICATION (self), notice->account_id, notification);
}

static void
on_withdraw (CckApplication *self,
             const char     *account_id)
{
  g_application_withdraw_notification (G_APPLICATION (self), account_id);
}

/* What goes on by itself begins when a person has opened the window, and goes on behind it. */
static void
begin_watch (CckApplication *self)
{
  if (self->auto_refresh != NULL)
    return;

  cck_application_open_keyring (self);
  self->trial = cck_practice_trial_new (self->session);
  self->auto_refresh = cck_auto_refresh_new (self->session);
  g_settings_bind (self->settings, "refresh-automatically", self->auto_refresh, "enabled",
                   G_SETTINGS_BIND_GET);

  self->notifier = cck_notifier_new (self->session, self->ticker, self->auto_refresh,
                                     self->settings, get_sight, self);
  g_signal_connect_object (self->notifier, "send", G_CALLBACK (on_send), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notifier, "withdraw", G_CALLBACK (on_withdraw), self,
                           G_CONNECT_SWAPPED);
  cck_background_begin (self->background);
}

static void
cck_application_startup (GApplication *application)
{
  CckApplication *self = CCK_APPLICATION (application);

  G_APPLICATION_CLASS (cck_application_parent_class)->startup (application);

  cck_application_actions_add (self);
  cck_help_add_action (GTK_APPLICATION (self));
  cck_shortcuts_apply (GTK_APPLICATION (self));
  cck_contrast_follow ();
  gtk_window_set_default_icon_name (CCK_APPLICATION_ID);
  self->settings = g_settings_new (CCK_RELEASED_ID);
  self->background = cck_background_new (application, self->settings);
  make_session (self);
  g_application_set_inactivity_timeout (application, SEARCH_PATIENCE);
}

static void
cck_application_activate (GApplication *application)
{
  cck_application_present_window (CCK_APPLICATION (application));
}

/* A profile that was opened in Files is looked at before anything is added. */
static void
cck_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  CckWindow *window = cck_application_present_window (CCK_APPLICATION (application));

  if (n_files > 0)
    cck_window_import (window, files[0]);
}

static void
on_late (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A provider's answer that is under way is waited for and kept; not for ever: somebody may have to
 * unlock the keyring, and nobody is there. */
static void
finish_renewals (CckApplication *self)
{
  gboolean late = FALSE;
  guint timeout_id = g_timeout_add_seconds_once (FINISH_PATIENCE, on_late, &late);

  while (cck_session_is_renewing (self->session) && !late)
    g_main_context_iteration (NULL, TRUE);

  if (!late)
    g_source_remove (timeout_id);
}

/* What happened last is written down before the process ends. */
static void
finish (CckApplication *self)
{
  g_autoptr (DexFuture) flushed = NULL;

  finish_renewals (self);
  flushed = cck_history_flush (cck_session_get_history (self->session));

  while (dex_future_is_pending (flushed))
    g_main_context_iteration (NULL, TRUE);
}

static void
cck_application_shutdown (GApplication *application)
{
  CckApplication *self = CCK_APPLICATION (application);

  G_APPLICATION_CLASS (cck_application_parent_class)->shutdown (application);

  g_clear_object (&self->notifier);
  g_clear_object (&self->auto_refresh);

  if (self->session != NULL)
    finish (self);

  g_clear_object (&self->trial);
  g_clear_object (&self->background);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
}

static gboolean
cck_application_dbus_register (GApplication     *application,
                               GDBusConnection  *connection,
                               const char       *object_path,
                               GError          **error)
{
  CckApplication *self = CCK_APPLICATION (application);
  g_autofree char *path = g_strconcat (object_path, "/SearchProvider", NULL);

  return G_APPLICATION_CLASS (cck_application_parent_class)->dbus_register (application, connection,
                                                                            object_path, error) &&
         cck_search_provider_export (self->search_provider, connection, path, error);
}

static void
cck_application_dbus_unregister (GApplication    *application,
                                 GDBusConnection *connection,
                                 const char      *object_path)
{
  cck_search_provider_unexport (CCK_APPLICATION (application)->search_provider);

  G_APPLICATION_CLASS (cck_application_parent_class)->dbus_unregister (application, connection,
                                                                       object_path);
}

static void
cck_application_finalize (GObject *object)
{
  g_clear_object (&CCK_APPLICATION (object)->search_provider);

  G_OBJECT_CLASS (cck_application_parent_class)->finalize (object);
}

static void
cck_application_class_init (CckApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cck_application_finalize;

  application_class->startup = cck_application_startup;
  application_class->activate = cck_application_activate;
  application_class->open = cck_application_open;
  application_class->shutdown = cck_application_shutdown;
  application_class->dbus_register = cck_application_dbus_register;
  application_class->dbus_unregister = cck_application_dbus_unregister;
}

static void
cck_application_init (CckApplication *self)
{
  self->search_provider = cck_search_provider_new (G_APPLICATION (self));
}

GApplication *
cck_application_new (void)
{
  return g_object_new (CCK_TYPE_APPLICATION,
                       "application-id", CCK_APPLICATION_ID,
                       "version", CCK_VERSION,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", CCK_RESOURCES,
                       NULL);
}

CckSession *
cck_application_get_session (CckApplication *self)
{
  g_return_val_if_fail (CCK_IS_APPLICATION (self), NULL);

  /* Who asks for it wants something of an account now, and can't wait for a window's first frame. */
  cck_session_load_now (self->session);

  return self->session;
}

GSettings *
cck_application_get_settings (CckApplication *self)
{
  g_return_val_if_fail (CCK_IS_APPLICATION (self), NULL);

  return self->settings;
}

CckBackground *
cck_application_get_background (CckApplication *self)
{
  g_return_val_if_fail (CCK_IS_APPLICATION (self), NULL);

  return self->background;
}

/* Dialogs of their own kind of window aside, there is one. */
static GtkWindow *
find_window (CckApplication *self)
{
  for (GList *list = gtk_application_get_windows (GTK_APPLICATION (self)); list != NULL;
       list = list->next)
    {
      if (CCK_IS_WINDOW (list->data))
        return list->data;
    }

  return NULL;
}

CckWindow *
cck_application_present_window (CckApplication *self)
{
  GtkWindow *window;

  g_return_val_if_fail (CCK_IS_APPLICATION (self), NULL);

  begin_watch (self);
  window = find_window (self);

  /* A window that is closed is the end, and no search goes on behind it. */
  g_application_set_inactivity_timeout (G_APPLICATION (self), 0);

  if (window == NULL)
    {
      window = GTK_WINDOW (cck_window_new (ADW_APPLICATION (self), self->session, self->ticker,
                                           self->settings, self->trial));
      if (CCK_DEVELOPMENT)
        gtk_widget_add_css_class (GTK_WIDGET (window), "devel");
    }

  gtk_window_present (window);

  return CCK_WINDOW (window);
}

void
cck_application_open_keyring (CckApplication *self)
{
  CckKeyring *keyring;

  g_return_if_fail (CCK_IS_APPLICATION (self));

  if (self->keyring_open)
    return;

  self->keyring_open = TRUE;
  /* With no keyring at all tokens are kept until we close, and a banner says so. */
  keyring = cck_session_get_keyring (self->session);
  cck_keyring_set_session_only (keyring, TRUE);
  dex_future_disown (cck_keyring_check (keyring));
}

gboolean
cck_application_is_in_sight (CckApplication *self)
{
  GtkWindow *window;

  g_return_val_if_fail (CCK_IS_APPLICATION (self), FALSE);

  window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL && gtk_window_is_active (window);
}

void
cck_application_tell (CckApplication *self,
                      CckAccount     *account,
                      CckNotice      *notice)
{
  g_return_if_fail (CCK_IS_APPLICATION (self));
  g_return_if_fail (notice != NULL);

  if (self->notifier != NULL)
    {
      cck_notifier_tell (self->notifier, account, notice);
      return;
    }

  on_send (self, notice);
  cck_notice_free (notice);
}

void
cck_application_quit (CckApplication *self)
{
  GtkWindow *window;

  g_return_if_fail (CCK_IS_APPLICATION (self));

  window = find_window (self);
  cck_background_end (self->background);

  /* Closing is what ends it, so that the window is asked. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (self));
}
