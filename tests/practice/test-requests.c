/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-base64url.h"
#include "cck-jwt.h"
#include "practice-fixture.h"

#define KEY_CLIENT CCK_PRACTICE_CLIENT_ID_KEY_JWT

static guint serial;

static Answer *
push (const char *redirect_uri,
      const char *proof)
{
  return post_with ("/par", NULL, proof, "response_type", "code", "client_id", CLIENT_ID,
                    "redirect_uri", redirect_uri, "scope", SCOPE, "state", "s", "nonce", "n",
                    "code_challenge", CHALLENGE, "code_challenge_method", "S256", NULL);
}

static char *
dup_pushed_path (const char *client_id,
                 const char *uri)
{
  g_autofree char *escaped = g_uri_escape_string (uri, NULL, FALSE);

  return g_strdup_printf ("/authorize?client_id=%s&request_uri=%s", client_id, escaped);
}

static void
test_push (void)
{
  g_autoptr (Answer) pushed = push (REDIRECT_URI, NULL);
  g_autofree char *uri = answer_dup (pushed, "request_uri");
  g_autofree char *path = dup_pushed_path (CLIENT_ID, uri);
  g_autoptr (Answer) answer = decide (path, "alice", "allow");
  g_autoptr (Answer) again = get (path);
  g_autofree char *code = dup_parameter (answer->location, "code");

  g_assert_cmpuint (pushed->status, ==, 201);
  g_assert_true (g_str_has_prefix (uri, "urn:ietf:params:oauth:request_uri:"));
  g_assert_nonnull (code);
  g_assert_cmpuint (again->status, ==, 400);
}

static void
test_push_ends (void)
{
  g_autoptr (Answer) first = push (REDIRECT_URI, NULL);
  g_autoptr (Answer) second = push (REDIRECT_URI, NULL);
  g_autofree char *first_uri = answer_dup (first, "request_uri");
  g_autofree char *second_uri = answer_dup (second, "request_uri");
  g_autofree char *other = dup_pushed_path ("another", first_uri);
  g_autofree char *late = dup_pushed_path (CLIENT_ID, second_uri);
  g_autoptr (Answer) stolen = get (other);
  g_autoptr (Answer) over = NULL;

  fixture_pass (60);
  over = get (late);
  g_assert_cmpuint (stolen->status, ==, 400);
  g_assert_cmpuint (over->status, ==, 400);
}

static void
test_bad_push (void)
{
  g_autoptr (Answer) elsewhere = push ("https://example.com/", NULL);
  g_autoptr (Answer) nested =
    post ("/par", "client_id", CLIENT_ID, "request_uri", "urn:ietf:params:oauth:request_uri:x",
          NULL);
  g_autoptr (Answer) no_pkce =
    post ("/par", "client_id", CLIENT_ID, "response_type", "code", "redirect_uri", REDIRECT_URI,
          NULL);

  answer_assert_error (elsewhere, 400, "invalid_request");
  answer_assert_error (nested, 400, "invalid_request");
  answer_assert_error (no_pkce, 400, "invalid_request");
}

/* A request object of the client with the registered key, for @audience, signed by @jwk. */
static char *
dup_request_path (const char *audience,
                  CckJwk     *jwk,
                  const char *outer_scope)
{
  g_autofree char *claims = g_strdup_printf (
    "{\"iss\":\"" KEY_CLIENT "\",\"aud\":\"%s\",\"client_id\":\"" KEY_CLIENT "\","
    "\"response_type\":\"code\",\"redirect_uri\":\"" REDIRECT_URI "\",\"scope\":\"openid\","
    "\"state\":\"inner\",\"nonce\":\"n\",\"code_challenge\":\"" CHALLENGE "\","
    "\"code_challenge_method\":\"S256\",\"max_age\":0}", audience);
  g_autofree char *object =
    cck_jwt_sign ("{\"alg\":\"ES256\",\"typ\":\"oauth-authz-req+jwt\"}", claims, jwk, NULL);

  g_assert_nonnull (object);
  return authorize_path ("client_id", KEY_CLIENT, "request", object, "scope", outer_scope, "state",
                         "outer", NULL);
}

static void
test_request_object (void)
{
  g_autoptr (CckJwk) key =
    cck_jwk_new_from_text (CCK_PRACTICE_CLIENT_KEY, strlen (CCK_PRACTICE_CLIENT_KEY), NULL);
  g_autofree char *path = dup_request_path (fixture_issuer (), key, "profile");
  g_autoptr (Answer) answer = decide (path, "bob", "allow");
  g_autofree char *state = dup_parameter (answer->location, "state");
  g_autofree char *code = dup_parameter (answer->location, "code");

  g_assert_cmpstr (state, ==, "inner");
  g_assert_nonnull (code);
}

static void
test_bad_request_object (void)
{
  g_autoptr (CckJwk) key =
    cck_jwk_new_from_text (CCK_PRACTICE_CLIENT_KEY, strlen (CCK_PRACTICE_CLIENT_KEY), NULL);
  g_autoptr (CckJwk) stranger = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *elsewhere = dup_request_path ("https://example.com", key, "openid");
  g_autofree char *forged = dup_request_path (fixture_issuer (), stranger, "openid");
  g_autofree char *unsigned_one =
    authorize_path ("client_id", KEY_CLIENT, "request", "eyJhbGciOiJub25lIn0.e30.", NULL);
  const char *bad[] = { elsewhere, forged, unsigned_one };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Answer) answer = get (bad[i]);
      g_autofree char *error = dup_parameter (answer->location, "error");

      g_assert_cmpstr (error, ==, "invalid_request_object");
    }
}

/* A DPoP proof of @jwk for a request (RFC 9449 §4.2). */
static char *
dup_proof (CckJwk     *jwk,
           const char *method,
           const char *path,
           const char *access_token,
           const char *nonce)
{
  g_autofree char *key = cck_jwk_to_json (jwk, FALSE);
  g_autofree char *header =
    g_strdup_printf ("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}", key);
  g_autoptr (GString) claims = g_string_new (NULL);
  guint8 digest[32];
  gsize length = sizeof digest;
  char *proof;

  g_string_printf (claims,
                   "{\"jti\":\"p%u\",\"htm\":\"%s\",\"htu\":\"%s%s\",\"iat\":%" G_GINT64_FORMAT,
                   serial++, method, fixture_issuer (), path, fixture_now ());
  if (access_token != NULL)
    {
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autofree char *ath = NULL;

      g_checksum_update (checksum, (const guchar *) access_token, -1);
      g_checksum_get_digest (checksum, digest, &length);
      ath = cck_base64url_encode (digest, length);
      g_string_append_printf (claims, ",\"ath\":\"%s\"", ath);
    }
  if (nonce != NULL)
    g_string_append_printf (claims, ",\"nonce\":\"%s\"", nonce);
  g_string_append_c (claims, '}');

  proof = cck_jwt_sign (header, claims->str, jwk, NULL);
  g_assert_nonnull (proof);
  return proof;
}

static Answer *
exchange_with (const char *code,
               const char *proof)
{
  return post_with ("/token", NULL, proof, "grant_type", "authorization_code", "client_id",
                    CLIENT_ID, "code", code, "redirect_uri", REDIRECT_URI, "code_verifier",
                    VERIFIER, NULL);
}

static Answer *
refresh_with (const char *token,
              const char *proof)
{
  return post_with ("/token", NULL, proof, "grant_type", "refresh_token", "client_id", CLIENT_ID,
                    "refresh_token", token, NULL);
}

static Answer *
ask_userinfo (const char *scheme,
              const char *access,
              const char *proof)
{
  g_autofree char *value = g_strconcat (scheme, " ", access, NULL);

  return post_with ("/userinfo", value, proof, NULL);
}

static void
test_dpop (void)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autoptr (CckJwk) other = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *code = dup_code ();
  g_autofree char *proof = dup_proof (key, "POST", "/token", NULL, NULL);
  g_autoptr (Answer) tokens = exchange_with (code, proof);
  g_autofree char *type = answer_dup (tokens, "token_type");
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  g_autofree char *for_access = dup_proof (key, "POST", "/userinfo", access, NULL);
  g_autofree char *without_ath = dup_proof (key, "POST", "/userinfo", NULL, NULL);
  g_autofree char *of_other = dup_proof (other, "POST", "/userinfo", access, NULL);
  g_autofree char *other_refresh = dup_proof (other, "POST", "/token", NULL, NULL);
  g_autofree char *own_refresh = dup_proof (key, "POST", "/token", NULL, NULL);
  g_autoptr (Answer) good = ask_userinfo ("DPoP", access, for_access);
  g_autoptr (Answer) replayed = ask_userinfo ("DPoP", access, for_access);
  g_autoptr (Answer) bearer = ask_userinfo ("Bearer", access, NULL);
  g_autoptr (Answer) no_ath = ask_userinfo ("DPoP", access, without_ath);
  g_autoptr (Answer) stolen = ask_userinfo ("DPoP", access, of_other);
  g_autoptr (Answer) stolen_refresh = refresh_with (token, other_refresh);
  g_autoptr (Answer) refreshed = refresh_with (token, own_refresh);

  g_assert_cmpstr (type, ==, "DPoP");
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpuint (replayed->status, ==, 401);
  g_assert_cmpuint (bearer->status, ==, 401);
  g_assert_true (g_str_has_prefix (bearer->challenge, "DPoP "));
  g_assert_cmpuint (no_ath->status, ==, 401);
  g_assert_cmpuint (stolen->status, ==, 401);
  answer_assert_error (stolen_refresh, 400, "invalid_grant");
  g_assert_cmpuint (refreshed->status, ==, 200);
}

static void
test_bad_proof (void)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *elsewhere = dup_proof (key, "POST", "/userinfo", NULL, NULL);
  g_autofree char *method = dup_proof (key, "GET", "/token", NULL, NULL);
  g_autofree char *good = dup_proof (key, "POST", "/token", NULL, NULL);
  g_autofree char *twice = g_strconcat (good, ", ", good, NULL);
  const char *bad[] = { elsewhere, method, twice, "nonsense" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Answer) answer = refresh_with ("any", bad[i]);

      answer_assert_error (answer, 400, "invalid_dpop_proof");
    }
}

static void
test_dpop_nonce (void)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *code = dup_code ();
  g_autofree char *without = dup_proof (key, "POST", "/token", NULL, NULL);
  g_autofree char *made_up = dup_proof (key, "POST", "/token", NULL, "made-up");
  g_autoptr (Answer) asked = NULL;
  g_autoptr (Answer) refused = NULL;
  g_autofree char *with = NULL;
  g_autoptr (Answer) tokens = NULL;

  cck_practice_provider_set_dpop_nonce (fixture_provider (), TRUE);
  asked = exchange_with (code, without);
  refused = exchange_with (code, made_up);
  with = dup_proof (key, "POST", "/token", NULL, asked->nonce);
  tokens = exchange_with (code, with);
  cck_practice_provider_set_dpop_nonce (fixture_provider (), FALSE);

  answer_assert_error (asked, 400, "use_dpop_nonce");
  answer_assert_error (refused, 400, "use_dpop_nonce");
  g_assert_nonnull (asked->nonce);
  g_assert_cmpuint (tokens->status, ==, 200);
}

static void
test_dpop_jkt (void)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autoptr (CckJwk) other = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *thumbprint = cck_jwk_dup_thumbprint (key);
  g_autofree char *path = authorize_path ("dpop_jkt", thumbprint, NULL);
  g_autoptr (Answer) first = decide (path, "alice", "allow");
  g_autoptr (Answer) second = decide (path, "alice", "allow");
  g_autofree char *stolen_code = dup_parameter (first->location, "code");
  g_autofree char *code = dup_parameter (second->location, "code");
  g_autofree char *wrong = dup_proof (other, "POST", "/token", NULL, NULL);
  g_autofree char *right = dup_proof (key, "POST", "/token", NULL, NULL);
  g_autoptr (Answer) stolen = exchange_with (stolen_code, wrong);
  g_autoptr (Answer) good = exchange_with (code, right);

  answer_assert_error (stolen, 400, "invalid_grant");
  g_assert_cmpuint (good->status, ==, 200);
}

static void
test_resource (void)
{
  g_autofree char *path = authorize_path ("resource", "https://api.example.com/v1", NULL);
  g_autofree char *bad_path = authorize_path ("resource", "api#fragment", NULL);
  g_autoptr (Answer) answer = decide (path, "alice", "allow");
  g_autoptr (Answer) bad = get (bad_path);
  g_autofree char *code = dup_parameter (answer->location, "code");
  g_autofree char *error = dup_parameter (bad->location, "error");
  g_autoptr (Answer) tokens = exchange (code, VERIFIER);
  g_autofree char *access = answer_dup (tokens, "access_token");
  g_autofree char *token = answer_dup (tokens, "refresh_token");
  g_autoptr (CckJwt) jwt = cck_jwt_parse (access, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_autoptr (Answer) person = userinfo (access);
  g_autoptr (Answer) more =
    post ("/token", "grant_type", "refresh_token", "client_id", CLIENT_ID, "refresh_token", token,
          "resource", "https://other.example.com/", NULL);

  g_assert_true (cck_json_equals (cck_jwt_get_claim (jwt, "aud"), "https://api.example.com/v1"));
  g_assert_cmpuint (person->status, ==, 401);
  g_assert_cmpstr (error, ==, "invalid_target");
  answer_assert_error (more, 400, "invalid_target");
}

static void
test_form_post (void)
{
  g_autofree char *path = authorize_path ("response_mode", "form_post", "state", "a\"<b>", NULL);
  g_autoptr (Answer) page = decide (path, "alice", "allow");

  g_assert_cmpuint (page->status, ==, 200);
  g_assert_null (page->location);
  g_assert_nonnull (strstr (page->body, "method=\"post\" action=\"" REDIRECT_URI "\""));
  g_assert_nonnull (strstr (page->body, "name=\"code\""));
  g_assert_nonnull (strstr (page->body, "name=\"state\" value=\"a&quot;&lt;b&gt;\""));
  g_assert_nonnull (strstr (page->body, "name=\"iss\""));
  g_assert_null (strstr (page->body, "<script"));
  g_assert_nonnull (strstr (page->policy, "form-action 'self' http://127.0.0.1:8989"));
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/requests/pushed-and-used-once", test_push);
  g_test_add_func ("/practice/requests/pushed-for-its-client-and-a-minute", test_push_ends);
  g_test_add_func ("/practice/requests/pushed-is-checked-at-once", test_bad_push);
  g_test_add_func ("/practice/requests/a-request-object-counts-alone", test_request_object);
  g_test_add_func ("/practice/requests/a-request-object-is-checked", test_bad_request_object);
  g_test_add_func ("/practice/requests/dpop-binds-all-tokens", test_dpop);
  g_test_add_func ("/practice/requests/dpop-proofs-are-checked", test_bad_proof);
  g_test_add_func ("/practice/requests/dpop-nonce", test_dpop_nonce);
  g_test_add_func ("/practice/requests/dpop-jkt-binds-the-code", test_dpop_jkt);
  g_test_add_func ("/practice/requests/a-resource-is-the-audience", test_resource);
  g_test_add_func ("/practice/requests/form-post-is-a-form", test_form_post);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
