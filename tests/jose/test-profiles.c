/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gnutls/crypto.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-signature.h"
#include "test-tokens.h"

#define EVENTS "{\"http://schemas.openid.net/event/backchannel-logout\":{}}"

static CckVerdict *
judge_logout (const char *typ,
              char       *claims)
{
  g_autofree char *payload = claims;
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\"%s%s%s}",
                                             typ != NULL ? ",\"typ\":\"" : "",
                                             typ != NULL ? typ : "", typ != NULL ? "\"" : "");
  g_autofree char *token = test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256), header,
                                          payload);
  CckExpectations expected = test_expectations ();

  expected.profile = CCK_PROFILE_LOGOUT;
  return test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);
}

#define LOGOUT_CLAIMS "events", EVENTS, "jti", "\"1\"", "sid", "\"s\""

static void
test_logout_valid (void)
{
  g_autoptr (CckVerdict) by_both = judge_logout ("logout+jwt", test_claims (LOGOUT_CLAIMS, NULL));
  g_autoptr (CckVerdict) by_session = judge_logout ("logout+jwt",
                                                    test_claims (LOGOUT_CLAIMS, "sub", NULL, NULL));
  g_autoptr (CckVerdict) untyped = judge_logout (NULL, test_claims (LOGOUT_CLAIMS, NULL));

  g_assert_cmpint (cck_verdict_get_result (by_both), ==, CCK_VERDICT_VALID);
  g_assert_cmpstr (cck_check_get_rule (cck_verdict_find_check (by_both, "events")), ==,
                   "OIDC Back-Channel Logout §2.6");
  g_assert_cmpint (cck_verdict_get_result (by_session), ==, CCK_VERDICT_VALID);
  test_outcome (untyped, "type", CCK_OUTCOME_WARNING);
}

static void
refuse_logout (const char *typ,
               char       *claims,
               const char *id)
{
  g_autoptr (CckVerdict) verdict = judge_logout (typ, claims);

  test_outcome (verdict, id, CCK_OUTCOME_FAILED);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_NOT_VALID);
}

static void
test_logout_refused (void)
{
  refuse_logout ("logout+jwt", test_claims ("jti", "\"1\"", NULL), "events");
  refuse_logout ("logout+jwt", test_claims ("jti", "\"1\"", "events", "{\"other\":{}}", NULL),
                 "events");
  refuse_logout ("logout+jwt", test_claims ("jti", "\"1\"", "events",
                 "{\"http://schemas.openid.net/event/backchannel-logout\":true}", NULL), "events");
  refuse_logout ("logout+jwt", test_claims ("jti", "\"1\"", "events", "\"logout\"", NULL), "events");
  refuse_logout ("logout+jwt", test_claims (LOGOUT_CLAIMS, "nonce", "\"n\"", NULL), "nonce");
  refuse_logout ("logout+jwt", test_claims ("events", EVENTS, "jti", "\"1\"", "sub", NULL, NULL),
                 "subject");
  refuse_logout ("logout+jwt", test_claims ("events", EVENTS, "jti", "\"1\"", "sid", "7", NULL),
                 "subject");
  refuse_logout ("logout+jwt", test_claims ("events", EVENTS, "sid", "\"s\"", NULL), "token-id");
  refuse_logout ("logout+jwt", test_claims (LOGOUT_CLAIMS, "iat", NULL, NULL), "issued-at");
  refuse_logout ("logout+jwt", test_claims (LOGOUT_CLAIMS, "exp", NULL, NULL), "expiry");
  refuse_logout ("logout+jwt", test_claims (LOGOUT_CLAIMS, "iss", "\"https://evil.example\"", NULL),
                 "issuer");
  refuse_logout ("at+jwt", test_claims (LOGOUT_CLAIMS, NULL), "type");
}

/* A29: neither passes for the other. */
static void
test_not_an_id_token (void)
{
  g_autofree char *claims = test_claims (LOGOUT_CLAIMS, NULL);
  g_autofree char *logout = test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256),
                                           "{\"alg\":\"ES256\",\"typ\":\"logout+jwt\"}", claims);

  test_refused (logout, test_key (CCK_ALGORITHM_ES256));
  refuse_logout ("JWT", test_claims ("nonce", "\"n\"", NULL), "events");
}

/* A proof by @algorithm with its own key in the header. */
static char *
make_proof (CckAlgorithm  algorithm,
            const char   *typ,
            gboolean      with_private,
            char         *claims)
{
  g_autofree char *payload = claims;
  g_autofree char *key = cck_jwk_to_json (test_key (algorithm), with_private);
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"%s\",\"typ\":\"%s\",\"jwk\":%s}",
                                             cck_algorithm_get_name (algorithm), typ, key);

  return test_sign_raw (algorithm, test_key (algorithm), header, payload);
}

static char *
proof_claims (const char *first,
              const char *second)
{
  return g_strdup_printf ("{\"jti\":\"1\",\"htm\":\"POST\",\"htu\":\"https://rs.example/a\","
                          "\"iat\":1700000290%s%s}", first, second);
}

static CckExpectations
proof_expectations (void)
{
  CckExpectations expected = CCK_EXPECTATIONS_INIT;

  expected.profile = CCK_PROFILE_DPOP;
  expected.now = TEST_NOW;
  return expected;
}

static void
check_proof (char                  *token,
             const CckExpectations *expected,
             const char            *id,
             CckOutcome             outcome)
{
  g_autofree char *proof = token;
  g_autoptr (CckVerdict) verdict = test_judge (proof, NULL, expected);

  test_outcome (verdict, id, outcome);
  g_assert_cmpint (cck_verdict_get_result (verdict), ==,
                   outcome == CCK_OUTCOME_PASSED ? CCK_VERDICT_VALID : CCK_VERDICT_NOT_VALID);
}

static void
test_proof_valid (void)
{
  CckExpectations expected = proof_expectations ();
  g_autofree char *thumbprint = cck_jwk_dup_thumbprint (test_key (CCK_ALGORITHM_ES256));
  g_autofree char *proof = make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims ("", ""));
  g_autoptr (CckVerdict) verdict = test_judge (proof, NULL, &expected);

  g_assert_cmpint (cck_verdict_get_result (verdict), ==, CCK_VERDICT_VALID);
  g_assert_cmpstr (cck_check_get_found (cck_verdict_find_check (verdict, "key")), ==, thumbprint);
  g_assert_cmpstr (cck_check_get_rule (cck_verdict_find_check (verdict, "key")), ==, "RFC 9449 §4.3");

  expected.http_method = "POST";
  expected.http_uri = "https://rs.example/a?page=2#top";
  check_proof (make_proof (CCK_ALGORITHM_EDDSA, "dpop+jwt", FALSE, proof_claims ("", "")), &expected,
               "target", CCK_OUTCOME_PASSED);
}

static void
test_proof_request (void)
{
  CckExpectations expected = proof_expectations ();

  expected.http_method = "GET";
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims ("", "")), &expected,
               "method", CCK_OUTCOME_FAILED);
  expected = proof_expectations ();
  expected.http_uri = "https://rs.example/ab";
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims ("", "")), &expected,
               "target", CCK_OUTCOME_FAILED);
  expected = proof_expectations ();
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, g_strdup ("{\"jti\":\"1\",\"htu\":\"x\",\"iat\":1700000290}")),
               &expected, "method", CCK_OUTCOME_FAILED);
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, g_strdup ("{\"jti\":\"1\",\"htm\":\"GET\",\"htu\":7,\"iat\":1700000290}")),
               &expected, "target", CCK_OUTCOME_FAILED);
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, g_strdup ("{\"htm\":\"GET\",\"htu\":\"x\",\"iat\":1700000290}")),
               &expected, "token-id", CCK_OUTCOME_FAILED);
  /* What is there and says nothing. */
  for (guint i = 0; i < 3; i++)
    {
      static const char * const ids[] = { "token-id", "method", "target" };

      check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE,
                               g_strdup ("{\"jti\":\"\",\"htm\":\"\",\"htu\":\"\",\"iat\":1700000290}")),
                   &expected, ids[i], CCK_OUTCOME_FAILED);
    }
}

static void
test_proof_time (void)
{
  CckExpectations expected = proof_expectations ();

  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, g_strdup ("{\"jti\":\"1\",\"htm\":\"GET\",\"htu\":\"x\"}")),
               &expected, "issued-at", CCK_OUTCOME_FAILED);
  for (int late = 0; late < 2; late++)
    {
      expected.now = G_GINT64_CONSTANT (1700000290) + 330 + late;
      check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims ("", "")), &expected,
                   "issued-at", late ? CCK_OUTCOME_FAILED : CCK_OUTCOME_PASSED);
      expected.now = G_GINT64_CONSTANT (1700000290) - 30 - late;
      check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims ("", "")), &expected,
                   "issued-at", late ? CCK_OUTCOME_FAILED : CCK_OUTCOME_PASSED);
    }
}

static void
test_proof_key (void)
{
  CckExpectations expected = proof_expectations ();
  g_autofree char *claims = proof_claims ("", "");
  g_autofree char *other = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES384), FALSE);
  g_autofree char *stranger = NULL, *wrong = NULL;
  g_autoptr (CckJwk) second = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *second_key = cck_jwk_to_json (second, FALSE);

  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", TRUE, proof_claims ("", "")), &expected,
               "key", CCK_OUTCOME_FAILED);
  check_proof (make_proof (CCK_ALGORITHM_HS256, "dpop+jwt", TRUE, proof_claims ("", "")), &expected,
               "algorithm", CCK_OUTCOME_FAILED);
  check_proof (make_proof (CCK_ALGORITHM_ES256, "JWT", FALSE, proof_claims ("", "")), &expected, "type",
               CCK_OUTCOME_FAILED);
  check_proof (test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256),
                              "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\"}", claims),
               &expected, "key", CCK_OUTCOME_FAILED);

  wrong = g_strdup_printf ("{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":%s}", other);
  check_proof (test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256), wrong, claims),
               &expected, "key", CCK_OUTCOME_FAILED);
  stranger = g_strdup_printf ("{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":%s}", second_key);
  check_proof (test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256), stranger, claims),
               &expected, "signature", CCK_OUTCOME_FAILED);
}

/* A07: by every other profile, a key in the header is nobody's. */
static void
test_own_key_only_by_profile (void)
{
  CckExpectations expected = proof_expectations ();
  g_autofree char *proof = make_proof (CCK_ALGORITHM_ES256, "JWT", FALSE, test_claims (NULL, NULL));

  for (CckProfile profile = CCK_PROFILE_JWT; profile < CCK_N_PROFILES; profile++)
    {
      g_autoptr (CckVerdict) verdict = NULL;

      expected.profile = profile;
      verdict = test_judge (proof, NULL, &expected);
      g_assert_false (cck_verdict_is_accepted (verdict));
      if (profile != CCK_PROFILE_DPOP)
        test_outcome (verdict, "signature", CCK_OUTCOME_NOT_CHECKED);
    }
}

static void
test_proof_token (void)
{
  CckExpectations expected = proof_expectations ();
  g_autofree char *ath = NULL, *member = NULL;
  guint8 digest[32];

  gnutls_hash_fast (GNUTLS_DIG_SHA256, "access", 6, digest);
  ath = cck_base64url_encode (digest, sizeof digest);
  member = g_strdup_printf (",\"ath\":\"%s\"", ath);

  expected.access_token = "access";
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims (member, "")), &expected,
               "at-hash", CCK_OUTCOME_PASSED);
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims ("", "")), &expected,
               "at-hash", CCK_OUTCOME_FAILED);
  expected.access_token = "another";
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims (member, "")), &expected,
               "at-hash", CCK_OUTCOME_FAILED);

  expected = proof_expectations ();
  expected.nonce = "n";
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims (",\"nonce\":\"n\"", "")),
               &expected, "nonce", CCK_OUTCOME_PASSED);
  check_proof (make_proof (CCK_ALGORITHM_ES256, "dpop+jwt", FALSE, proof_claims ("", "")), &expected,
               "nonce", CCK_OUTCOME_FAILED);
}

static void
test_state_hash (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *hash = cck_signature_half_hash (CCK_ALGORITHM_ES256, NULL, "state");
  g_autofree char *json = g_strdup_printf ("\"%s\"", hash);

  expected.state = "state";
  test_claim_check (test_claims ("s_hash", json, NULL), &expected, "s-hash", CCK_OUTCOME_PASSED);
  expected.state = "other";
  test_claim_check (test_claims ("s_hash", json, NULL), &expected, "s-hash", CCK_OUTCOME_FAILED);
}

static void
test_acr (void)
{
  static const char * const wanted[] = { "phr", "phrh", NULL };
  CckExpectations expected = test_expectations ();

  expected.acr_values = wanted;
  test_claim_check (test_claims ("acr", "\"phrh\"", NULL), &expected, "acr", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("acr", "\"0\"", NULL), &expected, "acr", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("acr", "1", NULL), &expected, "acr", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims (NULL, NULL), &expected, "acr", CCK_OUTCOME_FAILED);
}

#define PRINT "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"

static void
test_confirmation (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256,
    test_claims ("cnf", "{\"jkt\":\"" PRINT "\",\"x5t#S256\":\"" PRINT "\"}", NULL));
  g_autoptr (CckVerdict) verdict = test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);
  g_autofree char *key = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES384), FALSE);
  g_autofree char *cnf = g_strdup_printf ("{\"jwk\":%s}", key);

  test_outcome (verdict, "confirmation", CCK_OUTCOME_PASSED);
  g_assert_cmpstr (cck_check_get_found (cck_verdict_find_check (verdict, "confirmation")), ==,
                   "jkt " PRINT ", x5t#S256 " PRINT);
  test_claim_check (test_claims ("cnf", cnf, NULL), &expected, "confirmation", CCK_OUTCOME_PASSED);
  test_claim_check (test_claims ("cnf", "{\"jkt\":\"short\"}", NULL), &expected, "confirmation",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("cnf", "{\"jwk\":{\"kty\":\"EC\"}}", NULL), &expected, "confirmation",
                    CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("cnf", "{}", NULL), &expected, "confirmation", CCK_OUTCOME_FAILED);
  test_claim_check (test_claims ("cnf", "\"" PRINT "\"", NULL), &expected, "confirmation",
                    CCK_OUTCOME_FAILED);
}

static CckProfile
guess (const char *header,
       char       *claims)
{
  g_autofree char *payload = claims;
  g_autofree char *token = test_sign_raw (CCK_ALGORITHM_ES256, test_key (CCK_ALGORITHM_ES256), header,
                                          payload);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, 0, NULL);

  return cck_jwt_guess_profile (jwt);
}

static void
test_guessed (void)
{
  g_assert_cmpint (guess ("{\"alg\":\"ES256\",\"typ\":\"logout+jwt\"}", test_claims (NULL, NULL)), ==,
                   CCK_PROFILE_LOGOUT);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\"}", test_claims ("events", EVENTS, NULL)), ==,
                   CCK_PROFILE_LOGOUT);
  g_assert_cmpint (guess ("{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\"}", proof_claims ("", "")), ==,
                   CCK_PROFILE_DPOP);
  for (CckProfile profile = CCK_PROFILE_JWT; profile < CCK_N_PROFILES; profile++)
    {
      CckProfile found = CCK_N_PROFILES;

      g_assert_true (cck_profile_from_name (cck_profile_get_name (profile), &found));
      g_assert_cmpint (found, ==, profile);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/profiles/logout/a-good-one-is-valid", test_logout_valid);
  g_test_add_func ("/jose/profiles/logout/each-rule-counts", test_logout_refused);
  g_test_add_func ("/jose/profiles/A29-a-logout-token-is-no-id-token", test_not_an_id_token);
  g_test_add_func ("/jose/profiles/dpop/a-good-one-is-valid-by-its-own-key", test_proof_valid);
  g_test_add_func ("/jose/profiles/dpop/it-is-for-one-request", test_proof_request);
  g_test_add_func ("/jose/profiles/dpop/it-is-for-right-away", test_proof_time);
  g_test_add_func ("/jose/profiles/dpop/its-key-is-public-and-signed-it", test_proof_key);
  g_test_add_func ("/jose/profiles/dpop/it-is-for-one-access-token", test_proof_token);
  g_test_add_func ("/jose/profiles/A07-a-key-in-the-header-counts-for-proofs-alone",
                   test_own_key_only_by_profile);
  g_test_add_func ("/jose/profiles/the-state-hash-is-of-the-state", test_state_hash);
  g_test_add_func ("/jose/profiles/the-level-is-one-that-was-asked-for", test_acr);
  g_test_add_func ("/jose/profiles/a-bound-key-is-shown", test_confirmation);
  g_test_add_func ("/jose/profiles/they-are-guessed-by-type-and-event", test_guessed);

  return g_test_run ();
}
