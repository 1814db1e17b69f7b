/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-verdict.h"
#include "practice-fixture.h"

static CckJwks *
fetch_keys (void)
{
  g_autoptr (Answer) answer = get ("/jwks");
  g_autoptr (GError) error = NULL;
  CckJwks *jwks = cck_jwks_new_from_data (answer->body, strlen (answer->body), &error);

  g_assert_no_error (error);
  return jwks;
}

static void
assert_valid (const char            *token,
              CckJwks               *jwks,
              const CckExpectations *expectations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, &error);
  g_autoptr (CckVerdict) verdict = NULL;

  g_assert_no_error (error);
  verdict = cck_verdict_new (jwt, jwks, expectations);
  for (guint i = 0; i < cck_verdict_get_n_checks (verdict); i++)
    {
      const CckCheck *check = cck_verdict_get_check (verdict, i);

      g_test_message ("%s: %s, %s", cck_check_get_id (check),
                      cck_outcome_get_name (cck_check_get_outcome (check)),
                      cck_check_get_explanation (check));
    }
  g_assert_cmpstr (cck_verdict_result_get_name (cck_verdict_get_result (verdict)), ==, "valid");
}

static void
assert_tokens_valid (Answer  *tokens,
                     CckJwks *jwks)
{
  g_autofree char *id_token = answer_dup (tokens, "id_token");
  g_autofree char *access = answer_dup (tokens, "access_token");
  CckExpectations id = CCK_EXPECTATIONS_INIT;
  CckExpectations at = CCK_EXPECTATIONS_INIT;

  id.profile = CCK_PROFILE_ID_TOKEN;
  id.issuer = fixture_issuer ();
  id.audience = CLIENT_ID;
  id.subject = "alice";
  id.nonce = "n-0S6_WzA2Mj";
  id.access_token = access;
  id.max_age = 0;
  id.now = fixture_now ();
  id.public_client = TRUE;
  assert_valid (id_token, jwks, &id);

  at.profile = CCK_PROFILE_AT_JWT;
  at.issuer = fixture_issuer ();
  at.audience = fixture_issuer ();
  at.client_id = CLIENT_ID;
  at.now = fixture_now ();
  assert_valid (access, jwks, &at);
}

static void
test_valid (void)
{
  g_autoptr (CckJwks) jwks = fetch_keys ();
  g_autoptr (Answer) tokens = sign_in ();

  assert_tokens_valid (tokens, jwks);
}

static void
test_es256 (void)
{
  g_autoptr (CckJwks) jwks = fetch_keys ();
  g_autoptr (Answer) tokens = NULL;
  g_autofree char *id_token = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  cck_practice_provider_set_id_token_algorithm (fixture_provider (), "ES256");
  tokens = sign_in ();
  cck_practice_provider_set_id_token_algorithm (fixture_provider (), "RS256");

  id_token = answer_dup (tokens, "id_token");
  jwt = cck_jwt_parse (id_token, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, "ES256");
  assert_tokens_valid (tokens, jwks);
}

static void
test_refreshed (void)
{
  g_autoptr (CckJwks) jwks = fetch_keys ();
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) fresh = NULL;
  g_autofree char *id_token = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  gint64 signed_in = fixture_now ();
  gint64 auth_time = 0;

  fixture_pass (1000);
  fresh = refresh (token);
  id_token = answer_dup (fresh, "id_token");
  jwt = cck_jwt_parse (id_token, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_assert_null (cck_jwt_get_claim (jwt, "nonce"));
  g_assert_true (cck_jwt_get_time (jwt, "auth_time", &auth_time));
  g_assert_cmpint (auth_time, ==, signed_in);
}

static void
test_jwks (void)
{
  g_autoptr (Answer) answer = get ("/jwks");
  g_autoptr (CckJwks) jwks = fetch_keys ();

  g_assert_cmpstr (answer->content_type, ==, "application/json");
  g_assert_null (strstr (answer->body, "\"d\""));
  g_assert_cmpuint (cck_jwks_get_n_entries (jwks), >=, 2);
  for (guint i = 0; i < cck_jwks_get_n_entries (jwks); i++)
    {
      CckJwk *jwk = cck_jwks_get_jwk (jwks, i, NULL);
      g_autofree char *thumbprint = cck_jwk_dup_thumbprint (jwk);

      g_assert_false (cck_jwk_is_private (jwk));
      g_assert_cmpstr (cck_jwk_get_kid (jwk, NULL), ==, thumbprint);
    }
}

static void
test_mint (void)
{
  g_autoptr (GError) error = NULL;
  const char *claims = "{ \"iss\": \"https://example.com\", \"n\": 1.50 }";
  g_autofree char *token = cck_practice_provider_mint (fixture_provider (), claims, &error);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  gsize length = 0;
  const char *payload = g_bytes_get_data (cck_jwt_get_payload_bytes (jwt), &length);

  g_assert_no_error (error);
  g_assert_cmpmem (payload, length, claims, strlen (claims));
}

static void
test_mint_refuses (void)
{
  static const char *const bad[] = { "", "[]", "{\"a\":1", "{'a':1}", "{\"a\":1,\"a\":2}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_practice_provider_mint (fixture_provider (), bad[i], &error));
      g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_CLAIMS);
    }
}

static void
test_mint_needs_keys (void)
{
  g_autoptr (CckPracticeProvider) idle = cck_practice_provider_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_practice_provider_mint (idle, "{}", &error));
  g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_START_FIRST);
}

static void
on_rotated (GObject      *source_object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  cck_practice_provider_rotate_keys_finish (CCK_PRACTICE_PROVIDER (source_object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
rotate (void)
{
  gboolean done = FALSE;

  cck_practice_provider_rotate_keys_async (fixture_provider (), NULL, on_rotated, &done);
  fixture_wait (&done);
}

static void
test_rotate (void)
{
  g_autoptr (CckJwks) first = fetch_keys ();
  g_autoptr (Answer) old_tokens = sign_in ();
  g_autofree char *old_access = answer_dup (old_tokens, "access_token");
  g_autoptr (CckJwks) second = NULL;
  g_autoptr (CckJwks) third = NULL;
  g_autoptr (Answer) new_tokens = NULL;
  g_autoptr (Answer) still_good = NULL;
  CckJwk *old_key = cck_jwks_get_jwk (first, 0, NULL);

  rotate ();
  second = fetch_keys ();
  new_tokens = sign_in ();
  still_good = userinfo (old_access);
  assert_tokens_valid (old_tokens, second);
  assert_tokens_valid (new_tokens, second);
  g_assert_cmpuint (still_good->status, ==, 200);
  g_assert_cmpuint (cck_jwks_get_n_entries (second), ==, 4);

  rotate ();
  third = fetch_keys ();
  g_assert_cmpuint (cck_jwks_get_n_entries (third), ==, 4);
  g_assert_false (cck_jwks_has_kid (third, cck_jwk_get_kid (old_key, NULL),
                                    strlen (cck_jwk_get_kid (old_key, NULL))));
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/keys/tokens-are-valid", test_valid);
  g_test_add_func ("/practice/keys/es256-on-request", test_es256);
  g_test_add_func ("/practice/keys/a-refreshed-id-token-keeps-auth-time", test_refreshed);
  g_test_add_func ("/practice/keys/the-key-set-is-public-and-thumbprinted", test_jwks);
  g_test_add_func ("/practice/keys/mint-signs-byte-for-byte", test_mint);
  g_test_add_func ("/practice/keys/mint-needs-one-object", test_mint_refuses);
  g_test_add_func ("/practice/keys/mint-needs-keys", test_mint_needs_keys);
  g_test_add_func ("/practice/keys/rotation-keeps-one-generation", test_rotate);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
