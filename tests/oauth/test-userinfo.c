/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"
#include "cck-userinfo.h"

#define NOW 1700000000
#define SECRET "a secret of at least thirty-two bytes"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckClient *client;
  CckTokenSet *tokens;
  char *issuer;
  CckJwk *key;
  CckJwk *new_key;   /* published since the keys were last fetched */
  guint n_fetched;
  guint n_refetched;
} Fixture;

static CckMetadata *
new_metadata (Fixture *self, const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\",\"userinfo_endpoint\":\"%s/userinfo\"%s}",
      self->issuer, self->issuer, self->issuer, members);
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));
  CckMetadata *metadata;

  metadata = cck_metadata_parse (document, self->issuer, CCK_HTTP_ALLOW_LOOPBACK, NULL);
  g_assert_nonnull (metadata);

  return metadata;
}

static void
set_client (Fixture *self, CckClientAuthMethod method, const char *members)
{
  g_autoptr (CckMetadata) metadata = new_metadata (self, members);
  g_autoptr (CckClientAuth) auth = cck_client_auth_new (method, "the client", SECRET, NULL, NULL);

  g_clear_pointer (&self->client, cck_client_unref);
  self->client = cck_client_new (self->http, metadata, auth);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"access_token\":\"planted-access\",\"token_type\":\"Bearer\"}";
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  self->server = cck_test_server_new ();
  self->issuer = cck_test_server_dup_uri (self->server, "");
  self->http = cck_http_new ();
  self->key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  self->new_key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  self->tokens = cck_token_set_parse (document, NULL, NULL, FALSE, NOW, NULL);
  set_client (self, CCK_CLIENT_AUTH_NONE, "");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_client_unref (self->client);
  cck_token_set_unref (self->tokens);
  cck_jwk_unref (self->key);
  cck_jwk_unref (self->new_key);
  g_object_unref (self->http);
  g_free (self->issuer);
  cck_test_server_free (self->server);
}

static DexFuture *
on_keys (gboolean again, gpointer user_data)
{
  Fixture *self = user_data;

  if (again)
    self->n_refetched++;
  else
    self->n_fetched++;

  return dex_future_new_take_boxed (
      CCK_TYPE_JWKS, cck_jwks_new_from_jwk (again ? self->new_key : self->key));
}

static CckUserinfo *
fetch (Fixture *self, const char *subject, GError **error)
{
  return cck_test_await_boxed (
      cck_userinfo_fetch (self->client, self->tokens, subject, on_keys, self, NULL, NOW), error);
}

static void
answer_with (Fixture *self, const char *type, const char *body)
{
  g_autofree char *answer = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", type, strlen (body),
      body);

  cck_test_server_add (self->server, "/userinfo", answer);
}

/* A signed answer; @claims without braces, in which %s is the issuer. */
static void
answer_signed (Fixture *self, CckJwk *key, const char *alg, const char *claims)
{
  gsize length;
  const char *kid = cck_jwk_get_kid (key, &length);
  g_auto (GStrv) parts = g_strsplit (claims, "%s", -1);
  g_autofree char *body = g_strjoinv (self->issuer, parts);
  g_autofree char *payload = g_strdup_printf ("{%s}", body);
  g_autofree char *header = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  header = kid != NULL ? g_strdup_printf ("{\"alg\":\"%s\",\"kid\":\"%s\"}", alg, kid)
                       : g_strdup_printf ("{\"alg\":\"%s\"}", alg);
  token = cck_jwt_sign (header, payload, key, &error);
  g_assert_no_error (error);
  answer_with (self, "application/jwt", token);
}

#define CLAIMS "\"iss\":\"%s\",\"aud\":\"the client\",\"sub\":\"alice\""

static void
assert_refused (Fixture *self, CckOauthError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (self, "alice", &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, CCK_OAUTH_ERROR, (int) code);
  g_assert_null (strstr (error->message, "planted"));
}

static void
test_plain (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckUserinfo) userinfo = NULL;
  g_autofree char *request = NULL;

  answer_with (self, "application/json", "{\"sub\":\"alice\",\"email\":\"a@a.example\"}");
  userinfo = fetch (self, "alice", &error);
  request = cck_test_server_dup_request (self->server);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (request, "GET /userinfo HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "Authorization: Bearer planted-access\r\n"));
  g_assert_null (cck_userinfo_get_verdict (userinfo));
  g_assert_cmpstr (cck_json_get_member_string (
                       cck_json_get_root (cck_userinfo_get_json (userinfo)), "email"),
                   ==, "a@a.example");
  g_assert_cmpuint (self->n_fetched, ==, 0);
}

static void
test_other_subject (Fixture *self, gconstpointer data)
{
  answer_with (self, "application/json", "{\"sub\":\"mallory\"}");
  assert_refused (self, CCK_OAUTH_ERROR_OTHER_SUBJECT);
  answer_with (self, "application/json", "{\"sub\":\"alice\\u0000\"}");
  assert_refused (self, CCK_OAUTH_ERROR_OTHER_SUBJECT);
  answer_with (self, "application/json", "{\"sub\":\"Alice\"}");
  assert_refused (self, CCK_OAUTH_ERROR_OTHER_SUBJECT);
  answer_with (self, "application/json", "{\"email\":\"a@a.example\"}");
  assert_refused (self, CCK_OAUTH_ERROR_BAD_ANSWER);
  answer_signed (self, self->key, "ES256",
                 "\"iss\":\"%s\",\"aud\":\"the client\",\"sub\":\"mallory\"");
  assert_refused (self, CCK_OAUTH_ERROR_OTHER_SUBJECT);
}

/* Plain OAuth: nobody said who signed in, so there is nothing to compare. */
static void
test_without_an_id_token (Fixture *self, gconstpointer data)
{
  g_autoptr (CckUserinfo) userinfo = NULL;

  answer_with (self, "application/json", "{\"login\":\"octocat\",\"id\":1}");
  userinfo = fetch (self, NULL, NULL);

  g_assert_nonnull (userinfo);
}

static void
test_signed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckUserinfo) userinfo = NULL;
  CckVerdict *verdict;

  answer_signed (self, self->key, "ES256", CLAIMS ",\"name\":\"Alice\"");
  userinfo = fetch (self, "alice", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_json_get_member_string (
                       cck_json_get_root (cck_userinfo_get_json (userinfo)), "name"),
                   ==, "Alice");
  verdict = cck_userinfo_get_verdict (userinfo);
  g_assert_true (cck_verdict_is_accepted (verdict));
  g_assert_cmpint (cck_check_get_outcome (cck_verdict_find_check (verdict, "expiry")), ==,
                   CCK_OUTCOME_PASSED);
  g_assert_cmpuint (self->n_fetched, ==, 1);
  g_assert_cmpuint (self->n_refetched, ==, 0);
}

static void
test_signed_for_another (Fixture *self, gconstpointer data)
{
  static const char *const claims[] = {
    "\"iss\":\"https://evil.example\",\"aud\":\"the client\",\"sub\":\"alice\"",
    "\"iss\":\"%s/\",\"aud\":\"the client\",\"sub\":\"alice\"",
    "\"aud\":\"the client\",\"sub\":\"alice\"",
    "\"iss\":\"%s\",\"aud\":\"another client\",\"sub\":\"alice\"",
    "\"iss\":\"%s\",\"sub\":\"alice\"",
    CLAIMS ",\"exp\":1600000000",
    CLAIMS ",\"nbf\":1800000000",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_test_message ("%s", claims[i]);
      answer_signed (self, self->key, "ES256", claims[i]);
      assert_refused (self, CCK_OAUTH_ERROR_NOT_VERIFIED);
    }
}

static void
test_signed_by_another (Fixture *self, gconstpointer data)
{
  g_autoptr (CckJwk) stranger = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);

  answer_signed (self, stranger, "ES256", CLAIMS);
  assert_refused (self, CCK_OAUTH_ERROR_NOT_VERIFIED);
  g_assert_cmpuint (self->n_refetched, ==, 1);
}

/* Nobody signed it, whatever its media type says; no keys are asked for a signature of HS*, either,
 * where this client shares no secret. */
static void
test_not_signed (Fixture *self, gconstpointer data)
{
  g_autoptr (CckJwk) secret = cck_jwk_new_secret (SECRET, strlen (SECRET));

  answer_with (self, "application/jwt",
               "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSIsImlzcyI6IngifQ.");
  assert_refused (self, CCK_OAUTH_ERROR_NOT_VERIFIED);
  answer_signed (self, secret, "HS256", CLAIMS);
  assert_refused (self, CCK_OAUTH_ERROR_NOT_VERIFIED);
}

/* A provider that publishes a secret has shared it with everybody. */
static void
test_signed_with_a_published_secret (Fixture *self, gconstpointer data)
{
  cck_jwk_unref (self->key);
  self->key = cck_jwk_new_secret (SECRET, strlen (SECRET));
  answer_signed (self, self->key, "HS256", CLAIMS);
  assert_refused (self, CCK_OAUTH_ERROR_NOT_VERIFIED);
}

/* RFC 8725 §3.10: what a token names is not asked for. */
static void
test_named_keys_are_not_fetched (Fixture *self, gconstpointer data)
{
  g_autoptr (CckJwk) stranger = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *keys = cck_jwk_to_json (stranger, FALSE);
  g_autofree char *header = g_strdup_printf (
      "{\"alg\":\"ES256\",\"jku\":\"%s/stranger\",\"x5u\":\"%s/stranger\",\"jwk\":%s}",
      self->issuer, self->issuer, keys);
  g_autofree char *payload = g_strdup_printf (
      "{\"iss\":\"%s\",\"aud\":\"the client\",\"sub\":\"alice\"}", self->issuer);
  g_autofree char *token = cck_jwt_sign (header, payload, stranger, NULL);

  cck_test_server_add_json (self->server, "/stranger", "200 OK", keys);
  answer_with (self, "application/jwt", token);
  assert_refused (self, CCK_OAUTH_ERROR_NOT_VERIFIED);
  g_assert_cmpuint (cck_test_server_count (self->server, "/stranger"), ==, 0);
}

static void
test_signed_with_the_client_secret (Fixture *self, gconstpointer data)
{
  g_autoptr (CckJwk) secret = cck_jwk_new_secret (SECRET, strlen (SECRET));
  g_autoptr (CckUserinfo) userinfo = NULL;
  g_autoptr (GError) error = NULL;

  set_client (self, CCK_CLIENT_AUTH_SECRET_POST, "");
  answer_signed (self, secret, "HS256", CLAIMS);
  userinfo = fetch (self, "alice", &error);

  g_assert_no_error (error);
  g_assert_nonnull (userinfo);
}

static void
test_other_algorithm (Fixture *self, gconstpointer data)
{
  set_client (self, CCK_CLIENT_AUTH_NONE,
              ",\"userinfo_signing_alg_values_supported\":[\"RS256\",\"none\"]");
  answer_signed (self, self->key, "ES256", CLAIMS);
  assert_refused (self, CCK_OAUTH_ERROR_NOT_VERIFIED);
}

static void
test_new_key (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckUserinfo) userinfo = NULL;

  answer_signed (self, self->new_key, "ES256", CLAIMS);
  userinfo = fetch (self, "alice", &error);

  g_assert_no_error (error);
  g_assert_nonnull (userinfo);
  g_assert_cmpuint (self->n_refetched, ==, 1);
}

static DexFuture *
on_no_keys (gboolean again, gpointer user_data)
{
  return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SERVER, "Fault.");
}

static void
test_no_keys (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) unreachable = NULL;
  g_autoptr (GError) none = NULL;

  answer_signed (self, self->key, "ES256", CLAIMS);
  g_assert_null (cck_test_await_boxed (cck_userinfo_fetch (self->client, self->tokens, "alice",
                                                           on_no_keys, NULL, NULL, NOW),
                                       &unreachable));
  g_assert_error (unreachable, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SERVER);
  g_assert_null (cck_test_await_boxed (cck_userinfo_fetch (self->client, self->tokens, "alice",
                                                           NULL, NULL, NULL, NOW),
                                       &none));
  g_assert_error (none, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NOT_VERIFIED);
}

static void
test_encrypted (Fixture *self, gconstpointer data)
{
  /* {"alg":"RSA-OAEP","enc":"A128GCM"} */
  answer_with (self, "application/jwt",
               "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhHQ00ifQ.YQ.YQ.YQ.YQ");
  assert_refused (self, CCK_OAUTH_ERROR_UNSUPPORTED);
}

static void
test_errors (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *body;
    CckOauthError code;
  } cases[] = {
    { "401 Unauthorized", "", CCK_OAUTH_ERROR_TOKEN_REFUSED },
    { "403 Forbidden", "{}", CCK_OAUTH_ERROR_TOKEN_REFUSED },
    { "404 Not Found", "{}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "204 Nothing", "", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "<html>", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "{\"sub\":\"alice\",\"sub\":\"b\"}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "302 Found", "", CCK_OAUTH_ERROR_REDIRECTED },
    { "500 Oops", "", CCK_OAUTH_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].status, cases[i].body);
      cck_test_server_add_json (self->server, "/userinfo", cases[i].status, cases[i].body);
      assert_refused (self, cases[i].code);
    }
  answer_with (self, "application/jwt", "no.jwt");
  assert_refused (self, CCK_OAUTH_ERROR_BAD_ANSWER);
}

/* RFC 9449 §7.1: the token in the scheme of its kind, with a proof that names it. */
static void
test_bound_token (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"access_token\":\"planted-access\",\"token_type\":\"DPoP\"}";
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));
  g_autoptr (CckDpop) dpop = cck_dpop_new (NULL);
  g_autoptr (CckTokenSet) tokens =
      cck_token_set_parse_bound (document, NULL, NULL, FALSE, dpop, NOW, NULL);
  g_autoptr (CckUserinfo) userinfo = NULL;
  g_autofree char *request = NULL;
  g_autoptr (CckJwt) proof = NULL;
  const char *found;

  answer_with (self, "application/json", "{\"sub\":\"alice\"}");
  userinfo = cck_test_await_boxed (
      cck_userinfo_fetch (self->client, tokens, "alice", NULL, NULL, NULL, NOW), NULL);
  request = cck_test_server_dup_request (self->server);

  g_assert_nonnull (userinfo);
  g_assert_nonnull (strstr (request, "Authorization: DPoP planted-access\r\n"));
  g_assert_null (strstr (request, "Bearer"));
  found = strstr (request, "\r\nDPoP: ");
  g_assert_nonnull (found);
  found += strlen ("\r\nDPoP: ");
  proof = cck_jwt_parse (found, (gssize) strcspn (found, "\r"), CCK_JWT_FLAGS_NONE, NULL);
  /* The SHA-256 of the access token. */
  g_assert_cmpuint (strlen (cck_json_get_string (cck_jwt_get_claim (proof, "ath"), NULL)), ==, 43);
}

static guint n_destroyed;

static void
on_destroy (gpointer user_data)
{
  n_destroyed++;
}

static void
test_no_endpoint (Fixture *self, gconstpointer data)
{
  static const CckMetadataEndpoints endpoints = { .token_endpoint = "https://a.example/token" };
  g_autoptr (CckMetadata) bare =
      cck_metadata_new_manual ("https://a.example", &endpoints, CCK_HTTP_NONE, NULL);
  g_autoptr (CckClient) client =
      cck_client_new (self->http, bare, cck_client_get_auth (self->client));
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (
      cck_userinfo_fetch (client, self->tokens, NULL, on_keys, self, on_destroy, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  g_assert_cmpuint (n_destroyed, ==, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-24-userinfo-token-in-the-header", test_plain);
  ADD ("/oauth/protocol/rule-28-userinfo-of-another-subject", test_other_subject);
  ADD ("/oauth/protocol/rule-28-signed-userinfo", test_signed);
  ADD ("/oauth/protocol/rule-28-signed-userinfo-for-another", test_signed_for_another);
  ADD ("/oauth/protocol/rule-28-signed-userinfo-by-another", test_signed_by_another);
  ADD ("/oauth/protocol/rule-28-unsigned-userinfo", test_not_signed);
  ADD ("/oauth/protocol/rule-30-userinfo-signed-with-a-published-secret",
       test_signed_with_a_published_secret);
  ADD ("/oauth/protocol/rule-31-new-key-for-userinfo", test_new_key);
  ADD ("/oauth/protocol/rule-33-keys-that-userinfo-names", test_named_keys_are_not_fetched);
  ADD ("/oauth/protocol/rule-37-userinfo-with-a-bound-token", test_bound_token);
  ADD ("/oauth/userinfo/without-an-id-token", test_without_an_id_token);
  ADD ("/oauth/userinfo/signed-with-the-client-secret", test_signed_with_the_client_secret);
  ADD ("/oauth/userinfo/other-algorithm", test_other_algorithm);
  ADD ("/oauth/userinfo/no-keys", test_no_keys);
  ADD ("/oauth/userinfo/encrypted", test_encrypted);
  ADD ("/oauth/userinfo/errors", test_errors);
  ADD ("/oauth/userinfo/no-endpoint", test_no_endpoint);

  return g_test_run ();
}
