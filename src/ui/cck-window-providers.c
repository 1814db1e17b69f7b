/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window's menus and keys do with a provider. */

#include "cck-window-private.h"

#include "cck-provider-deeds.h"
#include "cck-provider-export.h"
#include "cck-provider-removal.h"

static void
on_add_provider (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  cck_provider_deed_edit (widget, CCK_WINDOW (widget)->session, NULL);
}

static void
on_edit_provider (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckProvider *provider = cck_window_find_provider (self, g_variant_get_string (parameter, NULL));

  if (provider != NULL)
    cck_provider_deed_edit (widget, self->session, provider);
}

static void
on_check_provider (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckProvider *provider = cck_window_find_provider (self, g_variant_get_string (parameter, NULL));

  if (provider != NULL)
    cck_provider_deed_check (widget, self->session, provider);
}

static void
on_export_provider (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckProvider *provider = cck_window_find_provider (self, g_variant_get_string (parameter, NULL));

  if (provider != NULL)
    cck_provider_export (widget, provider);
}

static void
on_import_profile (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  cck_provider_deed_import (widget, CCK_WINDOW (widget)->session, NULL);
}

/* The keys mean the provider of what is selected. */
static void
on_selected_provider (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  CckSidebarItem *item = cck_sidebar_get_selected (CCK_WINDOW (widget)->sidebar);
  CckProvider *provider = item != NULL ? cck_sidebar_item_get_provider (item) : NULL;

  if (provider == NULL || cck_provider_get_transient (provider))
    return;

  if (g_str_equal (name, "win.export-selected"))
    cck_provider_export (widget, provider);
  else
    cck_provider_deed_edit (widget, CCK_WINDOW (widget)->session, provider);
}

static void
on_remove_provider (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckProvider *provider = cck_window_find_provider (self, g_variant_get_string (parameter, NULL));
  g_autoptr (CckAccount) account = NULL;

  if (provider == NULL)
    return;

  g_set_object (&account, cck_content_page_get_account (self->content_page));
  cck_content_page_show_nothing (self->content_page);
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  cck_provider_removal_offer (self->session, provider, account, self->sidebar, self->toasts);
  cck_window_update_root (self);
}

void
cck_window_install_provider_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.add-provider", NULL, on_add_provider },
    { "win.edit-provider", "s", on_edit_provider },
    { "win.check-provider", "s", on_check_provider },
    { "win.export-provider", "s", on_export_provider },
    { "win.remove-provider", "s", on_remove_provider },
    { "win.import-profile", NULL, on_import_profile },
    { "win.edit-selected", NULL, on_selected_provider },
    { "win.export-selected", NULL, on_selected_provider },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}
