/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-check-row.h"

#include <glib/gi18n.h>

#include "cck-property-row.h"
#include "cck-template.h"

struct _CckCheckRow
{
  AdwExpanderRow parent_instance;

  GtkImage *icon;
  CckPropertyRow *expected_row;
  CckPropertyRow *found_row;
  CckPropertyRow *rule_row;
  GtkActionable *help_row;
};

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [CCK_OUTCOME_PASSED] = { "cck-passed-symbolic", "success" },
  [CCK_OUTCOME_FAILED] = { "cck-failed-symbolic", "error" },
  [CCK_OUTCOME_WARNING] = { "cck-warning-symbolic", "warning" },
  [CCK_OUTCOME_NOT_CHECKED] = { "cck-not-checked-symbolic", "dimmed" },
};

G_DEFINE_FINAL_TYPE (CckCheckRow, cck_check_row, ADW_TYPE_EXPANDER_ROW)

static void
cck_check_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_CHECK_ROW);

  G_OBJECT_CLASS (cck_check_row_parent_class)->dispose (object);
}

static void
cck_check_row_class_init (CckCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_check_row_dispose;

  g_type_ensure (CCK_TYPE_PROPERTY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-check-row"));
  gtk_widget_class_bind_template_child (widget_class, CckCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CckCheckRow, expected_row);
  gtk_widget_class_bind_template_child (widget_class, CckCheckRow, found_row);
  gtk_widget_class_bind_template_child (widget_class, CckCheckRow, rule_row);
  gtk_widget_class_bind_template_child (widget_class, CckCheckRow, help_row);
}

static void
cck_check_row_init (CckCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_row (CckCheckRow    *self,
          const CckCheck *check)
{
  CckOutcome outcome = cck_check_get_outcome (check);
  g_autofree char *title = g_utf8_strdown (cck_outcome_get_title (outcome), -1);
  g_autofree char *name = NULL;

  /* Translators: a check and its outcome, such as “Signature: passed” */
  name = g_strdup_printf (_("%s: %s"), cck_check_get_title (check), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
cck_check_row_new (CckCheckItem *item)
{
  CckCheckRow *self;
  const CckCheck *check;
  g_autofree char *help = NULL;
  CckOutcome outcome;

  g_return_val_if_fail (CCK_IS_CHECK_ITEM (item), NULL);

  self = g_object_new (CCK_TYPE_CHECK_ROW, NULL);
  check = cck_check_item_get_check (item);
  outcome = cck_check_get_outcome (check);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), cck_check_get_title (check));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), cck_check_get_explanation (check));
  gtk_image_set_from_icon_name (self->icon, cck_outcome_get_icon_name (outcome));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), cck_outcome_get_css_class (outcome));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), cck_outcome_get_title (outcome));

  cck_property_row_set_value (self->expected_row, cck_check_get_expected (check));
  cck_property_row_set_value (self->found_row, cck_check_get_found (check));
  cck_property_row_set_value (self->rule_row, cck_check_get_rule (check));
  help = cck_check_item_dup_help (item);
  gtk_actionable_set_action_target (self->help_row, "s", help);
  name_row (self, check);

  return GTK_WIDGET (self);
}

const char *
cck_outcome_get_icon_name (CckOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (looks), NULL);

  return looks[outcome].icon_name;
}

const char *
cck_outcome_get_css_class (CckOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (looks), NULL);

  return looks[outcome].css_class;
}
