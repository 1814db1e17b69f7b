/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <string.h>

#include "cck-loopback.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-provider.h"
#include "cck-test-visitor.h"

typedef struct
{
  CckLoopback *loopback;
  CckAuthorization *authorization;
  DexFuture *future;
  char *state;
} Fixture;

static void
open_at (Fixture *self, const char *host)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (NULL);
  g_autoptr (GError) error = NULL;

  self->loopback = cck_loopback_new (host, NULL, 0, "/callback", &error);
  g_assert_no_error (error);
  self->authorization =
      cck_authorization_new (metadata, "client", cck_loopback_get_redirect_uri (self->loopback),
                             "openid", &error);
  g_assert_no_error (error);
  self->state = cck_test_provider_dup_parameter (self->authorization, "state");
  self->future = cck_loopback_wait (self->loopback, self->authorization);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  open_at (self, "127.0.0.1");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->future, dex_unref);
  g_clear_object (&self->loopback);
  g_clear_pointer (&self->authorization, cck_authorization_unref);
  g_clear_pointer (&self->state, g_free);
}

static CckTestVisitor *
visit (Fixture *self, const char *text)
{
  return cck_test_visitor_new ("127.0.0.1", cck_loopback_get_port (self->loopback), text, -1);
}

static char *
dup_request (Fixture *self, const char *method, const char *target)
{
  return g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", method, target,
                          cck_loopback_get_port (self->loopback));
}

static char *
dup_good_request (Fixture *self)
{
  g_autofree char *target = g_strdup_printf ("/callback?code=the-code&state=%s", self->state);

  return dup_request (self, "GET", target);
}

static void
assert_answer (Fixture *self, const char *request, const char *status)
{
  g_autoptr (CckTestVisitor) visitor = visit (self, request);
  const char *answer = cck_test_visitor_listen (visitor);

  if (!g_str_has_prefix (answer, status))
    g_error ("expected %s, found %s", status, answer);
}

static void
assert_still_listening (Fixture *self)
{
  g_assert_true (cck_loopback_is_open (self->loopback));
  g_assert_true (dex_future_is_pending (self->future));
  g_assert_true (cck_authorization_is_open (self->authorization));
}

static void
assert_signs_in (Fixture *self)
{
  g_autofree char *request = dup_good_request (self);
  g_autoptr (CckAuthorizationResponse) response = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  assert_answer (self, request, "HTTP/1.1 200 ");
  response = cck_test_await_boxed (g_steal_pointer (&self->future), &error);
  g_assert_no_error (error);
  code = cck_authorization_response_take_code (response);
  g_assert_cmpstr (code, ==, "the-code");
}

static void
test_signs_in (Fixture *self, gconstpointer data)
{
  assert_signs_in (self);
}

static void
test_redirect_uri (Fixture *self, gconstpointer data)
{
  g_autofree char *expected = NULL;

  expected = g_strdup_printf ("http://127.0.0.1:%u/callback",
                              cck_loopback_get_port (self->loopback));
  g_assert_cmpstr (cck_loopback_get_redirect_uri (self->loopback), ==, expected);
  g_assert_cmpuint (cck_loopback_get_port (self->loopback), >, 1024);
}

static void
test_closed_afterwards (Fixture *self, gconstpointer data)
{
  guint16 port = cck_loopback_get_port (self->loopback);
  g_autoptr (GError) error = NULL;

  assert_signs_in (self);

  g_assert_false (cck_loopback_is_open (self->loopback));
  g_assert_null (cck_test_visitor_connect ("127.0.0.1", port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_page (Fixture *self, gconstpointer data)
{
  g_autofree char *request = dup_good_request (self);
  g_autoptr (CckTestVisitor) visitor = visit (self, request);
  const char *answer = cck_test_visitor_listen (visitor);

  static const char *const wanted[] = {
    "\r\nCache-Control: no-store\r\n",
    "\r\nReferrer-Policy: no-referrer\r\n",
    "\r\nContent-Security-Policy: default-src 'none'; style-src 'sha256-",
    "\r\nX-Content-Type-Options: nosniff\r\n",
    "\r\nContent-Type: text/html; charset=utf-8\r\n",
    "You can close this tab and return to Claimcheck.",
  };
  static const char *const unwanted[] = {
    "<script", "http://", "https://", "src=", "href=", "the-code", "Access-Control", "\r\nServer:",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (answer, wanted[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_assert_null (strstr (answer, unwanted[i]));
  g_assert_null (strstr (answer, self->state));
}

/* What the browser computes from the style it got has to be what the header allows. */
static void
test_page_style_hash (Fixture *self, gconstpointer data)
{
  g_autofree char *request = dup_good_request (self);
  g_autoptr (CckTestVisitor) visitor = visit (self, request);
  const char *answer = cck_test_visitor_listen (visitor);
  const char *style = strstr (answer, "<style>") + strlen ("<style>");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL;
  g_autofree char *policy = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) style, strstr (style, "</style>") - style);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  policy = g_strdup_printf ("style-src 'sha256-%s'", hash);

  g_assert_nonnull (strstr (answer, policy));
}

static void
test_other_requests (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *target;
    const char *status;
  } cases[] = {
    { "GET", "/", "HTTP/1.1 404 " },
    { "GET", "/favicon.ico", "HTTP/1.1 404 " },
    { "GET", "/callback/", "HTTP/1.1 404 " },
    { "GET", "/callback%2f", "HTTP/1.1 404 " },
    { "GET", "/Callback?state=STATE&code=c", "HTTP/1.1 404 " },
    { "GET", "//callback?state=STATE&code=c", "HTTP/1.1 404 " },
    { "GET", "http://127.0.0.1/callback?state=STATE&code=c", "HTTP/1.1 404 " },
    { "GET", "http://evil.example/callback?state=STATE&code=c", "HTTP/1.1 404 " },
    { "POST", "/callback?state=STATE&code=c", "HTTP/1.1 405 " },
    { "HEAD", "/callback?state=STATE&code=c", "HTTP/1.1 405 " },
    { "OPTIONS", "/callback?state=STATE&code=c", "HTTP/1.1 405 " },
    { "get", "/callback?state=STATE&code=c", "HTTP/1.1 405 " },
    { "GET", "/callback", "HTTP/1.1 400 " },
    { "GET", "/callback?code=c", "HTTP/1.1 400 " },
    { "GET", "/callback?code=c&state=wrong", "HTTP/1.1 400 " },
    { "GET", "/callback?error=access_denied&state=wrong", "HTTP/1.1 400 " },
    { "GET", "/callback?code=c&state=STATE&state=STATE", "HTTP/1.1 400 " },
    { "GET", "/callback?state=STATE", "HTTP/1.1 400 " },
    { "GET", "/callback?state=STATE&code=", "HTTP/1.1 400 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) target = g_string_new (cases[i].target);
      g_autofree char *request = NULL;

      g_string_replace (target, "STATE", self->state, 0);
      request = dup_request (self, cases[i].method, target->str);
      g_test_message ("%s %s", cases[i].method, cases[i].target);
      assert_answer (self, request, cases[i].status);
      assert_still_listening (self);
    }

  assert_signs_in (self);
}

static void
test_other_host (Fixture *self, gconstpointer data)
{
  static const char *const hosts[] = {
    "Host: evil.example\r\n", "Host: 127.0.0.1\r\n", "Host: localhost:PORT\r\n",
    "Host: 127.0.0.1:PORT\r\nHost: evil.example\r\n", "Host: 127.0.0.1:PORT.evil.example\r\n",
    "Host: \r\n", "",
  };

  cck_test_expect_warning ("duplicate Host"); /* of libsoup 3.8; older ones say nothing */
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *port = g_strdup_printf ("%u", cck_loopback_get_port (self->loopback));
      g_autoptr (GString) request = g_string_new (NULL);
      g_autoptr (CckTestVisitor) visitor = NULL;
      const char *answer;

      g_string_printf (request, "GET /callback?code=c&state=%s HTTP/1.1\r\n%s\r\n", self->state,
                       hosts[i]);
      g_string_replace (request, "PORT", port, 0);
      g_test_message ("%s", hosts[i]);
      visitor = visit (self, request->str);
      answer = cck_test_visitor_listen (visitor);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 404 ") ||
                     g_str_has_prefix (answer, "HTTP/1.1 400 "));
      assert_still_listening (self);
    }

  assert_signs_in (self);
}

static void
test_refusals_reflect_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *request = dup_request (self, "GET", "/callback?state=%3Cb%3Emine%3C/b%3E");
  g_autoptr (CckTestVisitor) visitor = visit (self, request);
  const char *answer = cck_test_visitor_listen (visitor);

  g_assert_null (strstr (answer, "mine"));
  g_assert_nonnull (strstr (answer, "The browser reply does not belong to this sign-in. Nothing "
                                    "was saved."));
  g_assert_nonnull (strstr (answer, "\r\nCache-Control: no-store\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nContent-Security-Policy: default-src 'none'"));
}

static void
test_garbage (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "\r\n\r\n", "\x16\x03\x01\x02", "GET\r\n\r\n", "GET /callback\r\n\r\n",
    "not http at all\r\n\r\n", "GET /callback HTTP/9.9\r\n\r\n",
    "GET /callback HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    "GET /callback HTTP/1.1\r\nTransfer-Encoding: odd\r\n\r\n",
  };
  guint8 noise[2048];

  cck_loopback_set_request_timeout (self->loopback, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CckTestVisitor) visitor = visit (self, texts[i]);

      cck_test_visitor_listen (visitor);
      assert_still_listening (self);
    }

  for (int round = 0; round < 20; round++)
    {
      g_autoptr (CckTestVisitor) visitor = NULL;

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (guint8) g_test_rand_int_range (0, 256);
      visitor = cck_test_visitor_new ("127.0.0.1", cck_loopback_get_port (self->loopback),
                                      (char *) noise, sizeof noise);
      cck_test_visitor_listen (visitor);
      assert_still_listening (self);
    }

  assert_signs_in (self);
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_autofree char *good = dup_good_request (self);
  g_autoptr (GString) request = g_string_new (good);
  g_autoptr (CckTestVisitor) visitor = NULL;

  /* The right request, with 20 KiB of headers more than it needs. */
  g_string_truncate (request, request->len - strlen ("\r\n"));
  for (int i = 0; i < 400; i++)
    g_string_append (request, "X-Filler: 0123456789012345678901234567890123456789\r\n");
  g_string_append (request, "\r\n");
  visitor = visit (self, request->str);

  g_assert_null (strstr (cck_test_visitor_listen (visitor), " 200 "));
  assert_still_listening (self);
  assert_signs_in (self);
}

static void
test_large_query_fits (Fixture *self, gconstpointer data)
{
  g_autofree char *long_code = g_strnfill (8000, 'c');
  g_autofree char *target = g_strdup_printf ("/callback?code=%s&state=%s", long_code, self->state);
  g_autofree char *request = dup_request (self, "GET", target);

  assert_answer (self, request, "HTTP/1.1 200 ");
}

static void
test_slow (Fixture *self, gconstpointer data)
{
  g_autoptr (CckTestVisitor) silent = NULL;
  g_autoptr (CckTestVisitor) half = NULL;

  cck_loopback_set_request_timeout (self->loopback, 50);
  silent = visit (self, "");
  half = visit (self, "GET /callback HTTP/1.1\r\nHost:");

  cck_test_visitor_listen (silent);
  cck_test_visitor_listen (half);
  assert_still_listening (self);
  assert_signs_in (self);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  GDestroyNotify leave = (GDestroyNotify) cck_test_visitor_free;
  g_autoptr (GPtrArray) crowd = g_ptr_array_new_with_free_func (leave);

  /* Twice as many as there may be, none of which says anything or is sent away for its time. */
  cck_loopback_set_request_timeout (self->loopback, 600 * 1000);
  for (int i = 0; i < 64; i++)
    {
      g_ptr_array_add (crowd, visit (self, "GET "));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }

  cck_test_visitor_listen (g_ptr_array_index (crowd, 0));
  assert_signs_in (self);
}

static void
test_pipelined (Fixture *self, gconstpointer data)
{
  g_autofree char *bad = dup_request (self, "GET", "/");
  g_autofree char *good = dup_good_request (self);
  g_autofree char *both = g_strconcat (bad, good, NULL);

  /* One request a connection: the second is never read. */
  assert_answer (self, both, "HTTP/1.1 404 ");
  assert_still_listening (self);
  assert_signs_in (self);
}

/* The code counts, even where nobody waits for the page. */
static void
test_browser_gone (Fixture *self, gconstpointer data)
{
  g_autofree char *request = dup_good_request (self);
  g_autoptr (CckAuthorizationResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  cck_test_visitor_free (visit (self, request));
  response = cck_test_await_boxed (g_steal_pointer (&self->future), &error);

  g_assert_no_error (error);
  g_assert_false (cck_loopback_is_open (self->loopback));
}

/* Before anybody waits nothing is taken, not even the right reply. */
static void
test_early (Fixture *self, gconstpointer data)
{
  g_autofree char *request = NULL;

  dex_clear (&self->future);
  g_object_unref (self->loopback);
  self->loopback = cck_loopback_new ("127.0.0.1", NULL, 0, "/callback", NULL);
  request = dup_good_request (self);

  assert_answer (self, request, "HTTP/1.1 400 ");
  g_assert_true (cck_authorization_is_open (self->authorization));
}

static void
test_declined (Fixture *self, gconstpointer data)
{
  g_autofree char *target = NULL;
  g_autofree char *request = NULL;
  g_autoptr (CckTestVisitor) visitor = NULL;
  g_autoptr (GError) error = NULL;
  const char *answer;

  target = g_strdup_printf ("/callback?error=access_denied&error_description=reflect-me&state=%s",
                            self->state);
  request = dup_request (self, "GET", target);
  visitor = visit (self, request);

  answer = cck_test_visitor_listen (visitor);
  g_assert_nonnull (strstr (answer, "Sign-In Declined"));
  g_assert_null (strstr (answer, "reflect-me"));
  g_assert_null (cck_test_await_boxed (g_steal_pointer (&self->future), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_DECLINED);
  g_assert_cmpstr (error->message, ==, "Sign-in was declined at the provider.");
}

static void
test_localhost (void)
{
  Fixture self = { 0 };
  g_autofree char *request = NULL;
  g_autoptr (CckTestVisitor) visitor = NULL;
  g_autoptr (CckAuthorizationResponse) response = NULL;
  g_autoptr (GSocketConnection) v6 = NULL;
  g_autoptr (GError) error = NULL;

  open_at (&self, "localhost");
  v6 = cck_test_visitor_connect ("::1", cck_loopback_get_port (self.loopback), &error);
  if (v6 == NULL)
    {
      g_test_skip ("This machine has no IPv6.");
      tear_down (&self, NULL);
      return;
    }

  /* The other family is open on the same port, and the name is the one that was registered. */
  assert_answer (&self, "GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 404 ");
  request = g_strdup_printf ("GET /callback?code=c&state=%s HTTP/1.1\r\nHost: localhost:%u\r\n\r\n",
                             self.state, cck_loopback_get_port (self.loopback));
  visitor = cck_test_visitor_new ("::1", cck_loopback_get_port (self.loopback), request, -1);
  g_assert_true (g_str_has_prefix (cck_test_visitor_listen (visitor), "HTTP/1.1 200 "));
  response = cck_test_await_boxed (g_steal_pointer (&self.future), &error);
  g_assert_no_error (error);
  tear_down (&self, NULL);
}

static void
test_ipv6 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckLoopback) loopback = cck_loopback_new ("::1", NULL, 0, "/callback", &error);
  g_autofree char *expected = NULL;

  if (loopback == NULL)
    {
      g_test_skip ("This machine has no IPv6.");
      return;
    }

  expected = g_strdup_printf ("http://[::1]:%u/callback", cck_loopback_get_port (loopback));
  g_assert_cmpstr (cck_loopback_get_redirect_uri (loopback), ==, expected);
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  guint16 taken = cck_loopback_get_port (self->loopback);
  g_autofree char *shown = g_strdup_printf ("%u", taken);
  g_autoptr (CckLoopback) second = NULL;
  g_autoptr (GError) error = NULL;

  second = cck_loopback_new ("127.0.0.1", &taken, 1, "/callback", &error);

  g_assert_null (second);
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_PORT_BUSY);
  g_assert_nonnull (strstr (error->message, shown));
}

static void
test_next_port (Fixture *self, gconstpointer data)
{
  g_autoptr (CckLoopback) free_one = cck_loopback_new ("127.0.0.1", NULL, 0, "/", NULL);
  guint16 ports[2] = { cck_loopback_get_port (self->loopback), cck_loopback_get_port (free_one) };
  g_autoptr (CckLoopback) second = NULL;
  g_autoptr (GError) error = NULL;

  cck_loopback_close (free_one);
  second = cck_loopback_new ("127.0.0.1", ports, 2, "/callback", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cck_loopback_get_port (second), ==, ports[1]);
}

static void
test_only_loopback (void)
{
  static const char *const hosts[] = { "0.0.0.0", "::", "192.0.2.1", "example.com", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_loopback_new (hosts[i], NULL, 0, "/callback", &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
}

static void
test_bad_path (void)
{
  static const char *const paths[] = { "", "callback", "/a b", "/a?b", "/a#b", "/\xc3\xa4" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_loopback_new ("127.0.0.1", NULL, 0, paths[i], &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
    }
}

static void
test_discarding_closes (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->future, dex_unref);

  g_assert_false (cck_loopback_is_open (self->loopback));
}

static void
test_closing_rejects (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_loopback_close (self->loopback);

  g_assert_null (cck_test_await_boxed (g_steal_pointer (&self->future), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_LISTENER);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-11-redirect-uri", test_redirect_uri);
  ADD ("/oauth/protocol/rule-11-closed-afterwards", test_closed_afterwards);
  g_test_add_func ("/oauth/protocol/rule-11-localhost-is-both-families", test_localhost);
  g_test_add_func ("/oauth/protocol/rule-11-ipv6", test_ipv6);
  g_test_add_func ("/oauth/protocol/rule-11-only-loopback", test_only_loopback);
  ADD ("/oauth/protocol/rule-12-page", test_page);
  ADD ("/oauth/protocol/rule-12-page-style-hash", test_page_style_hash);
  ADD ("/oauth/protocol/rule-12-other-requests-change-nothing", test_other_requests);
  ADD ("/oauth/protocol/rule-12-other-host", test_other_host);
  ADD ("/oauth/protocol/rule-12-nothing-reflected", test_refusals_reflect_nothing);
  ADD ("/oauth/protocol/rule-12-bounded-size", test_too_large);
  ADD ("/oauth/protocol/rule-12-bounded-time", test_slow);
  ADD ("/oauth/protocol/rule-12-bounded-number", test_many);
  ADD ("/oauth/loopback/signs-in", test_signs_in);
  ADD ("/oauth/loopback/declined", test_declined);
  ADD ("/oauth/loopback/garbage", test_garbage);
  ADD ("/oauth/loopback/large-query-fits", test_large_query_fits);
  ADD ("/oauth/loopback/pipelined", test_pipelined);
  ADD ("/oauth/loopback/browser-gone", test_browser_gone);
  ADD ("/oauth/loopback/early", test_early);
  g_test_add_func ("/oauth/loopback/bad-path", test_bad_path);
  ADD ("/oauth/loopback/port-busy", test_busy);
  ADD ("/oauth/loopback/next-port", test_next_port);
  ADD ("/oauth/loopback/discarding-closes", test_discarding_closes);
  ADD ("/oauth/loopback/closing-rejects", test_closing_rejects);

  return g_test_run ();
}
