/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"
#include "cck-test-server.h"
#include "cck-token-client.h"

#define NOW 1700000000
#define ANSWER                                                                                    \
  "{\"access_token\":\"planted-access\",\"token_type\":\"Bearer\",\"expires_in\":900,"            \
  "\"refresh_token\":\"planted-refresh-2\",\"id_token\":\"planted.id.token\"}"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckMetadata *metadata;
  CckClient *client;
  CckAuthorization *authorization;
} Fixture;

static CckMetadata *
new_metadata (CckTestServer *server)
{
  g_autofree char *issuer = cck_test_server_dup_uri (server, "");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;
  CckMetadata *metadata;

  text = g_strdup_printf ("{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize\","
                          "\"token_endpoint\":\"%s/token\",\"userinfo_endpoint\":\"%s/userinfo\","
                          "\"revocation_endpoint\":\"%s/revoke\"}",
                          issuer, issuer, issuer, issuer, issuer);
  document = g_bytes_new (text, strlen (text));
  metadata = cck_metadata_parse (document, issuer, CCK_HTTP_ALLOW_LOOPBACK, &error);
  g_assert_no_error (error);

  return metadata;
}

static CckClient *
new_client (Fixture *self, CckClientAuthMethod method, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckClientAuth) auth = cck_client_auth_new (method, "the client", secret, NULL, &error);

  g_assert_no_error (error);

  return cck_client_new (self->http, self->metadata, auth);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->metadata = new_metadata (self->server);
  self->client = new_client (self, CCK_CLIENT_AUTH_NONE, NULL);
  self->authorization =
      cck_authorization_new (self->metadata, "the client", "http://127.0.0.1:1/callback?a=b",
                             "openid", NULL);
  cck_test_server_add_json (self->server, "/token", "200 OK", ANSWER);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cck_authorization_unref (self->authorization);
  cck_client_unref (self->client);
  cck_metadata_unref (self->metadata);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static CckTokenSet *
exchange_with (Fixture *self, const char *const *parameters, GError **error)
{
  g_autoptr (CckAuthorizationResponse) response =
      cck_authorization_response_new ("planted-code/+");

  return cck_test_await_boxed (cck_token_client_exchange (self->client, self->authorization,
                                                          response, parameters, NOW),
                               error);
}

static CckTokenSet *
exchange (Fixture *self, GError **error)
{
  return exchange_with (self, NULL, error);
}

static CckTokenSet *
new_tokens (void)
{
  static const char text[] =
      "{\"access_token\":\"planted-old\",\"token_type\":\"Bearer\",\"expires_in\":1,"
      "\"refresh_token\":\"planted-refresh-1\",\"id_token\":\"planted.id.old\","
      "\"scope\":\"openid\"}";
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  return cck_token_set_parse (document, NULL, "the-nonce", TRUE, NOW - 100, NULL);
}

static CckTokenSet *
refresh (Fixture *self, GError **error)
{
  g_autoptr (CckTokenSet) tokens = new_tokens ();

  return cck_test_await_boxed (cck_token_client_refresh (self->client, tokens, NULL, NOW),
                               error);
}

static void
set_client (Fixture *self, CckClientAuthMethod method)
{
  g_clear_pointer (&self->client, cck_client_unref);
  self->client = new_client (self, method, "planted se:cret/é");
}

static void
assert_sent (Fixture *self, const char *text)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);

  if (strstr (request, text) == NULL)
    g_error ("“%s” is not in: %s", text, request);
}

static void
assert_not_sent (Fixture *self, const char *text)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);

  g_assert_null (strstr (request, text));
}

static void
test_exchange (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) tokens = exchange (self, &error);
  g_autofree char *verifier = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cck_token_set_get_access_token (tokens), ==, "planted-access");
  g_assert_cmpstr (cck_token_set_get_nonce (tokens), ==,
                   cck_authorization_get_nonce (self->authorization));
  g_assert_cmpint (cck_token_set_get_expires_at (tokens), ==, NOW + 900);

  verifier = g_strdup_printf ("&code_verifier=%s&",
                              cck_authorization_get_verifier (self->authorization));
  assert_sent (self, "POST /token HTTP/1.1\r\n");
  assert_sent (self, "Content-Type: application/x-www-form-urlencoded\r\n");
  assert_sent (self, "grant_type=authorization_code&code=planted-code%2F%2B&");
  assert_sent (self, "&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback%3Fa%3Db&");
  assert_sent (self, verifier);
  assert_sent (self, "&client_id=the+client");
  assert_not_sent (self, "Authorization:");
}

static void
test_own_parameters (Fixture *self, gconstpointer data)
{
  const char *const own[] = { "resource=https://api.example", "audience=a=b&c", NULL };
  g_autoptr (CckTokenSet) tokens = exchange_with (self, own, NULL);

  g_assert_nonnull (tokens);
  assert_sent (self, "&resource=https%3A%2F%2Fapi.example&audience=a%3Db%26c");
}

static void
test_protocol_parameters (Fixture *self, gconstpointer data)
{
  static const char *const names[] = {
    "grant_type=password", "code=x", "redirect_uri=x", "client_id=x", "client_secret=x",
    "code_verifier=x", "refresh_token=x", "client_assertion=x", "=x", "novalue",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *const own[] = { names[i], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (exchange_with (self, own, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 0);
}

static void
test_secret_and_verifier (Fixture *self, gconstpointer data)
{
  static const CckClientAuthMethod methods[] = {
    CCK_CLIENT_AUTH_SECRET_BASIC, CCK_CLIENT_AUTH_SECRET_POST,
  };

  /* RFC 8252 §8.5: what everybody has who has the app is no proof of anything. */
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (CckTokenSet) tokens = NULL;

      set_client (self, methods[i]);
      tokens = exchange (self, NULL);
      assert_sent (self, "code_verifier=");
    }
}

static void
test_other_issuer (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) other = cck_test_provider_new_metadata (NULL);
  g_autoptr (CckClient) client =
      cck_client_new (self->http, other, cck_client_get_auth (self->client));
  g_autoptr (CckAuthorizationResponse) response = cck_authorization_response_new ("planted-code");
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (
      cck_token_client_exchange (client, self->authorization, response, NULL, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 0);
}

static void
test_addresses_in_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/elsewhere");
  g_autofree char *answer = g_strdup_printf (
      "{\"error\":\"invalid_request\",\"error_uri\":\"%s\",\"jku\":\"%s\"}", uri, uri);
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/elsewhere", "200 OK", "{}");
  cck_test_server_add_json (self->server, "/token", "400 Bad Request", answer);
  g_assert_null (exchange (self, &error));
  g_assert_cmpuint (cck_test_server_count (self->server, "/elsewhere"), ==, 0);
}

static void
test_basic (Fixture *self, gconstpointer data)
{
  /* "the+client:planted+se%3Acret%2F%C3%A9" */
  static const char header[] =
      "Authorization: Basic dGhlK2NsaWVudDpwbGFudGVkK3NlJTNBY3JldCUyRiVDMyVBOQ==\r\n";
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckTokenSet) refreshed = NULL;

  set_client (self, CCK_CLIENT_AUTH_SECRET_BASIC);
  tokens = exchange (self, NULL);
  assert_sent (self, header);
  assert_sent (self, "code_verifier=");
  assert_not_sent (self, "client_secret");

  refreshed = refresh (self, NULL);
  assert_sent (self, "grant_type=refresh_token");
  assert_sent (self, header);
}

static void
test_post (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) tokens = NULL;

  set_client (self, CCK_CLIENT_AUTH_SECRET_POST);
  tokens = exchange (self, NULL);

  assert_sent (self, "&client_id=the+client&client_secret=planted+se%3Acret%2F%C3%A9");
  assert_not_sent (self, "Authorization:");
}

static void
test_refresh (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) tokens = refresh (self, &error);

  g_assert_no_error (error);
  assert_sent (self, "grant_type=refresh_token&refresh_token=planted-refresh-1&"
                     "client_id=the+client");
  g_assert_cmpstr (cck_token_set_get_access_token (tokens), ==, "planted-access");
  g_assert_cmpstr (cck_token_set_get_refresh_token (tokens), ==, "planted-refresh-2");
  g_assert_cmpstr (cck_token_set_get_nonce (tokens), ==, "the-nonce");
  g_assert_true (cck_token_set_get_rotated (tokens));
}

static void
test_refresh_merges (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) tokens = NULL;

  cck_test_server_add_json (self->server, "/token", "200 OK",
                            "{\"access_token\":\"a\",\"token_type\":\"bearer\"}");
  tokens = refresh (self, NULL);

  g_assert_cmpstr (cck_token_set_get_refresh_token (tokens), ==, "planted-refresh-1");
  g_assert_cmpstr (cck_token_set_get_id_token (tokens), ==, "planted.id.old");
  g_assert_cmpstr (cck_token_set_get_scope (tokens), ==, "openid");
}

static void
test_nothing_to_refresh_with (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTokenSet) tokens = new_tokens ();
  g_autoptr (CckTokenSet) rest = cck_token_set_with_refresh_token (tokens, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (
      cck_token_client_refresh (self->client, rest, NULL, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN);
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 0);
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
    { "400 Bad Request", "{\"error\":\"invalid_grant\"}", CCK_OAUTH_ERROR_SIGN_IN_AGAIN },
    { "401 Unauthorized", "{\"error\":\"invalid_client\"}", CCK_OAUTH_ERROR_WRONG_CLIENT },
    { "401 Unauthorized", "", CCK_OAUTH_ERROR_WRONG_CLIENT },
    { "400 Bad Request", "{\"error\":\"invalid_request\"}", CCK_OAUTH_ERROR_REFUSED },
    { "400 Bad Request", "{\"error\":\"unauthorized_client\"}", CCK_OAUTH_ERROR_REFUSED },
    { "400 Bad Request", "<html>", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "404 Not Found", "", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "{\"error\":\"bad_verification_code\"}", CCK_OAUTH_ERROR_REFUSED },
    { "200 OK", "<html>", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "200 OK", "{}", CCK_OAUTH_ERROR_BAD_TOKEN },
    { "500 Oops", "{\"error\":\"invalid_grant\"}", CCK_OAUTH_ERROR_SERVER },
    { "503 Busy", "", CCK_OAUTH_ERROR_SERVER },
    { "429 Slow", "", CCK_OAUTH_ERROR_RATE_LIMITED },
    { "307 Elsewhere", "", CCK_OAUTH_ERROR_REDIRECTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", cases[i].status, cases[i].body);
      cck_test_server_add_json (self->server, "/token", cases[i].status, cases[i].body);
      g_assert_null (refresh (self, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, (int) cases[i].code);
    }
}

static void
test_error_words (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) refreshing = NULL;
  g_autoptr (GError) exchanging = NULL;

  cck_test_server_add_json (self->server, "/token", "400 Bad Request",
                            "{\"error\":\"invalid_grant\"}");
  g_assert_null (refresh (self, &refreshing));
  g_assert_null (exchange (self, &exchanging));

  g_assert_cmpstr (refreshing->message, ==,
                   "The refresh token is no longer accepted. Sign in again.");
  g_assert_cmpstr (exchanging->message, ==,
                   "The provider no longer accepts the code of this sign-in. Sign in again.");
  g_assert_cmpstr (cck_oauth_error_get_word (exchanging), ==, "invalid_grant");
}

static void
test_error_repeats_no_secret (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/token", "400 Bad Request",
                            "{\"error\":\"invalid_request\",\"error_description\":"
                            "\"The token planted-refresh-1 is unknown\"}");
  g_assert_null (refresh (self, &error));

  g_assert_null (strstr (error->message, "planted"));
  g_assert_nonnull (strstr (error->message, "The token *** is unknown"));
}

static void
test_error_word_repeats_no_secret (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/token", "400 Bad Request",
                            "{\"error\":\"planted-refresh-1\"}");
  g_assert_null (refresh (self, &error));

  g_assert_null (strstr (error->message, "planted"));
  g_assert_null (strstr (cck_oauth_error_get_word (error), "planted"));
}

static void
test_cut_is_not_sent_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) refreshing = NULL;
  g_autoptr (GError) exchanging = NULL;

  cck_test_server_add (self->server, "/token",
                       "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"access");
  g_assert_null (refresh (self, &refreshing));
  g_assert_null (exchange (self, &exchanging));

  g_assert_error (refreshing, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  g_assert_error (exchanging, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 2);
}

static void
test_redirect (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/token",
                       "HTTP/1.1 307 Elsewhere\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
  g_assert_null (exchange (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REDIRECTED);
  g_assert_cmpuint (cck_test_server_count (self->server, "/other"), ==, 0);
}

static DexFuture *
revoke_token (Fixture *self)
{
  return cck_token_client_revoke (self->client, "planted-token", "refresh_token", NOW);
}

static void
test_revoke (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/revoke", "200 OK", "");
  g_assert_true (cck_test_await_boolean (revoke_token (self), &error));
  g_assert_no_error (error);
  assert_sent (self, "token=planted-token&token_type_hint=refresh_token&client_id=the+client");

  cck_test_server_add_json (self->server, "/revoke", "400 Bad Request",
                            "{\"error\":\"unsupported_token_type\"}");
  g_assert_false (cck_test_await_boolean (revoke_token (self), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REFUSED);
}

static void
test_no_endpoint (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) bare = cck_test_provider_new_metadata (NULL);
  g_autoptr (CckClient) client =
      cck_client_new (self->http, bare, cck_client_get_auth (self->client));
  g_autoptr (GError) error = NULL;

  g_assert_false (cck_test_await_boolean (
      cck_token_client_revoke (client, "t", NULL, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
}

static void
on_trace (const CckHttpTrace *trace, gpointer user_data)
{
  g_printerr ("%s %s %u\n", trace->method, trace->uri, trace->status);
}

static void
on_error (GError *error)
{
  g_printerr ("%s\n", error->message);
  g_error_free (error);
}

/* All that carries a secret, with everything traced and every failure printed. */
static void
speak (void)
{
  Fixture self = { 0 };
  g_autoptr (CckTokenSet) exchanged = NULL;
  g_autoptr (CckTokenSet) refreshed = NULL;
  GError *error = NULL;

  set_up (&self, NULL);
  cck_http_set_trace (self.http, on_trace, NULL, NULL);
  set_client (&self, CCK_CLIENT_AUTH_SECRET_BASIC);
  exchanged = exchange (&self, NULL);
  g_assert_nonnull (exchanged);
  set_client (&self, CCK_CLIENT_AUTH_SECRET_POST);
  refreshed = refresh (&self, NULL);
  g_assert_nonnull (refreshed);

  cck_test_server_add_json (self.server, "/token", "400 Bad Request",
                            "{\"error\":\"x\",\"error_description\":\"planted-refresh-1\"}");
  g_assert_null (refresh (&self, &error));
  on_error (g_steal_pointer (&error));
  cck_test_server_add_json (self.server, "/token", "200 OK", "{\"access_token\":\"planted a\"}");
  g_assert_null (refresh (&self, &error));
  on_error (g_steal_pointer (&error));
  cck_test_server_add_json (self.server, "/token", "200 OK", "{\"planted\":");
  g_assert_null (refresh (&self, &error));
  on_error (g_steal_pointer (&error));
  cck_test_server_add (self.server, "/token", "");
  g_assert_null (exchange (&self, &error));
  on_error (g_steal_pointer (&error));
  tear_down (&self, NULL);
}

static void
test_planted_secrets (void)
{
  if (g_test_subprocess ())
    {
      speak ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*POST http://127.0.0.1:*/token 200*");
  g_test_trap_assert_stdout_unmatched ("*planted-*");
  g_test_trap_assert_stderr_unmatched ("*planted-*");
  g_test_trap_assert_stdout_unmatched ("*planted.*");
  g_test_trap_assert_stderr_unmatched ("*planted.*");
  /* The Basic header of both of them. */
  g_test_trap_assert_stdout_unmatched ("*dGhlK2NsaWVud*");
  g_test_trap_assert_stderr_unmatched ("*dGhlK2NsaWVud*");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-09-own-parameters", test_own_parameters);
  ADD ("/oauth/protocol/rule-09-protocol-parameters-of-the-token", test_protocol_parameters);
  ADD ("/oauth/protocol/rule-13-secret-and-verifier", test_secret_and_verifier);
  ADD ("/oauth/protocol/rule-16-other-issuer", test_other_issuer);
  ADD ("/oauth/protocol/rule-33-addresses-in-answers", test_addresses_in_answers);
  ADD ("/oauth/protocol/rule-19-exchange", test_exchange);
  ADD ("/oauth/protocol/rule-20-token-request-follows-nothing", test_redirect);
  ADD ("/oauth/protocol/rule-25-refresh-rotates", test_refresh);
  ADD ("/oauth/protocol/rule-25-refresh-merges", test_refresh_merges);
  ADD ("/oauth/protocol/rule-25-token-request-is-sent-once", test_cut_is_not_sent_again);
  ADD ("/oauth/protocol/rule-27-client-secret-basic", test_basic);
  ADD ("/oauth/protocol/rule-27-client-secret-post", test_post);
  ADD ("/oauth/protocol/rule-28-revoke", test_revoke);
  ADD ("/oauth/token-client/nothing-to-refresh-with", test_nothing_to_refresh_with);
  ADD ("/oauth/token-client/errors", test_errors);
  ADD ("/oauth/token-client/error-words", test_error_words);
  ADD ("/oauth/token-client/error-repeats-no-secret", test_error_repeats_no_secret);
  ADD ("/oauth/token-client/error-word-repeats-no-secret", test_error_word_repeats_no_secret);
  ADD ("/oauth/token-client/no-endpoint", test_no_endpoint);
  g_test_add_func ("/oauth/token-client/no-secret-in-any-output", test_planted_secrets);

  return g_test_run ();
}
