/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar-row.h"

#include <glib/gi18n.h>

#include "cck-account-deeds.h"
#include "cck-account-status.h"
#include "cck-full-text.h"
#include "cck-provider-deeds.h"
#include "cck-template.h"

struct _CckSidebarRow
{
  AdwBin parent_instance;

  CckTicker *ticker;
  CckSidebarItem *item;
  char *text;

  GtkImage *icon;
  GtkInscription *title;
  GtkInscription *subtitle;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckSidebarRow, cck_sidebar_row, ADW_TYPE_BIN)

static void
show_text (CckSidebarRow *self,
           const char    *icon_name,
           const char    *css_class,
           const char    *title,
           const char    *subtitle)
{
  const char * const classes[] = { css_class, NULL };
  g_autofree char *text = NULL;

  text = subtitle != NULL ? g_strconcat (title, ", ", subtitle, NULL) : g_strdup (title);

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
  gtk_inscription_set_text (self->title, title);
  gtk_inscription_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL);

  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
show_account (CckSidebarRow *self,
              CckAccount    *account)
{
  gint64 now = cck_ticker_now (self->ticker);
  g_autofree char *title = cck_account_dup_title (account);
  g_autofree char *status = cck_account_dup_status (account, now);

  show_text (self, cck_account_get_status_icon (account, now),
             cck_account_get_status_class (account, now), title, status);
  cck_ticker_watch (self->ticker, GTK_WIDGET (self), cck_account_get_expires_at (account));
}

static void
update (CckSidebarRow *self)
{
  CckAccount *account;

  if (self->item == NULL)
    return;

  account = cck_sidebar_item_get_account (self->item);

  if (cck_sidebar_item_get_kind (self->item) == CCK_SIDEBAR_INSPECTOR)
    show_text (self, "cck-raw-symbolic", NULL, _("Token Inspector"), NULL);
  else if (account != NULL)
    show_account (self, account);
  else
    show_text (self, "cck-expired-symbolic", "dimmed", _("Not Signed In"), NULL);
}

static void
on_map (CckSidebarRow *self)
{
  update (self);
}

static void
cck_sidebar_row_dispose (GObject *object)
{
  CckSidebarRow *self = CCK_SIDEBAR_ROW (object);

  cck_sidebar_row_set_item (self, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_SIDEBAR_ROW);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (cck_sidebar_row_parent_class)->dispose (object);
}

static void
cck_sidebar_row_finalize (GObject *object)
{
  g_clear_pointer (&CCK_SIDEBAR_ROW (object)->text, g_free);

  G_OBJECT_CLASS (cck_sidebar_row_parent_class)->finalize (object);
}

static void
cck_sidebar_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, CCK_SIDEBAR_ROW (object)->text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_sidebar_row_class_init (CckSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_sidebar_row_dispose;
  object_class->finalize = cck_sidebar_row_finalize;
  object_class->get_property = cck_sidebar_row_get_property;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-sidebar-row"));
  gtk_widget_class_bind_template_child (widget_class, CckSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CckSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, CckSidebarRow, subtitle);
}

static void
cck_sidebar_row_init (CckSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_full_text_explain (GTK_WIDGET (self->title));

  /* An inscription's alignment does not turn with the direction of the window, as a label's does. */
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    {
      gtk_inscription_set_xalign (self->title, 1);
      gtk_inscription_set_xalign (self->subtitle, 1);
    }
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
}

GtkWidget *
cck_sidebar_row_new (CckTicker *ticker)
{
  CckSidebarRow *self;

  g_return_val_if_fail (CCK_IS_TICKER (ticker), NULL);

  self = g_object_new (CCK_TYPE_SIDEBAR_ROW, NULL);
  self->ticker = g_object_ref (ticker);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
cck_sidebar_row_set_item (CckSidebarRow  *self,
                          CckSidebarItem *item)
{
  CckAccount *account;

  g_return_if_fail (CCK_IS_SIDEBAR_ROW (self));

  if (self->item != NULL && (account = cck_sidebar_item_get_account (self->item)) != NULL)
    {
      g_signal_handlers_disconnect_by_data (account, self);
      cck_ticker_watch (self->ticker, GTK_WIDGET (self), 0);
    }

  if (!g_set_object (&self->item, item) || item == NULL)
    return;

  account = cck_sidebar_item_get_account (item);

  if (account != NULL)
    g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);
}

static GMenuModel *
build_inspector_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Inspect _Clipboard"), "win.inspect-clipboard");

  return G_MENU_MODEL (menu);
}

GMenuModel *
cck_sidebar_row_build_menu (CckSidebarRow *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_ROW (self), NULL);
  g_return_val_if_fail (self->item != NULL, NULL);

  switch (cck_sidebar_item_get_kind (self->item))
    {
    case CCK_SIDEBAR_ACCOUNT:
      return cck_account_deeds_build_menu (cck_sidebar_item_get_account (self->item));

    case CCK_SIDEBAR_PROVIDER:
      return cck_provider_deeds_build_menu (cck_sidebar_item_get_provider (self->item));

    case CCK_SIDEBAR_INSPECTOR:
    default:
      return build_inspector_menu ();
    }
}
