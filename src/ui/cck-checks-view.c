/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-checks-view.h"

#include <glib/gi18n.h>

#include "cck-check-row.h"
#include "cck-key-row.h"
#include "cck-template.h"

struct _CckChecksView
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkListBox *list;
  GtkWidget *key_list;
  CckKeyRow *key_row;
};

/* The result's look is that of the outcome which made it so. */
static const CckOutcome outcomes[] = {
  [CCK_VERDICT_VALID] = CCK_OUTCOME_PASSED,
  [CCK_VERDICT_VALID_WITH_WARNINGS] = CCK_OUTCOME_WARNING,
  [CCK_VERDICT_NOT_VALID] = CCK_OUTCOME_FAILED,
  [CCK_VERDICT_NOT_FULLY_CHECKED] = CCK_OUTCOME_NOT_CHECKED,
};

/* What a provider's check-up comes to: it is no token that could be valid. */
static const char * const report_titles[] = {
  [CCK_VERDICT_VALID] = N_("No Problems Found"),
  [CCK_VERDICT_VALID_WITH_WARNINGS] = N_("Could Be Better"),
  [CCK_VERDICT_NOT_VALID] = N_("Problems Found"),
  [CCK_VERDICT_NOT_FULLY_CHECKED] = N_("Not Fully Checked"),
};

G_DEFINE_FINAL_TYPE (CckChecksView, cck_checks_view, ADW_TYPE_BIN)

static void
cck_checks_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_CHECKS_VIEW);

  G_OBJECT_CLASS (cck_checks_view_parent_class)->dispose (object);
}

static void
cck_checks_view_class_init (CckChecksViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_checks_view_dispose;

  g_type_ensure (CCK_TYPE_KEY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-checks-view"));
  gtk_widget_class_bind_template_child (widget_class, CckChecksView, stack);
  gtk_widget_class_bind_template_child (widget_class, CckChecksView, icon);
  gtk_widget_class_bind_template_child (widget_class, CckChecksView, title);
  gtk_widget_class_bind_template_child (widget_class, CckChecksView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CckChecksView, list);
  gtk_widget_class_bind_template_child (widget_class, CckChecksView, key_list);
  gtk_widget_class_bind_template_child (widget_class, CckChecksView, key_row);
}

static void
cck_checks_view_init (CckChecksView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return cck_check_row_new (item);
}

static guint
count (CckVerdict *verdict,
       CckOutcome  outcome)
{
  guint n = 0;

  for (guint i = 0; i < cck_verdict_get_n_checks (verdict); i++)
    {
      if (cck_check_get_outcome (cck_verdict_get_check (verdict, i)) == outcome)
        n++;
    }

  return n;
}

static char *
dup_count (CckVerdict *verdict)
{
  const CckCheck *failed = cck_verdict_get_failed (verdict);
  g_autofree char *passed = NULL;
  g_autofree char *open = NULL;
  guint n_open = count (verdict, CCK_OUTCOME_NOT_CHECKED);
  guint n_passed = count (verdict, CCK_OUTCOME_PASSED);

  if (failed != NULL)
    return g_strdup (cck_check_get_explanation (failed));

  passed = g_strdup_printf (ngettext ("%u check passed", "%u checks passed", n_passed), n_passed);

  if (n_open == 0)
    return g_steal_pointer (&passed);

  open = g_strdup_printf (ngettext ("%u not made", "%u not made", n_open), n_open);

  return g_strdup_printf (_("%s, %s"), passed, open);
}

CckOutcome
cck_checks_view_outcome_of (CckVerdict *verdict)
{
  g_return_val_if_fail (verdict != NULL, CCK_OUTCOME_NOT_CHECKED);

  return outcomes[cck_verdict_get_result (verdict)];
}

char *
cck_checks_view_dup_summary (CckVerdict *verdict)
{
  g_autofree char *how = NULL;

  g_return_val_if_fail (verdict != NULL, NULL);

  how = dup_count (verdict);

  /* Translators: what a token was checked as, and a summary: “ID Token: 12 checks passed” */
  return g_strdup_printf (_("%s: %s"), cck_profile_get_title (cck_verdict_get_profile (verdict)), how);
}

static void
show_result (CckChecksView    *self,
             CckVerdictResult  result,
             const char       *title,
             const char       *summary)
{
  CckOutcome outcome = outcomes[result];
  const char * const classes[] = { "large-icons", cck_outcome_get_css_class (outcome), NULL };

  gtk_image_set_from_icon_name (self->icon, cck_outcome_get_icon_name (outcome));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, summary);
}

void
cck_checks_view_set_verdict (CckChecksView *self,
                             CckVerdict    *verdict)
{
  g_autoptr (GListModel) checks = NULL;
  g_autofree char *summary = NULL;
  CckVerdictResult result;
  CckJwk *jwk;

  g_return_if_fail (CCK_IS_CHECKS_VIEW (self));

  jwk = verdict != NULL ? cck_verdict_get_jwk (verdict) : NULL;
  cck_key_row_set_jwk (self->key_row, jwk);
  gtk_widget_set_visible (self->key_list, jwk != NULL);

  if (verdict != NULL)
    {
      checks = cck_check_item_list (verdict);
      summary = cck_checks_view_dup_summary (verdict);
      result = cck_verdict_get_result (verdict);
      show_result (self, result, cck_verdict_result_get_title (result), summary);
    }

  gtk_list_box_bind_model (self->list, checks, create_row, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, verdict != NULL ? "checks" : "note");
}

static char *
dup_report_summary (CckProviderReport *report)
{
  guint counts[] = {
    [CCK_OUTCOME_PASSED] = 0,
    [CCK_OUTCOME_FAILED] = 0,
    [CCK_OUTCOME_WARNING] = 0,
    [CCK_OUTCOME_NOT_CHECKED] = 0,
  };

  for (guint i = 0; i < cck_provider_report_get_n_checks (report); i++)
    counts[cck_check_get_outcome (cck_provider_report_get_check (report, i))]++;

  /* Translators: four counts of checks */
  return g_strdup_printf (_("%u passed, %u failed, %u with advice, %u not made"),
                          counts[CCK_OUTCOME_PASSED], counts[CCK_OUTCOME_FAILED],
                          counts[CCK_OUTCOME_WARNING], counts[CCK_OUTCOME_NOT_CHECKED]);
}

void
cck_checks_view_set_report (CckChecksView     *self,
                            CckProviderReport *report)
{
  g_autoptr (GListModel) checks = NULL;
  g_autofree char *summary = NULL;
  CckVerdictResult result;

  g_return_if_fail (CCK_IS_CHECKS_VIEW (self));
  g_return_if_fail (report != NULL);

  checks = cck_check_item_list_report (report);
  summary = dup_report_summary (report);
  result = cck_provider_report_get_result (report);
  show_result (self, result, _(report_titles[result]), summary);
  gtk_widget_set_visible (self->key_list, FALSE);
  gtk_list_box_bind_model (self->list, checks, create_row, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "checks");
}
