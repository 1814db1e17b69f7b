/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-grants.h"
#include "cck-introspection.h"
#include "cck-issued-token.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

#define NOW 1700000000
#define ACCESS_TOKEN_TYPE "urn:ietf:params:oauth:token-type:access_token"
#define TOKENS                                                                                    \
  "{\"access_token\":\"planted-new\",\"token_type\":\"bearer\",\"expires_in\":60,"                \
  "\"refresh_token\":\"planted-refresh\"}"
#define EXCHANGED                                                                                 \
  "{\"access_token\":\"planted-new\",\"token_type\":\"bearer\",\"expires_in\":60,"                \
  "\"issued_token_type\":\"" ACCESS_TOKEN_TYPE "\"}"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckMetadata *metadata;
  CckClient *client; /* with a secret */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *issuer = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (CckClientAuth) auth =
      cck_client_auth_new (CCK_CLIENT_AUTH_SECRET_POST, "c", "planted-secret", NULL, NULL);

  self->server = cck_test_server_new ();
  issuer = cck_test_server_dup_uri (self->server, "");
  text = g_strdup_printf ("{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\","
                          "\"introspection_endpoint\":\"%s/introspect\"}", issuer, issuer, issuer);
  document = g_bytes_new (text, strlen (text));
  self->metadata = cck_metadata_parse (document, issuer, CCK_HTTP_ALLOW_LOOPBACK, NULL);
  self->http = cck_http_new ();
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

static void
answer (Fixture *self, const char *status, const char *body)
{
  cck_test_server_add_json (self->server, "/token", status, body);
  cck_test_server_add_json (self->server, "/introspect", status, body);
}

static void
assert_sent (Fixture *self, const char *text)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);

  g_test_message ("%s", request);
  g_assert_nonnull (strstr (request, text));
}

static void
assert_nothing_sent (Fixture *self)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);

  g_assert_cmpstr (request, ==, "");
}

static CckTokenSet *
ask_as_client (CckClient *client, GError **error)
{
  static const char *const parameters[] = { "resource=https://api.example", NULL };

  return cck_test_await_boxed (
      cck_grants_client_credentials (client, "read write", parameters, NOW), error);
}

static void
test_client_credentials (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;

  answer (self, "200 OK", TOKENS);
  tokens = ask_as_client (self->client, &error);

  g_assert_no_error (error);
  assert_sent (self, "grant_type=client_credentials&scope=read+write&"
                     "resource=https%3A%2F%2Fapi.example&client_id=c&client_secret=planted-secret");
  g_assert_cmpstr (cck_token_set_get_access_token (tokens), ==, "planted-new");
  g_assert_cmpint (cck_token_set_get_expires_at (tokens), ==, NOW + 60);
  g_assert_cmpstr (cck_token_set_get_scope (tokens), ==, "read write");
  /* RFC 6749 §4.4.3: the secret asks anew, and is no worse than a refresh token. */
  g_assert_null (cck_token_set_get_refresh_token (tokens));
}

static void
test_public_client (Fixture *self, gconstpointer data)
{
  g_autoptr (CckClientAuth) auth =
      cck_client_auth_new (CCK_CLIENT_AUTH_NONE, "c", NULL, NULL, NULL);
  g_autoptr (CckClient) client = cck_client_new (self->http, self->metadata, auth);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask_as_client (client, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  assert_nothing_sent (self);
}

static void
test_client_credentials_errors (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *body;
    CckOauthError code;
  } cases[] = {
    { "401 Unauthorized", "{\"error\":\"invalid_client\"}", CCK_OAUTH_ERROR_WRONG_CLIENT },
    { "400 Bad Request", "{\"error\":\"unauthorized_client\"}", CCK_OAUTH_ERROR_REFUSED },
    { "400 Bad Request", "{\"error\":\"invalid_scope\"}", CCK_OAUTH_ERROR_REFUSED },
    { "200 OK", "{\"token_type\":\"Bearer\"}", CCK_OAUTH_ERROR_BAD_TOKEN },
    { "200 OK", "<html>", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "302 Found", "", CCK_OAUTH_ERROR_REDIRECTED },
    { "503 Busy", "", CCK_OAUTH_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].body);
      answer (self, cases[i].status, cases[i].body);
      g_assert_null (ask_as_client (self->client, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, (int) cases[i].code);
    }
}

static CckIssuedToken *
exchange (Fixture *self, const CckTokenExchange *what, GError **error)
{
  return cck_test_await_boxed (cck_grants_exchange_token (self->client, what, NULL, NOW), error);
}

static void
test_exchange (Fixture *self, gconstpointer data)
{
  static const char *const audience[] = { "a", "b", NULL };
  static const char *const resource[] = { "https://api.example/x", NULL };
  const CckTokenExchange what = {
    .subject_token = "planted-subject",
    .subject_token_type = "access_token",
    .actor_token = "planted-actor",
    .actor_token_type = "urn:example:own",
    .requested_token_type = "jwt",
    .audience = audience,
    .resource = resource,
    .scope = "read",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CckIssuedToken) token = NULL;

  answer (self, "200 OK", EXCHANGED);
  token = exchange (self, &what, &error);

  g_assert_no_error (error);
  assert_sent (self,
               "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&scope=read&"
               "subject_token=planted-subject&"
               "subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token&"
               "actor_token=planted-actor&actor_token_type=urn%3Aexample%3Aown&"
               "resource=https%3A%2F%2Fapi.example%2Fx&audience=a&audience=b&"
               "requested_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt&client_id=c");
  g_assert_cmpstr (cck_issued_token_get_token (token), ==, "planted-new");
  g_assert_cmpstr (cck_issued_token_get_token_type (token), ==, "Bearer");
  g_assert_cmpstr (cck_issued_token_get_issued_type (token), ==, ACCESS_TOKEN_TYPE);
  g_assert_cmpstr (cck_issued_token_get_scope (token), ==, "read");
  g_assert_cmpint (cck_issued_token_get_expires_at (token), ==, NOW + 60);
  g_assert_null (cck_issued_token_get_refresh_token (token));
}

/* What can't be asked isn't asked. */
/* What a key guards is not traded for what anybody can use. */
static void
test_exchange_of_a_bound_token (Fixture *self, gconstpointer data)
{
  static const CckTokenExchange what = { .subject_token = "planted-subject",
                                         .subject_token_type = "access_token" };
  g_autoptr (CckDpop) dpop = cck_dpop_new (NULL);
  g_autoptr (CckClient) client = cck_client_with_dpop (self->client, dpop);
  g_autoptr (CckIssuedToken) bound = NULL;
  g_autoptr (GError) error = NULL;

  answer (self, "200 OK", EXCHANGED);
  g_assert_null (cck_test_await_boxed (cck_grants_exchange_token (client, &what, NULL, NOW),
                                       &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN);
  g_assert_nonnull (strstr (error->message, "DPoP"));

  answer (self, "200 OK",
          "{\"access_token\":\"planted-new\",\"token_type\":\"DPoP\","
          "\"issued_token_type\":\"" ACCESS_TOKEN_TYPE "\"}");
  bound = cck_test_await_boxed (cck_grants_exchange_token (client, &what, NULL, NOW), NULL);
  g_assert_cmpstr (cck_issued_token_get_token_type (bound), ==, "DPoP");
}

static void
test_exchange_requests (Fixture *self, gconstpointer data)
{
  static const char *const fragment[] = { "https://api.example/#x", NULL };
  static const char *const relative[] = { "api", NULL };
  static const CckTokenExchange cases[] = {
    { .subject_token_type = "jwt" },
    { .subject_token = "s" },
    { .subject_token = "s", .subject_token_type = "no type" },
    { .subject_token = "s", .subject_token_type = "jwt", .actor_token = "a" },
    { .subject_token = "s", .subject_token_type = "jwt", .actor_token_type = "jwt" },
    { .subject_token = "s", .subject_token_type = "jwt", .requested_token_type = "?" },
    { .subject_token = "s", .subject_token_type = "jwt", .resource = fragment },
    { .subject_token = "s", .subject_token_type = "jwt", .resource = relative },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %zu", i);
      g_assert_null (exchange (self, &cases[i], &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
  assert_nothing_sent (self);
}

static void
test_exchange_answers (Fixture *self, gconstpointer data)
{
  static const CckTokenExchange what = { .subject_token = "planted-subject",
                                         .subject_token_type = "jwt" };
  static const struct
  {
    const char *status;
    const char *body;
    int code; /* -1: fine */
  } cases[] = {
    { "200 OK", EXCHANGED, -1 },
    { "200 OK", "{\"access_token\":\"<saml>\",\"token_type\":\"N_A\",\"issued_token_type\":\"x\"}",
      -1 },
    { "200 OK", "{\"access_token\":\"a\",\"token_type\":\"dPOP\",\"issued_token_type\":\"x\"}",
      -1 },
    { "200 OK", TOKENS, CCK_OAUTH_ERROR_BAD_TOKEN },
    { "200 OK", "{\"access_token\":\"a b\",\"token_type\":\"Bearer\",\"issued_token_type\":\"x\"}",
      CCK_OAUTH_ERROR_BAD_TOKEN },
    { "200 OK", "{\"access_token\":\"a\",\"issued_token_type\":\"x\"}", CCK_OAUTH_ERROR_BAD_TOKEN },
    { "200 OK", "{\"access_token\":\"a\",\"token_type\":\"mac\",\"issued_token_type\":\"x\"}",
      CCK_OAUTH_ERROR_BAD_TOKEN },
    { "200 OK", "{\"token_type\":\"Bearer\",\"issued_token_type\":\"x\"}",
      CCK_OAUTH_ERROR_BAD_TOKEN },
    { "200 OK", "{\"access_token\":7,\"token_type\":\"Bearer\",\"issued_token_type\":\"x\"}",
      CCK_OAUTH_ERROR_BAD_TOKEN },
    { "200 OK", "[]", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "400 Bad Request", "{\"error\":\"invalid_target\"}", CCK_OAUTH_ERROR_REFUSED },
    { "400 Bad Request", "{\"error\":\"invalid_grant\"}", CCK_OAUTH_ERROR_SIGN_IN_AGAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckIssuedToken) token = NULL;

      g_test_message ("%s", cases[i].body);
      answer (self, cases[i].status, cases[i].body);
      token = exchange (self, &what, &error);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, CCK_OAUTH_ERROR, cases[i].code);
      g_assert_true ((token != NULL) == (cases[i].code < 0));
    }
}

static void
test_exchange_repeats_no_secret (Fixture *self, gconstpointer data)
{
  static const CckTokenExchange what = { .subject_token = "planted-subject",
                                         .subject_token_type = "jwt",
                                         .actor_token = "planted-actor",
                                         .actor_token_type = "jwt" };
  g_autoptr (GError) error = NULL;

  answer (self, "400 Bad Request",
          "{\"error\":\"x\",\"error_description\":\"planted-subject planted-actor "
          "planted-secret\"}");
  g_assert_null (exchange (self, &what, &error));
  g_assert_null (strstr (error->message, "planted"));
}

static CckIntrospection *
introspect (Fixture *self, GError **error)
{
  return cck_test_await_boxed (
      cck_introspection_ask (self->client, "planted-token", "access_token", NOW), error);
}

static void
test_introspection (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckIntrospection) active = NULL;
  g_autoptr (CckIntrospection) over = NULL;

  answer (self, "200 OK", "{\"active\":true,\"scope\":\"read\"}");
  active = introspect (self, &error);
  g_assert_no_error (error);
  assert_sent (self, "POST /introspect HTTP/1.1\r\n");
  assert_sent (self, "token=planted-token&token_type_hint=access_token&client_id=c&"
                     "client_secret=planted-secret");
  g_assert_true (cck_introspection_get_active (active));
  g_assert_cmpstr (cck_json_get_member_string (
                       cck_json_get_root (cck_introspection_get_json (active)), "scope"),
                   ==, "read");

  answer (self, "200 OK", "{\"active\":false}");
  over = introspect (self, &error);
  g_assert_no_error (error);
  g_assert_false (cck_introspection_get_active (over));
}

static void
test_introspection_answers (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *body;
    CckOauthError code;
  } cases[] = {
    { "200 OK", "{}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "{\"active\":\"true\"}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "{\"active\":1}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "{\"active\":true,\"active\":false}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "<html>", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "401 Unauthorized", "", CCK_OAUTH_ERROR_WRONG_CLIENT },
    { "403 Forbidden", "", CCK_OAUTH_ERROR_BAD_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].body);
      answer (self, cases[i].status, cases[i].body);
      g_assert_null (introspect (self, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, (int) cases[i].code);
    }
}

static void
test_signed_introspection (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/introspect",
                       "HTTP/1.1 200 OK\r\nContent-Type: application/token-introspection+jwt\r\n"
                       "Content-Length: 3\r\n\r\na.b");
  g_assert_null (introspect (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (error->message, "signed its answer"));
}

static void
test_no_endpoints (Fixture *self, gconstpointer data)
{
  static const CckMetadataEndpoints endpoints = { .token_endpoint = "https://a.example/token" };
  g_autoptr (CckMetadata) bare =
      cck_metadata_new_manual ("https://a.example", &endpoints, CCK_HTTP_NONE, NULL);
  g_autoptr (CckClient) client =
      cck_client_new (self->http, bare, cck_client_get_auth (self->client));
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (cck_introspection_ask (client, "t", NULL, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-28-client-credentials", test_client_credentials);
  ADD ("/oauth/protocol/rule-28-no-client-credentials-without-a-secret", test_public_client);
  ADD ("/oauth/protocol/rule-28-token-exchange", test_exchange);
  ADD ("/oauth/protocol/rule-28-introspect", test_introspection);
  ADD ("/oauth/protocol/rule-28-active-is-a-boolean", test_introspection_answers);
  ADD ("/oauth/grants/client-credentials-errors", test_client_credentials_errors);
  ADD ("/oauth/protocol/rule-37-exchange-of-a-bound-token", test_exchange_of_a_bound_token);
  ADD ("/oauth/grants/exchange-requests", test_exchange_requests);
  ADD ("/oauth/grants/exchange-answers", test_exchange_answers);
  ADD ("/oauth/grants/exchange-repeats-no-secret", test_exchange_repeats_no_secret);
  ADD ("/oauth/introspection/signed-answer", test_signed_introspection);
  ADD ("/oauth/introspection/no-endpoint", test_no_endpoints);

  return g_test_run ();
}
