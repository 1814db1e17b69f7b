/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-code-points-dialog.h"

#include <glib/gi18n.h>

#include "cck-code-point-list.h"
#include "cck-code-point.h"
#include "cck-template.h"

struct _CckCodePointsDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *title;
  GtkListView *list_view;
};

G_DEFINE_FINAL_TYPE (CckCodePointsDialog, cck_code_points_dialog, ADW_TYPE_DIALOG)

static void
cck_code_points_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_CODE_POINTS_DIALOG);

  G_OBJECT_CLASS (cck_code_points_dialog_parent_class)->dispose (object);
}

static void
cck_code_points_dialog_class_init (CckCodePointsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_code_points_dialog_dispose;

  g_type_ensure (CCK_TYPE_CODE_POINT);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-code-points-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckCodePointsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CckCodePointsDialog, list_view);
}

static void
cck_code_points_dialog_init (CckCodePointsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cck_code_points_dialog_new (const char *text,
                            gsize       length)
{
  CckCodePointsDialog *self;
  g_autoptr (GtkNoSelection) selection = NULL;
  g_autofree char *count = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *subtitle = NULL;
  CckCodePointList *list;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (CCK_TYPE_CODE_POINTS_DIALOG, NULL);
  list = cck_code_point_list_new (text, length);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  count = g_strdup_printf (ngettext ("%u character", "%u characters", n), n);
  n = cck_code_point_list_count_hidden (list);
  hidden = g_strdup_printf (ngettext ("%u can’t be seen", "%u can’t be seen", n), n);
  /* Translators: both arguments are counts: “12 characters, 2 can’t be seen” */
  subtitle = n > 0 ? g_strdup_printf (_("%s, %s"), count, hidden) : g_strdup (count);
  adw_window_title_set_subtitle (self->title, subtitle);

  selection = gtk_no_selection_new (G_LIST_MODEL (list));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));

  return ADW_DIALOG (self);
}
