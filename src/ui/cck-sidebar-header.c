/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar-header.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-full-text.h"
#include "cck-provider-deeds.h"
#include "cck-template.h"

struct _CckSidebarHeader
{
  AdwBin parent_instance;

  CckProvider *provider;

  GtkWidget *box;
  GtkLabel *title;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (CckSidebarHeader, cck_sidebar_header, ADW_TYPE_BIN)

static void
update (CckSidebarHeader *self)
{
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->box, self->provider != NULL);

  if (self->provider == NULL)
    return;

  title = cck_provider_dup_title (self->provider);
  /* Translators: the argument is a provider's name */
  label = g_strdup_printf (_("%s Menu"), title);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Of hundreds of menus one is opened. */
static void
build_menu (GtkMenuButton *button,
            gpointer       user_data)
{
  CckSidebarHeader *self = user_data;
  g_autoptr (GMenuModel) menu = NULL;

  if (self->provider == NULL)
    return;

  menu = cck_provider_deeds_build_menu (self->provider);
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static void
cck_sidebar_header_dispose (GObject *object)
{
  CckSidebarHeader *self = CCK_SIDEBAR_HEADER (object);

  if (self->provider != NULL)
    g_signal_handlers_disconnect_by_data (self->provider, self);

  g_clear_object (&self->provider);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_SIDEBAR_HEADER);

  G_OBJECT_CLASS (cck_sidebar_header_parent_class)->dispose (object);
}

static void
cck_sidebar_header_class_init (CckSidebarHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_sidebar_header_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-sidebar-header"));
  gtk_widget_class_bind_template_child (widget_class, CckSidebarHeader, box);
  gtk_widget_class_bind_template_child (widget_class, CckSidebarHeader, title);
  gtk_widget_class_bind_template_child (widget_class, CckSidebarHeader, menu_button);
}

static void
cck_sidebar_header_init (CckSidebarHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_full_text_explain (GTK_WIDGET (self->title));
  gtk_menu_button_set_create_popup_func (self->menu_button, build_menu, self, NULL);
}

GtkWidget *
cck_sidebar_header_new (void)
{
  return g_object_new (CCK_TYPE_SIDEBAR_HEADER, NULL);
}

void
cck_sidebar_header_set_provider (CckSidebarHeader *self,
                                 CckProvider      *provider)
{
  g_return_if_fail (CCK_IS_SIDEBAR_HEADER (self));

  if (self->provider != NULL)
    g_signal_handlers_disconnect_by_data (self->provider, self);

  g_set_object (&self->provider, provider);

  if (provider != NULL)
    g_signal_connect_object (provider, "notify::name", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);

  update (self);
}

GMenuModel *
cck_sidebar_header_build_menu (CckSidebarHeader *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_HEADER (self), NULL);

  return self->provider != NULL ? cck_provider_deeds_build_menu (self->provider) : NULL;
}
