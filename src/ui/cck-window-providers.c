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
  /* A dialog that is open is not covered by another one. */
  if (!cck_window_is_busy (CCK_WINDOW (widget)))
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
  if (!cck_window_is_busy (CCK_WINDOW (widget)))
    cck_provider_deed_import (widget, CCK_WINDOW (widget)->session, NULL);
}

/* The keys mean the provider of what is selected. */
static void
on_selected_provider (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckSidebarItem *item = cck_sidebar_get_selected (self->sidebar);
  CckProvider *provider = item != NULL ? cck_sidebar_item_get_provider (item) : NULL;

  if (provider == NULL || cck_provider_get_transient (provider) || cck_window_is_busy (self))
    return;

  if (g_str_equal (name, "win.export-selected"))
    cck_provider_export (widget, provider);
  else
    cck_provider_deed_edit (widget, CCK_WINDOW (widget)->session, provider);
}

static gboolean
is_typing (CckWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return (GTK_IS_EDITABLE (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus))) ||
         (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

static void
remove_provider (CckWindow   *self,
                 CckProvider *provider)
{
  g_autoptr (CckSidebarItem) shown = NULL;
  CckSidebarItem *item = cck_sidebar_get_selected (self->sidebar);

  /* Another provider's page stays as it is. */
  if (item != NULL && cck_sidebar_item_get_provider (item) == provider)
    shown = g_object_ref (item);

  if (cck_content_page_forget_provider (self->content_page, provider))
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);

  cck_provider_removal_offer (self->session, provider, shown, self->sidebar, self->news);
  cck_window_update_root (self);
}

static void
on_remove_provider (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckProvider *provider = cck_window_find_provider (self, g_variant_get_string (parameter, NULL));

  if (provider != NULL)
    remove_provider (self, provider);
}

/* A provider with undo, an account with a question. */
static void
on_remove_selected (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);
  CckSidebarItem *item = cck_sidebar_get_selected (self->sidebar);
  CckAccount *account = item != NULL ? cck_sidebar_item_get_account (item) : NULL;
  CckProvider *provider = item != NULL ? cck_sidebar_item_get_provider (item) : NULL;

  if (cck_window_is_busy (self))
    return;

  if (account != NULL)
    gtk_widget_activate_action (widget, "win.sign-out-of", "s", cck_account_get_id (account));
  else if (provider != NULL && !cck_provider_get_read_only (provider))
    remove_provider (self, provider);
}

/* What is typed is undone where it is typed. */
static void
on_undo (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CckWindow *self = CCK_WINDOW (widget);

  if (!cck_window_is_busy (self) && !is_typing (self))
    cck_toasts_undo (self->news);
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
    { "win.remove-selected", NULL, on_remove_selected },
    { "win.undo", NULL, on_undo },
    { "win.import-profile", NULL, on_import_profile },
    { "win.edit-selected", NULL, on_selected_provider },
    { "win.export-selected", NULL, on_selected_provider },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}
