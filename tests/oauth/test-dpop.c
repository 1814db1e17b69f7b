/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-dpop.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"
#include "cck-test-request.h"
#include "cck-token-client.h"

#define NOW 1700000000
#define BOUND                                                                                     \
  "{\"access_token\":\"planted-access\",\"token_type\":\"dPOP\",\"expires_in\":900,"              \
  "\"refresh_token\":\"planted-refresh-2\",\"id_token\":\"planted.id.token\"}"
#define WANTS_NONCE                                                                               \
  "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nDPoP-Nonce: nonce-1\r\n"         \
  "Content-Length: 26\r\nConnection: close\r\n\r\n{\"error\":\"use_dpop_nonce\"}"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckMetadata *metadata;
  CckDpop *dpop;
  CckClient *client;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autoptr (CckClientAuth) auth = cck_client_auth_new (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT,
                                                        "the client", NULL, key, NULL);

  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->metadata = cck_test_request_new_metadata (self->server, NULL);
  self->dpop = cck_dpop_new (NULL);
  self->client = cck_client_new (self->http, self->metadata, auth);
  cck_test_server_add_json (self->server, "/token", "200 OK", BOUND);
  cck_test_server_add_json (self->server, "/userinfo", "200 OK", "{\"sub\":\"s\"}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_client_unref (self->client);
  cck_dpop_unref (self->dpop);
  cck_metadata_unref (self->metadata);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static CckTokenSet *
exchange (Fixture *self, GError **error)
{
  g_autoptr (CckAuthorizationResponse) response = cck_authorization_response_new ("planted-code");
  g_autoptr (CckAuthorization) authorization = cck_authorization_new (
      self->metadata, "the client", "http://127.0.0.1:1/callback", "openid", NULL);

  cck_authorization_set_dpop (authorization, self->dpop);

  return cck_test_await_boxed (
      cck_token_client_exchange (self->client, authorization, response, NULL, NOW), error);
}

static CckTokenSet *
new_tokens (CckDpop *dpop)
{
  static const char text[] = "{\"access_token\":\"planted-old\",\"token_type\":\"DPoP\","
                             "\"refresh_token\":\"planted-refresh-1\",\"id_token\":\"a.b.c\"}";
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  return cck_token_set_parse_bound (document, "openid", NULL, TRUE, dpop, NOW - 100, NULL);
}

static CckHttpResponse *
ask_userinfo (Fixture *self, CckTokenSet *tokens, GError **error)
{
  g_autoptr (CckHttpRequest) request =
      cck_http_request_new ("GET", cck_metadata_get_userinfo_endpoint (self->metadata),
                            CCK_HTTP_ALLOW_LOOPBACK);

  return cck_test_await_boxed (cck_client_send_with_tokens (self->client, request, tokens, NOW),
                               error);
}

/* The verified proof of the request that came so many before the last one. */
static CckJwt *
dup_proof (Fixture *self, guint before)
{
  g_autofree char *request = cck_test_server_dup_earlier (self->server, before);
  g_autofree char *proof = cck_test_request_dup_header (request, "DPoP");

  g_assert_nonnull (proof);

  return cck_test_request_verify (proof, NULL);
}

static void
assert_claim (CckJwt *jwt, const char *name, const char *expected)
{
  g_autofree char *found = cck_test_request_dup_claim (jwt, name);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_proof (void)
{
  g_autoptr (CckDpop) dpop = cck_dpop_new (NULL);
  g_autofree char *text = cck_dpop_dup_proof (
      dpop, "POST", "https://a.example/token?tenant=planted#here", NULL, NOW, NULL);
  g_autofree char *again =
      cck_dpop_dup_proof (dpop, "POST", "https://a.example/token", NULL, NOW, NULL);
  g_autoptr (CckJwt) jwt = cck_test_request_verify (text, NULL);
  g_autoptr (CckJwt) other = cck_test_request_verify (again, NULL);
  g_autofree char *header = cck_test_request_dup_parameter (jwt, "jwk");
  g_autofree char *jti = cck_test_request_dup_claim (jwt, "jti");
  g_autofree char *other_jti = cck_test_request_dup_claim (other, "jti");

  g_assert_cmpstr (cck_jwt_get_typ (jwt), ==, "dpop+jwt");
  g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, "ES256");
  assert_claim (jwt, "htm", "POST");
  assert_claim (jwt, "htu", "https://a.example/token");
  assert_claim (jwt, "iat", "1700000000");
  assert_claim (jwt, "ath", NULL);
  assert_claim (jwt, "nonce", NULL);
  g_assert_cmpstr (jti, !=, other_jti);
  g_assert_cmpuint (strlen (jti), >=, 16);
  /* The public key, and nothing that could tell more. */
  g_assert_null (strstr (header, "\"d\""));
  g_assert_null (strstr (header, "\"kid\""));
}

/* RFC 9449 §7.1 has this token with this hash. */
static void
test_ath (void)
{
  g_autoptr (CckDpop) dpop = cck_dpop_new (NULL);
  g_autofree char *text =
      cck_dpop_dup_proof (dpop, "GET", "https://resource.example.org/protectedresource",
                          "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU", NOW, NULL);
  g_autoptr (CckJwt) jwt = cck_test_request_verify (text, NULL);

  assert_claim (jwt, "ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
}

static void
test_key_is_kept (void)
{
  g_autoptr (CckDpop) dpop = cck_dpop_new (NULL);
  g_autoptr (CckTokenSet) tokens = new_tokens (dpop);
  g_autofree char *text = cck_token_set_to_secret_json (tokens);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) again = cck_token_set_from_secret_json (text, &error);
  g_autofree char *thumbprint = cck_dpop_dup_thumbprint (dpop);
  g_autofree char *other = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cck_token_set_get_token_type (again), ==, "DPoP");
  other = cck_dpop_dup_thumbprint (cck_token_set_get_dpop (again));
  g_assert_cmpstr (thumbprint, ==, other);
}

static void
test_bad_key (void)
{
  static const char *const keys[] = {
    "{}", "x", "{\\\"kty\\\":\\\"oct\\\",\\\"k\\\":\\\"AAAA\\\"}",
    "{\\\"kty\\\":\\\"EC\\\",\\\"crv\\\":\\\"P-256\\\","
    "\\\"x\\\":\\\"WKn-ZIGevcwGIyyrzFoZNBdaq9_TsqzGl96oc0CWuis\\\","
    "\\\"y\\\":\\\"y77t-RvAHRKTsSGdIYUfweuOvwrvDD-Q3Hv5J0fSKbE\\\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"format\":1,\"access_token\":\"a\",\"scope\":\"\",\"expires_at\":0,"
                           "\"issued_at\":0,\"dpop_key\":\"%s\"}", keys[i]);
      g_autoptr (GError) error = NULL;

      /* Not a bearer token, whatever became of its key. */
      g_assert_null (cck_token_set_from_secret_json (text, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_SECRET_TEXT);
    }
}

static void
test_offered (void)
{
  static const struct
  {
    const char *extra;
    gboolean offered;
  } cases[] = {
    { ",\"dpop_signing_alg_values_supported\":[\"RS256\",\"ES256\"]", TRUE },
    { ",\"dpop_signing_alg_values_supported\":[\"RS256\"]", FALSE },
    { NULL, FALSE },
  };
  CckMetadataEndpoints endpoints = { .token_endpoint = "https://a.example/token" };
  g_autoptr (CckMetadata) manual =
      cck_metadata_new_manual ("https://a.example", &endpoints, CCK_HTTP_NONE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (cases[i].extra);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (cck_dpop_check_offered (metadata, &error), ==, cases[i].offered);
      if (!cases[i].offered)
        g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
    }
  g_assert_true (cck_dpop_check_offered (manual, NULL));
}

static void
test_exchange (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) tokens = exchange (self, &error);
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/token");
  g_autoptr (CckJwt) proof = NULL;

  g_assert_no_error (error);
  proof = dup_proof (self, 0);
  assert_claim (proof, "htu", uri);
  g_assert_cmpstr (cck_token_set_get_token_type (tokens), ==, "DPoP");
  g_assert_true (cck_token_set_get_dpop (tokens) == self->dpop);
}

static void
test_jkt (Fixture *self, gconstpointer data)
{
  g_autoptr (CckAuthorization) authorization = cck_authorization_new (
      self->metadata, "the client", "http://127.0.0.1:1/callback", "openid", NULL);
  g_autofree char *thumbprint = cck_dpop_dup_thumbprint (self->dpop);
  g_autofree char *sent = NULL;

  cck_authorization_set_dpop (authorization, self->dpop);
  sent = cck_test_provider_dup_parameter (authorization, "dpop_jkt");
  g_assert_cmpstr (sent, ==, thumbprint);
  g_assert_false (cck_authorization_add_parameter (authorization, "dpop_jkt", "x", NULL));
}

static void
test_no_downgrade (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) tokens = new_tokens (self->dpop);
  g_autoptr (CckDpop) none = NULL;
  g_autoptr (GError) exchanging = NULL;
  g_autoptr (GError) refreshing = NULL;

  cck_test_server_add_json (self->server, "/token", "200 OK",
                            "{\"access_token\":\"a\",\"token_type\":\"Bearer\","
                            "\"id_token\":\"a.b.c\"}");
  g_assert_null (exchange (self, &exchanging));
  g_assert_error (exchanging, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN);
  g_assert_nonnull (strstr (exchanging->message, "DPoP"));
  g_assert_null (cck_test_await_boxed (
      cck_token_client_refresh (self->client, tokens, NULL, NOW), &refreshing));
  g_assert_error (refreshing, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN);
}

/* Nor is a bound token used that nobody here can prove. */
static void
test_not_asked_for (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->dpop, cck_dpop_unref);
  self->dpop = cck_dpop_new (NULL);
  {
    g_autoptr (GBytes) document = g_bytes_new_static (BOUND, strlen (BOUND));

    g_assert_null (cck_token_set_parse (document, "openid", NULL, TRUE, NOW, &error));
    g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN);
  }
}

static void
test_nonce (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckJwt) first = NULL;
  g_autoptr (CckJwt) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *first_assertion = NULL;
  g_autofree char *second_assertion = NULL;

  cck_test_server_add_once (self->server, "/token", WANTS_NONCE);
  tokens = exchange (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 2);

  first = dup_proof (self, 1);
  second = dup_proof (self, 0);
  assert_claim (first, "nonce", NULL);
  assert_claim (second, "nonce", "nonce-1");

  /* The assertion is a new one, too: its jti was seen (RFC 7523 §3). */
  before = cck_test_server_dup_earlier (self->server, 1);
  after = cck_test_server_dup_earlier (self->server, 0);
  first_assertion = cck_test_request_dup_form (before, "client_assertion");
  second_assertion = cck_test_request_dup_form (after, "client_assertion");
  g_assert_nonnull (first_assertion);
  g_assert_cmpstr (first_assertion, !=, second_assertion);
}

static void
test_nonce_only_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/token", WANTS_NONCE);
  g_assert_null (exchange (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REFUSED);
  g_assert_cmpstr (cck_oauth_error_get_word (error), ==, "use_dpop_nonce");
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 2);
}

/* A new nonce each time would go on for ever. */
static void
test_nonce_that_changes (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/token", "HTTP/1.1 400 Bad Request\r\n"
                                               "Content-Type: application/json\r\n"
                                               "DPoP-Nonce: nonce-2\r\nContent-Length: 26\r\n"
                                               "Connection: close\r\n\r\n"
                                               "{\"error\":\"use_dpop_nonce\"}");
  cck_test_server_add_once (self->server, "/token", WANTS_NONCE);
  g_assert_null (exchange (self, &error));
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 2);
}

/* RFC 9449 §8.2: the next nonce comes with any answer. */
static void
test_nonce_of_a_good_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) one = NULL;
  g_autoptr (CckTokenSet) two = NULL;
  g_autoptr (CckJwt) proof = NULL;
  g_autofree char *answer = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDPoP-Nonce: nonce-3\r\n"
      "Content-Length: %zu\r\nConnection: close\r\n\r\n%s", strlen (BOUND), BOUND);

  cck_test_server_add_once (self->server, "/token", answer);
  one = exchange (self, NULL);
  two = exchange (self, NULL);
  g_assert_nonnull (one);
  g_assert_nonnull (two);
  /* What was answered well is not asked again. */
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 2);
  proof = dup_proof (self, 0);
  assert_claim (proof, "nonce", "nonce-3");
}

static void
test_nonce_of_a_refusal (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/token",
                       "HTTP/1.1 400 Bad Request\r\nDPoP-Nonce: nonce-4\r\nContent-Length: 25\r\n"
                       "Connection: close\r\n\r\n{\"error\":\"invalid_grant\"}");
  g_assert_null (exchange (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN);
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 1);
}

static void
test_nonce_by_origin (void)
{
  g_autoptr (CckDpop) dpop = cck_dpop_new (NULL);
  static const struct
  {
    const char *uri;
    const char *nonce;
  } cases[] = {
    { "https://a.example/other?q", "of-a" },
    { "HTTPS://A.example:443/x", "of-a" },
    { "https://a.example:8443/x", NULL },
    { "http://a.example/x", NULL },
    { "https://b.example/x", "of-b" },
  };

  g_assert_true (cck_dpop_remember_nonce (dpop, "https://a.example/token", "of-a"));
  g_assert_false (cck_dpop_remember_nonce (dpop, "https://a.example/userinfo", "of-a"));
  g_assert_true (cck_dpop_remember_nonce (dpop, "https://b.example/token", "of-b"));
  g_assert_false (cck_dpop_remember_nonce (dpop, "https://b.example/token", "two, words"));
  g_assert_false (cck_dpop_remember_nonce (dpop, "https://b.example/token", ""));
  g_assert_false (cck_dpop_remember_nonce (dpop, "https://b.example/token", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cck_dpop_dup_proof (dpop, "GET", cases[i].uri, NULL, NOW, NULL);
      g_autoptr (CckJwt) jwt = cck_test_request_verify (text, NULL);

      g_test_message ("%s", cases[i].uri);
      assert_claim (jwt, "nonce", cases[i].nonce);
    }
}

static void
test_refresh_with_the_same_key (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) tokens = new_tokens (self->dpop);
  g_autofree char *text = cck_token_set_to_secret_json (tokens);
  g_autoptr (CckTokenSet) kept = cck_token_set_from_secret_json (text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) fresh = cck_test_await_boxed (
      cck_token_client_refresh (self->client, kept, NULL, NOW), &error);
  g_autoptr (CckJwt) proof = NULL;
  g_autofree char *jwk = NULL;
  g_autoptr (CckJwk) key = NULL;
  g_autofree char *thumbprint = NULL;
  g_autofree char *ours = cck_dpop_dup_thumbprint (self->dpop);

  g_assert_no_error (error);
  proof = dup_proof (self, 0);
  jwk = cck_test_request_dup_parameter (proof, "jwk");
  key = cck_jwk_new_from_text (jwk, strlen (jwk), NULL);
  thumbprint = cck_jwk_dup_thumbprint (key);
  g_assert_cmpstr (thumbprint, ==, ours);
  g_assert_cmpstr (cck_token_set_get_token_type (fresh), ==, "DPoP");
  g_assert_true (cck_token_set_get_dpop (fresh) == cck_token_set_get_dpop (kept));
}

static void
test_resource (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) tokens = new_tokens (self->dpop);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autofree char *request = NULL;
  g_autofree char *authorization = NULL;
  g_autoptr (CckJwt) proof = NULL;
  g_autofree char *ath = NULL;

  cck_test_server_add_once (self->server, "/userinfo",
                            "HTTP/1.1 401 Unauthorized\r\nDPoP-Nonce: of-the-resource\r\n"
                            "WWW-Authenticate: DPoP error=\"use_dpop_nonce\", "
                            "error_description=\"x\"\r\n"
                            "Content-Length: 0\r\nConnection: close\r\n\r\n");
  response = ask_userinfo (self, tokens, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cck_http_response_get_status (response), ==, 200);
  g_assert_cmpuint (cck_test_server_count (self->server, "/userinfo"), ==, 2);

  request = cck_test_server_dup_request (self->server);
  authorization = cck_test_request_dup_header (request, "Authorization");
  g_assert_cmpstr (authorization, ==, "DPoP planted-old");
  proof = dup_proof (self, 0);
  ath = cck_test_request_dup_claim (proof, "ath");
  g_assert_nonnull (ath);
  assert_claim (proof, "htm", "GET");
  assert_claim (proof, "nonce", "of-the-resource");
}

static void
test_bearer (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) bound = new_tokens (self->dpop);
  g_autoptr (CckTokenSet) tokens = cck_token_set_with_dpop (bound, NULL);
  g_autoptr (CckHttpResponse) response = ask_userinfo (self, tokens, NULL);
  g_autofree char *request = cck_test_server_dup_request (self->server);
  g_autofree char *authorization = cck_test_request_dup_header (request, "Authorization");
  g_autofree char *proof = cck_test_request_dup_header (request, "DPoP");

  g_assert_nonnull (response);
  g_assert_cmpstr (authorization, ==, "Bearer planted-old");
  g_assert_null (proof);
  g_assert_null (strstr (request, "?planted"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-24-token-in-the-header", test_bearer);
  g_test_add_func ("/oauth/protocol/rule-37-proof", test_proof);
  g_test_add_func ("/oauth/protocol/rule-37-ath", test_ath);
  g_test_add_func ("/oauth/protocol/rule-37-key-is-kept-with-the-tokens", test_key_is_kept);
  g_test_add_func ("/oauth/protocol/rule-37-offered", test_offered);
  ADD ("/oauth/protocol/rule-37-exchange", test_exchange);
  ADD ("/oauth/protocol/rule-37-dpop-jkt", test_jkt);
  ADD ("/oauth/protocol/rule-37-no-downgrade", test_no_downgrade);
  ADD ("/oauth/protocol/rule-37-no-bound-token-unasked", test_not_asked_for);
  ADD ("/oauth/protocol/rule-37-refresh-with-the-same-key", test_refresh_with_the_same_key);
  ADD ("/oauth/protocol/rule-37-resource", test_resource);
  ADD ("/oauth/dpop/nonce-is-sent-once-more", test_nonce);
  ADD ("/oauth/dpop/nonce-only-once-more", test_nonce_only_once);
  ADD ("/oauth/dpop/nonce-that-changes", test_nonce_that_changes);
  ADD ("/oauth/dpop/nonce-of-a-good-answer", test_nonce_of_a_good_answer);
  ADD ("/oauth/dpop/nonce-of-a-refusal", test_nonce_of_a_refusal);
  g_test_add_func ("/oauth/dpop/nonce-by-origin", test_nonce_by_origin);
  g_test_add_func ("/oauth/dpop/bad-key", test_bad_key);

  return g_test_run ();
}
