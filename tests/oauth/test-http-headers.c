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
assert_retry_after (Fixture *self, const char *answer, gint64 seconds)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, "/r", answer);
  g_assert_null (cck_test_await_boxed (send_with (self, "GET", "/r", CCK_HTTP_NONE), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_RATE_LIMITED);
  g_assert_cmpint (cck_oauth_error_get_retry_after (error), ==, seconds);
}

static void
test_retry_after (Fixture *self, gconstpointer data)
{
  assert_retry_after (self,
                      "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", 120);
  assert_retry_after (self, "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", 7);
  assert_retry_after (self, "HTTP/1.1 429 Slow\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n",
                      0);
  assert_retry_after (self,
                      "HTTP/1.1 429 Slow\r\nRetry-After: 99999999999999999999\r\n"
                      "Content-Length: 0\r\n\r\n",
                      0);
  assert_retry_after (self,
                      "HTTP/1.1 503 Busy\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                      "Retry-After: Sun, 06 Nov 1994 08:50:37 GMT\r\nContent-Length: 0\r\n\r\n",
                      60);
}

static void
test_freshness (Fixture *self, gconstpointer data)
{
#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
  static const struct
  {
    const char *headers;
    gint64 max_age;
  } cases[] = {
    { "Cache-Control: public, max-age=600\r\n", 600 },
    { "Cache-Control: max-age=600\r\nAge: 100\r\n", 500 },
    { "Cache-Control: max-age=600\r\nAge: 700\r\n", 0 },
    { "Cache-Control: max-age=600, no-store\r\n", 0 },
    { "Cache-Control: max-age=-1\r\n", -1 },
    { DATE "Expires: Sun, 06 Nov 1994 08:59:37 GMT\r\n", 600 },
    { DATE "Expires: 0\r\n", 0 },
    { DATE "Expires: Sun, 06 Nov 1994 08:59:37 GMT\r\nCache-Control: max-age=1\r\n", 1 },
    { "Expires: Sun, 06 Nov 1994 08:59:37 GMT\r\n", -1 },
    { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf (
          "HTTP/1.1 200 OK\r\n%sContent-Length: 2\r\n\r\n{}", cases[i].headers);
      g_autoptr (CckHttpResponse) response = NULL;

      g_test_message ("%s", cases[i].headers);
      cck_test_server_add (self->server, "/a", answer);
      response = cck_test_await_boxed (send_with (self, "GET", "/a", CCK_HTTP_NONE), NULL);
      g_assert_cmpint (cck_http_response_get_max_age (response), ==, cases[i].max_age);
    }
}

static void
test_challenge (Fixture *self, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "DPoP error=\"use_dpop_nonce\", algs=\"ES256\"", "use_dpop_nonce" },
    { "Bearer realm=\"a\", DPoP error=\"use_dpop_nonce\"", "use_dpop_nonce" },
    { "Bearer realm=\"a\"\r\nWWW-Authenticate: DPoP algs=\"ES256\", error=invalid_token",
      "invalid_token" },
    { "Bearer error_description=\"error\"", NULL },
    { "Bearer", NULL },
    { "error=", NULL },
    { "Bearer error=\"\"", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer =
          g_strdup_printf ("HTTP/1.1 401 No\r\nWWW-Authenticate: %s\r\nContent-Length: 0\r\n\r\n",
                           cases[i][0]);
      g_autoptr (CckHttpResponse) response = NULL;

      g_test_message ("%s", cases[i][0]);
      cck_test_server_add (self->server, "/a", answer);
      response = cck_test_await_boxed (send_with (self, "GET", "/a", CCK_HTTP_NONE), NULL);
      g_assert_cmpstr (cck_http_response_get_challenge_error (response), ==, cases[i][1]);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-31-freshness", test_freshness);
  ADD ("/oauth/http/challenge", test_challenge);
  ADD ("/oauth/http/retry-after", test_retry_after);

  return g_test_run ();
}
