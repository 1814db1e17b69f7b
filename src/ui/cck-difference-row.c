/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-difference-row.h"

#include <glib/gi18n.h>

#include "cck-template.h"
#include "cck-verbatim.h"

struct _CckDifferenceRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *change_label;
  GtkLabel *before_label;
  GtkLabel *after_label;
};

G_DEFINE_FINAL_TYPE (CckDifferenceRow, cck_difference_row, ADW_TYPE_PREFERENCES_ROW)

static void
cck_difference_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_DIFFERENCE_ROW);

  G_OBJECT_CLASS (cck_difference_row_parent_class)->dispose (object);
}

static void
cck_difference_row_class_init (CckDifferenceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_difference_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-difference-row"));
  gtk_widget_class_bind_template_child (widget_class, CckDifferenceRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, CckDifferenceRow, change_label);
  gtk_widget_class_bind_template_child (widget_class, CckDifferenceRow, before_label);
  gtk_widget_class_bind_template_child (widget_class, CckDifferenceRow, after_label);
}

static void
cck_difference_row_init (CckDifferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_label (self->before_label);
  cck_verbatim_label (self->after_label);
}

static void
show (GtkLabel   *label,
      const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "—");

  if (text == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dimmed");
}

GtkWidget *
cck_difference_row_new (CckDifference *difference)
{
  CckDifferenceRow *self;
  g_autofree char *title = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *change = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CCK_IS_DIFFERENCE (difference), NULL);

  g_object_get (difference, "title", &title, "before", &before, "after", &after, "change", &change,
                NULL);
  self = g_object_new (CCK_TYPE_DIFFERENCE_ROW, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->change_label, change);
  show (self->before_label, before);
  show (self->after_label, after);

  /* Translators: a claim and what became of it, such as “Scope (scope): Changed” */
  name = g_strdup_printf (_("%s: %s"), title, change);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}
