/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-account-deeds.h"
#include "cck-failure-dialog.h"
#include "cck-provider-deeds.h"
#include "cck-shortcuts.h"
#include "cck-template.h"

G_DEFINE_FINAL_TYPE (CckWindow, cck_window, ADW_TYPE_APPLICATION_WINDOW)

/* The keys reach what is shown from anywhere: "win.refresh" is "content.refresh". */
static const struct
{
  const char *name;
  const char *parameter_type;
} content_actions[] = {
  { "win.copy-access-token", NULL },
  { "win.copy-header", NULL },
  { "win.refresh", NULL },
  { "win.reveal", NULL },
  { "win.show-view", "s" },
};

void
cck_window_update_root (CckWindow *self)
{
  gboolean empty = self->filled && cck_sidebar_is_empty (self->sidebar) &&
                   cck_sidebar_get_selected (self->sidebar) == NULL;

  gtk_stack_set_visible_child_name (self->root_stack, empty ? "empty" : "split");
}

/* The row that was shown is gone. */
static void
show_rest (CckWindow *self)
{
  if (!cck_content_page_show_rest (self->content_page))
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

static void
on_selected (CckWindow      *self,
             CckSidebarItem *item)
{
  CckAccount *account = item != NULL ? cck_sidebar_item_get_account (item) : NULL;

  if (item == NULL)
    show_rest (self);
  else if (cck_sidebar_item_get_kind (item) == CCK_SIDEBAR_INSPECTOR)
    cck_content_page_show_inspector (self->content_page);
  else if (account != NULL)
    cck_content_page_show_account (self->content_page, account);
  else
    cck_content_page_show_provider (self->content_page, cck_sidebar_item_get_provider (item));

  if (item != NULL)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);

  cck_window_update_root (self);
}

static void
on_rows_changed (CckWindow *self)
{
  if (cck_sidebar_get_selected (self->sidebar) == NULL)
    show_rest (self);

  cck_window_update_root (self);
}

static void
on_show_content_changed (CckWindow *self)
{
  /* So that the row that was left can be chosen again. */
  if (adw_navigation_split_view_get_collapsed (self->split_view) &&
      !adw_navigation_split_view_get_show_content (self->split_view))
    cck_sidebar_come_back (self->sidebar);
}

void
cck_window_start_sign_in (CckWindow        *self,
                          CckProvider      *provider,
                          CckAccount       *account,
                          CckPracticeTrial *trial,
                          CckSignInGrant    grant)
{
  /* Who signs in at a provider that was just removed wants it back. */
  cck_sidebar_set_hidden (self->sidebar, cck_provider_get_id (provider), FALSE);
  cck_sidebar_unselect (self->sidebar);
  gtk_stack_set_visible_child_name (self->root_stack, "split");
  cck_content_page_start_sign_in (self->content_page, provider, account, trial, grant);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
on_signed_in (CckWindow  *self,
              CckAccount *account)
{
  /* What failed before is mended now. */
  cck_toasts_dismiss_last (self->news);
  cck_sidebar_select_account (self->sidebar, account);
}

static void
on_sign_in_closed (CckWindow *self)
{
  CckProvider *provider = cck_content_page_get_provider (self->content_page);
  CckAccount *account = cck_content_page_get_account (self->content_page);
  g_autoptr (GPtrArray) others = NULL;

  if (provider != NULL)
    others = cck_account_store_list_by_provider (cck_session_get_accounts (self->session),
                                                 cck_provider_get_id (provider));

  /* Back to what was shown before, but a provider without any account is not lost sight of. */
  if (account != NULL && (others == NULL || others->len > 0))
    cck_sidebar_select_account (self->sidebar, account);
  else if (provider != NULL)
    cck_content_page_show_provider (self->content_page, provider);
}

static DexFuture *
on_trial_started (DexFuture *future,
                  gpointer   user_data)
{
  CckWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self->practice_button == NULL)
    return dex_future_new_true ();

  gtk_widget_set_sensitive (GTK_WIDGET (self->practice_button), TRUE);

  if (value != NULL)
    cck_window_start_sign_in (self, g_value_get_object (value), NULL, self->trial, CCK_SIGN_IN_CODE);
  else
    cck_account_deed_tell_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
try_practice (CckWindow *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->practice_button), FALSE);
  dex_future_disown (dex_future_finally (cck_practice_trial_start (self->trial), on_trial_started,
                                         g_object_ref (self), g_object_unref));
}

static void
on_try_practice (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  try_practice (CCK_WINDOW (widget));
}

static void
on_edit_provider (CckWindow   *self,
                  CckProvider *provider)
{
  cck_provider_deed_edit (GTK_WIDGET (self), self->session, provider);
}

static void
on_inspector (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);

  if (cck_window_is_busy (self))
    return;

  cck_sidebar_select_inspector (self->sidebar);

  if (g_str_equal (name, "win.inspect-clipboard"))
    gtk_widget_activate_action (GTK_WIDGET (self->content_page), "content.inspect-clipboard", NULL);
}

static void
on_toast (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  cck_toasts_tell (CCK_WINDOW (widget)->news, g_variant_get_string (parameter, NULL));
}

static void
on_toast_link (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const char *text;
  const char *label;
  const char *uri;

  g_variant_get (parameter, "(&s&s&s)", &text, &label, &uri);
  cck_toasts_tell_link (CCK_WINDOW (widget)->news, text, label, uri);
}

static void
on_toast_failure (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autofree char *title = NULL;

  g_variant_get_child (parameter, 0, "s", &title);
  cck_toasts_tell_details (CCK_WINDOW (widget)->news, title, "win.show-failure", parameter);
}

static void
on_show_failure (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  if (!cck_window_is_busy (CCK_WINDOW (widget)))
    adw_dialog_present (cck_failure_dialog_new (parameter, widget), widget);
}

static void
on_content_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  g_autofree char *action = g_strconcat ("content.", name + strlen ("win."), NULL);

  if (!cck_window_is_busy (self))
    gtk_widget_activate_action_variant (GTK_WIDGET (self->content_page), action, parameter);
}

static void
start_search (CckWindow  *self,
              const char *text)
{
  if (cck_sidebar_is_empty (self->sidebar))
    return;

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  cck_sidebar_start_search (self->sidebar, text);
}

static void
on_search (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  if (!cck_window_is_busy (CCK_WINDOW (widget)))
    start_search (CCK_WINDOW (widget), NULL);
}

/* The menu button may be out of sight, under what is shown in its place. */
static void
on_menu (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);

  if (cck_window_is_busy (self))
    return;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->welcome_menu_button)))
    {
      gtk_menu_button_popup (self->welcome_menu_button);
      return;
    }

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  cck_sidebar_open_menu (self->sidebar);
}

static void
on_back (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);

  if (adw_navigation_split_view_get_collapsed (self->split_view) && !cck_window_is_busy (self))
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

static gboolean
on_drop (CckWindow    *self,
         const GValue *value)
{
  return cck_window_drop (self, value);
}

static void
on_active_changed (CckWindow *self)
{
  /* The clock may have been set, or the machine may have slept. */
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->ticker != NULL)
    cck_ticker_poke (self->ticker);
}

static void
cck_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cck_window_parent_class)->realize (widget);

  cck_window_fill_after_frame (CCK_WINDOW (widget));
}

static gboolean
cck_window_close_request (GtkWindow *window)
{
  CckWindow *self = CCK_WINDOW (window);

  /* What was removed and not taken back is removed for good. */
  cck_toasts_finish (self->news);

  return GTK_WINDOW_CLASS (cck_window_parent_class)->close_request (window);
}

static void
cck_window_dispose (GObject *object)
{
  CckWindow *self = CCK_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->ticker);
  g_clear_object (&self->settings);
  g_clear_object (&self->trial);
  g_clear_object (&self->news);

  G_OBJECT_CLASS (cck_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.toast", "s", on_toast },
    { "win.toast-link", "(sss)", on_toast_link },
    { "win.toast-failure", CCK_FAILURE_FORMAT, on_toast_failure },
    { "win.show-failure", CCK_FAILURE_FORMAT, on_show_failure },
    { "win.try-practice", NULL, on_try_practice },
    { "win.inspector", NULL, on_inspector },
    { "win.inspect-clipboard", NULL, on_inspector },
    { "win.back", NULL, on_back },
    { "win.menu", NULL, on_menu },
    { "win.search", NULL, on_search },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);

  for (guint i = 0; i < G_N_ELEMENTS (content_actions); i++)
    gtk_widget_class_install_action (widget_class, content_actions[i].name,
                                     content_actions[i].parameter_type, on_content_action);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-window"));
  gtk_widget_class_bind_template_child (widget_class, CckWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CckWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, CckWindow, practice_button);
  gtk_widget_class_bind_template_child (widget_class, CckWindow, welcome_menu_button);
  gtk_widget_class_bind_template_child (widget_class, CckWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, CckWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, CckWindow, sidebar);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_rows_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_content_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_signed_in);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_provider);
  gtk_widget_class_bind_template_callback (widget_class, on_active_changed);
}

static void
cck_window_class_init (CckWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_window_dispose;
  widget_class->realize = cck_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = cck_window_close_request;

  g_type_ensure (CCK_TYPE_CONTENT_PAGE);
  g_type_ensure (CCK_TYPE_SIDEBAR);
  install_actions (widget_class);
  cck_window_install_account_actions (widget_class);
  cck_window_install_provider_actions (widget_class);
  bind_template (widget_class);
}

CckProvider *
cck_window_find_provider (CckWindow  *self,
                          const char *id)
{
  return cck_provider_store_get_by_id (cck_session_get_providers (self->session), id);
}

static void
add_drop_target (CckWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static void
cck_window_init (CckWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->news = cck_toasts_new (self->toasts);
  add_drop_target (self);
  cck_shortcuts_add_to (GTK_WIDGET (self));
  gtk_stack_set_visible_child_name (self->root_stack, "split");
}

gboolean
cck_window_is_busy (CckWindow *self)
{
  g_return_val_if_fail (CCK_IS_WINDOW (self), FALSE);

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL;
}

GtkWidget *
cck_window_new (AdwApplication   *application,
                CckSession       *session,
                CckTicker        *ticker,
                GSettings        *settings,
                CckPracticeTrial *trial)
{
  CckWindow *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_TICKER (ticker), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (CCK_IS_PRACTICE_TRIAL (trial), NULL);

  self = g_object_new (CCK_TYPE_WINDOW, "application", application, NULL);
  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->settings = g_object_ref (settings);
  self->trial = g_object_ref (trial);

  cck_content_page_setup (self->content_page, session, ticker, settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  if (cck_session_is_loaded (session))
    cck_window_fill (self);

  return GTK_WIDGET (self);
}

void
cck_window_import (CckWindow *self,
                   GFile     *file)
{
  g_return_if_fail (CCK_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  cck_window_fill (self);
  cck_provider_deed_import (GTK_WIDGET (self), self->session, file);
}

gboolean
cck_window_drop (CckWindow    *self,
                 const GValue *value)
{
  GSList *files;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CCK_IS_WINDOW (self), FALSE);

  files = G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) ? g_value_get_boxed (value) : NULL;
  name = files != NULL ? g_file_get_basename (files->data) : NULL;

  if (name == NULL || !g_str_has_suffix (name, ".claimcheck") || cck_window_is_busy (self))
    return FALSE;

  cck_window_import (self, files->data);

  return TRUE;
}

void
cck_window_show_account (CckWindow  *self,
                         CckAccount *account)
{
  g_return_if_fail (CCK_IS_WINDOW (self));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  cck_window_fill (self);
  cck_sidebar_select_account (self->sidebar, account);
}

void
cck_window_search (CckWindow  *self,
                   const char *text)
{
  g_return_if_fail (CCK_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  cck_window_fill (self);
  start_search (self, text);
}

CckAccount *
cck_window_get_shown_account (CckWindow *self)
{
  g_return_val_if_fail (CCK_IS_WINDOW (self), NULL);

  return cck_content_page_shows_account (self->content_page)
         ? cck_content_page_get_account (self->content_page) : NULL;
}
