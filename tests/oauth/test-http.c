/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-http.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static DexFuture *
send_with (Fixture *self, const char *method, const char *path, CckHttpFlags flags)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, path);
  g_autoptr (CckHttpRequest) request = NULL;

  request = cck_http_request_new (method, uri, flags | CCK_HTTP_ALLOW_LOOPBACK);

  return cck_http_send (self->http, request);
}

static void
assert_fails (Fixture *self, const char *path, CckOauthError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (send_with (self, "GET", path, CCK_HTTP_NONE), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, (int) code);
}

static void
test_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) response = NULL;
  g_autofree char *request = NULL;

  cck_test_server_add (self->server, "/a",
                       "HTTP/1.1 200 OK\r\nContent-Type: Application/JSON; charset=utf-8\r\n"
                       "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                       "Cache-Control: public, max-age=60\r\n"
                       "Content-Length: 2\r\n\r\n{}");
  response = cck_test_await_boxed (send_with (self, "GET", "/a", CCK_HTTP_NONE), NULL);

  g_assert_nonnull (response);
  g_assert_cmpuint (cck_http_response_get_status (response), ==, 200);
  g_assert_cmpstr (cck_http_response_get_content_type (response), ==, "application/json");
  g_assert_cmpint (cck_http_response_get_date (response), ==, 784111777);
  g_assert_cmpint (cck_http_response_get_max_age (response), ==, 60);
  g_assert_cmpuint (g_bytes_get_size (cck_http_response_get_body (response)), ==, 2);

  request = cck_test_server_dup_request (self->server);
  g_assert_nonnull (strstr (request, "\r\nUser-Agent: Claimcheck/"));
  g_assert_nonnull (strstr (request, "\r\nAccept: application/json\r\n"));
  g_assert_null (strstr (request, "\r\nCookie:"));
}

static void
test_json_body (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/register");
  g_autoptr (CckHttpRequest) request =
      cck_http_request_new ("POST", uri, CCK_HTTP_ALLOW_LOOPBACK);
  g_autoptr (CckHttpResponse) response = NULL;
  g_autofree char *sent = NULL;

  cck_http_request_set_json (request, "{\"a\":1}");
  cck_test_server_add_json (self->server, "/register", "201 Created", "{}");
  response = cck_test_await_boxed (cck_http_send (self->http, request), NULL);
  g_assert_nonnull (response);
  sent = cck_test_server_dup_request (self->server);
  g_assert_nonnull (strstr (sent, "\r\nContent-Type: application/json\r\n"));
  g_assert_true (g_str_has_suffix (sent, "\r\n\r\n{\"a\":1}"));
}

static void
test_no_store (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) response = NULL;

  cck_test_server_add (self->server, "/a",
                       "HTTP/1.1 200 OK\r\nCache-Control: no-store, max-age=60\r\n"
                       "Content-Length: 2\r\n\r\n{}");
  response = cck_test_await_boxed (send_with (self, "GET", "/a", CCK_HTTP_NONE), NULL);

  g_assert_cmpint (cck_http_response_get_max_age (response), ==, 0);
}

static void
test_no_cookies (Fixture *self, gconstpointer data)
{
  g_autofree char *request = NULL;

  cck_test_server_add (self->server, "/a",
                       "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 2\r\n\r\n{}");
  for (int i = 0; i < 2; i++)
    cck_http_response_unref (
        cck_test_await_boxed (send_with (self, "GET", "/a", CCK_HTTP_NONE), NULL));

  request = cck_test_server_dup_request (self->server);
  g_assert_null (strcasestr (request, "cookie"));
}

static void
test_flood (Fixture *self, gconstpointer data)
{
  cck_test_server_add_flood (self->server, "/flood", 100 * 1024 * 1024);

  assert_fails (self, "/flood", CCK_OAUTH_ERROR_TOO_LARGE);
}

static void
test_largest (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) response = NULL;

  cck_test_server_add_flood (self->server, "/flood", 1024 * 1024);
  response = cck_test_await_boxed (send_with (self, "GET", "/flood", CCK_HTTP_NONE), NULL);

  g_assert_nonnull (response);
  g_assert_cmpuint (g_bytes_get_size (cck_http_response_get_body (response)), ==, 1024 * 1024);
}

/* An answer of 1 MiB and one byte, of which hardly more than 1 KiB travels. */
static GBytes *
dup_bomb (void)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autofree guint8 *zeros = g_malloc0 (1024 * 1024 + 1);
  g_autofree guint8 *small = g_malloc (65536);
  g_autofree char *head = NULL;
  gsize n_read = 0;
  gsize n_written = 0;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (gzip), zeros, 1024 * 1024 + 1, small, 65536,
                                        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  g_assert_cmpuint (n_written, <, 4096);

  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                          "Content-Length: %zu\r\n\r\n", n_written);
  g_byte_array_append (answer, (guint8 *) head, (guint) strlen (head));
  g_byte_array_append (answer, small, (guint) n_written);

  return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
}

static void
test_bomb (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bomb = dup_bomb ();

  cck_test_server_add_bytes (self->server, "/bomb", bomb);

  assert_fails (self, "/bomb", CCK_OAUTH_ERROR_TOO_LARGE);
}

static void
test_silence (Fixture *self, gconstpointer data)
{
  cck_http_set_timeout (self->http, 50);
  cck_test_server_add_silence (self->server, "/never", NULL);

  assert_fails (self, "/never", CCK_OAUTH_ERROR_TIMED_OUT);
}

static void
test_slow_body (Fixture *self, gconstpointer data)
{
  cck_http_set_timeout (self->http, 50);
  cck_test_server_add_silence (self->server, "/slow",
                               "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");

  assert_fails (self, "/slow", CCK_OAUTH_ERROR_TIMED_OUT);
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  cck_test_server_add (self->server, "/cut",
                       "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");

  assert_fails (self, "/cut", CCK_OAUTH_ERROR_NETWORK);
}

/* A spent code or refresh token must not be spent twice (PROTOCOL rule 25). */
static void
test_cut_is_not_sent_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/cut", "");
  g_assert_null (cck_test_await_boxed (send_with (self, "POST", "/cut", CCK_HTTP_NONE), &error));

  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
  g_assert_cmpuint (cck_test_server_count (self->server, "/cut"), ==, 1);
}

static void
test_no_http (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/ssh", "SSH-2.0-OpenSSH\r\n\r\n");

  g_assert_null (cck_test_await_boxed (send_with (self, "GET", "/ssh", CCK_HTTP_NONE), &error));
  g_assert_true (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER) ||
                 g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK));
}

static void
test_endless_headers (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) answer = g_string_new ("HTTP/1.1 200 OK\r\n");
  g_autoptr (GError) error = NULL;

  while (answer->len < 2 * 1024 * 1024)
    g_string_append (answer, "X-Filler: 0123456789012345678901234567890123456789\r\n");
  cck_test_server_add (self->server, "/headers", answer->str);

  g_assert_null (cck_test_await_boxed (send_with (self, "GET", "/headers", CCK_HTTP_NONE), &error));
  g_assert_cmpuint (error->domain, ==, CCK_OAUTH_ERROR);
}

static void
test_refused_connection (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTestServer) gone = cck_test_server_new ();
  g_autofree char *uri = cck_test_server_dup_uri (gone, "/");
  g_autoptr (CckHttpRequest) request = cck_http_request_new ("GET", uri, CCK_HTTP_ALLOW_LOOPBACK);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&gone, cck_test_server_free);

  g_assert_null (cck_test_await_boxed (cck_http_send (self->http, request), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
}

static void
test_status (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *status;
    CckOauthError code;
  } cases[] = {
    { "500 Internal Server Error", CCK_OAUTH_ERROR_SERVER },
    { "502 Bad Gateway", CCK_OAUTH_ERROR_SERVER },
    { "503 Service Unavailable", CCK_OAUTH_ERROR_SERVER },
    { "429 Too Many Requests", CCK_OAUTH_ERROR_RATE_LIMITED },
    { "302 Found", CCK_OAUTH_ERROR_REDIRECTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cck_test_server_add_json (self->server, "/s", cases[i].status, "{}");
      assert_fails (self, "/s", cases[i].code);
    }
}

static void
add_redirect (Fixture *self, const char *path, const char *location)
{
  g_autofree char *answer = NULL;

  answer = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                            location);
  cck_test_server_add (self->server, path, answer);
}

static void
test_redirect_on_same_origin (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) response = NULL;

  add_redirect (self, "/from", "/to");
  cck_test_server_add_json (self->server, "/to", "200 OK", "{}");
  response = cck_test_await_boxed (send_with (self, "GET", "/from", CCK_HTTP_FOLLOW), NULL);

  g_assert_nonnull (response);
  g_assert_cmpuint (cck_http_response_get_status (response), ==, 200);
}

static void
test_redirect_elsewhere (Fixture *self, gconstpointer data)
{
  static const char *const locations[] = {
    "http://127.0.0.1:1/", "http://localhost/", "https://127.0.0.1/", "file:///etc/passwd",
    "http://a:b@127.0.0.1/", "", "http:nowhere", "http:", "http:/to", "http:///to", "http://%0a/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autoptr (GError) error = NULL;

      add_redirect (self, "/from", locations[i]);
      g_assert_null (
          cck_test_await_boxed (send_with (self, "GET", "/from", CCK_HTTP_FOLLOW), &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REDIRECTED);
    }
}

static void
test_redirect_in_a_circle (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_redirect (self, "/from", "/from");
  g_assert_null (cck_test_await_boxed (send_with (self, "GET", "/from", CCK_HTTP_FOLLOW), &error));

  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REDIRECTED);
  g_assert_cmpuint (cck_test_server_count (self->server, "/from"), ==, 6);
}

static void
test_redirect_of_a_post (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_redirect (self, "/from", "/to");
  g_assert_null (cck_test_await_boxed (send_with (self, "POST", "/from", CCK_HTTP_FOLLOW), &error));

  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REDIRECTED);
  g_assert_cmpuint (cck_test_server_count (self->server, "/to"), ==, 0);
}

static gboolean
has_closed (gpointer user_data)
{
  Fixture *self = user_data;

  return cck_test_server_count_closed (self->server) == 1;
}

static gboolean
was_asked (gpointer user_data)
{
  Fixture *self = user_data;

  return cck_test_server_count (self->server, "/never") == 1;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_discarding_aborts (Fixture *self, gconstpointer data)
{
  DexFuture *future;
  guint tick = g_timeout_add (5, on_tick, NULL);

  /* Nothing else may end it. */
  cck_http_set_timeout (self->http, 600 * 1000);
  cck_test_server_add_silence (self->server, "/never", NULL);
  future = send_with (self, "GET", "/never", CCK_HTTP_NONE);
  cck_test_run_until (was_asked, self);

  dex_unref (future);
  cck_test_run_until (has_closed, self);
  g_source_remove (tick);
}

/* A proxy in the environment has nothing to do with this computer's own providers. */
static void
test_loopback_without_proxy (void)
{
  Fixture self = { 0 };
  g_autoptr (CckHttpResponse) response = NULL;

  if (g_test_subprocess ())
    {
      set_up (&self, NULL);
      cck_test_server_add_json (self.server, "/a", "200 OK", "{}");
      response = cck_test_await_boxed (send_with (&self, "GET", "/a", CCK_HTTP_NONE), NULL);
      g_assert_nonnull (response);
      tear_down (&self, NULL);
      return;
    }

  g_setenv ("http_proxy", "http://127.0.0.1:1/", TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1/", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv ("http_proxy");
  g_unsetenv ("https_proxy");
  g_test_trap_assert_passed ();
}

static void
on_trace (const CckHttpTrace *trace, gpointer user_data)
{
  g_autofree char *line = NULL;

  line = g_strdup_printf ("%s %s %u %zu", trace->method, trace->uri, trace->status, trace->length);
  g_ptr_array_add (user_data, g_steal_pointer (&line));
  g_assert_cmpint (trace->microseconds, >, 0);
}

static void
test_trace_is_redacted (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/a");
  g_autofree char *expected = g_strdup_printf ("GET %s 200 2", uri);

  cck_test_server_add_json (self->server, "/a", "200 OK", "{}");
  cck_http_set_trace (self->http, on_trace, lines, NULL);
  cck_http_response_unref (
      cck_test_await_boxed (send_with (self, "GET", "/a?code=hidden", CCK_HTTP_NONE), NULL));

  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (lines, 0), ==, expected);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *uri;
    CckHttpFlags flags;
    int code;
  } cases[] = {
    { "https://a.example/x", CCK_HTTP_NONE, -1 },
    { "https://a.example:8443/x?y=z", CCK_HTTP_NONE, -1 },
    { "http://a.example/x", CCK_HTTP_NONE, CCK_OAUTH_ERROR_INSECURE },
    { "http://a.example/x", CCK_HTTP_ALLOW_LOOPBACK, CCK_OAUTH_ERROR_INSECURE },
    { "http://127.0.0.1/x", CCK_HTTP_NONE, CCK_OAUTH_ERROR_INSECURE },
    { "http://127.0.0.1:8080/x", CCK_HTTP_ALLOW_LOOPBACK, -1 },
    { "http://[::1]:8080/x", CCK_HTTP_ALLOW_LOOPBACK, -1 },
    { "http://localhost/x", CCK_HTTP_ALLOW_LOOPBACK, -1 },
    { "http://localhost.a.example/x", CCK_HTTP_ALLOW_LOOPBACK, CCK_OAUTH_ERROR_INSECURE },
    { "http://127.0.0.1.a.example/x", CCK_HTTP_ALLOW_LOOPBACK, CCK_OAUTH_ERROR_INSECURE },
    { "http://0.0.0.0/x", CCK_HTTP_ALLOW_LOOPBACK, CCK_OAUTH_ERROR_INSECURE },
    { "https://user:password@a.example/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://a.example/#fragment", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "file:///etc/passwd", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "javascript:alert(1)", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "/relative", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https:///x", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https:x", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://[2001:db8::1]:8443/x", CCK_HTTP_NONE, -1 },
    { "https://a_b.example/x", CCK_HTTP_NONE, -1 },
    /* What would be another thing as soon as it is decoded: shown, resolved, or a header. */
    { "https://a%0d%0aX-Planted:%20b/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://%1b%5b31ma.example/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://a.example%2f.b.example/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://a.example%3a80/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://a.example%40b.example/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://a%20b/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://[fe80::1%25eth0]/", CCK_HTTP_NONE, -1 },
    { "https://[fe80::1%25%1b]/", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "http://[::1%25%0d%0aX-Planted:b]/", CCK_HTTP_ALLOW_LOOPBACK, CCK_OAUTH_ERROR_BAD_METADATA },
    { "https://a.example/\n", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { "", CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
    { NULL, CCK_HTTP_NONE, CCK_OAUTH_ERROR_BAD_METADATA },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean fits = cck_http_check_uri (cases[i].uri, cases[i].flags, "address", &error);

      g_test_message ("%s", cases[i].uri != NULL ? cases[i].uri : "(none)");
      g_assert_cmpint (fits, ==, cases[i].code == -1);
      if (!fits)
        g_assert_error (error, CCK_OAUTH_ERROR, cases[i].code);
    }
}

static void
test_insecure_is_not_sent (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/a");
  g_autoptr (CckHttpRequest) request = cck_http_request_new ("GET", uri, CCK_HTTP_NONE);
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (cck_http_send (self->http, request), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
  g_assert_cmpuint (cck_test_server_count (self->server, "/a"), ==, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  g_test_add_func ("/oauth/protocol/rule-08-https-everywhere", test_addresses);
  ADD ("/oauth/protocol/rule-08-insecure-is-not-sent", test_insecure_is_not_sent);
  ADD ("/oauth/protocol/rule-20-no-redirect-of-a-post", test_redirect_of_a_post);
  ADD ("/oauth/protocol/rule-20-redirect-on-same-origin", test_redirect_on_same_origin);
  ADD ("/oauth/protocol/rule-20-redirect-elsewhere", test_redirect_elsewhere);
  ADD ("/oauth/protocol/rule-25-cut-is-not-sent-again", test_cut_is_not_sent_again);
  ADD ("/oauth/http/answer", test_answer);
  ADD ("/oauth/http/json-body", test_json_body);
  ADD ("/oauth/http/no-store", test_no_store);
  ADD ("/oauth/http/no-cookies", test_no_cookies);
  ADD ("/oauth/http/hundred-megabytes", test_flood);
  ADD ("/oauth/http/largest-body", test_largest);
  ADD ("/oauth/http/bomb", test_bomb);
  ADD ("/oauth/http/silence", test_silence);
  ADD ("/oauth/http/slow-body", test_slow_body);
  ADD ("/oauth/http/cut", test_cut);
  ADD ("/oauth/http/no-http", test_no_http);
  ADD ("/oauth/http/endless-headers", test_endless_headers);
  ADD ("/oauth/http/refused-connection", test_refused_connection);
  ADD ("/oauth/http/status", test_status);
  ADD ("/oauth/http/redirect-in-a-circle", test_redirect_in_a_circle);
  g_test_add_func ("/oauth/http/loopback-without-proxy", test_loopback_without_proxy);
  ADD ("/oauth/http/discarding-aborts", test_discarding_aborts);
  ADD ("/oauth/http/trace-is-redacted", test_trace_is_redacted);

  return g_test_run ();
}
