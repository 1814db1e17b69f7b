/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-failure-page.h"

#include <glib/gi18n.h>

#include "cck-checks-view.h"
#include "cck-property-row.h"
#include "cck-template.h"

struct _CckFailurePage
{
  AdwBin parent_instance;

  char *details;

  AdwStatusPage *status_page;
  GtkButton *next_button;
  CckPropertyRow *code_row;
  CckPropertyRow *trace_row;
  GtkActionable *help_row;
  CckChecksView *checks_view;
};

enum
{
  NEXT,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckFailurePage, cck_failure_page, ADW_TYPE_BIN)

static void
on_next_clicked (CckFailurePage *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
on_close_clicked (CckFailurePage *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
on_copy_clicked (CckFailurePage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->details);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Details copied"));
}

static void
cck_failure_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_FAILURE_PAGE);

  G_OBJECT_CLASS (cck_failure_page_parent_class)->dispose (object);
}

static void
cck_failure_page_finalize (GObject *object)
{
  g_clear_pointer (&CCK_FAILURE_PAGE (object)->details, g_free);

  G_OBJECT_CLASS (cck_failure_page_parent_class)->finalize (object);
}

static void
cck_failure_page_class_init (CckFailurePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_failure_page_dispose;
  object_class->finalize = cck_failure_page_finalize;

  signals[NEXT] = g_signal_new ("next", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_CHECKS_VIEW);
  g_type_ensure (CCK_TYPE_PROPERTY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-failure-page"));
  gtk_widget_class_bind_template_child (widget_class, CckFailurePage, status_page);
  gtk_widget_class_bind_template_child (widget_class, CckFailurePage, next_button);
  gtk_widget_class_bind_template_child (widget_class, CckFailurePage, code_row);
  gtk_widget_class_bind_template_child (widget_class, CckFailurePage, trace_row);
  gtk_widget_class_bind_template_child (widget_class, CckFailurePage, help_row);
  gtk_widget_class_bind_template_child (widget_class, CckFailurePage, checks_view);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
cck_failure_page_init (CckFailurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_failure_page_set_title (CckFailurePage *self,
                            const char     *title)
{
  g_return_if_fail (CCK_IS_FAILURE_PAGE (self));

  adw_status_page_set_title (self->status_page, title);
}

void
cck_failure_page_show (CckFailurePage   *self,
                       const CckProblem *problem,
                       const char       *next_label,
                       CckVerdict       *verdict,
                       const char       *trace)
{
  g_autofree char *markup = NULL;
  g_autofree char *help = NULL;

  g_return_if_fail (CCK_IS_FAILURE_PAGE (self));
  g_return_if_fail (problem != NULL);

  /* What to do is said once: in the message, or beneath it. */
  if (g_str_has_suffix (problem->message, problem->next))
    markup = g_markup_escape_text (problem->message, -1);
  else
    markup = g_markup_printf_escaped ("%s\n\n%s", problem->message, problem->next);

  adw_status_page_set_description (self->status_page, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), next_label != NULL);
  gtk_button_set_label (self->next_button, next_label != NULL ? next_label : "");
  cck_property_row_set_value (self->code_row, problem->code);
  cck_property_row_set_value (self->trace_row, trace);
  help = g_strdup_printf ("errors#%s", problem->code);
  gtk_actionable_set_action_target (self->help_row, "s", help);
  gtk_widget_set_visible (GTK_WIDGET (self->checks_view), verdict != NULL);
  cck_checks_view_set_verdict (self->checks_view, verdict);

  g_free (self->details);
  self->details = g_strdup_printf ("%s: %s\n\n%s\n", problem->code, problem->message, trace);
}
