/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-verdict.h"

#include <glib/gi18n.h>

#include "cck-claim-info.h"
#include "cck-visible-text.h"

/* By CckOutcome: told apart by shape, too. */
static const struct
{
  const char  *mark;
  CckCliStyle  style;
} outcomes[] = {
  [CCK_OUTCOME_PASSED] = { "✓", CCK_CLI_STYLE_GOOD },
  [CCK_OUTCOME_FAILED] = { "✗", CCK_CLI_STYLE_BAD },
  [CCK_OUTCOME_WARNING] = { "!", CCK_CLI_STYLE_WARNING },
  [CCK_OUTCOME_NOT_CHECKED] = { "–", CCK_CLI_STYLE_DIM },
};

/* By CckVerdictResult. */
static const struct
{
  const char  *mark;
  CckCliStyle  style;
} results[] = {
  [CCK_VERDICT_VALID] = { "✓", CCK_CLI_STYLE_GOOD },
  [CCK_VERDICT_VALID_WITH_WARNINGS] = { "!", CCK_CLI_STYLE_WARNING },
  [CCK_VERDICT_NOT_VALID] = { "✗", CCK_CLI_STYLE_BAD },
  [CCK_VERDICT_NOT_FULLY_CHECKED] = { "?", CCK_CLI_STYLE_WARNING },
};

void
cck_cli_check_add (JsonBuilder    *builder,
                   const CckCheck *check)
{
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "id", cck_check_get_id (check));
  cck_cli_add_string (builder, "outcome", cck_outcome_get_name (cck_check_get_outcome (check)));
  cck_cli_add_string (builder, "expected", cck_check_get_expected (check));
  cck_cli_add_string (builder, "found", cck_check_get_found (check));
  cck_cli_add_string (builder, "rule", cck_check_get_rule (check));
  cck_cli_add_string (builder, "explanation", cck_check_get_explanation (check));
  json_builder_end_object (builder);
}

void
cck_cli_verdict_add_members (JsonBuilder *builder,
                             CckVerdict  *verdict)
{
  CckVerdictResult result = verdict != NULL ? cck_verdict_get_result (verdict)
                                            : CCK_VERDICT_NOT_FULLY_CHECKED;

  cck_cli_add_string (builder, "verdict", cck_verdict_result_get_name (result));
  cck_cli_verdict_add_checks (builder, verdict);
}

void
cck_cli_verdict_add_checks (JsonBuilder *builder,
                            CckVerdict  *verdict)
{
  guint n_checks = verdict != NULL ? cck_verdict_get_n_checks (verdict) : 0;

  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_checks; i++)
    cck_cli_check_add (builder, cck_verdict_get_check (verdict, i));
  json_builder_end_array (builder);
}

char *
cck_cli_verdict_dup_headline (CckVerdictResult result)
{
  return cck_cli_verdict_dup_headline_with (result, cck_verdict_result_get_title (result));
}

char *
cck_cli_verdict_dup_headline_with (CckVerdictResult  result,
                                   const char       *title)
{
  g_autofree char *text = g_strdup_printf ("%s %s", results[result].mark, title);

  return cck_cli_styled (results[result].style, text);
}

static void
add_row (CckCliTable *table,
         const char  *title,
         const char  *text)
{
  if (text == NULL || *text == '\0')
    return;

  cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, NULL);
  cck_cli_table_add (table, CCK_CLI_STYLE_DIM, title);
  cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, text);
}

void
cck_cli_check_print (CckCliTable    *table,
                     const CckCheck *check)
{
  CckOutcome outcome = cck_check_get_outcome (check);
  CckCliStyle style = outcomes[outcome].style;

  cck_cli_table_add (table, style, outcomes[outcome].mark);
  cck_cli_table_add (table, style == CCK_CLI_STYLE_GOOD ? CCK_CLI_STYLE_PLAIN : style,
                     cck_check_get_title (check));
  cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, cck_check_get_explanation (check));
  if (outcome == CCK_OUTCOME_PASSED || outcome == CCK_OUTCOME_NOT_CHECKED)
    return;

  add_row (table, _("  expected"), cck_check_get_expected (check));
  add_row (table, _("  found"), cck_check_get_found (check));
  add_row (table, _("  rule"), cck_check_get_rule (check));
}

void
cck_cli_verdict_print_checks (CckVerdict *verdict)
{
  g_autoptr (CckCliTable) table = cck_cli_table_new (3);

  for (guint i = 0; i < cck_verdict_get_n_checks (verdict); i++)
    cck_cli_check_print (table, cck_verdict_get_check (verdict, i));
  cck_cli_table_print (table);
}

static char *
dup_value (const CckJsonValue *value)
{
  gsize length;
  const char *text = cck_json_get_string (value, &length);
  g_autofree char *compact = NULL;

  if (text != NULL)
    return cck_visible_text_new (text, length);

  compact = cck_json_dup_compact (value);
  return cck_visible_text_new (compact, -1);
}

static char *
dup_meaning (const CckClaimInfo *info,
             const CckJsonValue *value,
             gint64              now)
{
  gint64 seconds;
  g_autofree char *time = NULL;

  if (info == NULL)
    return NULL;
  if (cck_claim_info_get_kind (info) != CCK_CLAIM_KIND_TIME ||
      !cck_json_get_int64 (value, &seconds))
    return g_strdup (cck_claim_info_get_title (info));

  time = cck_cli_dup_time (seconds, now);
  /* Translators: "Expires: today at 14:32 (in 42 min)". */
  return g_strdup_printf (_("%s: %s"), cck_claim_info_get_title (info), time);
}

char *
cck_cli_claims_dup_json (CckJson *claims)
{
  return claims != NULL ? cck_json_dup_compact (cck_json_get_root (claims)) : NULL;
}

void
cck_cli_claims_print (CckJson *claims,
                      gint64   now)
{
  g_autoptr (CckCliTable) table = cck_cli_table_new (3);
  const CckJsonValue *value;
  const char *name;
  gsize length;
  CckJsonIter iter;

  cck_json_iter_init (&iter, cck_json_get_root (claims));
  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      g_autofree char *safe_name = cck_visible_text_new (name, length);
      g_autofree char *text = dup_value (value);
      g_autofree char *meaning = dup_meaning (cck_claim_info_lookup (name), value, now);

      cck_cli_table_add (table, CCK_CLI_STYLE_STRONG, safe_name);
      cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, text);
      cck_cli_table_add (table, CCK_CLI_STYLE_DIM, meaning);
    }
  cck_cli_table_print (table);
}
