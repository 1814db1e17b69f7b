/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/resource.h>

#include "cck-http.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

/* Far above what any of these needs, far below what a provider can send in the time. */
#define ROOM_KIB (128 * 1024)
#define TIMEOUT_MS 1500

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
} Fixture;

const char *__asan_default_options (void);

/* AddressSanitizer keeps what was freed; here that would be taken for memory in use. */
const char *
__asan_default_options (void)
{
  return "quarantine_size_mb=4";
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  cck_http_set_timeout (self->http, TIMEOUT_MS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->http);
  cck_test_server_free (self->server);
}

static long
get_peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_maxrss;
}

static CckHttpResponse *
ask (Fixture *self, GError **error)
{
  g_autofree char *uri = cck_test_server_dup_uri (self->server, "/a");
  g_autoptr (CckHttpRequest) request =
      cck_http_request_new ("POST", uri, CCK_HTTP_ALLOW_LOOPBACK);

  cck_http_request_add_form (request, "code", "planted-code");

  return cck_test_await_boxed (cck_http_send (self->http, request), error);
}

/* An error of this layer, in bounded memory, and nothing is sent again. */
static void
assert_refused (Fixture *self)
{
  long before = get_peak_kib ();
  guint asked = cck_test_server_count (self->server, "/a");
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (self, &error));
  g_assert_cmpuint (error->domain, ==, CCK_OAUTH_ERROR);
  g_test_message ("%s (%ld KiB more)", error->message, get_peak_kib () - before);
  g_assert_cmpint (get_peak_kib () - before, <, ROOM_KIB);
  g_assert_cmpuint (cck_test_server_count (self->server, "/a"), ==, asked + 1);
}

static void
assert_endless_is_refused (Fixture *self, const char *head, const char *block)
{
  cck_test_server_add_endless (self->server, "/a", head, block);
  assert_refused (self);
}

static void
test_header_flood (Fixture *self, gconstpointer data)
{
  assert_endless_is_refused (self, "HTTP/1.1 200 OK\r\n",
                             "X-Filler: 0123456789012345678901234567890123456789\r\n");
}

static void
test_endless_line (Fixture *self, gconstpointer data)
{
  g_autofree char *block = g_strnfill (65536, 'a');

  assert_endless_is_refused (self, "HTTP/1.1 200 OK\r\nX-Filler: ", block);
  assert_endless_is_refused (self, "", block);
  assert_endless_is_refused (self, "HTTP/1.1 200 ", block);
}

static void
test_endless_interim (Fixture *self, gconstpointer data)
{
  assert_endless_is_refused (self, "", "HTTP/1.1 100 Continue\r\n\r\n");
  assert_endless_is_refused (self, "", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
}

static void
test_endless_chunks (Fixture *self, gconstpointer data)
{
#define CHUNKED "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
  g_autofree char *block = g_strnfill (4096, 'a');
  g_autofree char *chunk = g_strdup_printf ("1000\r\n%s\r\n", block);

  assert_endless_is_refused (self, CHUNKED, chunk);
  assert_endless_is_refused (self, CHUNKED, "1;extension=value\r\na\r\n");
  assert_endless_is_refused (self, CHUNKED "1;", block);
}

/* They end nothing that was used; all that matters is that they end. */
static void
test_endless_trailers (Fixture *self, gconstpointer data)
{
  long before = get_peak_kib ();
  g_autoptr (CckHttpResponse) response = NULL;

  cck_test_server_add_endless (self->server, "/a", CHUNKED "2\r\n{}\r\n0\r\n",
                               "X-Trailer: value\r\n");
  response = ask (self, NULL);
  g_assert_true (response == NULL ||
                 g_bytes_get_size (cck_http_response_get_body (response)) == 2);
  g_assert_cmpint (get_peak_kib () - before, <, ROOM_KIB);
}

static void
test_chunk_garbage (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    CHUNKED "garbage\r\n{}\r\n0\r\n\r\n",
    CHUNKED "-5\r\n{}\r\n0\r\n\r\n",
    CHUNKED "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    CHUNKED "7fffffff\r\n{}\r\n",
    CHUNKED "2\r\n{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckHttpResponse) response = NULL;

      g_test_message ("%s", answers[i]);
      cck_test_server_add (self->server, "/a", answers[i]);
      response = ask (self, &error);
      /* Never more than what came, whatever the lengths say. */
      if (response != NULL)
        g_assert_cmpuint (g_bytes_get_size (cck_http_response_get_body (response)), <=, 64);
      else
        g_assert_cmpuint (error->domain, ==, CCK_OAUTH_ERROR);
    }
}

static void
test_wrong_length (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    gssize length; /* -1: cut */
  } cases[] = {
    { "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", -1 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{}", -1 },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\n{}", -1 },
    { "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\n{}", -1 },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\n", -1 },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}trailing", 2 },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", 2 },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", 2 },
    /* The rest is another message's. */
    { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}trailing", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckHttpResponse) response = NULL;

      cck_test_server_add (self->server, "/a", cases[i].answer);
      response = ask (self, &error);
      g_test_message ("%s", cases[i].answer);
      if (cases[i].length < 0)
        g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NETWORK);
      else
        g_assert_cmpint ((gssize) g_bytes_get_size (cck_http_response_get_body (response)), ==,
                         cases[i].length);
    }
}

static void
test_broken_encoding (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/a",
                       "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\n"
                       "no gzip!");
  response = ask (self, &error);
  /* What can't be inflated is no JSON either. */
  g_assert_true (response == NULL ||
                 g_bytes_get_size (cck_http_response_get_body (response)) <= 8);
}

static void
test_cut_gzip (Fixture *self, gconstpointer data)
{
  /* {"a":1} without its last twelve bytes. */
  static const guint8 half[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0x56, 0x4a };
  static const char head[] = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n"
                             "Content-Length: 27\r\n\r\n";
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (answer, (const guint8 *) head, strlen (head));
  g_byte_array_append (answer, half, sizeof half);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  cck_test_server_add_bytes (self->server, "/a", bytes);
  response = ask (self, &error);
  /* Never a whole document. */
  g_assert_true (response == NULL ||
                 g_bytes_get_size (cck_http_response_get_body (response)) < 7);
}

/* A connection that brought nonsense is not used again. */
static void
test_after_nonsense (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/a",
                       "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n"
                       "Content-Length: 7\r\n\r\nplanted");
  response = ask (self, &error);
  g_assert_no_error (error);
  g_clear_pointer (&response, cck_http_response_unref);
  cck_test_server_add_json (self->server, "/a", "200 OK", "{\"a\":1}");
  response = ask (self, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (cck_http_response_get_body (response), NULL),
                   g_bytes_get_size (cck_http_response_get_body (response)), "{\"a\":1}", 7);
}

static void
test_user_agent (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttpResponse) response = NULL;
  g_autofree char *request = NULL;

  cck_test_server_add_json (self->server, "/a", "200 OK", "{}");
  response = ask (self, NULL);
  request = cck_test_server_dup_request (self->server);
  g_assert_nonnull (strstr (request, "\r\nUser-Agent: Claimcheck/"));
  g_assert_null (strcasestr (request, "\r\nCookie:"));
  g_assert_null (strcasestr (request, "\r\nReferer:"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/http-hostile/header-flood", test_header_flood);
  ADD ("/oauth/http-hostile/endless-line", test_endless_line);
  ADD ("/oauth/http-hostile/endless-interim-answers", test_endless_interim);
  ADD ("/oauth/http-hostile/endless-chunks", test_endless_chunks);
  ADD ("/oauth/http-hostile/endless-trailers", test_endless_trailers);
  ADD ("/oauth/http-hostile/chunk-garbage", test_chunk_garbage);
  ADD ("/oauth/http-hostile/wrong-length", test_wrong_length);
  ADD ("/oauth/http-hostile/broken-encoding", test_broken_encoding);
  ADD ("/oauth/http-hostile/cut-gzip", test_cut_gzip);
  ADD ("/oauth/http-hostile/after-nonsense", test_after_nonsense);
  ADD ("/oauth/http-hostile/user-agent", test_user_agent);

  return g_test_run ();
}
