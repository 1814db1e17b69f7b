/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-failure-dialog.h"

#include "cck-failure-page.h"

struct _CckFailureDialog
{
  AdwDialog parent_instance;

  GtkWidget *widget;
  char *action;
  char *target;

  CckFailurePage *page;
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (CckFailureDialog, cck_failure_dialog, ADW_TYPE_DIALOG)

/* In sight, and not behind the dialog. */
static void
on_toast (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AdwToast *toast = adw_toast_new (g_variant_get_string (parameter, NULL));

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (CCK_FAILURE_DIALOG (widget)->toasts, toast);
}

static void
on_next (CckFailureDialog *self)
{
  g_autoptr (CckFailureDialog) kept = g_object_ref (self);

  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (self->widget, self->action, "s", self->target);
}

static void
on_closed (CckFailureDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cck_failure_dialog_dispose (GObject *object)
{
  CckFailureDialog *self = CCK_FAILURE_DIALOG (object);

  g_clear_object (&self->widget);
  g_clear_pointer (&self->action, g_free);
  g_clear_pointer (&self->target, g_free);

  G_OBJECT_CLASS (cck_failure_dialog_parent_class)->dispose (object);
}

static void
cck_failure_dialog_class_init (CckFailureDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_failure_dialog_dispose;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.toast", "s", on_toast);
}

static void
cck_failure_dialog_init (CckFailureDialog *self)
{
  AdwToolbarView *view = ADW_TOOLBAR_VIEW (adw_toolbar_view_new ());
  GtkWidget *header = adw_header_bar_new ();

  self->page = g_object_new (CCK_TYPE_FAILURE_PAGE, NULL);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_header_bar_set_show_title (ADW_HEADER_BAR (header), FALSE);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->page));
  adw_toolbar_view_add_top_bar (view, header);
  adw_toolbar_view_set_content (view, GTK_WIDGET (self->toasts));
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (view));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 520);

  g_signal_connect_object (self->page, "next", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
}

AdwDialog *
cck_failure_dialog_new (GVariant  *failure,
                        GtkWidget *widget)
{
  CckFailureDialog *self;
  CckProblem problem = { NULL };
  const char *title;
  const char *label;
  const char *trace;

  g_return_val_if_fail (failure != NULL, NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (CCK_TYPE_FAILURE_DIALOG, NULL);
  self->widget = g_object_ref (widget);
  g_variant_get (failure, "(&s&s&s&s&sss&s)", &title, &problem.code, &problem.message,
                 &problem.next, &label, &self->action, &self->target, &trace);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  cck_failure_page_set_title (self->page, title);
  cck_failure_page_show (self->page, &problem, *label != '\0' ? label : NULL, NULL, trace);

  return ADW_DIALOG (self);
}
