/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-page.h"

#include <glib/gi18n.h>

#include "cck-account-deeds.h"
#include "cck-account-status.h"
#include "cck-account-view.h"
#include "cck-diagnostic-report.h"
#include "cck-lifetime-card.h"
#include "cck-snippet-dialog.h"
#include "cck-template.h"

typedef enum
{
  BANNER_NONE,
  BANNER_KEYRING_LOCKED,
  BANNER_SESSION_ENDED,
  BANNER_NO_KEYRING,
  BANNER_OFFLINE,
} Banner;

static const struct
{
  const char *title;
  const char *button;
} banners[] = {
  [BANNER_KEYRING_LOCKED] = { N_("The keyring is locked"), N_("_Unlock") },
  [BANNER_SESSION_ENDED] = { N_("The session has ended"), N_("_Sign In…") },
  [BANNER_NO_KEYRING] = { N_("No keyring. Tokens are kept until Claimcheck closes"), NULL },
  [BANNER_OFFLINE] = { N_("Offline. Tokens can’t be refreshed"), NULL },
};

struct _CckAccountPage
{
  AdwBin parent_instance;

  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
  CckTraceLog *log;
  CckAccount *account;
  guint reload_id;
  Banner banner_kind;

  AdwBanner *banner;
  AdwWindowTitle *title;
  AdwViewSwitcher *switcher;
  AdwViewSwitcherBar *switcher_bar;
  GtkScrolledWindow *scroller;
  CckLifetimeCard *card;
  GtkButton *copy_button;
  GtkButton *refresh_button;
  GtkButton *sign_in_button;
  CckProgress *progress;
  CckAccountView *view;
};

G_DEFINE_FINAL_TYPE (CckAccountPage, cck_account_page, ADW_TYPE_BIN)

static void reload (CckAccountPage *self);

static gboolean
is_loopback (CckAccountPage *self)
{
  CckProvider *provider = cck_session_get_provider_of (self->session, self->account);

  return provider != NULL && cck_provider_get_allow_http_loopback (provider);
}

static Banner
choose_banner (CckAccountPage *self)
{
  CckKeyringState keyring = cck_keyring_get_state (cck_session_get_keyring (self->session));
  GNetworkMonitor *network = g_network_monitor_get_default ();
  gboolean kept = cck_account_get_transient (self->account);

  if (cck_account_get_state (self->account) == CCK_ACCOUNT_SIGN_IN_AGAIN)
    return BANNER_SESSION_ENDED;

  if (keyring == CCK_KEYRING_LOCKED && !kept)
    return BANNER_KEYRING_LOCKED;

  if (keyring == CCK_KEYRING_MISSING && !kept)
    return BANNER_NO_KEYRING;

  if (!g_network_monitor_get_network_available (network) && !is_loopback (self))
    return BANNER_OFFLINE;

  return BANNER_NONE;
}

static void
update_banner (CckAccountPage *self)
{
  if (self->account == NULL)
    return;

  self->banner_kind = choose_banner (self);

  if (self->banner_kind != BANNER_NONE)
    {
      const char *button = banners[self->banner_kind].button;

      adw_banner_set_title (self->banner, _(banners[self->banner_kind].title));
      adw_banner_set_button_label (self->banner, button != NULL ? _(button) : NULL);
    }

  adw_banner_set_revealed (self->banner, self->banner_kind != BANNER_NONE);
}

static DexFuture *
on_unlocked (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr (CckAccountPage) self = g_object_ref (user_data);
  g_autoptr (GError) error = NULL;

  if (self->account == NULL)
    return dex_future_new_true ();

  if (dex_future_get_value (future, &error) == NULL)
    cck_account_deed_tell_error (GTK_WIDGET (self), error);

  reload (self);

  return dex_future_new_true ();
}

static void
unlock (CckAccountPage *self)
{
  DexFuture *unlocked = cck_keyring_unlock (cck_session_get_keyring (self->session));

  dex_future_disown (dex_future_finally (unlocked, on_unlocked, g_object_ref (self), g_object_unref));
}

static void
on_banner_clicked (CckAccountPage *self)
{
  if (self->banner_kind == BANNER_KEYRING_LOCKED)
    unlock (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in-again", NULL);
}

static void
update_card (CckAccountPage *self)
{
  gint64 now;
  CckProvider *provider;

  if (self->account == NULL)
    return;

  now = cck_ticker_now (self->ticker);
  provider = cck_session_get_provider_of (self->session, self->account);
  cck_lifetime_card_show (self->card, self->account,
                          provider != NULL ? cck_session_get_clock_offset (self->session,
                                                                           provider) : 0, now);
  cck_account_view_set_now (self->view, now);
}

static void
update_title (CckAccountPage *self)
{
  CckProvider *provider = cck_session_get_provider_of (self->session, self->account);
  g_autofree char *title = cck_account_dup_title (self->account);
  g_autofree char *subtitle = cck_provider_dup_title (provider);

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
update_actions (CckAccountPage *self)
{
  gboolean signed_in = cck_account_get_state (self->account) == CCK_ACCOUNT_SIGNED_IN &&
                       !cck_account_view_is_out_of_reach (self->view);

  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), signed_in);
  gtk_widget_set_visible (GTK_WIDGET (self->refresh_button), signed_in);
  gtk_widget_set_visible (GTK_WIDGET (self->sign_in_button), !signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.copy-id-token",
                                 signed_in && cck_account_get_has_id_token (self->account));
  /* Out of sight unless the preferences say otherwise: the menu hides what can't be done. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.copy-refresh-token",
                                 signed_in && cck_account_get_has_refresh_token (self->account) &&
                                 g_settings_get_boolean (self->settings, "show-refresh-tokens"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.refresh",
                                 signed_in && cck_account_get_has_refresh_token (self->account));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.copy-header", signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.introspect", signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.copy-code",
                                 !cck_account_get_transient (self->account));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.revoke", signed_in);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->refresh_button),
                               cck_account_get_has_refresh_token (self->account)
                               ? NULL : _("The provider gave no refresh token"));
}

static void
on_view_loaded (CckAccountPage *self)
{
  if (self->account == NULL)
    return;

  update_banner (self);
  update_actions (self);
}

static void
reload (CckAccountPage *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);

  if (self->account == NULL)
    return;

  update_title (self);
  update_banner (self);
  update_actions (self);
  cck_ticker_watch (self->ticker, GTK_WIDGET (self), cck_account_get_expires_at (self->account));
  /* All that counts down tells the same time, in the sidebar too. */
  cck_ticker_poke (self->ticker);
  cck_account_view_reload (self->view);
}

static void
on_reload_idle (gpointer user_data)
{
  CckAccountPage *self = user_data;

  self->reload_id = 0;
  reload (self);
}

/* A refresh changes several properties; what they mean together is shown once. */
static void
on_account_changed (CckAccountPage *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_idle_add_once (on_reload_idle, self);
}

static void
copy (CckAccountPage *self,
      CckCopyWhat     what)
{
  guint seconds = g_settings_get_uint (self->settings, "clipboard-timeout");

  if (self->account != NULL)
    cck_account_deed_copy (GTK_WIDGET (self), self->session, self->account, self->progress,
                           self->log, what, seconds);
}

void
cck_account_page_copy_access_token (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  copy (self, CCK_COPY_ACCESS_TOKEN);
}

void
cck_account_page_copy_id_token (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  copy (self, CCK_COPY_ID_TOKEN);
}

void
cck_account_page_copy_refresh_token (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  copy (self, CCK_COPY_REFRESH_TOKEN);
}

void
cck_account_page_copy_header (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  copy (self, CCK_COPY_HEADER);
}

void
cck_account_page_refresh (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  if (self->account != NULL)
    cck_account_deed_refresh (GTK_WIDGET (self), self->session, self->account, self->progress,
                              self->log);
}

void
cck_account_page_copy_code (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  if (self->account == NULL)
    return;

  adw_dialog_present (cck_snippet_dialog_new (self->account,
                                              cck_session_get_provider_of (self->session,
                                                                           self->account)),
                      GTK_WIDGET (self));
}

void
cck_account_page_copy_report (CckAccountPage *self)
{
  g_autofree char *report = NULL;

  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  if (self->account == NULL)
    return;

  report = cck_diagnostic_report_new (self->session, self->account, self->log);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Diagnostic report copied"));
}

void
cck_account_page_introspect (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  cck_account_view_introspect (self->view);
}

void
cck_account_page_revoke (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  if (self->account != NULL)
    cck_account_deed_ask_revoke (GTK_WIDGET (self), self->session, self->account,
                                  self->progress, self->log);
}

void
cck_account_page_sign_out (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  if (self->account != NULL)
    cck_account_deed_ask_sign_out (GTK_WIDGET (self), self->session, self->account,
                                    self->progress, self->log);
}

static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    void (*run) (CckAccountPage *self);
  } actions[] = {
    { "account.copy-access-token", cck_account_page_copy_access_token },
    { "account.copy-id-token", cck_account_page_copy_id_token },
    { "account.copy-refresh-token", cck_account_page_copy_refresh_token },
    { "account.copy-header", cck_account_page_copy_header },
    { "account.refresh", cck_account_page_refresh },
    { "account.copy-code", cck_account_page_copy_code },
    { "account.copy-report", cck_account_page_copy_report },
    { "account.introspect", cck_account_page_introspect },
    { "account.revoke", cck_account_page_revoke },
    { "account.sign-out", cck_account_page_sign_out },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (actions[i].name, name))
        actions[i].run (CCK_ACCOUNT_PAGE (widget));
    }
}

static void
cck_account_page_dispose (GObject *object)
{
  CckAccountPage *self = CCK_ACCOUNT_PAGE (object);

  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_ACCOUNT_PAGE);
  g_clear_object (&self->account);
  g_clear_object (&self->session);
  g_clear_object (&self->ticker);
  g_clear_object (&self->settings);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cck_account_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "account.copy-access-token", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.copy-id-token", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.copy-refresh-token", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.copy-header", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.refresh", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.copy-code", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.copy-report", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.introspect", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.revoke", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "account.sign-out", NULL, run_action);
}

static void
cck_account_page_class_init (CckAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_account_page_dispose;

  g_type_ensure (CCK_TYPE_ACCOUNT_VIEW);
  g_type_ensure (CCK_TYPE_LIFETIME_CARD);
  g_type_ensure (CCK_TYPE_PROGRESS);
  install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-account-page"));
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, banner);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, title);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, card);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CckAccountPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_banner_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_view_loaded);
}

static void
cck_account_page_init (CckAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  adw_view_switcher_set_stack (self->switcher, cck_account_view_get_stack (self->view));
  adw_view_switcher_bar_set_stack (self->switcher_bar, cck_account_view_get_stack (self->view));
}

void
cck_account_page_setup (CckAccountPage *self,
                        CckSession     *session,
                        CckTicker      *ticker,
                        GSettings      *settings,
                        CckTraceLog    *log)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->settings = g_object_ref (settings);
  self->log = g_object_ref (log);
  cck_account_view_setup (self->view, session, ticker);

  g_signal_connect_object (settings, "changed::show-refresh-tokens",
                           G_CALLBACK (on_account_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (update_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (update_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cck_session_get_keyring (session), "notify::state",
                           G_CALLBACK (on_account_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (update_banner), self, G_CONNECT_SWAPPED);
}

void
cck_account_page_set_account (CckAccountPage *self,
                              CckAccount     *account)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  if (self->account == account)
    return;

  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);

  g_clear_object (&self->account);
  cck_progress_end (self->progress, NULL);
  cck_account_view_set_account (self->view, account);
  g_set_object (&self->account, account);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);

  if (account == NULL)
    {
      cck_ticker_watch (self->ticker, GTK_WIDGET (self), 0);
      return;
    }

  g_signal_connect_object (account, "notify", G_CALLBACK (on_account_changed), self,
                           G_CONNECT_SWAPPED);
  reload (self);
}

CckAccount *
cck_account_page_get_account (CckAccountPage *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_PAGE (self), NULL);

  return self->account;
}

void
cck_account_page_show_view (CckAccountPage *self,
                            const char     *name)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  cck_account_view_show_view (self->view, name);
}

void
cck_account_page_toggle_reveal (CckAccountPage *self)
{
  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  cck_account_view_toggle_reveal (self->view);
}

/* A view that this version does not have is not looked for. */
static gboolean
get_view (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  AdwViewStack *stack = user_data;
  const char *name = g_variant_get_string (variant, NULL);

  if (adw_view_stack_get_child_by_name (stack, name) == NULL)
    name = adw_view_stack_get_visible_child_name (stack);

  g_value_set_string (value, name);

  return TRUE;
}

static GVariant *
set_view (const GValue       *value,
          const GVariantType *type,
          gpointer            user_data)
{
  return g_variant_new_string (g_value_get_string (value));
}

void
cck_account_page_restore_view (CckAccountPage *self)
{
  AdwViewStack *stack;

  g_return_if_fail (CCK_IS_ACCOUNT_PAGE (self));

  stack = cck_account_view_get_stack (self->view);
  g_settings_bind_with_mapping (self->settings, "selected-view", stack, "visible-child-name",
                                G_SETTINGS_BIND_DEFAULT, get_view, set_view, stack, NULL);
  g_settings_bind (self->settings, "selected-token", self->view, "token",
                   G_SETTINGS_BIND_DEFAULT);
}
