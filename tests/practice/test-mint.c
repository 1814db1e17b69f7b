/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-practice-error.h"
#include "cck-practice-mint.h"
#include "cck-verdict.h"

#define CLAIMS "{ \"sub\" : \"x\", \"exp\": 1e3 }"

/* Whether the key that was given with @token verifies it. */
static gboolean
is_verified (const char *token,
             const char *keys)
{
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_data (keys, strlen (keys), NULL);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckVerdict) verdict = NULL;

  g_assert_nonnull (jwks);
  g_assert_nonnull (jwt);
  verdict = cck_verdict_new (jwt, jwks, &expectations);
  return cck_check_get_outcome (cck_verdict_find_check (verdict, "signature")) ==
         CCK_OUTCOME_PASSED;
}

static void
test_algorithms (void)
{
  static const char *const algorithms[] = { "RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA" };

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      CckPracticeMint mint = { .claims = CLAIMS, .alg = algorithms[i], .kid = "my \"key\"" };
      g_autoptr (GError) error = NULL;
      g_autofree char *jwks = NULL;
      g_autofree char *token = cck_practice_mint (&mint, &jwks, &error);

      g_assert_no_error (error);
      g_assert_true (is_verified (token, jwks));
    }
}

static void
test_header (void)
{
  CckPracticeMint mint = { .claims = CLAIMS, .alg = "ES256", .typ = "at+jwt", .kid = "k" };
  CckPracticeMint bare = { .claims = CLAIMS, .alg = "ES256", .typ = "", .kid = "" };
  g_autofree char *token = cck_practice_mint (&mint, NULL, NULL);
  g_autofree char *bare_token = cck_practice_mint (&bare, NULL, NULL);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_autoptr (CckJwt) bare_jwt = cck_jwt_parse (bare_token, -1, CCK_JWT_FLAGS_NONE, NULL);

  g_assert_cmpstr (cck_jwt_get_typ (jwt), ==, "at+jwt");
  g_assert_cmpstr (cck_jwt_get_kid (jwt), ==, "k");
  g_assert_null (cck_jwt_get_typ (bare_jwt));
  g_assert_null (cck_jwt_get_kid (bare_jwt));
}

static void
test_claims_stay (void)
{
  CckPracticeMint mint = { .claims = CLAIMS, .alg = "HS256" };
  g_autofree char *jwks = NULL;
  g_autofree char *token = cck_practice_mint (&mint, &jwks, NULL);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  gsize length;
  const char *payload = g_bytes_get_data (cck_jwt_get_payload_bytes (jwt), &length);

  g_assert_cmpmem (payload, length, CLAIMS, strlen (CLAIMS));
  g_assert_null (jwks);
}

static void
test_none (void)
{
  CckPracticeMint mint = { .claims = CLAIMS, .alg = "none" };
  g_autofree char *token = cck_practice_mint (&mint, NULL, NULL);

  g_assert_true (g_str_has_suffix (token, "."));
}

static void
test_own_key (void)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  CckPracticeMint mint = { .claims = CLAIMS, .alg = "ES256", .key = key };
  g_autofree char *jwks = NULL;
  g_autofree char *token = cck_practice_mint (&mint, &jwks, NULL);
  g_autofree char *public = cck_jwk_to_json (key, FALSE);

  g_assert_true (is_verified (token, public));
  g_assert_null (strstr (jwks, "\"d\""));
}

static void
test_refused (void)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  const CckPracticeMint bad[] = {
    { .claims = "[]" },
    { .claims = "{\"a\":1,\"a\":2}" },
    { .claims = CLAIMS, .alg = "RS257" },
    { .claims = CLAIMS, .alg = "RS256", .key = key },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_practice_mint (&bad[i], NULL, &error));
      g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_CLAIMS);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/mint/every-algorithm-verifies", test_algorithms);
  g_test_add_func ("/practice/mint/the-header-is-as-asked", test_header);
  g_test_add_func ("/practice/mint/claims-stay-byte-for-byte", test_claims_stay);
  g_test_add_func ("/practice/mint/none-is-unsigned", test_none);
  g_test_add_func ("/practice/mint/an-own-key-stays-private", test_own_key);
  g_test_add_func ("/practice/mint/wrong-wishes-are-refused", test_refused);

  return g_test_run ();
}
