/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jwt.h"
#include "practice-fixture.h"

static void
test_userinfo (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (Answer) answer = userinfo (access);
  g_autofree char *subject = answer_dup (answer, "sub");
  g_autofree char *name = answer_dup (answer, "name");
  g_autofree char *email = answer_dup (answer, "email");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (subject, ==, "alice");
  g_assert_cmpstr (name, ==, "Alice Example");
  g_assert_cmpstr (email, ==, "alice@example.com");
}

static void
test_userinfo_scope (void)
{
  g_autofree char *path = authorize_path ("scope", "openid", NULL);
  g_autoptr (Answer) back = decide (path, "bob", "allow");
  g_autofree char *code = dup_parameter (back->location, "code");
  g_autoptr (Answer) tokens = exchange (code, VERIFIER);
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (Answer) answer = userinfo (access);
  g_autofree char *name = answer_dup (answer, "name");

  g_assert_null (name);
}

static void
test_userinfo_refuses (void)
{
  g_autoptr (Answer) none = get ("/userinfo");
  g_autoptr (Answer) wrong = userinfo ("abc.def.ghi");
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *id_token = answer_dup (tokens, "id_token");
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (Answer) other_kind = userinfo (id_token);
  g_autofree char *minted =
    cck_practice_provider_mint (fixture_provider (), "{\"sub\":\"alice\"}", NULL);
  g_autoptr (Answer) not_issued = userinfo (minted);
  g_autoptr (Answer) expired = NULL;

  g_assert_cmpuint (none->status, ==, 401);
  g_assert_cmpstr (none->challenge, ==, "Bearer realm=\"practice\"");
  answer_assert_error (wrong, 401, "invalid_token");
  g_assert_nonnull (strstr (wrong->challenge, "error=\"invalid_token\""));
  answer_assert_error (other_kind, 401, "invalid_token");
  answer_assert_error (not_issued, 401, "invalid_token");

  fixture_pass (CCK_PRACTICE_ACCESS_LIFETIME);
  expired = userinfo (access);
  answer_assert_error (expired, 401, "invalid_token");
}

/* RFC 9068 §4: the same claims, signed by the same key, under another typ. */
static void
test_userinfo_type (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (CckJwt) jwt = cck_jwt_parse (access, -1, CCK_JWT_FLAGS_NONE, NULL);
  GBytes *payload = cck_jwt_get_payload_bytes (jwt);
  g_autofree char *claims =
    g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  g_autofree char *minted = cck_practice_provider_mint (fixture_provider (), claims, NULL);
  g_autoptr (Answer) good = userinfo (access);
  g_autoptr (Answer) bad = userinfo (minted);

  g_assert_cmpuint (good->status, ==, 200);
  answer_assert_error (bad, 401, "invalid_token");
}

static void
test_userinfo_needs_openid (void)
{
  g_autofree char *path = authorize_path ("scope", "profile", NULL);
  g_autoptr (Answer) back = decide (path, "bob", "allow");
  g_autofree char *code = dup_parameter (back->location, "code");
  g_autoptr (Answer) tokens = exchange (code, VERIFIER);
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (Answer) answer = userinfo (access);

  answer_assert_error (answer, 403, "insufficient_scope");
}

static void
test_revoke_access (void)
{
  CckPracticeStatistics before = fixture_statistics ();
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autofree char *refresh_token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) answer = post ("/revoke", "client_id", CLIENT_ID, "token", access, NULL);
  g_autoptr (Answer) dead = userinfo (access);
  g_autoptr (Answer) alive = refresh (refresh_token);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (dead->status, ==, 401);
  g_assert_cmpuint (alive->status, ==, 200);
  g_assert_cmpuint (fixture_statistics ().revocations, ==, before.revocations + 1);
}

static void
test_revoke_refresh (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autofree char *refresh_token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) answer = post ("/revoke", "client_id", CLIENT_ID, "token", refresh_token,
                                    "token_type_hint", "refresh_token", NULL);
  g_autoptr (Answer) dead = userinfo (access);
  g_autoptr (Answer) gone = refresh (refresh_token);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (dead->status, ==, 401);
  answer_assert_error (gone, 400, "invalid_grant");
}

static void
test_revoke_other_client (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *refresh_token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) answer =
    post ("/revoke", "client_id", "another", "token", refresh_token, NULL);
  g_autoptr (Answer) unknown = post ("/revoke", "client_id", CLIENT_ID, "token", "nonsense", NULL);
  g_autoptr (Answer) missing = post ("/revoke", "client_id", CLIENT_ID, NULL);
  g_autoptr (Answer) alive = refresh (refresh_token);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (unknown->status, ==, 200);
  answer_assert_error (missing, 400, "invalid_request");
  g_assert_cmpuint (alive->status, ==, 200);
}

static void
assert_active (const char *token,
               const char *client_id,
               const char *expected)
{
  g_autoptr (Answer) answer = post ("/introspect", "client_id", client_id, "token", token, NULL);
  g_autofree char *active = answer_dup (answer, "active");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (active, ==, expected);
}

static void
test_introspect (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autofree char *refresh_token = answer_dup (tokens, "refresh_token");
  g_autoptr (Answer) answer = post ("/introspect", "client_id", CLIENT_ID, "token", access, NULL);
  g_autofree char *subject = answer_dup (answer, "sub");
  g_autofree char *scope = answer_dup (answer, "scope");

  g_assert_cmpstr (subject, ==, "alice");
  g_assert_cmpstr (scope, ==, SCOPE);
  assert_active (access, CLIENT_ID, "true");
  assert_active (refresh_token, CLIENT_ID, "true");
  assert_active (access, "another", "false");
  assert_active ("nonsense", CLIENT_ID, "false");

  fixture_pass (CCK_PRACTICE_ACCESS_LIFETIME);
  assert_active (access, CLIENT_ID, "false");
  assert_active (refresh_token, CLIENT_ID, "true");
}

static void
test_logout (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *id_token = answer_dup (tokens, "id_token");
  g_autofree char *path = g_strconcat (
      "/logout?post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8989%2Fbye&state=s&id_token_hint=",
      id_token, NULL);
  g_autoptr (Answer) back = get (path);
  g_autoptr (Answer) unknown =
    get ("/logout?post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8989%2Fbye");

  g_assert_cmpstr (back->location, ==, "http://127.0.0.1:8989/bye?state=s");
  g_assert_cmpuint (unknown->status, ==, 200);
  g_assert_null (unknown->location);
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/userinfo/says-who-it-is", test_userinfo);
  g_test_add_func ("/practice/userinfo/says-what-the-scope-allows", test_userinfo_scope);
  g_test_add_func ("/practice/userinfo/refuses-any-other-token", test_userinfo_refuses);
  g_test_add_func ("/practice/userinfo/looks-at-the-type", test_userinfo_type);
  g_test_add_func ("/practice/userinfo/needs-openid", test_userinfo_needs_openid);
  g_test_add_func ("/practice/revoke/an-access-token-ends-alone", test_revoke_access);
  g_test_add_func ("/practice/revoke/a-refresh-token-ends-the-family", test_revoke_refresh);
  g_test_add_func ("/practice/revoke/only-its-own-client-ends-a-token", test_revoke_other_client);
  g_test_add_func ("/practice/introspect/tells-the-client-about-its-tokens", test_introspect);
  g_test_add_func ("/practice/logout/goes-back-with-an-id-token-only", test_logout);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
