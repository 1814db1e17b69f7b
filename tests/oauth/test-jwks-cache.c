/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jwks-cache.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

#define NOW 1700000000
/* RFC 7517 Appendix A.1, the EC key. */
#define JWKS(kid)                                                                                 \
  "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" kid "\","                             \
  "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","                                        \
  "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  CckJwksCache *cache;
  char *uri;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->cache = cck_jwks_cache_new ();
  self->uri = cck_test_server_dup_uri (self->server, "/jwks");
  cck_test_server_add_json (self->server, "/jwks", "200 OK", JWKS ("one"));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->cache);
  g_object_unref (self->http);
  cck_test_server_free (self->server);
  g_free (self->uri);
}

static DexFuture *
get (Fixture *self, gint64 now)
{
  return cck_jwks_cache_get (self->cache, self->http, self->uri, CCK_HTTP_ALLOW_LOOPBACK, now);
}

static DexFuture *
refetch (Fixture *self, gint64 now)
{
  return cck_jwks_cache_refetch (self->cache, self->http, self->uri, CCK_HTTP_ALLOW_LOOPBACK, now);
}

static void
assert_kid (DexFuture *future, const char *kid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwks) jwks = cck_test_await_boxed (future, &error);

  g_assert_no_error (error);
  g_assert_true (cck_jwks_has_kid (jwks, kid, strlen (kid)));
}

static void
assert_count (Fixture *self, guint count)
{
  g_assert_cmpuint (cck_test_server_count (self->server, "/jwks"), ==, count);
}

static void
answer_with_cache_control (Fixture *self, const char *directive)
{
  g_autofree char *answer = NULL;

  answer = g_strdup_printf ("HTTP/1.1 200 OK\r\nCache-Control: %s\r\nContent-Length: %zu\r\n\r\n%s",
                            directive, strlen (JWKS ("one")), JWKS ("one"));
  cck_test_server_add (self->server, "/jwks", answer);
}

static void
test_fresh_for_five_minutes (Fixture *self, gconstpointer data)
{
  assert_kid (get (self, NOW), "one");
  assert_kid (get (self, NOW + 299), "one");
  assert_count (self, 1);
  assert_kid (get (self, NOW + 300), "one");
  assert_count (self, 2);
}

static void
test_cache_control (Fixture *self, gconstpointer data)
{
  answer_with_cache_control (self, "max-age=3600");
  assert_kid (get (self, NOW), "one");
  assert_kid (get (self, NOW + 3599), "one");
  assert_count (self, 1);
  assert_kid (get (self, NOW + 3600), "one");
  assert_count (self, 2);
}

static void
test_no_store (Fixture *self, gconstpointer data)
{
  answer_with_cache_control (self, "no-store");
  assert_kid (get (self, NOW), "one");
  assert_kid (get (self, NOW), "one");
  assert_count (self, 2);
}

static void
test_forever_is_a_day (Fixture *self, gconstpointer data)
{
  answer_with_cache_control (self, "max-age=999999999");
  assert_kid (get (self, NOW), "one");
  assert_kid (get (self, NOW + 24 * 3600), "one");
  assert_count (self, 2);
}

static void
test_refetch_right_after_get (Fixture *self, gconstpointer data)
{
  assert_kid (get (self, NOW), "one");
  cck_test_server_add_json (self->server, "/jwks", "200 OK", JWKS ("two"));

  assert_kid (refetch (self, NOW), "two");
  assert_kid (get (self, NOW), "two");
  assert_count (self, 2);
}

static void
test_refetch_once_a_minute (Fixture *self, gconstpointer data)
{
  assert_kid (get (self, NOW), "one");
  assert_kid (refetch (self, NOW + 1), "one");
  assert_kid (refetch (self, NOW + 2), "one");
  assert_kid (refetch (self, NOW + 60), "one");
  assert_count (self, 2);
  assert_kid (refetch (self, NOW + 61), "one");
  assert_count (self, 3);
}

static void
test_one_request_at_a_time (Fixture *self, gconstpointer data)
{
  DexFuture *first = get (self, NOW);
  DexFuture *second = get (self, NOW);

  assert_kid (first, "one");
  assert_kid (second, "one");
  assert_count (self, 1);
}

static void
test_failure_is_not_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/jwks", "200 OK", "<html>");
  g_assert_null (cck_test_await_boxed (get (self, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER);

  cck_test_server_add_json (self->server, "/jwks", "200 OK", JWKS ("one"));
  assert_kid (get (self, NOW), "one");
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/jwks", "404 Not Found", "{}");
  g_assert_null (cck_test_await_boxed (get (self, NOW), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER);
}

static void
test_insecure (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_test_await_boxed (
          cck_jwks_cache_get (self->cache, self->http, self->uri, CCK_HTTP_NONE, NOW), &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
    }
  assert_kid (get (self, NOW), "one");
}

/* Another provider may trust another authority, and would say for this one which keys are its. */
static void
test_of_one_session (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttp) other = cck_http_new ();

  assert_kid (get (self, NOW), "one");
  cck_test_server_add_json (self->server, "/jwks", "200 OK", JWKS ("two"));
  assert_kid (cck_jwks_cache_get (self->cache, other, self->uri, CCK_HTTP_ALLOW_LOOPBACK, NOW),
              "two");
  assert_kid (get (self, NOW), "one");
  assert_count (self, 2);
}

static void
test_of_one_session_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (CckHttp) other = cck_http_new ();
  DexFuture *mine = get (self, NOW);
  DexFuture *theirs =
      cck_jwks_cache_get (self->cache, other, self->uri, CCK_HTTP_ALLOW_LOOPBACK, NOW);

  assert_kid (mine, "one");
  assert_kid (theirs, "one");
  assert_count (self, 2);
}

static void
test_forget (Fixture *self, gconstpointer data)
{
  assert_kid (get (self, NOW), "one");
  cck_jwks_cache_forget (self->cache, self->uri);
  assert_kid (get (self, NOW), "one");
  assert_count (self, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-31-refetch-right-after-get", test_refetch_right_after_get);
  ADD ("/oauth/protocol/rule-31-refetch-once-a-minute", test_refetch_once_a_minute);
  ADD ("/oauth/protocol/rule-31-cache-control", test_cache_control);
  ADD ("/oauth/jwks-cache/fresh-for-five-minutes", test_fresh_for_five_minutes);
  ADD ("/oauth/jwks-cache/no-store", test_no_store);
  ADD ("/oauth/jwks-cache/forever-is-a-day", test_forever_is_a_day);
  ADD ("/oauth/jwks-cache/one-request-at-a-time", test_one_request_at_a_time);
  ADD ("/oauth/jwks-cache/failure-is-not-kept", test_failure_is_not_kept);
  ADD ("/oauth/jwks-cache/missing", test_missing);
  ADD ("/oauth/jwks-cache/insecure", test_insecure);
  ADD ("/oauth/jwks-cache/of-one-session", test_of_one_session);
  ADD ("/oauth/jwks-cache/of-one-session-at-once", test_of_one_session_at_once);
  ADD ("/oauth/jwks-cache/forget", test_forget);

  return g_test_run ();
}
