/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-client-assertion.h"
#include "cck-client.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"
#include "cck-test-request.h"
#include "cck-test-server.h"

#define NOW 1700000000
#define SECRET "planted-secret-of-32-octets-or-more"

/* The form that authentication adds to an empty request. */
static char *
dup_form (CckHttpRequest *request, const char *name)
{
  for (guint i = 0; i < cck_http_request_get_n_form (request); i++)
    {
      if (g_str_equal (cck_http_request_get_form_name (request, i), name))
        return g_strdup (cck_http_request_get_form_value (request, i));
    }

  return NULL;
}

static CckHttpRequest *
apply (CckClientAuthMethod method,
       const char *secret,
       CckJwk *key,
       CckMetadata *metadata,
       GError **error)
{
  g_autoptr (CckClientAuth) auth = cck_client_auth_new (method, "the client", secret, key, NULL);
  g_autoptr (CckHttpRequest) request =
      cck_http_request_new ("POST", "https://issuer.example/tenant/token", CCK_HTTP_NONE);

  g_assert_nonnull (auth);

  return cck_client_auth_apply (auth, request, metadata,
                                cck_client_assertion_choose_audience (metadata), NOW, error)
             ? g_steal_pointer (&request)
             : NULL;
}

static CckJwt *
new_assertion (CckAlgorithm algorithm, CckMetadata *metadata)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (algorithm, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckHttpRequest) request =
      apply (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, NULL, key, metadata, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = dup_form (request, "client_assertion");

  return cck_test_request_verify (text, key);
}

static void
assert_claim (CckJwt *jwt, const char *name, const char *expected)
{
  g_autofree char *found = cck_test_request_dup_claim (jwt, name);

  g_assert_cmpstr (found, ==, expected);
}

/* What a provider offers is its own text, and stands in a message of ours. */
static void
test_offer_is_text (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (
      ",\"token_endpoint_auth_signing_alg_values_supported\":[\"\\u001b[2J\\u202e\"]");
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (apply (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, NULL, key, metadata, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  g_assert_null (strchr (error->message, '\033'));
  g_assert_null (strstr (error->message, "\u202e"));
}

static void
test_private_key_jwt (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (NULL);
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckHttpRequest) request =
      apply (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, NULL, key, metadata, &error);
  g_autofree char *type = dup_form (request, "client_assertion_type");
  g_autofree char *text = dup_form (request, "client_assertion");
  g_autofree char *name = dup_form (request, "client_id");
  g_autoptr (CckJwt) jwt = cck_test_request_verify (text, key);
  g_autofree char *jti = cck_test_request_dup_claim (jwt, "jti");

  g_assert_cmpstr (type, ==, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  g_assert_cmpstr (name, ==, "the client");
  g_assert_null (cck_http_request_get_authorization (request));
  g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, "ES256");
  g_assert_cmpstr (cck_jwt_get_kid (jwt), ==, cck_jwk_get_kid (key, NULL));
  assert_claim (jwt, "iss", "the client");
  assert_claim (jwt, "sub", "the client");
  assert_claim (jwt, "iat", "1700000000");
  assert_claim (jwt, "exp", "1700000060");
  g_assert_cmpuint (strlen (jti), >=, 22);
}

/* A provider that could choose the audience could choose another provider. */
static void
test_audience_is_the_issuer (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (
      ",\"pushed_authorization_request_endpoint\":\"https://victim.example/token\"");
  g_autoptr (CckJwt) jwt = new_assertion (CCK_ALGORITHM_ES256, metadata);

  assert_claim (jwt, "aud", CCK_TEST_ISSUER);
}

static CckMetadata *
new_metadata_at (const char *issuer, const char *token_endpoint)
{
  CckMetadataEndpoints endpoints = { .token_endpoint = token_endpoint };

  return cck_metadata_new_manual (issuer, &endpoints, CCK_HTTP_NONE, NULL);
}

static void
test_audience_where_only_the_endpoint_is_taken (void)
{
  static const struct
  {
    const char *issuer;
    const char *endpoint;
    gboolean is_endpoint;
  } cases[] = {
    { "https://login.microsoftonline.com/t/v2.0",
      "https://login.microsoftonline.com/t/oauth2/v2.0/token", TRUE },
    { "https://dev-1.okta.com", "https://dev-1.okta.com/oauth2/v1/token", TRUE },
    { "https://evil.example", "https://login.microsoftonline.com/t/oauth2/v2.0/token", FALSE },
    { "https://dev-1.okta.com", "https://dev-2.okta.com/oauth2/v1/token", FALSE },
    { "https://okta.com.evil.example", "https://okta.com.evil.example/token", FALSE },
    { "https://notokta.com", "https://notokta.com/token", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CckMetadata) metadata = new_metadata_at (cases[i].issuer, cases[i].endpoint);
      g_autoptr (CckJwt) jwt = new_assertion (CCK_ALGORITHM_ES256, metadata);

      g_test_message ("%s", cases[i].issuer);
      assert_claim (jwt, "aud", cases[i].is_endpoint ? cases[i].endpoint : cases[i].issuer);
    }
}

static void
test_assertions_are_fresh (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (NULL);
  g_autoptr (CckJwt) one = new_assertion (CCK_ALGORITHM_ES256, metadata);
  g_autoptr (CckJwt) two = new_assertion (CCK_ALGORITHM_ES256, metadata);
  g_autofree char *jti = cck_test_request_dup_claim (one, "jti");
  g_autofree char *other = cck_test_request_dup_claim (two, "jti");

  g_assert_cmpstr (jti, !=, other);
}

/* As a PEM file has it: a key that doesn’t say what it is for. */
static CckJwk *
new_key_of_any_algorithm (CckAlgorithm algorithm)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (algorithm, NULL);
  g_autofree char *text = cck_jwk_to_json (key, TRUE);
  g_autofree char *member =
      g_strdup_printf (",\"alg\":\"%s\"", cck_algorithm_get_name (algorithm));
  g_auto (GStrv) parts = g_strsplit (text, member, 2);
  g_autofree char *rest = g_strjoinv ("", parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return cck_jwk_new_from_text (rest, strlen (rest), NULL);
}

static void
test_own_algorithm (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (
      ",\"token_endpoint_auth_signing_alg_values_supported\":[\"PS256\",\"RS256\"]");
  g_autoptr (CckJwt) jwt = new_assertion (CCK_ALGORITHM_RS256, metadata);

  g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, "RS256");
}

static void
test_algorithm (void)
{
  static const struct
  {
    CckAlgorithm key;
    const char *offered;
    const char *chosen;
  } cases[] = {
    { CCK_ALGORITHM_RS256, NULL, "RS256" },
    { CCK_ALGORITHM_ES384, NULL, "ES384" },
    { CCK_ALGORITHM_EDDSA, NULL, "EdDSA" },
    { CCK_ALGORITHM_EDDSA, "[\"RS256\",\"Ed25519\"]", "Ed25519" },
    { CCK_ALGORITHM_RS256, "[\"RS256\",\"PS256\"]", "PS256" },
    { CCK_ALGORITHM_ES256, "[\"RS256\",\"ES256\"]", "ES256" },
    { CCK_ALGORITHM_ES256, "[\"RS256\",\"PS256\",\"ES384\",\"HS256\"]", NULL },
    { CCK_ALGORITHM_ES256, "[\"none\"]", NULL },
    { CCK_ALGORITHM_ES256, "[]", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *extra = NULL;
      g_autoptr (CckMetadata) metadata = NULL;
      g_autoptr (CckJwk) key = new_key_of_any_algorithm (cases[i].key);
      g_autoptr (CckHttpRequest) request = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (CckJwt) jwt = NULL;

      if (cases[i].offered != NULL)
        extra = g_strdup_printf (",\"token_endpoint_auth_signing_alg_values_supported\":%s",
                                 cases[i].offered);
      metadata = cck_test_provider_new_metadata (extra);
      request = apply (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, NULL, key, metadata, &error);
      if (cases[i].chosen == NULL)
        {
          g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
          continue;
        }
      g_assert_no_error (error);
      text = dup_form (request, "client_assertion");
      jwt = cck_test_request_verify (text, key);
      g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, cases[i].chosen);
    }
}

static void
test_secret_jwt (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (NULL);
  g_autoptr (CckJwk) secret = cck_jwk_new_secret (SECRET, strlen (SECRET));
  g_autoptr (GError) error = NULL;
  g_autoptr (CckHttpRequest) request =
      apply (CCK_CLIENT_AUTH_SECRET_JWT, SECRET, NULL, metadata, &error);
  g_autofree char *text = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  g_assert_no_error (error);
  text = dup_form (request, "client_assertion");
  jwt = cck_test_request_verify (text, secret);
  g_assert_cmpstr (cck_jwt_get_alg (jwt), ==, "HS256");
  assert_claim (jwt, "aud", CCK_TEST_ISSUER);
  g_assert_false (cck_http_request_has_form (request, "client_secret"));
}

/* RFC 7518 §3.2: an HMAC key is as long as the hash. */
static void
test_short_secret (void)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (apply (CCK_CLIENT_AUTH_SECRET_JWT, "planted-short", NULL, metadata, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  g_assert_null (strstr (error->message, "planted"));
}

static void
test_missing_credentials (void)
{
  static const CckClientAuthMethod methods[] = {
    CCK_CLIENT_AUTH_SECRET_BASIC, CCK_CLIENT_AUTH_SECRET_POST, CCK_CLIENT_AUTH_SECRET_JWT,
    CCK_CLIENT_AUTH_PRIVATE_KEY_JWT,
  };
  g_autoptr (CckJwk) pair = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *text = cck_jwk_to_json (pair, FALSE);
  g_autoptr (CckJwk) shared = cck_jwk_new_secret (SECRET, strlen (SECRET));
  g_autoptr (CckJwk) public_key = cck_jwk_new_from_text (text, strlen (text), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_client_auth_new (methods[i], "c", "", NULL, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
      g_assert_nonnull (strstr (error->message, cck_client_auth_method_to_wire (methods[i])));
    }

  g_assert_null (
      cck_client_auth_new (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, "c", NULL, public_key, NULL));
  g_assert_null (cck_client_auth_new (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, "c", NULL, shared, NULL));
}

static void
test_names (void)
{
  for (CckClientAuthMethod i = CCK_CLIENT_AUTH_NONE; i <= CCK_CLIENT_AUTH_TLS; i++)
    {
      CckClientAuthMethod found = CCK_CLIENT_AUTH_NONE;

      g_assert_true (
          cck_client_auth_method_from_wire (cck_client_auth_method_to_wire (i), &found));
      g_assert_cmpint (found, ==, i);
    }
}

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckMetadata *metadata;
  CckClient *client;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autoptr (CckClientAuth) auth =
      cck_client_auth_new (CCK_CLIENT_AUTH_PRIVATE_KEY_JWT, "c", NULL, key, NULL);

  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->metadata = cck_test_request_new_metadata (self->server, data);
  self->client = cck_client_new (self->http, self->metadata, auth);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_client_unref (self->client);
  cck_metadata_unref (self->metadata);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static CckHttpResponse *
ask (Fixture *self, const char *path, GError **error)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, path);
  g_autoptr (CckHttpRequest) request = cck_client_new_request (self->client, uri);

  return cck_test_await_boxed (cck_client_send (self->client, request, NOW), error);
}

static void
assert_audience (Fixture *self, guint before, const char *expected)
{
  g_autofree char *request = cck_test_server_dup_earlier (self->server, before);
  g_autofree char *text = cck_test_request_dup_form (request, "client_assertion");
  g_autoptr (CckJwt) jwt = cck_jwt_parse (text, -1, CCK_JWT_FLAGS_NONE, NULL);

  assert_claim (jwt, "aud", expected);
}

#define NOT_THIS_CLIENT                                                                           \
  "HTTP/1.1 401 Unauthorized\r\nContent-Length: 26\r\nConnection: close\r\n\r\n"                  \
  "{\"error\":\"invalid_client\"}"

static void
test_old_provider (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) first = NULL;
  g_autoptr (CckHttpResponse) second = NULL;

  cck_test_server_add_json (self->server, "/token", "200 OK", "{}");
  cck_test_server_add_once (self->server, "/token", NOT_THIS_CLIENT);
  first = ask (self, "/token", NULL);
  g_assert_nonnull (first);
  assert_audience (self, 1, cck_metadata_get_issuer (self->metadata));
  assert_audience (self, 0, cck_metadata_get_token_endpoint (self->metadata));

  /* Once is enough. */
  second = ask (self, "/token", NULL);
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 3);
  assert_audience (self, 0, cck_metadata_get_token_endpoint (self->metadata));
}

static void
test_wrong_key (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/token", NOT_THIS_CLIENT);
  g_assert_null (ask (self, "/token", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_WRONG_CLIENT);
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 2);
  g_clear_error (&error);
  g_assert_null (ask (self, "/token", &error));
  assert_audience (self, 1, cck_metadata_get_issuer (self->metadata));
}

/* One that refuses in order to get an assertion for somebody else. */
static void
test_injected_audience (void)
{
  g_autoptr (CckTestServer) victim = cck_test_server_new ();
  g_autofree char *endpoint = cck_test_server_dup_uri (victim, "/token");
  Fixture self = { 0 };
  CckMetadataEndpoints endpoints = { .token_endpoint = endpoint };
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckClient) client = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, NULL);
  metadata = cck_metadata_with_endpoints (self.metadata, &endpoints, &error);
  g_assert_no_error (error);
  client = cck_client_new (self.http, metadata, cck_client_get_auth (self.client));
  g_clear_pointer (&self.client, cck_client_unref);
  self.client = g_steal_pointer (&client);
  cck_test_server_add_json (victim, "/token", "200 OK", "{}");
  cck_test_server_add (self.server, "/par", NOT_THIS_CLIENT);
  g_assert_null (ask (&self, "/par", &error));
  g_assert_cmpuint (cck_test_server_count (self.server, "/par"), ==, 1);
  g_assert_cmpuint (cck_test_server_count (victim, "/token"), ==, 0);
  tear_down (&self, NULL);
}

static void
test_tls (void)
{
  g_autoptr (CckTestServer) server = cck_test_server_new ();
  g_autoptr (CckHttp) http = cck_http_new ();
  g_autofree char *alias = cck_test_server_dup_uri (server, "/mtls/token");
  g_autofree char *extra =
      g_strdup_printf (",\"mtls_endpoint_aliases\":{\"token_endpoint\":\"%s\"}", alias);
  g_autoptr (CckMetadata) metadata = cck_test_request_new_metadata (server, extra);
  g_autoptr (CckClientAuth) auth = cck_client_auth_new (CCK_CLIENT_AUTH_TLS, "c", NULL, NULL, NULL);
  g_autoptr (CckClientAuth) none =
      cck_client_auth_new (CCK_CLIENT_AUTH_NONE, "c", NULL, NULL, NULL);
  g_autoptr (CckClient) client = cck_client_new (http, metadata, auth);
  g_autoptr (CckClient) other = cck_client_new (http, metadata, none);
  g_autoptr (CckHttpRequest) request = cck_client_new_request (client, alias);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (cck_client_get_endpoint (client, "token_endpoint", NULL), ==, alias);
  g_assert_cmpstr (cck_client_get_endpoint (client, "revocation_endpoint", NULL), ==,
                   cck_metadata_get_revocation_endpoint (metadata));
  g_assert_cmpstr (cck_client_get_endpoint (other, "token_endpoint", NULL), ==,
                   cck_metadata_get_token_endpoint (metadata));

  /* Without a certificate nothing is sent that the provider could take for a public client. */
  g_assert_null (cck_test_await_boxed (cck_client_send (client, request, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
  g_assert_cmpuint (cck_test_server_count (server, "/mtls/token"), ==, 0);
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-27-private-key-jwt", test_private_key_jwt);
  g_test_add_func ("/oauth/protocol/rule-27-audience-is-the-issuer", test_audience_is_the_issuer);
  g_test_add_func ("/oauth/protocol/rule-27-audience-where-only-the-endpoint-is-taken",
                   test_audience_where_only_the_endpoint_is_taken);
  g_test_add_func ("/oauth/protocol/rule-27-assertions-are-fresh", test_assertions_are_fresh);
  g_test_add_func ("/oauth/protocol/rule-27-algorithm-of-the-assertion", test_algorithm);
  g_test_add_func ("/oauth/protocol/rule-27-algorithm-of-the-key", test_own_algorithm);
  g_test_add_func ("/oauth/protocol/rule-27-client-secret-jwt", test_secret_jwt);
  g_test_add_func ("/oauth/protocol/rule-27-short-secret", test_short_secret);
  g_test_add_func ("/oauth/protocol/rule-27-missing-credentials", test_missing_credentials);
  g_test_add_func ("/oauth/protocol/rule-27-tls-client-auth", test_tls);
  g_test_add_func ("/oauth/protocol/rule-27-injected-audience", test_injected_audience);
  g_test_add ("/oauth/client-auth/endpoint-as-audience", Fixture, NULL, set_up, test_old_provider,
              tear_down);
  g_test_add ("/oauth/client-auth/wrong-key", Fixture, NULL, set_up, test_wrong_key, tear_down);
  g_test_add_func ("/oauth/client-auth/offer-is-text", test_offer_is_text);
  g_test_add_func ("/oauth/client-auth/names", test_names);

  return g_test_run ();
}
