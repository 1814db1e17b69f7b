/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-property-row.h"

#include "cck-template.h"
#include "cck-verbatim.h"

struct _CckPropertyRow
{
  AdwPreferencesRow parent_instance;

  char *value;

  GtkBox *box;
  GtkLabel *value_label;
};

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void cck_property_row_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (CckPropertyRow, cck_property_row, ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, cck_property_row_buildable_init))

static void
cck_property_row_add_child (GtkBuildable *buildable,
                            GtkBuilder   *builder,
                            GObject      *child,
                            const char   *type)
{
  CckPropertyRow *self = CCK_PROPERTY_ROW (buildable);

  if (g_strcmp0 (type, "suffix") == 0)
    gtk_box_append (self->box, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
cck_property_row_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = cck_property_row_add_child;
}

static void
cck_property_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, CCK_PROPERTY_ROW (object)->value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_property_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      cck_property_row_set_value (CCK_PROPERTY_ROW (object), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_property_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_PROPERTY_ROW);

  G_OBJECT_CLASS (cck_property_row_parent_class)->dispose (object);
}

static void
cck_property_row_finalize (GObject *object)
{
  g_clear_pointer (&CCK_PROPERTY_ROW (object)->value, g_free);

  G_OBJECT_CLASS (cck_property_row_parent_class)->finalize (object);
}

static void
cck_property_row_class_init (CckPropertyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cck_property_row_get_property;
  object_class->set_property = cck_property_row_set_property;
  object_class->dispose = cck_property_row_dispose;
  object_class->finalize = cck_property_row_finalize;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-property-row"));
  gtk_widget_class_bind_template_child (widget_class, CckPropertyRow, box);
  gtk_widget_class_bind_template_child (widget_class, CckPropertyRow, value_label);
}

static void
cck_property_row_init (CckPropertyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_label (self->value_label);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

const char *
cck_property_row_get_value (CckPropertyRow *self)
{
  g_return_val_if_fail (CCK_IS_PROPERTY_ROW (self), NULL);

  return self->value;
}

void
cck_property_row_set_value (CckPropertyRow *self,
                            const char     *value)
{
  g_return_if_fail (CCK_IS_PROPERTY_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL && *value != '\0');

  if (!g_set_str (&self->value, value))
    return;

  gtk_label_set_label (self->value_label, value != NULL ? value : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
