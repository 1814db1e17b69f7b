/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "practice-fixture.h"

static void
test_answer (void)
{
  g_autoptr (Answer) answer = sign_in ();
  g_autofree char *type = answer_dup (answer, "token_type");
  g_autofree char *expires_in = answer_dup (answer, "expires_in");
  g_autofree char *scope = answer_dup (answer, "scope");
  g_autofree char *refresh_token = answer_dup (answer, "refresh_token");
  g_autofree char *id_token = answer_dup (answer, "id_token");

  g_assert_cmpstr (answer->content_type, ==, "application/json");
  g_assert_cmpstr (answer->cache_control, ==, "no-store");
  g_assert_cmpstr (type, ==, "Bearer");
  g_assert_cmpstr (expires_in, ==, "900");
  g_assert_cmpstr (scope, ==, SCOPE);
  g_assert_nonnull (refresh_token);
  g_assert_nonnull (id_token);
}

static void
test_no_openid (void)
{
  g_autofree char *path = authorize_path ("scope", "practice.read unheard-of", NULL);
  g_autoptr (Answer) back = decide (path, "alice", "allow");
  g_autofree char *code = dup_parameter (back->location, "code");
  g_autoptr (Answer) answer = exchange (code, VERIFIER);
  g_autofree char *id_token = answer_dup (answer, "id_token");
  g_autofree char *refresh_token = answer_dup (answer, "refresh_token");
  g_autofree char *scope = answer_dup (answer, "scope");

  g_assert_null (id_token);
  g_assert_nonnull (refresh_token);
  g_assert_cmpstr (scope, ==, "practice.read");
}

static void
test_wrong_verifier (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) wrong = exchange (code, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK");
  g_autoptr (Answer) late = exchange (code, VERIFIER);

  answer_assert_error (wrong, 400, "invalid_grant");
  answer_assert_error (late, 400, "invalid_grant");
}

static void
test_no_verifier (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) missing = exchange (code, "");
  g_autoptr (Answer) brief = exchange (code, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX");
  g_autoptr (Answer) reserved = exchange (code, "dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk");

  answer_assert_error (missing, 400, "invalid_request");
  answer_assert_error (brief, 400, "invalid_request");
  answer_assert_error (reserved, 400, "invalid_request");
}

static void
test_challenge_is_no_verifier (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) answer = exchange (code, CHALLENGE);

  answer_assert_error (answer, 400, "invalid_grant");
}

static void
test_code_reuse (void)
{
  CckPracticeStatistics before = fixture_statistics ();
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) first = exchange (code, VERIFIER);
  g_autofree char *access = answer_dup (first, "access_token");
  g_autofree char *refresh_token = answer_dup (first, "refresh_token");
  g_autoptr (Answer) fine = userinfo (access);
  g_autoptr (Answer) second = exchange (code, VERIFIER);
  g_autoptr (Answer) dead = userinfo (access);
  g_autoptr (Answer) gone = refresh (refresh_token);

  g_assert_cmpuint (fine->status, ==, 200);
  answer_assert_error (second, 400, "invalid_grant");
  g_assert_cmpuint (dead->status, ==, 401);
  answer_assert_error (gone, 400, "invalid_grant");
  g_assert_cmpuint (fixture_statistics ().reuses, ==, before.reuses + 1);
  g_assert_cmpuint (fixture_statistics ().code_exchanges, ==, before.code_exchanges + 1);
}

static void
test_code_expires (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) late = NULL;

  fixture_pass (60);
  late = exchange (code, VERIFIER);
  answer_assert_error (late, 400, "invalid_grant");
}

static void
test_other_client (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) answer =
    post ("/token", "grant_type", "authorization_code", "client_id", "another", "code", code,
          "redirect_uri", REDIRECT_URI, "code_verifier", VERIFIER, NULL);

  answer_assert_error (answer, 400, "invalid_grant");
}

static void
test_other_redirect_uri (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) answer =
    post ("/token", "grant_type", "authorization_code", "client_id", CLIENT_ID, "code", code,
          "redirect_uri", "http://127.0.0.1:8988/callback", "code_verifier", VERIFIER, NULL);

  answer_assert_error (answer, 400, "invalid_grant");
}

static void
test_rotation (void)
{
  CckPracticeStatistics before = fixture_statistics ();
  g_autoptr (Answer) first = sign_in ();
  g_autofree char *old_token = answer_dup (first, "refresh_token");
  g_autoptr (Answer) second = refresh (old_token);
  g_autofree char *new_token = answer_dup (second, "refresh_token");
  g_autofree char *id_token = answer_dup (second, "id_token");
  g_autoptr (Answer) third = refresh (new_token);

  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (new_token, !=, old_token);
  g_assert_nonnull (id_token);
  g_assert_cmpuint (third->status, ==, 200);
  g_assert_cmpuint (fixture_statistics ().refreshes, ==, before.refreshes + 2);
}

static void
test_reuse (void)
{
  CckPracticeStatistics before = fixture_statistics ();
  g_autoptr (Answer) first = sign_in ();
  g_autofree char *old_token = answer_dup (first, "refresh_token");
  g_autoptr (Answer) second = refresh (old_token);
  g_autofree char *new_token = answer_dup (second, "refresh_token");
  g_autofree char *access = answer_dup (second, "access_token");
  g_autoptr (Answer) stolen = refresh (old_token);
  g_autoptr (Answer) ended = refresh (new_token);
  g_autoptr (Answer) dead = userinfo (access);

  answer_assert_error (stolen, 400, "invalid_grant");
  answer_assert_error (ended, 400, "invalid_grant");
  g_assert_cmpuint (dead->status, ==, 401);
  g_assert_cmpuint (fixture_statistics ().reuses, ==, before.reuses + 1);
}

static void
test_forged (void)
{
  g_autoptr (Answer) first = sign_in ();
  g_autofree char *token = answer_dup (first, "refresh_token");
  g_autofree char *forged = g_strdup (token);
  g_autoptr (Answer) refused = NULL;
  g_autoptr (Answer) unharmed = NULL;

  /* The serial number stands in the middle; only the provider can write another. */
  forged[30] = forged[30] == 'A' ? 'B' : 'A';
  refused = refresh (forged);
  unharmed = refresh (token);

  answer_assert_error (refused, 400, "invalid_grant");
  g_assert_cmpuint (unharmed->status, ==, 200);
}

static void
test_other_kind (void)
{
  g_autofree char *code = dup_code ();
  g_autoptr (Answer) as_refresh = refresh (code);
  g_autoptr (Answer) tokens = exchange (code, VERIFIER);
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) as_code = exchange (token, VERIFIER);
  g_autoptr (Answer) unharmed = refresh (token);

  answer_assert_error (as_refresh, 400, "invalid_grant");
  answer_assert_error (as_code, 400, "invalid_grant");
  g_assert_cmpuint (unharmed->status, ==, 200);
}

static void
test_refresh_expires (void)
{
  g_autoptr (Answer) first = sign_in ();
  g_autofree char *token = answer_dup (first, "refresh_token");
  g_autoptr (Answer) late = NULL;

  fixture_pass (CCK_PRACTICE_REFRESH_LIFETIME);
  late = refresh (token);
  answer_assert_error (late, 400, "invalid_grant");
}

static void
test_refresh_other_client (void)
{
  g_autoptr (Answer) first = sign_in ();
  g_autofree char *token = answer_dup (first, "refresh_token");
  g_autoptr (Answer) other = post ("/token", "grant_type", "refresh_token", "client_id", "another",
                                   "refresh_token", token, NULL);
  g_autoptr (Answer) own = refresh (token);

  answer_assert_error (other, 400, "invalid_grant");
  g_assert_cmpuint (own->status, ==, 200);
}

static void
test_refresh_scope (void)
{
  g_autoptr (Answer) first = sign_in ();
  g_autofree char *token = answer_dup (first, "refresh_token");
  g_autoptr (Answer) more = post ("/token", "grant_type", "refresh_token", "client_id", CLIENT_ID,
                                  "refresh_token", token, "scope", "openid practice.write", NULL);
  g_autoptr (Answer) less = post ("/token", "grant_type", "refresh_token", "client_id", CLIENT_ID,
                                  "refresh_token", token, "scope", "openid", NULL);
  g_autofree char *scope = NULL;

  answer_assert_error (more, 400, "invalid_scope");
  g_assert_cmpuint (less->status, ==, 200);
  scope = answer_dup (less, "scope");
  g_assert_cmpstr (scope, ==, "openid");
}

static void
test_wrong_requests (void)
{
  g_autoptr (Answer) password = post ("/token", "grant_type", "password", "client_id", CLIENT_ID,
                                      "username", "alice", "password", "secret", NULL);
  g_autoptr (Answer) no_grant = post ("/token", "client_id", CLIENT_ID, NULL);
  g_autoptr (Answer) no_client =
    post ("/token", "grant_type", "refresh_token", "refresh_token", "x", NULL);
  g_autoptr (Answer) twice = post ("/token", "grant_type", "refresh_token", "grant_type",
                                   "refresh_token", "client_id", CLIENT_ID, NULL);
  g_autoptr (Answer) secret = post ("/token", "grant_type", "refresh_token", "client_id", CLIENT_ID,
                                    "client_secret", "x", NULL);
  g_autoptr (Answer) basic =
    fetch ("POST", "/token", "grant_type=refresh_token", "Authorization", "Basic YTpi");
  g_autoptr (Answer) made_up = refresh ("AAAA.not-one");

  answer_assert_error (password, 400, "unsupported_grant_type");
  answer_assert_error (no_grant, 400, "invalid_request");
  answer_assert_error (no_client, 400, "invalid_request");
  answer_assert_error (twice, 400, "invalid_request");
  answer_assert_error (secret, 400, "invalid_client");
  answer_assert_error (basic, 401, "invalid_client");
  g_assert_cmpstr (basic->challenge, ==, "Basic realm=\"practice\"");
  answer_assert_error (made_up, 400, "invalid_grant");
}

static void
test_get_is_refused (void)
{
  g_autoptr (Answer) answer = get ("/token?grant_type=refresh_token");

  g_assert_cmpuint (answer->status, ==, 405);
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/token/the-answer-is-complete", test_answer);
  g_test_add_func ("/practice/token/no-openid-no-id-token", test_no_openid);
  g_test_add_func ("/practice/token/a-wrong-verifier-ends-the-code", test_wrong_verifier);
  g_test_add_func ("/practice/token/a-verifier-is-required", test_no_verifier);
  g_test_add_func ("/practice/token/the-challenge-is-no-verifier", test_challenge_is_no_verifier);
  g_test_add_func ("/practice/token/code-reuse-ends-the-family", test_code_reuse);
  g_test_add_func ("/practice/token/a-code-is-good-for-a-minute", test_code_expires);
  g_test_add_func ("/practice/token/a-code-is-for-its-client", test_other_client);
  g_test_add_func ("/practice/token/the-redirect-uri-stays-the-same", test_other_redirect_uri);
  g_test_add_func ("/practice/refresh/rotates", test_rotation);
  g_test_add_func ("/practice/refresh/reuse-ends-the-family", test_reuse);
  g_test_add_func ("/practice/refresh/a-forged-token-harms-nobody", test_forged);
  g_test_add_func ("/practice/refresh/a-code-is-no-refresh-token", test_other_kind);
  g_test_add_func ("/practice/refresh/expires", test_refresh_expires);
  g_test_add_func ("/practice/refresh/is-for-its-client", test_refresh_other_client);
  g_test_add_func ("/practice/refresh/the-scope-can-only-shrink", test_refresh_scope);
  g_test_add_func ("/practice/token/wrong-requests-say-why", test_wrong_requests);
  g_test_add_func ("/practice/token/get-is-refused", test_get_is_refused);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
