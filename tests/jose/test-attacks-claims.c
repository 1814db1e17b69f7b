/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The attacks A27 to A47 as they are sent, on headers and claims. */

#include <string.h>

#include "cck-signature.h"
#include "test-tokens.h"

#define ES256 CCK_ALGORITHM_ES256

static void
test_a27_a28 (void)
{
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"crit\":[\"exp\"]}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"crit\":[]}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"crit\":null}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":true}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"b64\":false}");
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"b64\":\"no\"}");
  test_accept_header (ES256, "{\"alg\":\"ES256\",\"b64\":true}");
}

static void
test_a29 (void)
{
  static const char * const types[] = { "at+jwt", "application/at+jwt", "dpop+jwt", "logout+jwt",
                                        "secevent+jwt", "JWS", "" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"typ\":\"%s\"}", types[i]);

      test_refuse_header (ES256, header);
    }
  test_refuse_header (ES256, "{\"alg\":\"ES256\",\"typ\":[\"JWT\"]}");
  test_accept_header (ES256, "{\"alg\":\"ES256\",\"typ\":\"jwt\"}");
  test_accept_header (ES256, "{\"alg\":\"ES256\",\"typ\":\"application/JWT\"}");
}

static void
test_a30 (void)
{
  g_autofree char *inner = test_token (ES256, test_claims (NULL, NULL));
  g_autofree char *outer = test_sign_raw (ES256, test_key (ES256), "{\"alg\":\"ES256\",\"cty\":\"JWT\"}",
                                          inner);

  test_refused (outer, test_key (ES256));
}

static void
test_a31 (void)
{
  static const char * const issuers[] = {
    "\"https://issuer.example/\"", "\"HTTPS://issuer.example\"", "\"https://issuer.example:443\"",
    "\"https://issuer.exampl\"", "\"https://issuer.example\\u0000\"", "\"https://issuer.example.evil\"",
    "\"https://\\u0456ssuer.example\"", "[\"https://issuer.example\"]", "null", "\"\"", NULL,
  };
  CckExpectations expected = test_expectations ();

  for (guint i = 0; i < G_N_ELEMENTS (issuers); i++)
    test_claim_check (test_claims ("iss", issuers[i], NULL), &expected, "issuer", CCK_OUTCOME_FAILED);
}

static void
test_a32 (void)
{
  static const char * const audiences[] = {
    "\"clien\"", "\"client \"", "\"client,other\"", "\"Client\"", "[]", "[\"other\"]", "[[\"client\"]]",
    "[\"client\",7]", "{\"client\":1}", "null", "\"client\\u0000\"", NULL,
  };
  CckExpectations expected = test_expectations ();

  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    test_claim_check (test_claims ("aud", audiences[i], NULL), &expected, "audience",
                      CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("aud", "[\"client\"]", NULL), &expected, "audience",
                    CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("aud", "[\"client\",\"b\"]", NULL), &expected, "authorized-party",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("aud", "[\"client\",\"b\"]", "azp", "\"client\"", NULL), &expected,
                    "authorized-party", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("azp", "\"b\"", NULL), &expected, "authorized-party",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("azp", "7", NULL), &expected, "authorized-party", CCK_OUTCOME_FAILED);
}

static void
test_a33 (void)
{
  static const char * const times[] = {
    "\"1700000600\"", "null", "true", "[1700000600]", "-1", "0", "-1e308", "1700000600e-9", NULL,
  };
  CckExpectations expected = test_expectations ();

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    test_claim_check (test_claims ("exp", times[i], NULL), &expected, "expiry", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("exp", "1.7000006e9", NULL), &expected, "expiry", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("exp", "1700000600.5", NULL), &expected, "expiry", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("exp", "9223372036854775807", NULL), &expected, "expiry",
                    CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("exp", "1e308", NULL), &expected, "expiry", CCK_OUTCOME_PASSED);
}

static void
test_a34 (void)
{
  CckExpectations expected = test_expectations ();

  /* now is 1700000300, the leeway 30 */
  test_claim_check (test_claims ("exp", "1700000270", NULL), &expected, "expiry", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("exp", "1700000271", NULL), &expected, "expiry", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("nbf", "1700000330", NULL), &expected, "not-before",
                    CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("nbf", "1700000331", NULL), &expected, "not-before",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("nbf", "\"0\"", NULL), &expected, "not-before", CCK_OUTCOME_FAILED);
}

static void
test_a35 (void)
{
  static const char * const nonces[] = { "\"n-0S6_WzA2M\"", "\"n-0S6_WzA2\"", "\"n-0S6_WzA2Mj1\"",
                                         "\"n-0S6_WzA2Mj\\u0000\"", "\"\"", "7", "null", NULL };
  CckExpectations expected = test_expectations ();

  expected.nonce = "n-0S6_WzA2Mj";
  for (guint i = 0; i < G_N_ELEMENTS (nonces); i++)
    test_claim_check (test_claims ("nonce", nonces[i], NULL), &expected, "nonce", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("nonce", "\"n-0S6_WzA2Mj\"", NULL), &expected, "nonce",
                    CCK_OUTCOME_PASSED);
}

static void
test_a36 (void)
{
  g_autofree char *hash = cck_signature_half_hash (ES256, NULL, "access");
  g_autofree char *good = g_strdup_printf ("\"%s\"", hash);
  g_autofree char *other = cck_signature_half_hash (CCK_ALGORITHM_ES384, NULL, "access");
  g_autofree char *wrong = g_strdup_printf ("\"%s\"", other);
  CckExpectations expected = test_expectations ();

  expected.access_token = "access";
  expected.code = "access";
  test_claim_check (test_claims ("at_hash", good, NULL), &expected, "at-hash", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("at_hash", wrong, NULL), &expected, "at-hash", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("at_hash", "7", NULL), &expected, "at-hash", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("c_hash", good, NULL), &expected, "c-hash", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("c_hash", "\"\"", NULL), &expected, "c-hash", CCK_OUTCOME_FAILED);
  expected.access_token = "other";
  test_claim_check (test_claims ("at_hash", good, NULL), &expected, "at-hash", CCK_OUTCOME_FAILED);
}

static void
test_a37 (void)
{
  CckExpectations expected = test_expectations ();

  test_claim_check (test_claims ("sub", NULL, NULL), &expected, "subject", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("sub", "7", NULL), &expected, "subject", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("sub", "\"\"", NULL), &expected, "subject", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("iat", NULL, NULL), &expected, "issued-at", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("iat", "\"1\"", NULL), &expected, "issued-at", CCK_OUTCOME_FAILED);

  expected.max_age = 100;
  test_claim_check (test_claims (NULL, NULL), &expected, "auth-time", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("auth_time", "\"1700000200\"", NULL), &expected, "auth-time",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("auth_time", "1700000169", NULL), &expected, "auth-time",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("auth_time", "1700000170", NULL), &expected, "auth-time",
                    CCK_OUTCOME_PASSED);
}

static void
test_a38 (void)
{
  g_autofree char *deep = g_strnfill (20000, '[');
  g_autofree char *large = g_strnfill (200000, 'x');
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", large);
  g_autofree char *nested = g_strdup_printf ("{\"a\":%s}", deep);
  g_autofree char *token = test_sign_raw (ES256, test_key (ES256), "{\"alg\":\"ES256\"}", nested);
  CckExpectations expected = test_expectations ();
  gint64 begin = g_get_monotonic_time ();

  test_refused (token, test_key (ES256));
  test_claim_check (test_claims ("large", quoted, NULL), &expected, "issuer", CCK_OUTCOME_PASSED);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 3 * G_USEC_PER_SEC);
}

/* JWE is recognised, and decryption is not offered: nothing in it is believed or derived. */
static void
test_a39_to_a42 (void)
{
  /* {"alg":"dir","enc":"A128GCM"}, {"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2147483647,"p2s":"AA"} */
  static const char * const tokens[] = {
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA",
    "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMTI4R0NNIiwicDJjIjoyMTQ3NDgzNjQ3LCJwMnMiOiJBQSJ9"
    ".AA.AA.AA.AA",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_assert_cmpint (cck_token_form_of (tokens[i], -1), ==, CCK_TOKEN_FORM_ENCRYPTED);
      test_refused (tokens[i], test_key (ES256));
    }
}

/* What a check shows of a token is one line of visible text. */
static void
test_a44_a45 (void)
{
  static const char evil[] = "\"x\\n\\u202e\\u001b[31m<b>%n</b> javascript:alert(1)\"";
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (ES256, test_claims ("iss", evil, NULL));
  g_autoptr (CckVerdict) verdict = test_judge (token, test_key (ES256), &expected);
  const CckCheck *check = cck_verdict_find_check (verdict, "issuer");

  g_assert_cmpstr (cck_check_get_found (check), ==,
                   "x\\u000A\\u202E\\u001B[31m<b>%n</b> javascript:alert(1)");
  g_assert_nonnull (strstr (cck_check_get_explanation (check), cck_check_get_found (check)));
}

static void
test_a47 (void)
{
  CckExpectations expected = test_expectations ();

  test_claim_check (test_claims ("exp", NULL, "Exp", "1700000600", "exp ", "1700000600", NULL),
                    &expected, "expiry", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("exp", NULL, "e\\u200bxp", "1700000600", NULL), &expected, "expiry",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("exp", NULL, "e\\u0078p", "1700000600", NULL), &expected, "expiry",
                    CCK_OUTCOME_PASSED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/attacks/A27-A28-crit-and-b64", test_a27_a28);
  g_test_add_func ("/jose/attacks/A29-another-kind-of-token", test_a29);
  g_test_add_func ("/jose/attacks/A30-a-nested-token", test_a30);
  g_test_add_func ("/jose/attacks/A31-an-issuer-is-exact", test_a31);
  g_test_add_func ("/jose/attacks/A32-an-audience-is-exact", test_a32);
  g_test_add_func ("/jose/attacks/A33-a-time-is-a-finite-number", test_a33);
  g_test_add_func ("/jose/attacks/A34-the-second-at-which-it-ends", test_a34);
  g_test_add_func ("/jose/attacks/A35-a-nonce-is-exact", test_a35);
  g_test_add_func ("/jose/attacks/A36-hashes-belong-to-their-token", test_a36);
  g_test_add_func ("/jose/attacks/A37-subject-and-times-are-there", test_a37);
  g_test_add_func ("/jose/attacks/A38-large-and-deep", test_a38);
  g_test_add_func ("/jose/attacks/A39-A40-A41-A42-encrypted-tokens-are-not-believed", test_a39_to_a42);
  g_test_add_func ("/jose/attacks/A44-A45-shown-text-is-one-harmless-line", test_a44_a45);
  g_test_add_func ("/jose/attacks/A47-look-alike-names", test_a47);

  return g_test_run ();
}
