/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The 260 tokens of tests/data/claimcheck-open.json, each a test of its own under its class. */

#include <string.h>

#include "cck-verdict.h"
#include "test-vectors.h"

#define N_CASES 260

static CckJwks *
read_keys (const CckJsonValue *test)
{
  const char *text = cck_json_get_member_string (test, "jwks_text");
  const CckJsonValue *jwks = cck_json_get_member (test, "jwks");
  g_autofree char *compact = NULL;

  if (text == NULL && jwks != NULL)
    text = compact = cck_json_dup_compact (jwks);

  return text != NULL ? cck_jwks_new_from_data (text, strlen (text), NULL) : NULL;
}

/* Also looks at everything that a verdict shows, so that nothing of it can crash or be no text. */
static void
look_at_checks (CckVerdict *verdict)
{
  for (guint i = 0; i < cck_verdict_get_n_checks (verdict); i++)
    {
      const CckCheck *check = cck_verdict_get_check (verdict, i);
      const char *texts[] = { cck_check_get_expected (check), cck_check_get_found (check) };

      g_assert_nonnull (cck_check_get_rule (check));
      g_assert_true (g_utf8_validate (cck_check_get_explanation (check), -1, NULL));
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_assert_true (texts[j] == NULL || g_utf8_validate (texts[j], -1, NULL));
          g_assert_true (texts[j] == NULL || strchr (texts[j], '\n') == NULL);
        }
      g_test_message ("%s: %s. %s", cck_check_get_id (check),
                      cck_outcome_get_name (cck_check_get_outcome (check)),
                      cck_check_get_explanation (check));
    }
}

static gboolean
is_accepted (const CckJsonValue *test)
{
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckJwks) jwks = read_keys (test);
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  g_auto (GStrv) algorithms = cck_json_dup_member_strv (test, "allowed_algs");
  const char *token;
  gsize length;

  token = cck_json_get_string (cck_json_get_member (test, "token"), &length);
  g_assert_nonnull (token);
  g_assert_true (cck_profile_from_name (cck_json_get_member_string (test, "profile"),
                                        &expected.profile));
  expected.issuer = cck_json_get_member_string (test, "expected_iss");
  expected.audience = cck_json_get_member_string (test, "expected_aud");
  expected.nonce = cck_json_get_member_string (test, "nonce");
  expected.access_token = cck_json_get_member_string (test, "access_token");
  expected.code = cck_json_get_member_string (test, "code");
  cck_json_get_member_int64 (test, "max_age", &expected.max_age);
  g_assert_true (cck_json_get_member_int64 (test, "now", &expected.now));
  g_assert_true (cck_json_get_member_int64 (test, "leeway", &expected.leeway));
  if (algorithms[0] != NULL)
    expected.algorithms = (const char * const *) algorithms;

  jwt = cck_jwt_parse (token, (gssize) length,
                       expected.profile == CCK_PROFILE_JWS ? CCK_JWT_ANY_PAYLOAD : 0, &error);
  if (jwt == NULL)
    {
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      return FALSE;
    }

  verdict = cck_verdict_new (jwt, jwks, &expected);
  look_at_checks (verdict);
  return cck_verdict_is_accepted (verdict);
}

static void
test_case (gconstpointer data)
{
  const CckJsonValue *test = data;
  const char *expect = cck_json_get_member_string (test, "expect");
  gint64 limit = 0, begin = g_get_monotonic_time ();
  gboolean accepted = is_accepted (test);

  if (g_str_equal (expect, "valid"))
    g_assert_true (accepted);
  else if (g_str_equal (expect, "invalid"))
    g_assert_false (accepted);
  else
    g_assert_cmpstr (expect, ==, "either");

  if (cck_json_get_member_int64 (test, "time_limit_ms", &limit))
    g_assert_cmpint (g_get_monotonic_time () - begin, <, limit * 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CckJson) json = load_vectors ("claimcheck-open.json");
  const CckJsonValue *test;
  CckJsonIter iter;
  guint count = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  cck_json_iter_init (&iter, cck_json_get_root (json));
  while (cck_json_iter_next (&iter, NULL, NULL, &test))
    {
      g_autofree char *path = g_strdup_printf ("/jose/open/%s/%s",
                                               cck_json_get_member_string (test, "class"),
                                               cck_json_get_member_string (test, "id"));

      g_test_add_data_func (path, test, test_case);
      count++;
    }
  g_assert_cmpuint (count, ==, N_CASES);

  return g_test_run ();
}
