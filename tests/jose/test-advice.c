/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "test-tokens.h"

/* A set with the public part of @jwk as "k1", with or without alg, and other keys beside it. */
static CckJwks *
make_set (CckJwk     *jwk,
          const char *alg,
          gboolean    with_others,
          gboolean    with_private)
{
  g_autofree char *text = cck_jwk_to_json (jwk, with_private);
  g_autofree char *other = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES384), FALSE);
  g_autofree char *set = NULL;
  g_autoptr (CckJson) json = cck_json_parse (text, strlen (text), 0, NULL);
  g_autoptr (GString) key = g_string_new ("{\"kid\":\"k1\"");
  const CckJsonValue *value;
  const char *name;
  CckJsonIter iter;
  CckJwks *jwks;

  cck_json_iter_init (&iter, cck_json_get_root (json));
  while (cck_json_iter_next (&iter, &name, NULL, &value))
    {
      g_autofree char *compact = cck_json_dup_compact (value);

      if (!g_str_equal (name, "kid") && !g_str_equal (name, "alg"))
        g_string_append_printf (key, ",\"%s\":%s", name, compact);
    }
  if (alg != NULL)
    g_string_append_printf (key, ",\"alg\":\"%s\"", alg);

  set = g_strdup_printf ("{\"keys\":[%s}%s%s]}", key->str, with_others ? "," : "",
                         with_others ? other : "");
  jwks = cck_jwks_new_from_data (set, strlen (set), NULL);
  g_assert_nonnull (jwks);
  return jwks;
}

static CckVerdict *
judge (CckAlgorithm  algorithm,
       const char   *header,
       char         *claims,
       CckProfile    profile,
       CckJwks      *jwks)
{
  g_autofree char *payload = claims;
  g_autofree char *token = test_sign_raw (algorithm, test_key (algorithm), header, payload);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, 0, NULL);
  CckExpectations expected = test_expectations ();

  g_assert_nonnull (jwt);
  expected.profile = profile;
  return cck_verdict_new (jwt, jwks, &expected);
}

static void
check_is_note (CckVerdict *verdict,
               const char *id,
               const char *words)
{
  const CckCheck *check = cck_verdict_find_check (verdict, id);

  test_outcome (verdict, id, CCK_OUTCOME_PASSED);
  g_assert_nonnull (strstr (cck_check_get_explanation (check), words));
  g_assert_nonnull (strstr (cck_check_get_rule (check), "§"));
}

static void
check_says_nothing_of (CckVerdict *verdict,
                       const char *id,
                       const char *words)
{
  const CckCheck *check = cck_verdict_find_check (verdict, id);

  g_assert_true (check == NULL || strstr (cck_check_get_explanation (check), words) == NULL);
}

static void
test_key_id (void)
{
  g_autoptr (CckJwks) one = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", FALSE, FALSE);
  g_autoptr (CckJwks) two = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", TRUE, FALSE);
  const char *bare = "{\"alg\":\"ES256\"}", *named = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";
  g_autoptr (CckVerdict) alone = judge (CCK_ALGORITHM_ES256, bare, test_claims (NULL, NULL),
                                        CCK_PROFILE_ID_TOKEN, one);
  g_autoptr (CckVerdict) among = judge (CCK_ALGORITHM_ES256, bare, test_claims (NULL, NULL),
                                        CCK_PROFILE_ID_TOKEN, two);
  g_autoptr (CckVerdict) said = judge (CCK_ALGORITHM_ES256, named, test_claims (NULL, NULL),
                                       CCK_PROFILE_ID_TOKEN, two);

  check_is_note (alone, "key-id", "There is only one here");
  g_assert_cmpint (cck_verdict_get_result (alone), ==, CCK_VERDICT_VALID);
  test_outcome (among, "key-id", CCK_OUTCOME_WARNING);
  g_assert_cmpint (cck_verdict_get_result (among), ==, CCK_VERDICT_VALID_WITH_WARNINGS);
  g_assert_cmpstr (cck_check_get_rule (cck_verdict_find_check (among, "key-id")), ==,
                   "OIDC Core §10.1");
  test_outcome (said, "key-id", CCK_OUTCOME_PASSED);
  g_assert_cmpint (cck_verdict_get_result (said), ==, CCK_VERDICT_VALID);
}

static void
test_key_algorithm (void)
{
  g_autoptr (CckJwks) with = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", FALSE, FALSE);
  g_autoptr (CckJwks) without = make_set (test_key (CCK_ALGORITHM_ES256), NULL, FALSE, FALSE);
  const char *header = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";
  g_autoptr (CckVerdict) silent = judge (CCK_ALGORITHM_ES256, header, test_claims (NULL, NULL),
                                         CCK_PROFILE_ID_TOKEN, without);
  g_autoptr (CckVerdict) said = judge (CCK_ALGORITHM_ES256, header, test_claims (NULL, NULL),
                                       CCK_PROFILE_ID_TOKEN, with);

  check_is_note (silent, "key-algorithm", "does not say for which algorithm");
  g_assert_cmpint (cck_verdict_get_result (silent), ==, CCK_VERDICT_VALID);
  check_says_nothing_of (said, "key-algorithm", "does not say");
}

static void
test_key_size (void)
{
  g_autoptr (CckJwks) rsa = make_set (test_key (CCK_ALGORITHM_RS256), "RS256", FALSE, FALSE);
  g_autoptr (CckJwks) curve = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", FALSE, FALSE);
  g_autoptr (CckVerdict) short_one = judge (CCK_ALGORITHM_RS256,
                                            "{\"alg\":\"RS256\",\"kid\":\"k1\"}",
                                            test_claims (NULL, NULL), CCK_PROFILE_ID_TOKEN, rsa);
  g_autoptr (CckVerdict) none = judge (CCK_ALGORITHM_ES256, "{\"alg\":\"ES256\",\"kid\":\"k1\"}",
                                       test_claims (NULL, NULL), CCK_PROFILE_ID_TOKEN, curve);

  check_is_note (short_one, "key-size", "shorter than 3072 bits");
  g_assert_cmpstr (cck_check_get_found (cck_verdict_find_check (short_one, "key-size")), ==,
                   "RSA, 2048 bits");
  g_assert_cmpint (cck_verdict_get_result (short_one), ==, CCK_VERDICT_VALID);
  g_assert_null (cck_verdict_find_check (none, "key-size"));
}

static void
test_key_secrecy (void)
{
  g_autoptr (CckJwks) private_set = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", FALSE, TRUE);
  g_autoptr (CckJwks) public_set = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", FALSE, FALSE);
  const char *header = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";
  g_autoptr (CckVerdict) told = judge (CCK_ALGORITHM_ES256, header, test_claims (NULL, NULL),
                                       CCK_PROFILE_ID_TOKEN, private_set);
  g_autoptr (CckVerdict) kept = judge (CCK_ALGORITHM_ES256, header, test_claims (NULL, NULL),
                                       CCK_PROFILE_ID_TOKEN, public_set);

  test_outcome (told, "key-secrecy", CCK_OUTCOME_WARNING);
  g_assert_null (cck_verdict_find_check (kept, "key-secrecy"));
}

static void
test_personal_data (void)
{
  g_autoptr (CckJwks) jwks = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", FALSE, FALSE);
  const char *typed = "{\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}";
  const char *plain = "{\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"JWT\"}";
  g_autoptr (CckVerdict) chatty = judge (
    CCK_ALGORITHM_ES256, typed,
    test_claims ("client_id", "\"c\"", "jti", "\"1\"", "email", "\"a@b.example\"", NULL),
    CCK_PROFILE_AT_JWT, jwks);
  g_autoptr (CckVerdict) terse = judge (CCK_ALGORITHM_ES256, typed,
                                        test_claims ("client_id", "\"c\"", "jti", "\"1\"", NULL),
                                        CCK_PROFILE_AT_JWT, jwks);
  g_autoptr (CckVerdict) id_token = judge (CCK_ALGORITHM_ES256, plain,
                                           test_claims ("email", "\"a@b.example\"", NULL),
                                           CCK_PROFILE_ID_TOKEN, jwks);

  test_outcome (chatty, "personal-data", CCK_OUTCOME_WARNING);
  g_assert_cmpstr (cck_check_get_found (cck_verdict_find_check (chatty, "personal-data")), ==,
                   "email");
  test_outcome (terse, "personal-data", CCK_OUTCOME_PASSED);
  g_assert_cmpint (cck_verdict_get_result (terse), ==, CCK_VERDICT_VALID);
  g_assert_null (cck_verdict_find_check (id_token, "personal-data"));
}

static void
test_issued_at (void)
{
  g_autoptr (CckJwks) jwks = make_set (test_key (CCK_ALGORITHM_ES256), "ES256", FALSE, FALSE);
  const char *header = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";
  g_autoptr (CckVerdict) without = judge (CCK_ALGORITHM_ES256, header, test_claims ("iat", NULL, NULL),
                                          CCK_PROFILE_JWT, jwks);
  g_autoptr (CckVerdict) with = judge (CCK_ALGORITHM_ES256, header, test_claims (NULL, NULL),
                                       CCK_PROFILE_JWT, jwks);

  test_outcome (without, "issued-at", CCK_OUTCOME_WARNING);
  g_assert_nonnull (strstr (cck_check_get_explanation (cck_verdict_find_check (without, "issued-at")),
                            "how long it lives"));
  g_assert_cmpint (cck_verdict_get_result (without), ==, CCK_VERDICT_VALID_WITH_WARNINGS);
  test_outcome (with, "issued-at", CCK_OUTCOME_PASSED);
  g_assert_cmpint (cck_verdict_get_result (with), ==, CCK_VERDICT_VALID);
}

/* What the large providers issue is not to be marked as doubtful for what they all do. */
static void
test_providers (void)
{
  g_autoptr (CckJwks) named = make_set (test_key (CCK_ALGORITHM_RS256), "RS256", TRUE, FALSE);
  g_autoptr (CckJwks) silent = make_set (test_key (CCK_ALGORITHM_RS256), NULL, TRUE, FALSE);
  const char *header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"k1\"}";
  g_autoptr (CckVerdict) of_google = judge (
    CCK_ALGORITHM_RS256, header,
    test_claims ("azp", "\"client\"", "email", "\"a@b.example\"", "email_verified", "true", "name",
                 "\"A\"", "given_name", "\"A\"", "exp", "1700003600", NULL),
    CCK_PROFILE_ID_TOKEN, named);
  g_autoptr (CckVerdict) of_keycloak = judge (
    CCK_ALGORITHM_RS256, header,
    test_claims ("typ", "\"Bearer\"", "azp", "\"app\"", "sid", "\"s\"", "acr", "\"1\"", "scope",
                 "\"openid email\"", "email", "\"a@b.example\"", "preferred_username", "\"a\"",
                 "realm_access", "{\"roles\":[\"x\"]}", "jti", "\"j\"", NULL),
    CCK_PROFILE_JWT, named);
  g_autoptr (CckVerdict) of_entra = judge (
    CCK_ALGORITHM_RS256, header,
    test_claims ("nbf", "1700000000", "aio", "\"x\"", "name", "\"A\"", "oid", "\"o\"",
                 "preferred_username", "\"a@b.example\"", "rh", "\"r\"", "tid", "\"t\"", "uti",
                 "\"u\"", "ver", "\"2.0\"", NULL),
    CCK_PROFILE_ID_TOKEN, silent);

  g_assert_cmpint (cck_verdict_get_result (of_google), ==, CCK_VERDICT_VALID);
  g_assert_cmpint (cck_verdict_get_result (of_keycloak), ==, CCK_VERDICT_VALID);
  check_is_note (of_keycloak, "personal-data", "email");
  g_assert_cmpint (cck_verdict_get_result (of_entra), ==, CCK_VERDICT_VALID);
}

/* What ends before it begins has no length that one could warn of. */
static void
test_negative_lifetime (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256,
                                       test_claims ("exp", "1700000100", "iat", "1700000200", NULL));
  g_autoptr (CckVerdict) verdict = test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);

  g_assert_null (cck_verdict_find_check (verdict, "lifetime"));
  g_assert_false (cck_verdict_is_accepted (verdict));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/advice/a-token-without-a-key-id-among-several-keys-warns", test_key_id);
  g_test_add_func ("/jose/advice/a-key-without-an-algorithm-is-noted", test_key_algorithm);
  g_test_add_func ("/jose/advice/a-short-rsa-key-is-noted", test_key_size);
  g_test_add_func ("/jose/advice/a-private-key-that-was-published-warns", test_key_secrecy);
  g_test_add_func ("/jose/advice/personal-data-in-an-access-token-warns", test_personal_data);
  g_test_add_func ("/jose/advice/an-end-without-a-beginning-warns", test_issued_at);
  g_test_add_func ("/jose/advice/tokens-of-google-keycloak-and-entra-are-valid", test_providers);
  g_test_add_func ("/jose/advice/a-lifetime-below-zero-is-none", test_negative_lifetime);

  return g_test_run ();
}
