/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jwt.h"
#include "practice-fixture.h"

#define ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

static guint serial;

static char *
dup_basic (const char *id,
           const char *secret)
{
  g_autofree char *joined = g_strconcat (id, ":", secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) joined, strlen (joined));

  return g_strconcat ("Basic ", encoded, NULL);
}

/* A client assertion that is good but for what is given. */
static char *
dup_assertion (const char *client_id,
               const char *audience,
               gint64      expires,
               CckJwk     *jwk,
               const char *alg)
{
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"%s\"}", alg);
  g_autofree char *payload = g_strdup_printf (
    "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%" G_GINT64_FORMAT ",\"jti\":\"j%u\"}",
    client_id, client_id, audience, expires, serial++);
  g_autoptr (GError) error = NULL;
  char *assertion = cck_jwt_sign (header, payload, jwk, &error);

  g_assert_no_error (error);
  return assertion;
}

static CckJwk *
get_key (void)
{
  return cck_jwk_new_from_text (CCK_PRACTICE_CLIENT_KEY, strlen (CCK_PRACTICE_CLIENT_KEY), NULL);
}

static CckJwk *
get_secret (void)
{
  return cck_jwk_new_secret (CCK_PRACTICE_CLIENT_SECRET, strlen (CCK_PRACTICE_CLIENT_SECRET));
}

static Answer *
ask_with_assertion (const char *assertion)
{
  return post ("/token", "grant_type", "client_credentials", "scope", "practice.read",
               "client_assertion_type", ASSERTION_TYPE, "client_assertion", assertion, NULL);
}

static Answer *
ask_with_basic (const char *secret)
{
  g_autofree char *basic = dup_basic (CCK_PRACTICE_CLIENT_ID_BASIC, secret);

  return post_with ("/token", basic, NULL, "grant_type", "client_credentials", "scope",
                    "practice.read", NULL);
}

static void
assert_member (Answer     *answer,
               const char *name,
               const char *value)
{
  g_autofree char *found = answer_dup (answer, name);

  g_assert_cmpstr (found, ==, value);
}

static void
test_basic (void)
{
  g_autoptr (Answer) good = ask_with_basic (CCK_PRACTICE_CLIENT_SECRET);
  g_autoptr (Answer) wrong = ask_with_basic ("wrong");

  g_assert_cmpuint (good->status, ==, 200);
  assert_member (good, "token_type", "Bearer");
  assert_member (good, "refresh_token", NULL);
  assert_member (good, "id_token", NULL);
  answer_assert_error (wrong, 401, "invalid_client");
  g_assert_cmpstr (wrong->challenge, ==, "Basic realm=\"practice\"");
}

static void
test_post (void)
{
  g_autoptr (Answer) good =
    post ("/token", "grant_type", "client_credentials", "client_id", CCK_PRACTICE_CLIENT_ID_POST,
          "client_secret", CCK_PRACTICE_CLIENT_SECRET, NULL);
  g_autoptr (Answer) wrong =
    post ("/token", "grant_type", "client_credentials", "client_id", CCK_PRACTICE_CLIENT_ID_POST,
          "client_secret", "wrong", NULL);
  g_autoptr (Answer) none =
    post ("/token", "grant_type", "client_credentials", "client_id", CCK_PRACTICE_CLIENT_ID_POST,
          NULL);
  g_autoptr (Answer) other_way =
    post ("/token", "grant_type", "client_credentials", "client_id", CCK_PRACTICE_CLIENT_ID_BASIC,
          "client_secret", CCK_PRACTICE_CLIENT_SECRET, NULL);

  g_assert_cmpuint (good->status, ==, 200);
  answer_assert_error (wrong, 400, "invalid_client");
  answer_assert_error (none, 400, "invalid_client");
  answer_assert_error (other_way, 400, "invalid_client");
}

static void
test_two_ways (void)
{
  g_autofree char *basic = dup_basic (CCK_PRACTICE_CLIENT_ID_POST, CCK_PRACTICE_CLIENT_SECRET);
  g_autoptr (Answer) answer =
    post_with ("/token", basic, NULL, "grant_type", "client_credentials", "client_id",
               CCK_PRACTICE_CLIENT_ID_POST, "client_secret", CCK_PRACTICE_CLIENT_SECRET, NULL);

  answer_assert_error (answer, 400, "invalid_request");
}

static void
test_secret_jwt (void)
{
  g_autoptr (CckJwk) secret = get_secret ();
  g_autofree char *assertion =
    dup_assertion (CCK_PRACTICE_CLIENT_ID_SECRET_JWT, fixture_issuer (), fixture_now () + 60,
                   secret, "HS256");
  g_autoptr (Answer) good = ask_with_assertion (assertion);
  g_autoptr (Answer) again = ask_with_assertion (assertion);

  g_assert_cmpuint (good->status, ==, 200);
  answer_assert_error (again, 400, "invalid_client");
}

static void
test_key_jwt (void)
{
  g_autoptr (CckJwk) key = get_key ();
  g_autoptr (CckJwk) stranger = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *token_endpoint = g_strconcat (fixture_issuer (), "/token", NULL);
  g_autofree char *good = dup_assertion (CCK_PRACTICE_CLIENT_ID_KEY_JWT, token_endpoint,
                                         fixture_now () + 60, key, "ES256");
  g_autofree char *elsewhere = dup_assertion (CCK_PRACTICE_CLIENT_ID_KEY_JWT, "https://example.com",
                                              fixture_now () + 60, key, "ES256");
  g_autofree char *over = dup_assertion (CCK_PRACTICE_CLIENT_ID_KEY_JWT, fixture_issuer (),
                                         fixture_now () - 61, key, "ES256");
  g_autofree char *forged = dup_assertion (CCK_PRACTICE_CLIENT_ID_KEY_JWT, fixture_issuer (),
                                           fixture_now () + 60, stranger, "ES256");
  const char *bad[] = { elsewhere, over, forged };
  g_autoptr (Answer) answer = ask_with_assertion (good);

  g_assert_cmpuint (answer->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Answer) refused = ask_with_assertion (bad[i]);

      answer_assert_error (refused, 400, "invalid_client");
    }
}

static void
test_client_credentials (void)
{
  g_autofree char *basic = dup_basic (CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PRACTICE_CLIENT_SECRET);
  g_autoptr (Answer) public =
    post ("/token", "grant_type", "client_credentials", "client_id", CLIENT_ID, NULL);
  g_autoptr (Answer) personal = post_with ("/token", basic, NULL, "grant_type",
                                           "client_credentials", "scope", "openid", NULL);
  g_autoptr (Answer) good = ask_with_basic (CCK_PRACTICE_CLIENT_SECRET);
  g_autofree char *access = answer_dup (good, "access_token");
  g_autoptr (CckJwt) jwt = cck_jwt_parse (access, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_autoptr (Answer) person = userinfo (access);

  answer_assert_error (public, 400, "unauthorized_client");
  answer_assert_error (personal, 400, "invalid_scope");
  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "sub"), CCK_PRACTICE_CLIENT_ID_BASIC));
  g_assert_cmpuint (person->status, ==, 403);
}

static Answer *
begin_device (void)
{
  Answer *answer =
    post ("/device_authorization", "client_id", CLIENT_ID, "scope", "openid profile", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

static Answer *
poll_device (const char *code)
{
  return post ("/token", "grant_type", DEVICE_GRANT, "client_id", CLIENT_ID, "device_code", code,
               NULL);
}

/* What Alice answers to the code that her device shows. */
static Answer *
decide_device (const char *user_code,
               const char *decision)
{
  g_autoptr (Answer) login = post ("/device", "user_code", user_code, NULL);
  g_autofree char *first = dup_transaction (login);
  g_autoptr (Answer) consent = post ("/sign-in", "transaction", first, "person", "alice", NULL);
  g_autofree char *second = dup_transaction (consent);

  return post ("/consent", "transaction", second, "decision", decision, NULL);
}

static void
test_device (void)
{
  g_autoptr (Answer) begun = begin_device ();
  g_autofree char *code = answer_dup (begun, "device_code");
  g_autofree char *user_code = answer_dup (begun, "user_code");
  g_autofree char *typed = g_ascii_strdown (user_code, -1);
  g_autoptr (Answer) pending = poll_device (code);
  g_autoptr (Answer) too_soon = poll_device (code);
  g_autoptr (Answer) told = NULL;
  g_autoptr (Answer) tokens = NULL;
  g_autoptr (Answer) again = NULL;

  assert_member (begun, "interval", "5");
  answer_assert_error (pending, 400, "authorization_pending");
  answer_assert_error (too_soon, 400, "slow_down");

  told = decide_device (typed, "allow");
  g_assert_cmpuint (told->status, ==, 200);
  tokens = poll_device (code);
  again = poll_device (code);
  g_assert_cmpuint (tokens->status, ==, 200);
  assert_member (tokens, "scope", "openid profile");
  answer_assert_error (again, 400, "invalid_grant");
}

static void
test_slow_down (void)
{
  g_autoptr (Answer) begun = begin_device ();
  g_autofree char *code = answer_dup (begun, "device_code");
  g_autoptr (Answer) first = poll_device (code);
  g_autoptr (Answer) second = poll_device (code);
  g_autoptr (Answer) third = NULL;
  g_autoptr (Answer) fourth = NULL;

  /* RFC 8628 §3.5: five seconds more, which are ten. */
  fixture_pass (9);
  third = poll_device (code);
  fixture_pass (15);
  fourth = poll_device (code);

  answer_assert_error (second, 400, "slow_down");
  answer_assert_error (third, 400, "slow_down");
  answer_assert_error (fourth, 400, "authorization_pending");
}

static void
test_device_ends (void)
{
  g_autoptr (Answer) begun = begin_device ();
  g_autofree char *code = answer_dup (begun, "device_code");
  g_autofree char *user_code = answer_dup (begun, "user_code");
  g_autoptr (Answer) told = decide_device (user_code, "deny");
  g_autoptr (Answer) denied = poll_device (code);
  g_autoptr (Answer) other = begin_device ();
  g_autofree char *other_code = answer_dup (other, "device_code");
  g_autoptr (Answer) over = NULL;

  fixture_pass (600);
  over = poll_device (other_code);
  answer_assert_error (denied, 400, "access_denied");
  answer_assert_error (over, 400, "expired_token");
}

static void
test_device_page (void)
{
  g_autoptr (Answer) begun = begin_device ();
  g_autofree char *user_code = answer_dup (begun, "user_code");
  g_autofree char *path = g_strconcat ("/device?user_code=", user_code, NULL);
  g_autofree char *filled = g_strdup_printf ("value=\"%s\"", user_code);
  g_autoptr (Answer) empty = get ("/device");
  g_autoptr (Answer) complete = get (path);
  g_autoptr (Answer) wrong = post ("/device", "user_code", "<b>XXXX", NULL);

  g_assert_cmpuint (empty->status, ==, 200);
  g_assert_nonnull (strstr (complete->body, filled));
  g_assert_null (strstr (complete->body, "<script"));
  g_assert_nonnull (strstr (wrong->body, "unknown or over"));
  g_assert_null (strstr (wrong->body, "<b>XXXX"));
}

static Answer *
swap (const char *token,
      const char *scope,
      const char *audience)
{
  g_autofree char *basic = dup_basic (CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PRACTICE_CLIENT_SECRET);

  return post_with ("/token", basic, NULL, "grant_type",
                    "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token", token,
                    "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                    "scope", scope, "audience", audience, NULL);
}

static void
test_token_exchange (void)
{
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (Answer) good = swap (access, "profile", "another-service");
  g_autoptr (Answer) more = swap (access, "practice.write", "another-service");
  g_autoptr (Answer) made_up = swap ("e30.e30.e30", "profile", "another-service");
  g_autofree char *issued = answer_dup (good, "access_token");
  g_autoptr (CckJwt) jwt = cck_jwt_parse (issued, -1, CCK_JWT_FLAGS_NONE, NULL);

  g_assert_cmpuint (good->status, ==, 200);
  assert_member (good, "issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
  assert_member (good, "refresh_token", NULL);
  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "sub"), "alice"));
  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "aud"), "another-service"));
  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "scope"), "profile"));
  answer_assert_error (more, 400, "invalid_scope");
  answer_assert_error (made_up, 400, "invalid_request");
}

static Answer *
register_client (const char *metadata)
{
  return fetch ("POST", "/register", metadata, "Content-Type", "application/json");
}

static void
test_registration (void)
{
  g_autoptr (Answer) answer = register_client (
    "{\"client_name\":\"A <Tool>\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],"
    "\"token_endpoint_auth_method\":\"none\",\"userinfo_signed_response_alg\":\"ES256\"}");
  g_autofree char *id = answer_dup (answer, "client_id");
  g_autofree char *token = answer_dup (answer, "registration_access_token");
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autofree char *uri = answer_dup (answer, "registration_client_uri");
  const char *path = uri + strlen (fixture_issuer ());
  g_autofree char *good = authorize_path ("client_id", id, NULL);
  g_autofree char *elsewhere =
    authorize_path ("client_id", id, "redirect_uri", "http://127.0.0.1:1/other", NULL);
  g_autoptr (Answer) allowed = get (good);
  g_autoptr (Answer) refused = get (elsewhere);
  g_autoptr (Answer) read = fetch ("GET", path, NULL, "Authorization", bearer);
  g_autoptr (Answer) forged = fetch ("DELETE", path, NULL, "Authorization", "Bearer x");
  g_autoptr (Answer) gone = fetch ("DELETE", path, NULL, "Authorization", bearer);
  g_autoptr (Answer) after = get (good);

  g_assert_cmpuint (answer->status, ==, 201);
  assert_member (answer, "client_secret", NULL);
  g_assert_cmpuint (allowed->status, ==, 200);
  g_assert_nonnull (strstr (allowed->body, "A &lt;Tool&gt;"));
  g_assert_cmpuint (refused->status, ==, 400);
  g_assert_cmpuint (read->status, ==, 200);
  assert_member (read, "client_id", id);
  g_assert_cmpuint (forged->status, ==, 401);
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpuint (after->status, ==, 400);
}

static void
test_bad_registration (void)
{
  static const char *const bad[][2] = {
    { "[]", "invalid_client_metadata" },
    { "{}", "invalid_redirect_uri" },
    { "{\"redirect_uris\":[\"https://example.com/\"]}", "invalid_redirect_uri" },
    { "{\"redirect_uris\":[\"http://127.0.0.1/\"],\"jwks_uri\":\"http://127.0.0.1/k\"}",
      "invalid_client_metadata" },
    { "{\"grant_types\":[\"password\"]}", "invalid_client_metadata" },
    { "{\"grant_types\":[\"client_credentials\"],"
      "\"token_endpoint_auth_method\":\"private_key_jwt\"}", "invalid_client_metadata" },
    { "{\"redirect_uris\":[\"http://127.0.0.1/\"],\"redirect_uris\":[\"http://127.0.0.1/\"]}",
      "invalid_client_metadata" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Answer) answer = register_client (bad[i][0]);

      answer_assert_error (answer, 400, bad[i][1]);
    }
}

static void
test_introspection (void)
{
  g_autofree char *basic = dup_basic (CCK_PRACTICE_CLIENT_ID_BASIC, CCK_PRACTICE_CLIENT_SECRET);
  g_autoptr (Answer) tokens = sign_in ();
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autoptr (Answer) server = post_with ("/introspect", basic, NULL, "token", access, NULL);
  g_autoptr (Answer) stranger =
    post ("/introspect", "client_id", "another", "token", access, NULL);

  assert_member (server, "active", "true");
  assert_member (server, "aud", fixture_issuer ());
  assert_member (stranger, "active", "false");
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/clients/client-secret-basic", test_basic);
  g_test_add_func ("/practice/clients/client-secret-post", test_post);
  g_test_add_func ("/practice/clients/one-way-at-a-time", test_two_ways);
  g_test_add_func ("/practice/clients/client-secret-jwt-once", test_secret_jwt);
  g_test_add_func ("/practice/clients/private-key-jwt", test_key_jwt);
  g_test_add_func ("/practice/clients/client-credentials", test_client_credentials);
  g_test_add_func ("/practice/clients/device", test_device);
  g_test_add_func ("/practice/clients/device-slows-down", test_slow_down);
  g_test_add_func ("/practice/clients/device-denied-and-over", test_device_ends);
  g_test_add_func ("/practice/clients/device-page", test_device_page);
  g_test_add_func ("/practice/clients/token-exchange", test_token_exchange);
  g_test_add_func ("/practice/clients/registration", test_registration);
  g_test_add_func ("/practice/clients/registration-is-checked", test_bad_registration);
  g_test_add_func ("/practice/clients/introspection-by-a-server", test_introspection);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
