/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-content-page.h"

#include <glib/gi18n.h>

#include "cck-account-deeds.h"
#include "cck-account-page.h"
#include "cck-inspector-page.h"
#include "cck-sign-in-page.h"
#include "cck-template.h"

struct _CckContentPage
{
  AdwNavigationPage parent_instance;

  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
  CckTraceLog *log;

  GtkStack *pages;
  /* Each once it was needed. */
  CckAccountPage *account_page;
  CckSignInPage *sign_in_page;
  CckInspectorPage *inspector_page;
};

enum
{
  SIGNED_IN,
  SIGN_IN_CLOSED,
  EDIT_PROVIDER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckContentPage, cck_content_page, ADW_TYPE_NAVIGATION_PAGE)

/* What the account page carries out, so that keys reach it from anywhere. */
static const struct
{
  const char *action;
  const char *forwarded;
} account_actions[] = {
  { "content.copy-access-token", "account.copy-access-token" },
  { "content.copy-header", "account.copy-header" },
  { "content.refresh", "account.refresh" },
  { "content.revoke", "account.revoke" },
  { "content.sign-out", "account.sign-out" },
};

static void
show_page (CckContentPage *self,
           GtkWidget      *page,
           const char     *title)
{
  gtk_stack_set_visible_child (self->pages, page);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

static gboolean
account_exists (CckContentPage *self,
                CckAccount     *account)
{
  return cck_account_store_get_by_id (cck_session_get_accounts (self->session),
                                      cck_account_get_id (account)) == account;
}

/* What was looked at last is what the next start shows, and after a crash too. */
static void
remember (CckContentPage *self,
          const char     *page,
          const char     *key,
          const char     *id)
{
  g_settings_set_string (self->settings, "selected-page", page);

  if (key != NULL)
    g_settings_set_string (self->settings, key, id);
}

static void
on_sign_in_done (CckContentPage *self,
                 CckAccount     *account)
{
  g_signal_emit (self, signals[SIGNED_IN], 0, account);
}

static void
on_sign_in_closed (CckContentPage *self)
{
  g_signal_emit (self, signals[SIGN_IN_CLOSED], 0);
}

static void
on_edit_provider (CckContentPage *self,
                  CckProvider    *provider)
{
  g_signal_emit (self, signals[EDIT_PROVIDER], 0, provider);
}

static CckAccountPage *
ensure_account_page (CckContentPage *self)
{
  if (self->account_page == NULL)
    {
      self->account_page = g_object_new (CCK_TYPE_ACCOUNT_PAGE, NULL);
      cck_account_page_setup (self->account_page, self->session, self->ticker, self->settings,
                              self->log);
      gtk_stack_add_child (self->pages, GTK_WIDGET (self->account_page));
    }

  return self->account_page;
}

static CckSignInPage *
ensure_sign_in_page (CckContentPage *self)
{
  if (self->sign_in_page == NULL)
    {
      self->sign_in_page = g_object_new (CCK_TYPE_SIGN_IN_PAGE, NULL);
      g_signal_connect_object (self->sign_in_page, "done", G_CALLBACK (on_sign_in_done), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sign_in_page, "closed", G_CALLBACK (on_sign_in_closed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sign_in_page, "edit-provider", G_CALLBACK (on_edit_provider),
                               self, G_CONNECT_SWAPPED);
      cck_sign_in_page_setup (self->sign_in_page, self->session, self->log);
      gtk_stack_add_child (self->pages, GTK_WIDGET (self->sign_in_page));
    }

  return self->sign_in_page;
}

static CckInspectorPage *
ensure_inspector_page (CckContentPage *self)
{
  if (self->inspector_page == NULL)
    {
      self->inspector_page = g_object_new (CCK_TYPE_INSPECTOR_PAGE, NULL);
      cck_inspector_page_setup (self->inspector_page, self->session, self->ticker);
      gtk_stack_add_child (self->pages, GTK_WIDGET (self->inspector_page));
    }

  return self->inspector_page;
}

static void
on_account_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  CckContentPage *self = CCK_CONTENT_PAGE (widget);

  if (!cck_content_page_shows_account (self))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (account_actions); i++)
    {
      if (g_str_equal (account_actions[i].action, name))
        gtk_widget_activate_action (GTK_WIDGET (self->account_page), account_actions[i].forwarded,
                                    NULL);
    }
}

static void
on_show_view (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CckContentPage *self = CCK_CONTENT_PAGE (widget);
  const char *view = g_variant_get_string (parameter, NULL);

  if (cck_content_page_shows_account (self))
    cck_account_page_show_view (self->account_page, view);
  else if (self->inspector_page != NULL)
    cck_inspector_page_show_view (self->inspector_page, view);
}

static void
on_reveal (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  CckContentPage *self = CCK_CONTENT_PAGE (widget);

  if (cck_content_page_shows_account (self))
    cck_account_page_toggle_reveal (self->account_page);
  else if (self->inspector_page != NULL)
    cck_inspector_page_toggle_reveal (self->inspector_page);
}

static void
on_inspect_clipboard (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  cck_inspector_page_paste (ensure_inspector_page (CCK_CONTENT_PAGE (widget)));
}

static void
cck_content_page_dispose (GObject *object)
{
  CckContentPage *self = CCK_CONTENT_PAGE (object);

  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CONTENT_PAGE);
  self->account_page = NULL;
  self->sign_in_page = NULL;
  self->inspector_page = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->ticker);
  g_clear_object (&self->settings);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cck_content_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "content.inspect-clipboard", NULL,
                                   on_inspect_clipboard);
  gtk_widget_class_install_action (widget_class, "content.show-view", "s", on_show_view);
  gtk_widget_class_install_action (widget_class, "content.reveal", NULL, on_reveal);

  for (guint i = 0; i < G_N_ELEMENTS (account_actions); i++)
    gtk_widget_class_install_action (widget_class, account_actions[i].action, NULL,
                                     on_account_action);
}

static void
cck_content_page_class_init (CckContentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_content_page_dispose;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, CCK_TYPE_ACCOUNT);
  signals[SIGN_IN_CLOSED] = g_signal_new ("sign-in-closed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT_PROVIDER] = g_signal_new ("edit-provider", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, CCK_TYPE_PROVIDER);

  install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-content-page"));
  gtk_widget_class_bind_template_child (widget_class, CckContentPage, pages);
}

static void
cck_content_page_init (CckContentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Somebody else may have the refresh token: nothing failed yet, and nobody should miss it. */
static void
on_alarm (CckContentPage *self,
          CckAccount     *account,
          const GError   *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Refresh Token Used Twice"), error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_history_failed (CckContentPage *self,
                   const GError   *error)
{
  cck_account_deed_tell_error (GTK_WIDGET (self), error);
}

void
cck_content_page_setup (CckContentPage *self,
                        CckSession     *session,
                        CckTicker      *ticker,
                        GSettings      *settings)
{
  g_return_if_fail (CCK_IS_CONTENT_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->settings = g_object_ref (settings);
  self->log = cck_trace_log_new (session);
  g_signal_connect_object (session, "alarm", G_CALLBACK (on_alarm), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "history-failed", G_CALLBACK (on_history_failed), self,
                           G_CONNECT_SWAPPED);
}

void
cck_content_page_show_account (CckContentPage *self,
                               CckAccount     *account)
{
  gboolean first;

  g_return_if_fail (CCK_IS_CONTENT_PAGE (self));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  first = self->account_page == NULL;
  cck_account_page_set_account (ensure_account_page (self), account);

  if (first)
    cck_account_page_restore_view (self->account_page);

  remember (self, "account", "selected-account", cck_account_get_id (account));
  show_page (self, GTK_WIDGET (self->account_page), _("Account"));
}

void
cck_content_page_show_provider (CckContentPage *self,
                                CckProvider    *provider)
{
  g_return_if_fail (CCK_IS_CONTENT_PAGE (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  cck_sign_in_page_show_provider (ensure_sign_in_page (self), provider);
  remember (self, "provider", "selected-provider", cck_provider_get_id (provider));
  show_page (self, GTK_WIDGET (self->sign_in_page), _("Sign In"));
}

void
cck_content_page_show_inspector (CckContentPage *self)
{
  g_return_if_fail (CCK_IS_CONTENT_PAGE (self));

  remember (self, "inspector", NULL, NULL);
  show_page (self, GTK_WIDGET (ensure_inspector_page (self)), _("Token Inspector"));
}

void
cck_content_page_show_nothing (CckContentPage *self)
{
  g_return_if_fail (CCK_IS_CONTENT_PAGE (self));

  if (self->account_page != NULL)
    cck_account_page_set_account (self->account_page, NULL);

  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static CckProvider *
get_shown_provider (CckContentPage *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);
  CckAccount *account;

  if (self->sign_in_page != NULL && page == GTK_WIDGET (self->sign_in_page))
    return cck_sign_in_page_get_provider (self->sign_in_page);

  if (!cck_content_page_shows_account (self))
    return NULL;

  account = cck_account_page_get_account (self->account_page);

  return account != NULL ? cck_session_get_provider_of (self->session, account) : NULL;
}

gboolean
cck_content_page_forget_provider (CckContentPage *self,
                                  CckProvider    *provider)
{
  gboolean shown;

  g_return_val_if_fail (CCK_IS_CONTENT_PAGE (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  shown = get_shown_provider (self) == provider;

  if (cck_content_page_get_provider (self) == provider)
    cck_sign_in_page_stop (self->sign_in_page);

  if (shown)
    cck_content_page_show_nothing (self);

  return shown;
}

gboolean
cck_content_page_show_rest (CckContentPage *self)
{
  CckAccount *account;
  CckProvider *provider;

  g_return_val_if_fail (CCK_IS_CONTENT_PAGE (self), FALSE);

  if (!cck_content_page_shows_account (self))
    return TRUE;

  account = cck_account_page_get_account (self->account_page);

  if (account == NULL || account_exists (self, account))
    return TRUE;

  provider = cck_session_get_provider_of (self->session, account);
  cck_content_page_show_nothing (self);

  if (provider != NULL)
    cck_content_page_show_provider (self, provider);

  return provider != NULL;
}

void
cck_content_page_start_sign_in (CckContentPage   *self,
                                CckProvider      *provider,
                                CckAccount       *account,
                                CckPracticeTrial *trial,
                                CckSignInGrant    grant)
{
  g_return_if_fail (CCK_IS_CONTENT_PAGE (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  if (account == NULL)
    remember (self, "provider", "selected-provider", cck_provider_get_id (provider));

  show_page (self, GTK_WIDGET (ensure_sign_in_page (self)), _("Sign In"));
  cck_sign_in_page_start (self->sign_in_page, provider, account, trial, grant);
}

CckTraceLog *
cck_content_page_get_log (CckContentPage *self)
{
  g_return_val_if_fail (CCK_IS_CONTENT_PAGE (self), NULL);

  return self->log;
}

CckAccount *
cck_content_page_get_account (CckContentPage *self)
{
  CckAccount *account;

  g_return_val_if_fail (CCK_IS_CONTENT_PAGE (self), NULL);

  if (self->account_page == NULL)
    return NULL;

  account = cck_account_page_get_account (self->account_page);

  return account != NULL && account_exists (self, account) ? account : NULL;
}

gboolean
cck_content_page_shows_account (CckContentPage *self)
{
  g_return_val_if_fail (CCK_IS_CONTENT_PAGE (self), FALSE);

  return self->account_page != NULL &&
         gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->account_page);
}

CckProvider *
cck_content_page_get_provider (CckContentPage *self)
{
  g_return_val_if_fail (CCK_IS_CONTENT_PAGE (self), NULL);

  return self->sign_in_page != NULL ? cck_sign_in_page_get_provider (self->sign_in_page) : NULL;
}
