/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-device-flow.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

#define NOW 1700000000
#define CODE "planted-device-code"
#define BODY(members) "{\"device_code\":\"" CODE "\",\"expires_in\":600" members "}"
#define PAGE ",\"verification_uri\":\"https://a.example/device\""
#define GOOD BODY (",\"user_code\":\"WDJB-MJHT\"" PAGE)
#define TOKENS                                                                                    \
  "{\"access_token\":\"planted-access\",\"token_type\":\"Bearer\",\"id_token\":\"planted.id.x\"}"

typedef struct
{
  const char *status; /* or a whole answer, where there is no body */
  const char *body;
} Answer;

#define ERROR(word) { "400 Bad Request", "{\"error\":\"" word "\"}" }
#define TOKEN_ANSWER { "200 OK", TOKENS }
#define NO_ANSWER { "", NULL } /* the connection is cut */

/* The provider, and a clock that is moved by waiting and by nothing else. */
typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckClient *client;
  const Answer *script;
  GString *waits; /* "5 10" */
  gint64 now;
  gboolean stopped; /* the clock stands still */
} Fixture;

static CckMetadata *
new_metadata (CckTestServer *server)
{
  g_autofree char *issuer = cck_test_server_dup_uri (server, "");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) document = NULL;
  CckMetadata *metadata;

  text = g_strdup_printf ("{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\","
                          "\"device_authorization_endpoint\":\"%s/device\"}",
                          issuer, issuer, issuer);
  document = g_bytes_new (text, strlen (text));
  metadata = cck_metadata_parse (document, issuer, CCK_HTTP_ALLOW_LOOPBACK, NULL);
  g_assert_nonnull (metadata);

  return metadata;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckClientAuth) auth =
      cck_client_auth_new (CCK_CLIENT_AUTH_NONE, "the client", NULL, NULL, NULL);

  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  metadata = new_metadata (self->server);
  self->client = cck_client_new (self->http, metadata, auth);
  self->waits = g_string_new (NULL);
  self->now = NOW;
  cck_test_server_add_json (self->server, "/device", "200 OK", GOOD);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_string_free (self->waits, TRUE);
  cck_client_unref (self->client);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static CckDeviceFlow *
start (Fixture *self, GError **error)
{
  return cck_test_await_boxed (
      cck_device_flow_start (self->client, "openid email", NULL, NOW), error);
}

static CckDeviceFlow *
start_with (Fixture *self, const char *body, GError **error)
{
  cck_test_server_add_json (self->server, "/device", "200 OK", body);

  return start (self, error);
}

/* Moves the clock, and puts the next answer of the script in place. */
static DexFuture *
on_wait (guint seconds, gpointer user_data)
{
  Fixture *self = user_data;

  g_string_append_printf (self->waits, "%s%u", self->waits->len > 0 ? " " : "", seconds);
  if (self->stopped)
    return DEX_FUTURE (dex_promise_new ());

  self->now += seconds;
  if (self->script != NULL && self->script->body != NULL)
    cck_test_server_add_json (self->server, "/token", self->script->status, self->script->body);
  else if (self->script != NULL)
    cck_test_server_add (self->server, "/token", self->script->status);
  if (self->script != NULL)
    self->script++;

  return dex_future_new_for_int64 (self->now);
}

static CckTokenSet *
poll_for (Fixture *self, const Answer *script, GError **error)
{
  g_autoptr (CckDeviceFlow) flow = start (self, NULL);

  self->script = script;

  return cck_test_await_boxed (cck_device_flow_await (flow, on_wait, self, NULL), error);
}

static void
assert_sent (Fixture *self, const char *text)
{
  g_autofree char *request = cck_test_server_dup_request (self->server);

  g_test_message ("%s", request);
  g_assert_nonnull (strstr (request, text));
}

static void
test_start (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckDeviceFlow) flow = start (self, &error);

  g_assert_no_error (error);
  assert_sent (self, "POST /device HTTP/1.1\r\n");
  assert_sent (self, "scope=openid+email&client_id=the+client");
  g_assert_cmpstr (cck_device_flow_get_user_code (flow), ==, "WDJB-MJHT");
  g_assert_cmpstr (cck_device_flow_get_verification_uri (flow), ==, "https://a.example/device");
  g_assert_null (cck_device_flow_get_verification_uri_complete (flow));
  g_assert_cmpint (cck_device_flow_get_expires_at (flow), ==, NOW + 600);
  g_assert_cmpuint (cck_device_flow_get_interval (flow), ==, 5);
}

static void
test_something_to_click (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDeviceFlow) flow = start_with (
      self,
      BODY (",\"user_code\":\"A\",\"interval\":2"
            ",\"verification_url\":\"https://google.example/device\""
            ",\"verification_uri_complete\":\"https://google.example/device?user_code=A#top\""),
      NULL);
  g_autoptr (CckDeviceFlow) insecure = start_with (
      self,
      BODY (",\"user_code\":\"A\"" PAGE ",\"verification_uri_complete\":\"http://a.example/?c=A\""),
      NULL);

  g_assert_cmpstr (cck_device_flow_get_verification_uri (flow), ==,
                   "https://google.example/device");
  g_assert_cmpstr (cck_device_flow_get_verification_uri_complete (flow), ==,
                   "https://google.example/device?user_code=A#top");
  g_assert_cmpuint (cck_device_flow_get_interval (flow), ==, 2);
  g_assert_null (cck_device_flow_get_verification_uri_complete (insecure));
}

static void
test_user_code_is_safe_to_show (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDeviceFlow) flow =
      start_with (self, BODY (",\"user_code\":\"AB\\u202e\\u0000\\nCD\"" PAGE), NULL);

  g_assert_cmpstr (cck_device_flow_get_user_code (flow), ==, "AB\\u202E\\u0000\\u000ACD");
}

static void
test_bad_answers (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *body;
    CckOauthError code;
  } cases[] = {
    { "<html>", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "{}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "{\"user_code\":\"A\",\"expires_in\":600" PAGE "}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "{\"device_code\":7,\"user_code\":\"A\",\"expires_in\":600" PAGE "}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { BODY (PAGE), CCK_OAUTH_ERROR_BAD_ANSWER },
    { BODY (",\"user_code\":\"\"" PAGE), CCK_OAUTH_ERROR_BAD_ANSWER },
    { BODY (",\"user_code\":\"0123456789012345678901234567890123456789012345678901234567890123"
            "45\"" PAGE), CCK_OAUTH_ERROR_BAD_ANSWER },
    { BODY (",\"user_code\":\"A\""), CCK_OAUTH_ERROR_BAD_ANSWER },
    { BODY (",\"user_code\":\"A\",\"verification_uri\":\"http://a.example/\""),
      CCK_OAUTH_ERROR_INSECURE },
    { BODY (",\"user_code\":\"A\",\"verification_uri\":\"https://a.example/\\\"><b>\""),
      CCK_OAUTH_ERROR_BAD_ANSWER },
    { BODY (",\"user_code\":\"A\",\"verification_uri\":\"javascript:alert(1)\""),
      CCK_OAUTH_ERROR_BAD_METADATA },
    { "{\"device_code\":\"c\",\"user_code\":\"A\"" PAGE "}", CCK_OAUTH_ERROR_BAD_ANSWER },
    { "{\"device_code\":\"c\",\"user_code\":\"A\",\"expires_in\":-1" PAGE "}",
      CCK_OAUTH_ERROR_BAD_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].body);
      g_assert_null (start_with (self, cases[i].body, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, (int) cases[i].code);
      g_assert_null (strstr (error->message, CODE));
    }
}

static void
test_tokens (Fixture *self, gconstpointer data)
{
  static const Answer script[] = { ERROR ("authorization_pending"), TOKEN_ANSWER };
  g_autoptr (GError) error = NULL;
  g_autoptr (CckTokenSet) tokens = poll_for (self, script, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (self->waits->str, ==, "5 5");
  g_assert_cmpstr (cck_token_set_get_access_token (tokens), ==, "planted-access");
  g_assert_cmpint (cck_token_set_get_issued_at (tokens), ==, NOW + 10);
  g_assert_cmpstr (cck_token_set_get_scope (tokens), ==, "openid email");
  assert_sent (self, "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&"
                     "device_code=" CODE "&client_id=the+client");
}

static void
test_slow_down (Fixture *self, gconstpointer data)
{
  static const Answer script[] = {
    ERROR ("slow_down"), ERROR ("authorization_pending"), ERROR ("slow_down"), TOKEN_ANSWER,
  };
  g_autoptr (CckTokenSet) tokens = poll_for (self, script, NULL);

  g_assert_nonnull (tokens);
  g_assert_cmpstr (self->waits->str, ==, "5 10 10 15");
}

/* §3.5: a connection that is lost slows the questions down; an answer brings the pace back. */
static void
test_back_off (Fixture *self, gconstpointer data)
{
  static const Answer script[] = {
    NO_ANSWER, NO_ANSWER, { "500 Oops", "" }, ERROR ("authorization_pending"), NO_ANSWER,
    TOKEN_ANSWER,
  };
  g_autoptr (CckTokenSet) tokens = poll_for (self, script, NULL);

  g_assert_nonnull (tokens);
  g_assert_cmpstr (self->waits->str, ==, "5 10 20 40 5 10");
}

static void
test_back_off_after_time_out (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDeviceFlow) flow = start (self, NULL);
  g_autoptr (GError) error = NULL;

  cck_http_set_timeout (self->http, 20);
  self->script = NULL;
  cck_test_server_add_silence (self->server, "/token", NULL);
  self->now = NOW + 570;
  g_assert_null (cck_test_await_boxed (cck_device_flow_await (flow, on_wait, self, NULL), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_EXPIRED);
  g_assert_cmpstr (self->waits->str, ==, "5 10 15");
}

static void
test_retry_after (Fixture *self, gconstpointer data)
{
  static const Answer script[] = {
    { "HTTP/1.1 429 Slow\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n", NULL },
    ERROR ("authorization_pending"),
    { "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n", NULL },
    TOKEN_ANSWER,
  };
  g_autoptr (CckTokenSet) tokens = poll_for (self, script, NULL);

  g_assert_nonnull (tokens);
  g_assert_cmpstr (self->waits->str, ==, "5 60 5 10");
}

/* The clock says so before the provider does, and nothing is asked any more. */
static void
test_over_by_our_clock (Fixture *self, gconstpointer data)
{
  static const Answer pending[] = {
    ERROR ("authorization_pending"), ERROR ("authorization_pending"), ERROR ("slow_down"),
  };
  g_autoptr (CckDeviceFlow) flow = NULL;
  g_autoptr (GError) error = NULL;

  flow = start_with (self,
                     "{\"device_code\":\"c\",\"user_code\":\"A\",\"expires_in\":12" PAGE "}", NULL);
  self->script = pending;
  g_assert_null (cck_test_await_boxed (cck_device_flow_await (flow, on_wait, self, NULL), &error));

  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_EXPIRED);
  g_assert_cmpstr (self->waits->str, ==, "5 5 2");
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, 2);
}

static void
test_ends (Fixture *self, gconstpointer data)
{
  static const struct
  {
    Answer answer;
    CckOauthError code;
  } cases[] = {
    { ERROR ("access_denied"), CCK_OAUTH_ERROR_DECLINED },
    { ERROR ("expired_token"), CCK_OAUTH_ERROR_EXPIRED },
    { ERROR ("invalid_grant"), CCK_OAUTH_ERROR_EXPIRED },
    { ERROR ("invalid_client"), CCK_OAUTH_ERROR_WRONG_CLIENT },
    { ERROR ("unsupported_grant_type"), CCK_OAUTH_ERROR_REFUSED },
    { { "404 Not Found", "" }, CCK_OAUTH_ERROR_BAD_ANSWER },
    { { "302 Found", "" }, CCK_OAUTH_ERROR_REDIRECTED },
    { { "200 OK", "{\"access_token\":\"a\"}" }, CCK_OAUTH_ERROR_BAD_TOKEN },
    { { "200 OK", "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}" },
      CCK_OAUTH_ERROR_MISSING_ID_TOKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].answer.body);
      g_assert_null (poll_for (self, &cases[i].answer, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, (int) cases[i].code);
    }
  g_assert_cmpuint (cck_test_server_count (self->server, "/token"), ==, G_N_ELEMENTS (cases));
}

static void
test_error_repeats_no_code (Fixture *self, gconstpointer data)
{
  static const Answer script[] = {
    { "400 Bad Request", "{\"error\":\"x\",\"error_description\":\"" CODE " is unknown\"}" },
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (poll_for (self, script, &error));
  g_assert_nonnull (strstr (error->message, "is unknown"));
  g_assert_null (strstr (error->message, CODE));
}

static gboolean
is_done (gpointer user_data)
{
  return !dex_future_is_pending (user_data);
}

static gboolean
is_asking (gpointer user_data)
{
  return cck_test_server_count (user_data, "/token") > 0;
}

static gboolean
is_closed (gpointer user_data)
{
  return cck_test_server_count_closed (user_data) > 0;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* How often the main loop turns without anything to wait for, at most 100 times. */
static guint
count_turns (void)
{
  guint n_turns = 0;

  while (n_turns < 100 && g_main_context_iteration (NULL, FALSE))
    n_turns++;

  return n_turns;
}

static void
assert_cancelled (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  cck_test_run_until (is_done, future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_while_waiting (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDeviceFlow) flow = start (self, NULL);
  g_autoptr (DexFuture) future = NULL;

  self->stopped = TRUE;
  future = cck_device_flow_await (flow, on_wait, self, NULL);
  cck_device_flow_cancel (flow);

  assert_cancelled (future);
  cck_device_flow_cancel (flow);
  g_assert_cmpuint (count_turns (), <, 100);
}

static void
test_cancelled_while_asking (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDeviceFlow) flow = start (self, NULL);
  g_autoptr (DexFuture) future = NULL;
  guint tick = g_timeout_add (10, on_tick, NULL);

  self->script = NULL;
  cck_test_server_add_silence (self->server, "/token", NULL);
  future = cck_device_flow_await (flow, on_wait, self, NULL);
  cck_test_run_until (is_asking, self->server);
  cck_device_flow_cancel (flow);

  assert_cancelled (future);
  cck_test_run_until (is_closed, self->server);
  g_source_remove (tick);
  g_assert_cmpuint (count_turns (), <, 100);
}

/* A deadline or a closed window drops the future: the asking ends, and nothing turns for ever. */
static void
test_dropped_while_waiting (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDeviceFlow) flow = start (self, NULL);
  DexFuture *future;

  self->stopped = TRUE;
  future = cck_device_flow_await (flow, on_wait, self, NULL);
  count_turns ();
  g_assert_cmpstr (self->waits->str, ==, "5");
  dex_unref (future);

  g_assert_cmpuint (count_turns (), <, 100);
}

static void
test_dropped_while_asking (Fixture *self, gconstpointer data)
{
  g_autoptr (CckDeviceFlow) flow = start (self, NULL);
  DexFuture *future;
  guint tick = g_timeout_add (10, on_tick, NULL);

  self->script = NULL;
  cck_test_server_add_silence (self->server, "/token", NULL);
  future = cck_device_flow_await (flow, on_wait, self, NULL);
  cck_test_run_until (is_asking, self->server);
  dex_unref (future);

  cck_test_run_until (is_closed, self->server);
  g_source_remove (tick);
  g_assert_cmpuint (count_turns (), <, 100);
}

static gboolean
is_starting (gpointer user_data)
{
  return cck_test_server_count (user_data, "/device") > 0;
}

static void
test_dropped_while_starting (Fixture *self, gconstpointer data)
{
  guint tick = g_timeout_add (10, on_tick, NULL);
  DexFuture *future;

  cck_test_server_add_silence (self->server, "/device", NULL);
  future = cck_device_flow_start (self->client, NULL, NULL, NOW);
  cck_test_run_until (is_starting, self->server);
  dex_unref (future);

  cck_test_run_until (is_closed, self->server);
  g_source_remove (tick);
  g_assert_cmpuint (count_turns (), <, 100);
}

static void
test_no_endpoint (Fixture *self, gconstpointer data)
{
  static const CckMetadataEndpoints endpoints = { .token_endpoint = "https://a.example/token" };
  g_autoptr (CckMetadata) metadata =
      cck_metadata_new_manual ("https://a.example", &endpoints, CCK_HTTP_NONE, NULL);
  g_autoptr (CckClient) client =
      cck_client_new (self->http, metadata, cck_client_get_auth (self->client));
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (cck_device_flow_start (client, NULL, NULL, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
}

static void
test_own_parameters (Fixture *self, gconstpointer data)
{
  static const char *const good[] = { "resource=https://api.example", NULL };
  static const char *const bad[] = { "device_code=x", NULL };
  g_autoptr (CckDeviceFlow) flow = cck_test_await_boxed (
      cck_device_flow_start (self->client, NULL, good, NOW), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (flow);
  assert_sent (self, "resource=https%3A%2F%2Fapi.example&client_id=");
  g_assert_null (cck_test_await_boxed (cck_device_flow_start (self->client, NULL, bad, NOW),
                                       &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-38-start", test_start);
  ADD ("/oauth/protocol/rule-38-something-to-click", test_something_to_click);
  ADD ("/oauth/protocol/rule-38-interval", test_tokens);
  ADD ("/oauth/protocol/rule-38-slow-down", test_slow_down);
  ADD ("/oauth/protocol/rule-38-expires", test_over_by_our_clock);
  ADD ("/oauth/device-flow/user-code-is-safe-to-show", test_user_code_is_safe_to_show);
  ADD ("/oauth/device-flow/bad-answers", test_bad_answers);
  ADD ("/oauth/device-flow/back-off", test_back_off);
  ADD ("/oauth/device-flow/back-off-after-time-out", test_back_off_after_time_out);
  ADD ("/oauth/device-flow/retry-after", test_retry_after);
  ADD ("/oauth/device-flow/ends", test_ends);
  ADD ("/oauth/device-flow/error-repeats-no-code", test_error_repeats_no_code);
  ADD ("/oauth/device-flow/cancelled-while-waiting", test_cancelled_while_waiting);
  ADD ("/oauth/device-flow/cancelled-while-asking", test_cancelled_while_asking);
  ADD ("/oauth/device-flow/dropped-while-starting", test_dropped_while_starting);
  ADD ("/oauth/device-flow/dropped-while-waiting", test_dropped_while_waiting);
  ADD ("/oauth/device-flow/dropped-while-asking", test_dropped_while_asking);
  ADD ("/oauth/device-flow/no-endpoint", test_no_endpoint);
  ADD ("/oauth/device-flow/own-parameters", test_own_parameters);

  return g_test_run ();
}
