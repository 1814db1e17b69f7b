/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

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
open_with (Fixture *self, CckResponseMode mode)
{
  g_autoptr (CckMetadata) metadata = cck_test_provider_new_metadata (NULL);
  g_autoptr (GError) error = NULL;

  self->loopback = cck_loopback_new ("127.0.0.1", NULL, 0, "/callback", &error);
  g_assert_no_error (error);
  self->authorization =
      cck_authorization_new (metadata, "client", cck_loopback_get_redirect_uri (self->loopback),
                             "openid", &error);
  g_assert_true (cck_authorization_set_response_mode (self->authorization, mode, &error));
  g_assert_no_error (error);
  self->state = cck_test_provider_dup_parameter (self->authorization, "state");
  self->future = cck_loopback_wait (self->loopback, self->authorization);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  open_with (self, CCK_RESPONSE_MODE_FORM_POST);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->future, dex_unref);
  g_clear_object (&self->loopback);
  g_clear_pointer (&self->authorization, cck_authorization_unref);
  g_clear_pointer (&self->state, g_free);
}

static char *
dup_post (Fixture *self, const char *type, const char *body, gsize length)
{
  return g_strdup_printf ("POST /callback HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                          "Origin: https://issuer.example\r\nContent-Type: %s\r\n"
                          "Content-Length: %zu\r\n\r\n%s",
                          cck_loopback_get_port (self->loopback), type, length, body);
}

static void
assert_answer (Fixture *self, const char *request, const char *status)
{
  g_autoptr (CckTestVisitor) visitor = cck_test_visitor_new (
      "127.0.0.1", cck_loopback_get_port (self->loopback), request, -1);
  const char *answer = cck_test_visitor_listen (visitor);

  if (!g_str_has_prefix (answer, status))
    g_error ("expected %s, found %s", status, answer);
  g_assert_null (strcasestr (answer, "\r\nAccess-Control-"));
  g_assert_null (strstr (answer, "planted"));
}

static void
assert_still_listening (Fixture *self)
{
  g_assert_true (cck_loopback_is_open (self->loopback));
  g_assert_true (dex_future_is_pending (self->future));
  g_assert_true (cck_authorization_is_open (self->authorization));
}

static void
assert_code (Fixture *self)
{
  g_autoptr (CckAuthorizationResponse) response = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  response = cck_test_await_boxed (g_steal_pointer (&self->future), &error);
  g_assert_no_error (error);
  code = cck_authorization_response_take_code (response);
  g_assert_cmpstr (code, ==, "planted-code");
  g_assert_false (cck_loopback_is_open (self->loopback));
}

static void
test_post (Fixture *self, gconstpointer data)
{
  g_autofree char *body = g_strdup_printf ("code=planted-code&state=%s", self->state);
  g_autofree char *request = dup_post (
      self, "application/x-www-form-urlencoded; charset=UTF-8", body, strlen (body));
  g_autofree char *mode = cck_test_provider_dup_parameter (self->authorization, "response_mode");

  g_assert_cmpstr (mode, ==, "form_post");
  assert_answer (self, request, "HTTP/1.1 200 ");
  assert_code (self);
}

/* What a person pastes, or a provider that knows no other way, is a query. */
static void
test_query (Fixture *self, gconstpointer data)
{
  g_autofree char *request =
      g_strdup_printf ("GET /callback?code=planted-code&state=%s HTTP/1.1\r\n"
                       "Host: 127.0.0.1:%u\r\n\r\n",
                       self->state, cck_loopback_get_port (self->loopback));

  assert_answer (self, request, "HTTP/1.1 200 ");
  assert_code (self);
}

static void
test_others_change_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *good = g_strdup_printf ("code=planted-code&state=%s", self->state);
  g_autofree char *as_json = dup_post (self, "application/json", good, strlen (good));
  g_autofree char *as_text = dup_post (self, "text/plain", good, strlen (good));
  g_autofree char *as_parts = dup_post (self, "multipart/form-data; boundary=x", good, strlen (good));
  g_autofree char *wrong_state = dup_post (self, "application/x-www-form-urlencoded",
                                           "code=planted-code&state=planted", 31);
  g_autofree char *empty = dup_post (self, "application/x-www-form-urlencoded", "", 0);
  g_autofree char *in_the_query =
      g_strdup_printf ("POST /callback?code=planted-code&state=%s HTTP/1.1\r\n"
                       "Host: 127.0.0.1:%u\r\n"
                       "Content-Type: application/x-www-form-urlencoded\r\n"
                       "Content-Length: 0\r\n\r\n",
                       self->state, cck_loopback_get_port (self->loopback));
  g_autofree char *put = g_strconcat ("PUT", as_json + strlen ("POST"), NULL);

  assert_answer (self, as_json, "HTTP/1.1 400 ");
  assert_answer (self, as_text, "HTTP/1.1 400 ");
  assert_answer (self, as_parts, "HTTP/1.1 400 ");
  assert_answer (self, wrong_state, "HTTP/1.1 400 ");
  assert_answer (self, empty, "HTTP/1.1 400 ");
  assert_answer (self, in_the_query, "HTTP/1.1 400 ");
  assert_answer (self, put, "HTTP/1.1 405 ");
  assert_still_listening (self);
}

static void
test_bounded_body (Fixture *self, gconstpointer data)
{
  g_autofree char *padding = g_strnfill (64 * 1024, 'a');
  g_autofree char *body =
      g_strdup_printf ("code=planted-code&state=%s&x=%s", self->state, padding);
  g_autofree char *request =
      dup_post (self, "application/x-www-form-urlencoded", body, strlen (body));
  g_autoptr (CckTestVisitor) visitor = cck_test_visitor_new (
      "127.0.0.1", cck_loopback_get_port (self->loopback), request, -1);

  g_assert_false (g_str_has_prefix (cck_test_visitor_listen (visitor), "HTTP/1.1 200"));
  assert_still_listening (self);
}

static void
test_zero_byte (Fixture *self, gconstpointer data)
{
  g_autofree char *head = dup_post (self, "application/x-www-form-urlencoded", "", 34);
  g_autoptr (GByteArray) request = g_byte_array_new ();
  g_autoptr (CckTestVisitor) visitor = NULL;

  g_byte_array_append (request, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (request, (const guint8 *) "code=planted\0code&state=0123456789", 34);
  visitor = cck_test_visitor_new ("127.0.0.1", cck_loopback_get_port (self->loopback),
                                  (const char *) request->data, request->len);
  g_assert_true (g_str_has_prefix (cck_test_visitor_listen (visitor), "HTTP/1.1 400 "));
  assert_still_listening (self);
}

static void
test_bounded_headers (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) request = g_string_new (NULL);

  g_string_append_printf (request, "GET /callback?code=planted-code&state=%s HTTP/1.1\r\n"
                                   "Host: 127.0.0.1:%u\r\n",
                          self->state, cck_loopback_get_port (self->loopback));
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (request, "X-%u: planted\r\n", i);
  g_string_append (request, "\r\n");
  assert_answer (self, request->str, "HTTP/1.1 431 ");
  assert_still_listening (self);
}

static void
test_only_where_asked (void)
{
  Fixture self = { 0 };
  g_autofree char *body = NULL;
  g_autofree char *request = NULL;
  g_autofree char *mode = NULL;

  open_with (&self, CCK_RESPONSE_MODE_QUERY);
  body = g_strdup_printf ("code=planted-code&state=%s", self.state);
  request = dup_post (&self, "application/x-www-form-urlencoded", body, strlen (body));
  mode = cck_test_provider_dup_parameter (self.authorization, "response_mode");
  g_assert_null (mode);
  assert_answer (&self, request, "HTTP/1.1 405 ");
  assert_still_listening (&self);
  tear_down (&self, NULL);
}

static void
test_not_offered (void)
{
  g_autoptr (CckMetadata) metadata =
      cck_test_provider_new_metadata (",\"response_modes_supported\":[\"query\"]");
  g_autoptr (CckAuthorization) authorization =
      cck_authorization_new (metadata, "c", "http://127.0.0.1:1/", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (cck_authorization_set_response_mode (authorization, CCK_RESPONSE_MODE_FORM_POST,
                                                       &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/protocol/rule-12-form-post", test_post);
  g_test_add_func ("/oauth/protocol/rule-12-form-post-only-where-asked", test_only_where_asked);
  ADD ("/oauth/protocol/rule-12-form-post-bounded", test_bounded_body);
  ADD ("/oauth/protocol/rule-12-bounded-headers", test_bounded_headers);
  ADD ("/oauth/form-post/others-change-nothing", test_others_change_nothing);
  ADD ("/oauth/form-post/zero-byte", test_zero_byte);
  ADD ("/oauth/form-post/query", test_query);
  g_test_add_func ("/oauth/form-post/not-offered", test_not_offered);

  return g_test_run ();
}
