/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-view.h"

#include "cck-checks-view.h"
#include "cck-claims-view.h"
#include "cck-raw-view.h"
#include "cck-template.h"

/* Above what is scrolled to. */
#define MARGIN 12

struct _CckTokenView
{
  AdwBin parent_instance;

  AdwViewStack *stack;
  GtkWidget *note_box;
  GtkLabel *note_label;
  GtkWidget *verdict_list;
  AdwActionRow *verdict_row;
  GtkImage *verdict_icon;
  CckClaimsView *claims_view;
  CckChecksView *checks_view;
  CckRawView *raw_view;
};

G_DEFINE_FINAL_TYPE (CckTokenView, cck_token_view, ADW_TYPE_BIN)

static void
on_verdict_activated (CckTokenView *self)
{
  adw_view_stack_set_visible_child_name (self->stack, "checks");
}

/* Each view is read from its beginning, below what chooses the token. */
static void
on_view_changed (CckTokenView *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkWidget *begin = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_point_t point;
  GtkAdjustment *scroll;

  if (view == NULL || !gtk_widget_compute_point (begin, gtk_viewport_get_child (GTK_VIEWPORT (view)),
                                                 graphene_point_zero (), &point))
    return;

  scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  gtk_adjustment_set_value (scroll, MIN (gtk_adjustment_get_value (scroll),
                                         MAX (point.y - MARGIN, 0)));
}

/* What claims are worth is said where they are read. */
static void
show_verdict (CckTokenView *self,
              CckVerdict   *verdict)
{
  g_autofree char *summary = NULL;
  CckOutcome outcome;
  const char *classes[] = { NULL, NULL };

  gtk_widget_set_visible (self->verdict_list, verdict != NULL);
  cck_checks_view_set_verdict (self->checks_view, verdict);

  if (verdict == NULL)
    return;

  summary = cck_checks_view_dup_summary (verdict);
  outcome = cck_checks_view_outcome_of (verdict);
  classes[0] = cck_outcome_get_css_class (outcome);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict_row),
                                 cck_verdict_result_get_title (cck_verdict_get_result (verdict)));
  adw_action_row_set_subtitle (self->verdict_row, summary);
  gtk_image_set_from_icon_name (self->verdict_icon, cck_outcome_get_icon_name (outcome));
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict_icon), classes);
}

static void
show_note (CckTokenView *self,
           const char   *sentence)
{
  gtk_label_set_label (self->note_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->note_box, sentence != NULL);
}

static void
cck_token_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_TOKEN_VIEW);

  G_OBJECT_CLASS (cck_token_view_parent_class)->dispose (object);
}

static void
cck_token_view_class_init (CckTokenViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_token_view_dispose;

  g_type_ensure (CCK_TYPE_CHECKS_VIEW);
  g_type_ensure (CCK_TYPE_CLAIMS_VIEW);
  g_type_ensure (CCK_TYPE_RAW_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-token-view"));
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, stack);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, note_box);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, note_label);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, verdict_list);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, verdict_row);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, claims_view);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, checks_view);
  gtk_widget_class_bind_template_child (widget_class, CckTokenView, raw_view);
  gtk_widget_class_bind_template_callback (widget_class, on_verdict_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);
}

static void
cck_token_view_init (CckTokenView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwViewStack *
cck_token_view_get_stack (CckTokenView *self)
{
  g_return_val_if_fail (CCK_IS_TOKEN_VIEW (self), NULL);

  return self->stack;
}

void
cck_token_view_set_inspection (CckTokenView  *self,
                               CckInspection *inspection,
                               const char    *title,
                               gint64         now)
{
  g_return_if_fail (CCK_IS_TOKEN_VIEW (self));

  cck_claims_view_set_inspection (self->claims_view, inspection, now);
  show_verdict (self, inspection != NULL ? cck_inspection_get_verdict (inspection) : NULL);
  /* What can't be read says so where its claims would be. */
  show_note (self, inspection != NULL && cck_inspection_get_jwt (inspection) != NULL
                   ? cck_inspection_get_sentence (inspection) : NULL);
  cck_raw_view_set_inspection (self->raw_view, inspection, title);
}

void
cck_token_view_set_answer (CckTokenView *self,
                           CckJson      *answer,
                           CckVerdict   *verdict,
                           const char   *note,
                           gint64        now)
{
  g_return_if_fail (CCK_IS_TOKEN_VIEW (self));
  g_return_if_fail (answer != NULL);

  cck_claims_view_set_answer (self->claims_view, answer, now);
  show_verdict (self, verdict);
  show_note (self, note);
  cck_raw_view_set_answer (self->raw_view, answer);
}

void
cck_token_view_set_introspectable (CckTokenView *self,
                                   gboolean      introspectable)
{
  g_return_if_fail (CCK_IS_TOKEN_VIEW (self));

  cck_claims_view_set_introspectable (self->claims_view, introspectable);
}

void
cck_token_view_set_problem (CckTokenView *self,
                            const char   *title,
                            const char   *heading,
                            const char   *message)
{
  g_return_if_fail (CCK_IS_TOKEN_VIEW (self));

  cck_claims_view_set_problem (self->claims_view, heading, message);
  show_verdict (self, NULL);
  show_note (self, NULL);
  cck_raw_view_set_inspection (self->raw_view, NULL, title);
}

void
cck_token_view_set_now (CckTokenView *self,
                        gint64        now)
{
  g_return_if_fail (CCK_IS_TOKEN_VIEW (self));

  cck_claims_view_set_now (self->claims_view, now);
}

void
cck_token_view_show (CckTokenView *self,
                     const char   *name)
{
  g_return_if_fail (CCK_IS_TOKEN_VIEW (self));

  /* Not every token has a history. */
  if (adw_view_stack_get_child_by_name (self->stack, name) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, name);
}

void
cck_token_view_toggle_reveal (CckTokenView *self)
{
  g_return_if_fail (CCK_IS_TOKEN_VIEW (self));

  adw_view_stack_set_visible_child_name (self->stack, "raw");
  cck_raw_view_set_revealed (self->raw_view, !cck_raw_view_get_revealed (self->raw_view));
}
