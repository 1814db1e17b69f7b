/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-checkup-dialog.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-checks-view.h"
#include "cck-doctor.h"
#include "cck-template.h"

struct _CckCheckupDialog
{
  AdwDialog parent_instance;

  CckSession *session;
  CckProvider *provider;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *again_button;
  CckChecksView *checks_view;
};

G_DEFINE_FINAL_TYPE (CckCheckupDialog, cck_checkup_dialog, ADW_TYPE_DIALOG)

static DexFuture *
on_checked (DexFuture *future,
            gpointer   user_data)
{
  CckCheckupDialog *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  if (self->stack == NULL || value == NULL)
    return dex_future_new_true ();

  cck_checks_view_set_report (self->checks_view, g_value_get_boxed (value));
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_set_sensitive (self->again_button, TRUE);

  return dex_future_new_true ();
}

static void
check (CckCheckupDialog *self)
{
  gtk_widget_set_sensitive (self->again_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "working");
  dex_future_disown (dex_future_finally (cck_session_check_provider (self->session, self->provider),
                                         on_checked, g_object_ref (self), g_object_unref));
}

static void
cck_checkup_dialog_dispose (GObject *object)
{
  CckCheckupDialog *self = CCK_CHECKUP_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CHECKUP_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->provider);

  G_OBJECT_CLASS (cck_checkup_dialog_parent_class)->dispose (object);
}

static void
cck_checkup_dialog_class_init (CckCheckupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_checkup_dialog_dispose;

  g_type_ensure (CCK_TYPE_CHECKS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-checkup-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckCheckupDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CckCheckupDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CckCheckupDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, CckCheckupDialog, checks_view);
  gtk_widget_class_bind_template_callback (widget_class, check);
}

static void
cck_checkup_dialog_init (CckCheckupDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cck_checkup_dialog_new (CckSession  *session,
                        CckProvider *provider)
{
  CckCheckupDialog *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  self = g_object_new (CCK_TYPE_CHECKUP_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->provider = g_object_ref (provider);
  name = cck_provider_dup_title (provider);
  adw_window_title_set_subtitle (self->title, name);
  check (self);

  return ADW_DIALOG (self);
}
