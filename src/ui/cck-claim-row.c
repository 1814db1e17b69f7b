/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claim-row.h"

#include <glib/gi18n.h>

#include "cck-code-points-dialog.h"
#include "cck-template.h"
#include "cck-verbatim.h"

struct _CckClaimRow
{
  AdwPreferencesRow parent_instance;

  CckClaimItem *item;

  GtkLabel *value_label;
  AdwWrapBox *chips_box;
  GtkButton *points_button;
  GtkButton *copy_button;
};

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckClaimRow, cck_claim_row, ADW_TYPE_PREFERENCES_ROW)

static void
on_copy_clicked (CckClaimRow *self)
{
  g_autofree char *text = cck_claim_item_dup_copy (self->item);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Claim copied"));
}

static void
on_points_clicked (CckClaimRow *self)
{
  gsize length;
  g_autofree char *text = cck_claim_item_dup_close (self->item, &length);

  adw_dialog_present (cck_code_points_dialog_new (text, length), GTK_WIDGET (self));
}

static void
on_activated (CckClaimRow *self)
{
  gboolean expanded;

  g_object_get (self->item, "expanded", &expanded, NULL);
  g_object_set (self->item, "expanded", !expanded, NULL);
  gtk_label_set_lines (self->value_label, expanded ? 3 : -1);
  gtk_label_set_ellipsize (self->value_label,
                           expanded ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

static gboolean
has_text (CckClaimRow *self,
          const char  *text)
{
  return text != NULL && *text != '\0';
}

static GtkWidget *
build_chip (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "chip");

  return label;
}

static void
show_chips (CckClaimRow *self)
{
  g_autoptr (GListModel) chips = NULL;
  guint n;

  g_object_get (self->item, "chips", &chips, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->chips_box), chips != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->value_label), chips == NULL);

  n = chips != NULL ? g_list_model_get_n_items (chips) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) chip = g_list_model_get_item (chips, i);

      adw_wrap_box_append (self->chips_box, build_chip (gtk_string_object_get_string (chip)));
    }
}

static void
name_controls (CckClaimRow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *value = NULL;
  g_autofree char *label = NULL;
  g_autofree char *points = NULL;

  g_object_get (self->item, "title", &title, "value", &value, NULL);

  /* Translators: the argument is a claim's meaning, such as “Issuer” */
  label = g_strdup_printf (_("Copy %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* Translators: the argument is a claim's meaning, such as “Issuer” */
  points = g_strdup_printf (_("Code Points of %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->points_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, points, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
}

static void
cck_claim_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, CCK_CLAIM_ROW (object)->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_claim_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CckClaimRow *self = CCK_CLAIM_ROW (object);

  switch (prop_id)
    {
    case PROP_ITEM:
      self->item = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_claim_row_dispose (GObject *object)
{
  CckClaimRow *self = CCK_CLAIM_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CLAIM_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (cck_claim_row_parent_class)->dispose (object);
}

static void
cck_claim_row_class_init (CckClaimRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cck_claim_row_get_property;
  object_class->set_property = cck_claim_row_set_property;
  object_class->dispose = cck_claim_row_dispose;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, CCK_TYPE_CLAIM_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                               G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-claim-row"));
  gtk_widget_class_bind_template_child (widget_class, CckClaimRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, CckClaimRow, chips_box);
  gtk_widget_class_bind_template_child (widget_class, CckClaimRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, CckClaimRow, points_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_points_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
cck_claim_row_init (CckClaimRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_label (self->value_label);
}

GtkWidget *
cck_claim_row_new (CckClaimItem *item)
{
  CckClaimRow *self;

  g_return_val_if_fail (CCK_IS_CLAIM_ITEM (item), NULL);

  self = g_object_new (CCK_TYPE_CLAIM_ROW, "item", item, NULL);
  show_chips (self);
  gtk_widget_set_visible (GTK_WIDGET (self->points_button), !cck_claim_item_is_plain (item));
  name_controls (self);

  return GTK_WIDGET (self);
}
