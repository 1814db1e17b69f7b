/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "test-tokens.h"

static void
assert_sentence (CckVerdict *verdict,
                 const char *id,
                 const char *sentence)
{
  g_assert_cmpstr (cck_check_get_explanation (cck_verdict_find_check (verdict, id)), ==, sentence);
}

static CckVerdict *
judge_claims (char                  *claims,
              const CckExpectations *expected)
{
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, claims);

  return test_judge (token, test_key (CCK_ALGORITHM_ES256), expected);
}

static void
test_valid (gconstpointer data)
{
  CckAlgorithm algorithm = cck_algorithm_from_name (data);
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (algorithm, test_claims (NULL, NULL));
  g_autoptr (CckVerdict) verdict = test_judge (token, test_key (algorithm), &expected);

  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_VALID);
  g_assert_true (cck_verdict_is_accepted (verdict));
  g_assert_null (cck_verdict_get_failed (verdict));
  g_assert_nonnull (cck_verdict_get_jwk (verdict));
  g_assert_false (cck_verdict_key_is_unknown (verdict));
}

/* A48: decoding is not believing. */
static void
test_not_fully_checked (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, test_claims (NULL, NULL));
  g_autoptr (CckVerdict) no_keys = test_judge (token, NULL, &expected);
  g_autoptr (CckVerdict) no_issuer = NULL, no_audience = NULL, no_expiry = NULL;

  g_assert_cmpint (cck_verdict_get_result (no_keys), ==, CCK_VERDICT_NOT_FULLY_CHECKED);
  g_assert_false (cck_verdict_is_accepted (no_keys));
  test_outcome (no_keys, "signature", CCK_OUTCOME_NOT_CHECKED);

  expected.issuer = NULL;
  no_issuer = test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);
  g_assert_cmpint (cck_verdict_get_result (no_issuer), ==, CCK_VERDICT_NOT_FULLY_CHECKED);
  expected = test_expectations ();
  expected.audience = NULL;
  no_audience = test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);
  g_assert_cmpint (cck_verdict_get_result (no_audience), ==, CCK_VERDICT_NOT_FULLY_CHECKED);
  expected = test_expectations ();
  expected.profile = CCK_PROFILE_JWT;
  no_expiry = judge_claims (test_claims ("exp", NULL, NULL), &expected);
  g_assert_cmpint (cck_verdict_get_result (no_expiry), ==, CCK_VERDICT_NOT_FULLY_CHECKED);
  test_outcome (no_expiry, "expiry", CCK_OUTCOME_WARNING);
}

/* OIDC Core §5.3.2: signed user information has iss and aud; nothing says that it expires. */
static void
test_expiry_optional (void)
{
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) without = NULL, expired = NULL, no_audience = NULL;

  expected.profile = CCK_PROFILE_JWT;
  expected.expiry_optional = TRUE;
  without = judge_claims (test_claims ("exp", NULL, "iat", NULL, NULL), &expected);
  g_assert_cmpint (cck_verdict_get_result (without), ==, CCK_VERDICT_VALID);
  test_outcome (without, "expiry", CCK_OUTCOME_PASSED);

  expired = judge_claims (test_claims ("exp", "1600000000", NULL), &expected);
  g_assert_cmpint (cck_verdict_get_result (expired), ==, CCK_VERDICT_NOT_VALID);
  test_outcome (expired, "expiry", CCK_OUTCOME_FAILED);

  expected.audience = NULL;
  no_audience = judge_claims (test_claims ("exp", NULL, NULL), &expected);
  g_assert_cmpint (cck_verdict_get_result (no_audience), ==, CCK_VERDICT_NOT_FULLY_CHECKED);
}

static void
test_reason_for_no_keys (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, test_claims (NULL, NULL));
  g_autoptr (CckVerdict) verdict = NULL;

  expected.no_keys_reason = "The provider can’t be reached.";
  verdict = test_judge (token, NULL, &expected);
  assert_sentence (verdict, "signature", "The provider can’t be reached.");
}

static void
test_bad_signature (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, test_claims (NULL, NULL));
  g_autofree char *sentence = NULL;
  g_autoptr (CckVerdict) verdict = NULL;
  char *signature = strrchr (token, '.') + 1;

  signature[10] = signature[10] == 'A' ? 'B' : 'A';
  verdict = test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);
  sentence = g_strdup_printf ("Signature does not match key “%s”. The token was changed or comes "
                              "from another issuer.",
                              cck_jwk_get_kid (test_key (CCK_ALGORITHM_ES256), NULL));
  assert_sentence (verdict, "signature", sentence);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
  g_assert_cmpstr (cck_check_get_id (cck_verdict_get_failed (verdict)), ==, "signature");
  test_outcome (verdict, "issuer", CCK_OUTCOME_PASSED);
  g_assert_true (cck_check_is_advice (cck_verdict_find_check (verdict, "issuer")));
  g_assert_false (cck_check_is_advice (cck_verdict_find_check (verdict, "signature")));
  g_assert_null (cck_verdict_get_jwk (verdict));
}

static void
test_sentences (void)
{
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) issuer = judge_claims (test_claims ("iss", "\"https://evil.example\"", NULL),
                                                &expected);
  g_autoptr (CckVerdict) audience = judge_claims (test_claims ("aud", "[\"a\",\"b\"]", NULL), &expected);
  g_autoptr (CckVerdict) expired = judge_claims (test_claims ("exp", "1699999940", NULL), &expected);
  g_autoptr (CckVerdict) nonce = NULL;
  const CckCheck *check;

  expected.nonce = "sent";
  nonce = judge_claims (test_claims ("nonce", "\"other\"", NULL), &expected);

  assert_sentence (issuer, "issuer",
                   "The token comes from “https://evil.example”, not from “https://issuer.example”.");
  assert_sentence (audience, "audience", "The token is meant for “a, b”, not for “client”.");
  assert_sentence (expired, "expiry", "The token expired 6 minutes ago.");
  assert_sentence (nonce, "nonce", "The token’s nonce is not the one of this sign-in. It may belong "
                                   "to another one.");
  check = cck_verdict_find_check (expired, "expiry");
  g_assert_cmpstr (cck_check_get_found (check), ==, "2023-11-14T22:12:20Z");
  g_assert_cmpstr (cck_check_get_expected (check), ==, "> 2023-11-14T22:18:20Z");
  g_assert_cmpstr (cck_check_get_rule (check), ==, "OIDC Core §3.1.3.7 (9)");
  check = cck_verdict_find_check (issuer, "issuer");
  g_assert_cmpstr (cck_check_get_title (check), ==, "Issuer");
  g_assert_cmpstr (cck_check_get_rule (check), ==, "OIDC Core §3.1.3.7 (2)");
}

static void
test_unknown_key (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, test_claims (NULL, NULL));
  g_autoptr (CckJwk) other = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autoptr (CckVerdict) verdict = test_judge (token, other, &expected);

  g_assert_true (cck_verdict_key_is_unknown (verdict));
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
  g_assert_cmpstr (cck_check_get_id (cck_verdict_get_failed (verdict)), ==, "key");
}

static void
test_client_secret (void)
{
  static const char secret[] = "a-client-secret-of-at-least-32-bytes";
  g_autoptr (CckJwk) jwk = cck_jwk_new_secret (secret, strlen (secret));
  g_autofree char *claims = test_claims (NULL, NULL);
  g_autofree char *token = cck_jwt_sign ("{\"alg\":\"HS256\"}", claims, jwk, NULL);
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) confidential = NULL, public_client = NULL, shorter = NULL;

  expected.hmac_secret = secret;
  expected.hmac_secret_length = strlen (secret);
  confidential = test_judge (token, NULL, &expected);
  g_assert_cmpint (cck_verdict_get_result (confidential), ==, CCK_VERDICT_VALID);

  expected.public_client = TRUE;
  public_client = test_judge (token, NULL, &expected);
  g_assert_cmpint (cck_verdict_get_result (public_client), ==, CCK_VERDICT_VALID_WITH_WARNINGS);
  test_outcome (public_client, "algorithm", CCK_OUTCOME_WARNING);

  expected.hmac_secret_length = 31;
  shorter = test_judge (token, NULL, &expected);
  test_outcome (shorter, "key", CCK_OUTCOME_FAILED);
  g_assert_false (cck_verdict_key_is_unknown (shorter));
}

static void
test_refresh (void)
{
  CckExpectations expected = test_expectations ();

  expected.nonce = "first";
  expected.nonce_optional = TRUE;
  expected.subject = "alice";
  test_claim_check (test_claims (NULL, NULL), &expected, "subject", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("nonce", "\"first\"", NULL), &expected, "nonce", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("nonce", "\"second\"", NULL), &expected, "nonce", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("sub", "\"bob\"", NULL), &expected, "subject", CCK_OUTCOME_FAILED);
}

static void
test_warnings (void)
{
  CckExpectations expected = test_expectations ();

  test_claim_check (test_claims ("exp", "1700003601", NULL), &expected, "lifetime", CCK_OUTCOME_WARNING);
  test_claim_check (test_claims ("exp", "1700003600", NULL), &expected, "lifetime", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("iat", "1700000331", NULL), &expected, "issued-at", CCK_OUTCOME_WARNING);
  test_claim_check (test_claims ("iat", "1700000330", NULL), &expected, "issued-at", CCK_OUTCOME_PASSED);
}

static void
test_access_token (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *claims = test_claims ("client_id", "\"c\"", "jti", "\"1\"", NULL);
  g_autofree char *bare = test_claims (NULL, NULL);
  CckJwk *jwk = test_key (CCK_ALGORITHM_ES256);
  g_autofree char *good = test_sign_raw (CCK_ALGORITHM_ES256, jwk,
                                         "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", claims);
  g_autofree char *poor = test_sign_raw (CCK_ALGORITHM_ES256, jwk,
                                         "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", bare);
  g_autofree char *untyped = test_sign_raw (CCK_ALGORITHM_ES256, jwk, "{\"alg\":\"ES256\"}", claims);
  g_autoptr (CckVerdict) first = NULL, second = NULL, third = NULL;

  expected.profile = CCK_PROFILE_AT_JWT;
  first = test_judge (good, jwk, &expected);
  g_assert_cmpint (cck_verdict_get_result (first), ==, CCK_VERDICT_VALID);
  g_assert_cmpstr (cck_check_get_rule (cck_verdict_find_check (first, "issuer")), ==, "RFC 9068 §4");
  second = test_judge (poor, jwk, &expected);
  g_assert_cmpint (cck_verdict_get_result (second), ==, CCK_VERDICT_VALID_WITH_WARNINGS);
  test_outcome (second, "token-id", CCK_OUTCOME_WARNING);
  third = test_judge (untyped, jwk, &expected);
  test_outcome (third, "type", CCK_OUTCOME_FAILED);
}

static void
test_unsupported (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *claims = test_claims (NULL, NULL);
  g_autofree char *token = test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256),
                                          "{\"alg\":\"ES256K\"}", claims);
  g_autoptr (CckVerdict) verdict = test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);

  test_outcome (verdict, "algorithm", CCK_OUTCOME_NOT_CHECKED);
  assert_sentence (verdict, "algorithm",
                   "The algorithm “ES256K” is known, but not supported by this build.");
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_FULLY_CHECKED);
}

/* Against the library's own calendar, over all years that can be shown. */
static void
test_calendar (void)
{
  CckExpectations expected = test_expectations ();

  for (gint64 seconds = G_GINT64_CONSTANT (-62135596800); seconds <= G_GINT64_CONSTANT (253402300799);
       seconds += G_GINT64_CONSTANT (987654321) * 3 + 17)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);
      g_autofree char *rest = g_date_time_format (date, "-%m-%dT%H:%M:%SZ");
      g_autofree char *iso = g_strdup_printf ("%04d%s", g_date_time_get_year (date), rest);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
      g_autoptr (CckVerdict) verdict = judge_claims (test_claims ("exp", number, NULL), &expected);

      g_assert_cmpstr (cck_check_get_found (cck_verdict_find_check (verdict, "expiry")), ==, iso);
    }
}

static void
test_lifetime_found (void)
{
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) ten = judge_claims (test_claims (NULL, NULL), &expected);
  g_autoptr (CckVerdict) none = judge_claims (test_claims ("exp", "1700000000", NULL), &expected);

  g_assert_cmpstr (cck_check_get_found (cck_verdict_find_check (ten, "lifetime")), ==, "600 s");
  g_assert_cmpstr (cck_check_get_found (cck_verdict_find_check (none, "lifetime")), ==, "0 s");
}

static void
test_words (void)
{
  g_assert_cmpstr (cck_verdict_result_get_name (CCK_VERDICT_VALID), ==, "valid");
  g_assert_cmpstr (cck_verdict_result_get_name (CCK_VERDICT_VALID_WITH_WARNINGS), ==,
                   "valid-with-warnings");
  g_assert_cmpstr (cck_verdict_result_get_name (CCK_VERDICT_NOT_VALID), ==, "not-valid");
  g_assert_cmpstr (cck_verdict_result_get_name (CCK_VERDICT_NOT_FULLY_CHECKED), ==,
                   "not-fully-checked");
  g_assert_cmpstr (cck_outcome_get_name (CCK_OUTCOME_NOT_CHECKED), ==, "not-checked");
  g_assert_cmpstr (cck_verdict_result_get_title (CCK_VERDICT_VALID), ==, "Valid");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (const char * const *name = cck_algorithm_list_names (); *name != NULL; name++)
    {
      g_autofree char *path = g_strdup_printf ("/jose/verdict/valid/%s", *name);

      g_test_add_data_func (path, *name, test_valid);
    }
  g_test_add_func ("/jose/verdict/A48-valid-is-said-only-when-all-was-checked", test_not_fully_checked);
  g_test_add_func ("/jose/verdict/expiry-optional", test_expiry_optional);
  g_test_add_func ("/jose/verdict/why-there-are-no-keys-is-said", test_reason_for_no_keys);
  g_test_add_func ("/jose/verdict/after-a-bad-signature-all-is-advice", test_bad_signature);
  g_test_add_func ("/jose/verdict/sentences-say-what-was-found-and-expected", test_sentences);
  g_test_add_func ("/jose/verdict/an-unknown-key-is-told", test_unknown_key);
  g_test_add_func ("/jose/verdict/a-client-secret-is-a-key", test_client_secret);
  g_test_add_func ("/jose/verdict/after-a-refresh-the-nonce-may-be-missing", test_refresh);
  g_test_add_func ("/jose/verdict/warnings-do-not-refuse", test_warnings);
  g_test_add_func ("/jose/verdict/access-tokens-have-rules-of-their-own", test_access_token);
  g_test_add_func ("/jose/verdict/a-known-unsupported-algorithm-is-named", test_unsupported);
  g_test_add_func ("/jose/verdict/dates-are-the-calendar's", test_calendar);
  g_test_add_func ("/jose/verdict/a-lifetime-is-shown-in-seconds", test_lifetime_found);
  g_test_add_func ("/jose/verdict/words-stay", test_words);

  return g_test_run ();
}
