/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-compare-dialog.h"

#include <glib/gi18n.h>

#include "cck-difference-row.h"
#include "cck-inspector.h"
#include "cck-problem.h"
#include "cck-secret.h"
#include "cck-template.h"
#include "cck-verbatim.h"

/* Rows; who compares tokens with more differences compares two different things. */
#define MAX_ROWS 200

struct _CckCompareDialog
{
  AdwDialog parent_instance;

  CckSession *session;
  CckInspection *inspection;
  guint generation;

  GtkTextView *text_view;
  GtkWidget *placeholder;
  GtkLabel *error_label;
  GtkWidget *same_label;
  GtkWidget *result_box;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CckCompareDialog, cck_compare_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  CckCompareDialog *dialog;
  guint generation;
} Inspect;

static void
inspect_free (gpointer data)
{
  Inspect *inspect = data;

  g_object_unref (inspect->dialog);
  g_free (inspect);
}

static void
show_error (CckCompareDialog *self,
            const char       *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
  gtk_widget_set_visible (self->same_label, FALSE);
  gtk_widget_set_visible (self->result_box, FALSE);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return cck_difference_row_new (item);
}

static CckJson *
get_claims (CckInspection *inspection)
{
  CckJwt *jwt = cck_inspection_get_jwt (inspection);

  return jwt != NULL ? cck_jwt_get_payload (jwt) : NULL;
}

static void
compare (CckCompareDialog *self,
         CckInspection    *other)
{
  g_autoptr (GListModel) differences = NULL;
  g_autoptr (GtkSliceListModel) bounded = NULL;
  guint n;

  if (get_claims (other) == NULL)
    {
      show_error (self, _("This token has no claims that can be read."));
      return;
    }

  show_error (self, NULL);
  differences = cck_difference_list_compare (cck_json_get_root (get_claims (self->inspection)),
                                             cck_json_get_root (get_claims (other)));
  n = g_list_model_get_n_items (differences);
  bounded = gtk_slice_list_model_new (g_steal_pointer (&differences), 0, MAX_ROWS);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (bounded), create_row, NULL, NULL);
  gtk_widget_set_visible (self->same_label, n == 0);
  gtk_widget_set_visible (self->result_box, n > 0);
}

static DexFuture *
on_inspected (DexFuture *future,
              gpointer   user_data)
{
  Inspect *inspect = user_data;
  CckCompareDialog *self = inspect->dialog;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self->generation != inspect->generation || self->list == NULL)
    return dex_future_new_true ();

  if (value != NULL)
    {
      compare (self, g_value_get_boxed (value));
    }
  else
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      show_error (self, problem->message);
    }

  return dex_future_new_true ();
}

static void
on_changed (CckCompareDialog *self)
{
  Inspect *inspect;
  char *text;

  g_object_get (gtk_text_view_get_buffer (self->text_view), "text", &text, NULL);
  gtk_widget_set_visible (self->placeholder, *text == '\0');
  self->generation++;

  if (*text == '\0')
    {
      show_error (self, NULL);
      cck_secret_free_text (text);
      return;
    }

  inspect = g_new0 (Inspect, 1);
  inspect->dialog = g_object_ref (self);
  inspect->generation = self->generation;
  dex_future_disown (dex_future_finally (cck_session_inspect_text (self->session, text, -1, NULL),
                                         on_inspected, inspect, inspect_free));
  cck_secret_free_text (text);
}

static void
cck_compare_dialog_dispose (GObject *object)
{
  CckCompareDialog *self = CCK_COMPARE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_COMPARE_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->inspection, cck_inspection_unref);

  G_OBJECT_CLASS (cck_compare_dialog_parent_class)->dispose (object);
}

static void
cck_compare_dialog_class_init (CckCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_compare_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-compare-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckCompareDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, CckCompareDialog, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CckCompareDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, CckCompareDialog, same_label);
  gtk_widget_class_bind_template_child (widget_class, CckCompareDialog, result_box);
  gtk_widget_class_bind_template_child (widget_class, CckCompareDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cck_compare_dialog_init (CckCompareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_view (self->text_view);
}

AdwDialog *
cck_compare_dialog_new (CckSession    *session,
                        CckInspection *inspection)
{
  CckCompareDialog *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (inspection != NULL, NULL);
  g_return_val_if_fail (get_claims (inspection) != NULL, NULL);

  self = g_object_new (CCK_TYPE_COMPARE_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->inspection = cck_inspection_ref (inspection);

  return ADW_DIALOG (self);
}
