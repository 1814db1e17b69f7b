/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window's menus and keys do with an account, and how one is signed in to. */

#include "cck-window-private.h"

static CckAccount *
find_account (CckWindow *self,
              GVariant  *id)
{
  return cck_account_store_get_by_id (cck_session_get_accounts (self->session),
                                      g_variant_get_string (id, NULL));
}

static void
on_sign_in (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckProvider *provider = cck_window_find_provider (self, g_variant_get_string (parameter, NULL));

  if (provider != NULL)
    cck_window_start_sign_in (self, provider, NULL, NULL,
                              g_str_equal (name, "win.sign-in-device") ? CCK_SIGN_IN_DEVICE
                                                                       : CCK_SIGN_IN_CODE);
}

/* An account is signed in to again the way it was before. */
static CckSignInGrant
get_grant (CckAccount *account)
{
  const char *grant = cck_account_get_grant (account);

  if (g_strcmp0 (grant, "device_code") == 0)
    return CCK_SIGN_IN_DEVICE;

  return g_strcmp0 (grant, "client_credentials") == 0 ? CCK_SIGN_IN_CLIENT_CREDENTIALS
                                                      : CCK_SIGN_IN_CODE;
}

static void
sign_in_again (CckWindow  *self,
               CckAccount *account)
{
  CckProvider *provider = cck_session_get_provider_of (self->session, account);

  if (provider != NULL)
    cck_window_start_sign_in (self, provider, account, NULL, get_grant (account));
}

static void
on_sign_in_again (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CckAccount *account = cck_window_get_shown_account (CCK_WINDOW (widget));

  if (account != NULL && !cck_window_is_busy (CCK_WINDOW (widget)))
    sign_in_again (CCK_WINDOW (widget), account);
}

static void
on_another_account (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckSidebarItem *item = cck_sidebar_get_selected (self->sidebar);
  CckProvider *provider = item != NULL ? cck_sidebar_item_get_provider (item) : NULL;

  if (provider != NULL && !cck_window_is_busy (self))
    cck_window_start_sign_in (self, provider, NULL, NULL, CCK_SIGN_IN_CODE);
}

static void
on_sign_in_to (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CckAccount *account = find_account (CCK_WINDOW (widget), parameter);

  if (account != NULL)
    cck_window_sign_in (CCK_WINDOW (widget), account);
}

/* What is done with an account is seen, and can be cancelled, on its page. */
static void
on_account_deed (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    const char *action;
  } deeds[] = {
    { "win.copy-token-of", "content.copy-access-token" },
    { "win.refresh-of", "content.refresh" },
    { "win.revoke-of", "content.revoke" },
    { "win.sign-out-of", "content.sign-out" },
  };
  CckWindow *self = CCK_WINDOW (widget);
  CckAccount *account = find_account (self, parameter);

  if (account == NULL)
    return;

  if (cck_window_get_shown_account (self) != account)
    cck_sidebar_select_account (self->sidebar, account);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      if (g_str_equal (deeds[i].name, name))
        gtk_widget_activate_action (GTK_WIDGET (self->content_page), deeds[i].action, NULL);
    }
}

void
cck_window_install_account_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.sign-in", "s", on_sign_in },
    { "win.sign-in-device", "s", on_sign_in },
    { "win.sign-in-again", NULL, on_sign_in_again },
    { "win.another-account", NULL, on_another_account },
    { "win.sign-in-to", "s", on_sign_in_to },
    { "win.copy-token-of", "s", on_account_deed },
    { "win.refresh-of", "s", on_account_deed },
    { "win.revoke-of", "s", on_account_deed },
    { "win.sign-out-of", "s", on_account_deed },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}

void
cck_window_sign_in (CckWindow  *self,
                    CckAccount *account)
{
  g_return_if_fail (CCK_IS_WINDOW (self));
  g_return_if_fail (CCK_IS_ACCOUNT (account));

  cck_window_fill (self);
  cck_sidebar_select_account (self->sidebar, account);
  sign_in_again (self, account);
}
