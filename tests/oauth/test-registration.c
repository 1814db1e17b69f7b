/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jwk.h"
#include "cck-oauth-error.h"
#include "cck-registration-client.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

#define REDIRECT "http://127.0.0.1/callback"
#define MANAGED                                                                                   \
  ",\"registration_client_uri\":\"https://a.example/r/1\","                                       \
  "\"registration_access_token\":\"planted-registration\""

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckMetadata *metadata;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *issuer = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) document = NULL;

  self->server = cck_test_server_new ();
  issuer = cck_test_server_dup_uri (self->server, "");
  text = g_strdup_printf ("{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\","
                          "\"registration_endpoint\":\"%s/register\"}", issuer, issuer, issuer);
  document = g_bytes_new (text, strlen (text));
  self->metadata = cck_metadata_parse (document, issuer, CCK_HTTP_ALLOW_LOOPBACK, NULL);
  self->http = cck_http_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_metadata_unref (self->metadata);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static const char *const redirects[] = { REDIRECT, "http://[::1]/callback", NULL };

static const CckRegistrationRequest plain_request = {
  .client_name = "Claimcheck “here”",
  .redirect_uris = redirects,
  .auth_method = CCK_CLIENT_AUTH_NONE,
  .scope = "openid email",
};

static CckClientRegistration *
register_with (Fixture *self, const CckRegistrationRequest *request, const char *token,
               GError **error)
{
  return cck_test_await_boxed (
      cck_registration_client_register (self->http, self->metadata, request, token), error);
}

static CckClientRegistration *
register_plainly (Fixture *self, GError **error)
{
  return register_with (self, &plain_request, NULL, error);
}

static void
answer (Fixture *self, const char *status, const char *body)
{
  cck_test_server_add_json (self->server, "/register", status, body);
}

static void
assert_sent (Fixture *self, const char *text)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);

  g_test_message ("%s", request);
  g_assert_nonnull (strstr (request, text));
}

static void
assert_not_sent (Fixture *self, const char *text)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);

  g_assert_null (strstr (request, text));
}

static void
test_native_client (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckClientRegistration) registration = NULL;

  answer (self, "201 Created",
          "{\"client_id\":\"the client\",\"token_endpoint_auth_method\":\"none\","
          "\"redirect_uris\":[\"" REDIRECT "\"],\"scope\":\"openid\"" MANAGED "}");
  registration = register_plainly (self, &error);

  g_assert_no_error (error);
  assert_sent (self, "POST /register HTTP/1.1\r\n");
  assert_sent (self, "Content-Type: application/json\r\n");
  assert_sent (self, "\"client_name\":\"Claimcheck “here”\",\"application_type\":\"native\","
                     "\"token_endpoint_auth_method\":\"none\","
                     "\"grant_types\":[\"authorization_code\",\"refresh_token\"],"
                     "\"response_types\":[\"code\"],\"redirect_uris\":[\"" REDIRECT "\","
                     "\"http://[::1]/callback\"],\"scope\":\"openid email\"}");
  assert_not_sent (self, "Authorization:");
  g_assert_cmpstr (cck_client_registration_get_client_id (registration), ==, "the client");
  g_assert_cmpint (cck_client_registration_get_auth_method (registration), ==,
                   CCK_CLIENT_AUTH_NONE);
  g_assert_null (cck_client_registration_get_client_secret (registration));
  g_assert_cmpstr (cck_client_registration_get_redirect_uris (registration)[0], ==, REDIRECT);
  g_assert_cmpstr (cck_client_registration_get_scope (registration), ==, "openid");
  g_assert_cmpstr (cck_client_registration_get_uri (registration), ==, "https://a.example/r/1");
  g_assert_cmpstr (cck_client_registration_get_access_token (registration), ==,
                   "planted-registration");
}

static void
test_initial_access_token (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckClientRegistration) registration = NULL;

  answer (self, "200 OK", "{\"client_id\":\"c\"}");
  registration = register_with (self, &plain_request, "planted-initial", &error);

  g_assert_no_error (error);
  g_assert_nonnull (registration);
  assert_sent (self, "Authorization: Bearer planted-initial\r\n");
}

static void
test_token_of_one_line (Fixture *self, gconstpointer data)
{
  static const char *const tokens[] = { "", "planted\tone", "planted\r\nX-Planted: 1", "planted\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (register_with (self, &plain_request, tokens[i], &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
      g_assert_null (strstr (error->message, "planted"));
    }
  assert_not_sent (self, "POST");
}

static void
test_given_secret (Fixture *self, gconstpointer data)
{
  g_autoptr (CckClientRegistration) registration = NULL;

  answer (self, "201 Created",
          "{\"client_id\":\"c\",\"client_secret\":\"planted-secret\","
          "\"client_secret_expires_at\":1800000000}");
  registration = register_plainly (self, NULL);

  g_assert_cmpstr (cck_client_registration_get_client_secret (registration), ==,
                   "planted-secret");
  g_assert_cmpint (cck_client_registration_get_secret_expires_at (registration), ==, 1800000000);
  /* RFC 7591 §2: the default. */
  g_assert_cmpint (cck_client_registration_get_auth_method (registration), ==,
                   CCK_CLIENT_AUTH_SECRET_BASIC);
}

static void
test_machine (Fixture *self, gconstpointer data)
{
  static const char *const grants[] = { "client_credentials", NULL };
  const CckRegistrationRequest request = {
    .client_name = "x",
    .auth_method = CCK_CLIENT_AUTH_SECRET_POST,
    .grant_types = grants,
    .dpop_bound = TRUE,
  };
  g_autoptr (CckClientRegistration) registration = NULL;

  answer (self, "201 Created", "{\"client_id\":\"c\"}");
  registration = register_with (self, &request, NULL, NULL);

  g_assert_nonnull (registration);
  assert_sent (self, "\"token_endpoint_auth_method\":\"client_secret_post\","
                     "\"grant_types\":[\"client_credentials\"],\"response_types\":[],"
                     "\"dpop_bound_access_tokens\":true}");
}

static void
test_redirects_on_this_computer (Fixture *self, gconstpointer data)
{
  static const char *const uris[] = {
    "https://a.example/callback", "http://a.example/callback", "myapp://callback",
    "http://127.0.0.1/#x", "https://127.0.0.1/", "x",
  };

  answer (self, "201 Created", "{\"client_id\":\"c\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      const char *const list[] = { REDIRECT, uris[i], NULL };
      CckRegistrationRequest request = plain_request;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", uris[i]);
      request.redirect_uris = list;
      g_assert_null (register_with (self, &request, NULL, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
  g_assert_cmpuint (cck_test_server_count (self->server, "/register"), ==, 0);
}

static char *
dup_key_set (gboolean with_private)
{
  g_autoptr (CckJwk) key = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *text = cck_jwk_to_json (key, with_private);

  return g_strdup_printf ("{\"keys\":[%s]}", text);
}

static void
test_public_key (Fixture *self, gconstpointer data)
{
  g_autofree char *keys = dup_key_set (FALSE);
  g_autofree char *member = g_strdup_printf (",\"jwks\":%s}", keys);
  CckRegistrationRequest request = plain_request;
  g_autoptr (CckClientRegistration) registration = NULL;
  g_autoptr (GError) error = NULL;

  request.auth_method = CCK_CLIENT_AUTH_PRIVATE_KEY_JWT;
  request.jwks = keys;
  answer (self, "201 Created",
          "{\"client_id\":\"c\",\"token_endpoint_auth_method\":\"private_key_jwt\"}");
  registration = register_with (self, &request, NULL, &error);

  g_assert_no_error (error);
  assert_sent (self, member);
  g_assert_cmpint (cck_client_registration_get_auth_method (registration), ==,
                   CCK_CLIENT_AUTH_PRIVATE_KEY_JWT);
}

static void
test_no_private_key_is_sent (Fixture *self, gconstpointer data)
{
  g_autofree char *private = dup_key_set (TRUE);
  const char *const sets[] = { NULL, private, "{\"keys\":[]}", "{}", "x",
                               "{\"keys\":[{\"kty\":\"oct\",\"k\":\"YQ\"}]}" };

  answer (self, "201 Created", "{\"client_id\":\"c\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      CckRegistrationRequest request = plain_request;
      g_autoptr (GError) error = NULL;

      request.auth_method = CCK_CLIENT_AUTH_PRIVATE_KEY_JWT;
      request.jwks = sets[i];
      g_assert_null (register_with (self, &request, NULL, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
  g_assert_cmpuint (cck_test_server_count (self->server, "/register"), ==, 0);
}

static void
test_answers (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *body;
    CckOauthError code;
  } cases[] = {
    { "201 Created", "{}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":\"\"}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":7}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":\"a\\nb\"}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":\"c\",\"client_secret\":\"s\"}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created",
      "{\"client_id\":\"c\",\"client_secret\":\"s\",\"client_secret_expires_at\":\"0\"}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created",
      "{\"client_id\":\"c\",\"client_secret\":\"s\",\"client_secret_expires_at\":-1}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":\"c\",\"token_endpoint_auth_method\":\"client_secret_post\"}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":\"c\",\"token_endpoint_auth_method\":\"handshake\"}",
      CCK_OAUTH_ERROR_UNSUPPORTED },
    { "201 Created", "{\"client_id\":\"c\",\"registration_client_uri\":\"https://a.example/r\"}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":\"c\",\"registration_access_token\":\"t\"}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created",
      "{\"client_id\":\"c\",\"registration_access_token\":\"a b\","
      "\"registration_client_uri\":\"https://a.example/r\"}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created",
      "{\"client_id\":\"c\",\"registration_access_token\":\"t\","
      "\"registration_client_uri\":\"http://a.example/r\"}",
      CCK_OAUTH_ERROR_INSECURE },
    { "201 Created", "{\"client_id\":\"c\",\"redirect_uris\":\"x\"}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "201 Created", "{\"client_id\":\"c\",\"client_id\":\"d\"}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "400 Bad Request", "{\"error\":\"invalid_redirect_uri\"}", CCK_OAUTH_ERROR_REFUSED },
    { "401 Unauthorized", "", CCK_OAUTH_ERROR_TOKEN_REFUSED },
    { "403 Forbidden", "{\"error\":\"x\"}", CCK_OAUTH_ERROR_TOKEN_REFUSED },
    { "307 Elsewhere", "", CCK_OAUTH_ERROR_REDIRECTED },
    { "500 Oops", "", CCK_OAUTH_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].body);
      answer (self, cases[i].status, cases[i].body);
      g_assert_null (register_plainly (self, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, (int) cases[i].code);
    }
}

static void
test_error_repeats_no_token (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  answer (self, "400 Bad Request",
          "{\"error\":\"x\",\"error_description\":\"planted-initial is over\"}");
  g_assert_null (register_with (self, &plain_request, "planted-initial", &error));
  g_assert_nonnull (strstr (error->message, "is over"));
  g_assert_null (strstr (error->message, "planted"));
}

static void
test_sent_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/register",
                       "HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{\"client");
  g_assert_null (register_plainly (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  g_assert_cmpuint (cck_test_server_count (self->server, "/register"), ==, 1);
}

static void
test_management (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/r/1");
  g_autoptr (GError) error = NULL;
  g_autoptr (CckClientRegistration) registration = NULL;

  cck_test_server_add_json (self->server, "/r/1", "200 OK", "{\"client_id\":\"c\"" MANAGED "}");
  registration = cck_test_await_boxed (
      cck_registration_client_read (self->http, uri, "planted-old", CCK_HTTP_ALLOW_LOOPBACK),
      &error);
  g_assert_no_error (error);
  assert_sent (self, "GET /r/1 HTTP/1.1\r\n");
  assert_sent (self, "Authorization: Bearer planted-old\r\n");
  g_assert_cmpstr (cck_client_registration_get_access_token (registration), ==,
                   "planted-registration");

  cck_test_server_add (self->server, "/r/1",
                       "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  g_assert_true (cck_test_await_boolean (
      cck_registration_client_delete (self->http, uri, "planted-old", CCK_HTTP_ALLOW_LOOPBACK),
      &error));
  g_assert_no_error (error);
  assert_sent (self, "DELETE /r/1 HTTP/1.1\r\n");
}

static void
test_end_of_a_registration (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *status;
    int code; /* -1: it is over */
  } cases[] = {
    { "401 Unauthorized", -1 },
    { "404 Not Found", -1 },
    { "403 Forbidden", CCK_OAUTH_ERROR_TOKEN_REFUSED },
    { "405 Method Not Allowed", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "500 Oops", CCK_OAUTH_ERROR_SERVER },
  };
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/r/1");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_over;

      g_test_message ("%s", cases[i].status);
      cck_test_server_add_json (self->server, "/r/1", cases[i].status, "");
      is_over = cck_test_await_boolean (
          cck_registration_client_delete (self->http, uri, "t", CCK_HTTP_ALLOW_LOOPBACK), &error);
      g_assert_true (is_over == (cases[i].code < 0));
      if (cases[i].code >= 0)
        g_assert_error (error, CCK_OAUTH_ERROR, cases[i].code);
    }
}

static void
test_no_endpoint (Fixture *self, gconstpointer data)
{
  static const CckMetadataEndpoints endpoints = { .token_endpoint = "https://a.example/token" };
  g_autoptr (CckMetadata) bare =
      cck_metadata_new_manual ("https://a.example", &endpoints, CCK_HTTP_NONE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (
      cck_registration_client_register (self->http, bare, &plain_request, NULL), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
}

static void
test_no_wider_scope (void)
{
  static const struct
  {
    const char *asked;
    const char *registered; /* a JSON member */
    const char *expected;
  } cases[] = {
    { "openid email", "", "openid email" },
    { "openid email", ",\"scope\":\"\"", "openid email" },
    { "openid email", ",\"scope\":\"openid email\"", "openid email" },
    { "openid email", ",\"scope\":\"admin email openid offline_access\"", "openid email" },
    { "openid email profile", ",\"scope\":\"openid email\"", "openid email" },
    /* What is optional there, which is not what was asked about. */
    { "openid email", ",\"scope\":\"address phone offline_access\"", "openid email" },
    { "openid offline_access", ",\"scope\":\"phone offline_access\"", "openid offline_access" },
    { NULL, ",\"scope\":\"admin\"", NULL },
    { "", ",\"scope\":\"admin\"", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"client_id\":\"c\"%s}", cases[i].registered);
      g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (CckClientRegistration) registration =
          cck_client_registration_parse (document, CCK_HTTP_NONE, &error);
      g_autofree char *scope = NULL;

      g_assert_no_error (error);
      scope = cck_client_registration_dup_scope (registration, cases[i].asked);
      g_assert_cmpstr (scope, ==, cases[i].expected);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-34-native-client", test_native_client);
  ADD ("/oauth/protocol/rule-34-redirects-on-this-computer", test_redirects_on_this_computer);
  ADD ("/oauth/protocol/rule-34-registration-token-in-no-error", test_error_repeats_no_token);
  g_test_add_func ("/oauth/protocol/rule-06-no-wider-scope-by-registration", test_no_wider_scope);
  ADD ("/oauth/registration/initial-access-token", test_initial_access_token);
  ADD ("/oauth/registration/token-of-one-line", test_token_of_one_line);
  ADD ("/oauth/registration/given-secret", test_given_secret);
  ADD ("/oauth/registration/machine", test_machine);
  ADD ("/oauth/registration/public-key", test_public_key);
  ADD ("/oauth/registration/no-private-key-is-sent", test_no_private_key_is_sent);
  ADD ("/oauth/registration/answers", test_answers);
  ADD ("/oauth/registration/sent-once", test_sent_once);
  ADD ("/oauth/registration/management", test_management);
  ADD ("/oauth/registration/end-of-a-registration", test_end_of_a_registration);
  ADD ("/oauth/registration/no-endpoint", test_no_endpoint);

  return g_test_run ();
}
