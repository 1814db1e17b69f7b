/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client.h"

#include <string.h>

#include "cck-http-secrets.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-request.h"

#define NOW 784111777 /* Sun, 06 Nov 1994 08:49:37 GMT */

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckMetadata *metadata;
  CckClient *client;
} Fixture;

static CckClient *
new_client (Fixture *self, CckClientAuthMethod method)
{
  g_autoptr (CckClientAuth) auth =
      cck_client_auth_new (method, "the client", "planted se:cret/é", NULL, NULL);

  return cck_client_new (self->http, self->metadata, auth);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->metadata = cck_test_request_new_metadata (self->server, NULL);
  self->client = new_client (self, CCK_CLIENT_AUTH_SECRET_POST);
  cck_test_server_add_json (self->server, "/token", "200 OK", "{}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_client_unref (self->client);
  cck_metadata_unref (self->metadata);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static CckHttpRequest *
new_request (Fixture *self)
{
  CckHttpRequest *request = cck_client_new_request (
      self->client, cck_client_get_endpoint (self->client, "token_endpoint", NULL));

  cck_http_request_add_form (request, "grant_type", "urn:planted-grant");
  cck_http_request_add_form (request, "subject_token", "planted+token/1=");

  return request;
}

static CckHttpResponse *
send_request (Fixture *self, CckHttpRequest *request, GError **error)
{
  return cck_test_await_boxed (cck_client_send (self->client, request, NOW), error);
}

static void
test_request_is_not_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpRequest) request = new_request (self);
  g_autoptr (CckHttpResponse) one = send_request (self, request, NULL);
  g_autoptr (CckHttpResponse) two = send_request (self, request, NULL);
  g_autofree char *raw = cck_test_server_dup_request (self->server);

  g_assert_nonnull (one);
  g_assert_nonnull (two);
  g_assert_cmpuint (cck_http_request_get_n_form (request), ==, 2);
  g_assert_null (strstr (strstr (raw, "client_secret=") + 1, "client_secret="));
}

static void
test_is_sent_once (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpRequest) request = new_request (self);
  g_autoptr (GError) error = NULL;

  /* Without a key there is no proof to make another one of. */
  cck_test_server_add (self->server, "/token",
                       "HTTP/1.1 400 Bad Request\r\nDPoP-Nonce: n\r\nContent-Length: 26\r\n"
                       "Connection: close\r\n\r\n{\"error\":\"use_dpop_nonce\"}");
  g_assert_null (send_request (self, request, &error));
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 1);
}

/* Whatever form a secret comes back in, and wherever. */
static void
test_errors_repeat_nothing (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    "{\"error\":\"invalid_request\",\"error_description\":\"planted+token/1=\"}",
    "{\"error\":\"invalid_request\",\"error_description\":\"planted%2Btoken%2F1%3D\"}",
    "{\"error\":\"planted+token/1=\"}",
    "{\"error\":\"x\",\"error_description\":\"planted se:cret/\\u00e9\"}",
    "{\"error\":\"x\",\"error_description\":\"planted+se%3Acret%2F%C3%A9\"}",
    "{\"error\":\"x\",\"error_description\":"
    "\"dGhlK2NsaWVudDpwbGFudGVkK3NlJTNBY3JldCUyRiVDMyVBOQ==\"}",
  };
  static const CckClientAuthMethod methods[] = {
    CCK_CLIENT_AUTH_SECRET_POST, CCK_CLIENT_AUTH_SECRET_BASIC,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (methods) * G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (CckHttpRequest) request = NULL;
      g_autoptr (GError) error = NULL;
      const char *answer = answers[i / G_N_ELEMENTS (methods)];
      CckClientAuthMethod method = methods[i % G_N_ELEMENTS (methods)];

      g_clear_pointer (&self->client, cck_client_unref);
      self->client = new_client (self, method);
      request = new_request (self);
      g_test_message ("%s", answer);
      cck_test_server_add_json (self->server, "/token", "400 Bad Request", answer);
      g_assert_null (send_request (self, request, &error));
      g_assert_null (strstr (error->message, "planted"));
      if (method == CCK_CLIENT_AUTH_SECRET_BASIC)
        g_assert_null (strstr (error->message, "dGhlK2Ns"));
    }
}

/* A short secret inside a long one leaves nothing of that. */
static void
test_secrets_in_secrets (void)
{
  g_autoptr (CckHttpRequest) request =
      cck_http_request_new ("POST", "https://a.example/token", CCK_HTTP_NONE);
  g_autoptr (CckHttpSecrets) secrets = NULL;
  g_autofree char *redacted = NULL;

  cck_http_request_add_form (request, "user_code", "oken");
  cck_http_request_add_form (request, "refresh_token", "planted-token-1");
  secrets = cck_http_secrets_new (request);
  redacted = cck_http_secrets_dup_redacted (secrets, "No planted-token-1 here, oken");

  g_assert_cmpstr (redacted, ==, "No *** here, ***");
}

static void
test_clock_offset (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpRequest) request = new_request (self);
  g_autoptr (CckClient) session = cck_client_with_dpop (self->client, NULL);
  g_autoptr (GError) error = NULL;
  gint64 offset;

  g_assert_false (cck_client_get_clock_offset (self->client, &offset));

  /* From a refusal, too. */
  cck_test_server_add (self->server, "/token",
                       "HTTP/1.1 400 Bad Request\r\nDate: Sun, 06 Nov 1994 09:49:37 GMT\r\n"
                       "Content-Length: 25\r\nConnection: close\r\n\r\n"
                       "{\"error\":\"invalid_grant\"}");
  g_assert_null (send_request (self, request, &error));
  g_assert_true (cck_client_get_clock_offset (self->client, &offset));
  g_assert_cmpint (offset, ==, 3600);
  g_assert_true (cck_client_get_clock_offset (session, &offset));
  g_assert_cmpint (offset, ==, 3600);
}

static void
test_own_parameters (void)
{
  static const struct
  {
    const char *parameters[4];
    gboolean taken;
  } cases[] = {
    { { "resource=https://a", "resource=https://b", NULL }, TRUE },
    { { "audience=a", "audience=b", "x=a=b", NULL }, TRUE },
    { { "x=", NULL }, TRUE },
    { { "x=1", "x=2", NULL }, FALSE },
    { { "planted", NULL }, FALSE },
    { { "=planted", NULL }, FALSE },
    { { "grant_type=password", NULL }, FALSE },
    { { "client_assertion=planted", NULL }, FALSE },
    { { "code_verifier=planted", NULL }, FALSE },
    { { "scope=planted", NULL }, FALSE },
    { { "username=planted", NULL }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CckHttpRequest) request =
          cck_http_request_new ("POST", "https://a.example/token", CCK_HTTP_NONE);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].parameters[0]);
      g_assert_cmpint (cck_client_add_parameters (request, cases[i].parameters, &error), ==,
                       cases[i].taken);
      if (cases[i].taken)
        continue;
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
      g_assert_null (strstr (error->message, "planted"));
    }
}

static gboolean
is_asked (gpointer user_data)
{
  return cck_test_server_count (user_data, "/token") > 0;
}

static gboolean
is_left (gpointer user_data)
{
  return cck_test_server_count_closed (user_data) > 0;
}

static void
test_discarding_aborts (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpRequest) request = new_request (self);
  DexFuture *future;

  cck_test_server_add_silence (self->server, "/token", NULL);
  future = cck_client_send (self->client, request, NOW);
  cck_test_run_until (is_asked, self->server);
  dex_unref (future);
  cck_test_run_until (is_left, self->server);
}

static void
test_no_endpoint (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_client_get_endpoint (self->client, "introspection_endpoint", &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "introspection_endpoint"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-09-parameters-by-request", test_own_parameters);
  ADD ("/oauth/client/request-is-not-changed", test_request_is_not_changed);
  ADD ("/oauth/client/is-sent-once", test_is_sent_once);
  ADD ("/oauth/client/errors-repeat-nothing", test_errors_repeat_nothing);
  g_test_add_func ("/oauth/client/secrets-in-secrets", test_secrets_in_secrets);
  ADD ("/oauth/client/clock-offset", test_clock_offset);
  ADD ("/oauth/client/discarding-aborts", test_discarding_aborts);
  ADD ("/oauth/client/no-endpoint", test_no_endpoint);

  return g_test_run ();
}
