/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-progress.h"

#include "cck-template.h"

/* Milliseconds; what is over before needs no words. */
#define PATIENCE 200

struct _CckProgress
{
  AdwBin parent_instance;

  GCancellable *cancellable;
  guint show_id;

  GtkLabel *label;
};

enum
{
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckProgress, cck_progress, ADW_TYPE_BIN)

static void
stop (CckProgress *self)
{
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_noticed (gpointer user_data)
{
  CckProgress *self = user_data;

  self->show_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->label),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
cck_progress_dispose (GObject *object)
{
  CckProgress *self = CCK_PROGRESS (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_PROGRESS);

  G_OBJECT_CLASS (cck_progress_parent_class)->dispose (object);
}

static void
cck_progress_class_init (CckProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_progress_dispose;

  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-progress"));
  gtk_widget_class_bind_template_child (widget_class, CckProgress, label);
  gtk_widget_class_bind_template_callback (widget_class, cck_progress_cancel);
}

static void
cck_progress_init (CckProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GCancellable *
cck_progress_begin (CckProgress *self,
                    const char  *words)
{
  g_return_val_if_fail (CCK_IS_PROGRESS (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  stop (self);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->label, words);
  self->show_id = g_timeout_add_once (PATIENCE, on_noticed, self);

  return g_object_ref (self->cancellable);
}

void
cck_progress_end (CckProgress  *self,
                  GCancellable *cancellable)
{
  g_return_if_fail (CCK_IS_PROGRESS (self));

  if ((cancellable == NULL || self->cancellable == cancellable) && self->label != NULL)
    stop (self);
}

void
cck_progress_cancel (CckProgress *self)
{
  g_return_if_fail (CCK_IS_PROGRESS (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  stop (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}
