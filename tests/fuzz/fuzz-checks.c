/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz-checks.h"

#include "cck-visible-text.h"
#include "fuzz.h"

static void
can_be_shown (const char *text)
{
  FUZZ_CHECK (text == NULL || g_utf8_validate (text, -1, NULL));
  FUZZ_CHECK (text == NULL || !cck_visible_text_needed (text, -1));
}

gboolean
fuzz_check_has_passed (CckVerdict *verdict,
                       const char *id)
{
  const CckCheck *check = cck_verdict_find_check (verdict, id);

  return check != NULL && cck_check_get_outcome (check) == CCK_OUTCOME_PASSED;
}

void
fuzz_check_verdict (CckVerdict *verdict)
{
  gboolean accepted = cck_verdict_is_accepted (verdict);
  CckVerdictResult result = cck_verdict_get_result (verdict);
  guint failed = 0;

  for (guint i = 0; i < cck_verdict_get_n_checks (verdict); i++)
    {
      const CckCheck *check = cck_verdict_get_check (verdict, i);

      FUZZ_CHECK (cck_verdict_find_check (verdict, cck_check_get_id (check)) == check);
      FUZZ_CHECK (cck_check_get_title (check) != NULL);
      FUZZ_CHECK (cck_check_get_rule (check) != NULL);
      FUZZ_CHECK (cck_check_get_explanation (check) != NULL);
      can_be_shown (cck_check_get_expected (check));
      can_be_shown (cck_check_get_found (check));
      can_be_shown (cck_check_get_explanation (check));
      failed += cck_check_get_outcome (check) == CCK_OUTCOME_FAILED;
    }
  FUZZ_CHECK ((failed > 0) == (result == CCK_VERDICT_NOT_VALID));
  FUZZ_CHECK ((failed > 0) == (cck_verdict_get_failed (verdict) != NULL));
  FUZZ_CHECK (accepted == (result == CCK_VERDICT_VALID || result == CCK_VERDICT_VALID_WITH_WARNINGS));
  FUZZ_CHECK (!accepted || fuzz_check_has_passed (verdict, "signature"));
}
