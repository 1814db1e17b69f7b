/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-tokens.h"

#include <string.h>

#include "cck-base64url.h"
#include "cck-signature.h"

static CckJwk *keys[CCK_ALGORITHM_HS512 + 1];

CckJwk *
test_key (CckAlgorithm algorithm)
{
  g_autoptr (GError) error = NULL;

  if (keys[algorithm] == NULL)
    keys[algorithm] = cck_jwk_generate (algorithm, &error);
  g_assert_no_error (error);

  return keys[algorithm];
}

CckJwks *
test_set (CckJwk *jwk)
{
  gboolean is_secret = g_str_equal (cck_jwk_get_kty (jwk), "oct");
  g_autofree char *text = cck_jwk_to_json (jwk, is_secret);
  g_autofree char *set = g_strdup_printf ("{\"keys\":[%s]}", text);
  g_autoptr (GError) error = NULL;
  CckJwks *jwks = cck_jwks_new_from_data (set, strlen (set), &error);

  g_assert_no_error (error);
  return jwks;
}

char *
test_claims (const char *first,
             ...)
{
  static const char * const good[][2] = {
    { "iss", "\"" TEST_ISSUER "\"" }, { "sub", "\"alice\"" }, { "aud", "\"" TEST_CLIENT "\"" },
    { "exp", "1700000600" }, { "iat", "1700000000" },
  };
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GHashTable) changed = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name = first;
  va_list arguments;

  va_start (arguments, first);
  for (; name != NULL; name = va_arg (arguments, const char *))
    {
      const char *value = va_arg (arguments, const char *);

      g_hash_table_add (changed, (gpointer) name);
      if (value != NULL)
        g_string_append_printf (text, "\"%s\":%s,", name, value);
    }
  va_end (arguments);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    if (!g_hash_table_contains (changed, good[i][0]))
      g_string_append_printf (text, "\"%s\":%s,", good[i][0], good[i][1]);
  text->str[text->len - 1] = '}';

  return g_strdup (text->str);
}

char *
test_sign_raw (CckAlgorithm  algorithm,
               CckJwk       *jwk,
               const char   *header,
               const char   *payload)
{
  g_autofree char *first = cck_base64url_encode (header, strlen (header));
  g_autofree char *second = cck_base64url_encode (payload, strlen (payload));
  g_autofree char *input = g_strconcat (first, ".", second, NULL);
  g_autofree char *third = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;

  signature = cck_signature_sign (algorithm, jwk, input, strlen (input), &error);
  g_assert_no_error (error);
  third = cck_base64url_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  return g_strconcat (input, ".", third, NULL);
}

char *
test_token (CckAlgorithm  algorithm,
            char         *claims)
{
  g_autofree char *payload = claims;
  g_autofree char *header = NULL;
  g_autoptr (GError) error = NULL;
  char *token;

  header = g_strdup_printf ("{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"JWT\"}",
                            cck_algorithm_get_name (algorithm),
                            cck_jwk_get_kid (test_key (algorithm), NULL));
  token = cck_jwt_sign (header, payload, test_key (algorithm), &error);
  g_assert_no_error (error);
  return token;
}

CckExpectations
test_expectations (void)
{
  CckExpectations expected = CCK_EXPECTATIONS_INIT;

  expected.profile = CCK_PROFILE_ID_TOKEN;
  expected.issuer = TEST_ISSUER;
  expected.audience = TEST_CLIENT;
  expected.now = TEST_NOW;
  return expected;
}

CckVerdict *
test_judge (const char            *token,
            CckJwk                *jwk,
            const CckExpectations *expected)
{
  g_autoptr (CckJwks) jwks = jwk != NULL ? test_set (jwk) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, &error);

  if (jwt == NULL)
    {
      g_test_message ("%s", error->message);
      return NULL;
    }

  return cck_verdict_new (jwt, jwks, expected);
}

void
test_outcome (CckVerdict *verdict,
              const char *id,
              CckOutcome  outcome)
{
  const CckCheck *check = cck_verdict_find_check (verdict, id);

  g_assert_nonnull (check);
  g_test_message ("%s: %s", id, cck_check_get_explanation (check));
  g_assert_cmpstr (cck_outcome_get_name (cck_check_get_outcome (check)), ==,
                   cck_outcome_get_name (outcome));
}

void
test_claim_check (char                  *claims,
                  const CckExpectations *expected,
                  const char            *id,
                  CckOutcome             outcome)
{
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, claims);
  g_autoptr (CckVerdict) verdict = test_judge (token, test_key (CCK_ALGORITHM_ES256), expected);

  g_assert_nonnull (verdict);
  test_outcome (verdict, "signature", CCK_OUTCOME_PASSED);
  test_outcome (verdict, id, outcome);
  g_assert_true (cck_verdict_is_accepted (verdict) ==
                 (outcome == CCK_OUTCOME_PASSED || outcome == CCK_OUTCOME_WARNING));
}

void
test_refused (const char *token,
              CckJwk     *jwk)
{
  CckExpectations expected = test_expectations ();
  g_autoptr (CckVerdict) verdict = test_judge (token, jwk, &expected);
  const CckCheck *failed;

  if (verdict == NULL)
    return;

  failed = cck_verdict_get_failed (verdict);
  g_assert_false (cck_verdict_is_accepted (verdict));
  g_test_message ("%s", failed != NULL ? cck_check_get_explanation (failed) : "not fully checked");
}

/* @header over good claims, signed by @algorithm's key whatever the header says. */
char *
test_header_token (CckAlgorithm  algorithm,
                   const char   *header)
{
  g_autofree char *claims = test_claims (NULL, NULL);

  return test_sign_raw (algorithm, test_key (algorithm), header, claims);
}

void
test_refuse_header (CckAlgorithm  algorithm,
                    const char   *header)
{
  g_autofree char *token = test_header_token (algorithm, header);

  test_refused (token, test_key (algorithm));
}

/* So that a refusal above is one for its own reason. */
void
test_accept_header (CckAlgorithm  algorithm,
                    const char   *header)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *token = test_header_token (algorithm, header);
  g_autoptr (CckVerdict) verdict = test_judge (token, test_key (algorithm), &expected);

  g_assert_true (cck_verdict_is_accepted (verdict));
}
