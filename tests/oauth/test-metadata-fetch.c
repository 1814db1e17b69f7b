/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-metadata.h"
#include "cck-oauth-error.h"
#include "cck-test-future.h"
#include "cck-test-main.h"
#include "cck-test-server.h"

typedef struct
{
  CckTestServer *server;
  CckHttp *http;
  char *issuer;
  char *document;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cck_test_server_new ();
  self->http = cck_http_new ();
  self->issuer = cck_test_server_dup_uri (self->server, "/x");
  self->document = g_strdup_printf ("{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\"}",
                                    self->issuer, self->issuer);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->http);
  cck_test_server_free (self->server);
  g_free (self->issuer);
  g_free (self->document);
}

static CckMetadata *
fetch (Fixture *self, GError **error)
{
  return cck_test_await_boxed (
      cck_metadata_fetch (self->http, self->issuer, CCK_HTTP_ALLOW_LOOPBACK), error);
}

static void
test_fetch_openid (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/x/.well-known/openid-configuration", "200 OK",
                            self->document);
  metadata = fetch (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_metadata_get_issuer (metadata), ==, self->issuer);
  g_assert_nonnull (cck_metadata_get_document (metadata));
}

static void
test_fetch_oauth (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/.well-known/oauth-authorization-server/x", "200 OK",
                            self->document);
  metadata = fetch (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cck_metadata_get_issuer (metadata), ==, self->issuer);
}

static void
test_fetch_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *sentence = g_strdup_printf (
      "No provider configuration at this address: “%s/.well-known/openid-configuration” is not "
      "there (HTTP 404). Check the issuer URL.", self->issuer);
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_CONFIGURATION);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_fetch_wrong_issuer (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add_json (self->server, "/x/.well-known/openid-configuration", "200 OK",
                            "{\"issuer\":\"https://issuer.example\","
                            "\"token_endpoint\":\"https://issuer.example/t\"}");
  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH);
}

#define OPENID_PATH "/x/.well-known/openid-configuration"
#define OAUTH_PATH "/.well-known/oauth-authorization-server/x"

static void
answer_with (Fixture *self, const char *path, const char *type, const char *body)
{
  g_autofree char *answer = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", type,
      strlen (body), body);

  cck_test_server_add (self->server, path, answer);
}

/* What stands in the place of the OpenID document, and how the other rule is found all the same. */
static void
test_second_rule (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<!DOCTYPE html>",
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
  };

  answer_with (self, OAUTH_PATH, "application/json", self->document);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckMetadata) metadata = NULL;

      g_test_message ("%s", answers[i]);
      cck_test_server_add (self->server, OPENID_PATH, answers[i]);
      metadata = fetch (self, &error);
      g_assert_no_error (error);
      g_assert_nonnull (metadata);
    }
  g_assert_cmpuint (cck_test_server_count (self->server, OAUTH_PATH), ==,
                    G_N_ELEMENTS (answers));
}

static void
test_first_rule_is_enough (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) metadata = NULL;

  answer_with (self, OPENID_PATH, "application/json", self->document);
  answer_with (self, OAUTH_PATH, "application/json", self->document);
  metadata = fetch (self, NULL);

  g_assert_nonnull (metadata);
  g_assert_cmpuint (cck_test_server_count (self->server, OAUTH_PATH), ==, 0);
}

static void
test_busy_provider_is_asked_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  answer_with (self, OAUTH_PATH, "application/json", self->document);
  cck_test_server_add (self->server, OPENID_PATH,
                       "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_RATE_LIMITED);
  g_assert_cmpuint (cck_test_server_count (self->server, OAUTH_PATH), ==, 0);
}

/* A store of plain files has no better name for it. */
static void
test_fetch_untyped (Fixture *self, gconstpointer data)
{
  g_autoptr (CckMetadata) metadata = NULL;

  answer_with (self, OPENID_PATH, "binary/octet-stream", self->document);
  metadata = fetch (self, NULL);

  g_assert_nonnull (metadata);
}

static void
test_fetch_page (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  answer_with (self, OPENID_PATH, "text/html", "<!DOCTYPE html>");
  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (error->message, "is no JSON, it is “text/html”"));
}

static void
test_fetch_redirect (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cck_test_server_add (self->server, OPENID_PATH,
                       "HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\n"
                       "Content-Length: 0\r\n\r\n");
  g_assert_null (fetch (self, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REDIRECTED);
}

static void
test_fetch_is_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) large = NULL;
  g_autoptr (GError) slow = NULL;

  answer_with (self, OAUTH_PATH, "application/json", self->document);
  cck_test_server_add_flood (self->server, OPENID_PATH, 100 * 1024 * 1024);
  g_assert_null (fetch (self, &large));
  g_assert_error (large, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TOO_LARGE);

  cck_http_set_timeout (self->http, 50);
  cck_test_server_add_silence (self->server, OPENID_PATH, NULL);
  g_assert_null (fetch (self, &slow));
  g_assert_error (slow, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TIMED_OUT);
  g_assert_cmpuint (cck_test_server_count (self->server, OAUTH_PATH), ==, 0);
}

static void
test_fetch_insecure (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_test_await_boxed (
      cck_metadata_fetch (self->http, self->issuer, CCK_HTTP_NONE), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  ADD ("/oauth/metadata/fetch-openid", test_fetch_openid);
  ADD ("/oauth/metadata/fetch-oauth", test_fetch_oauth);
  ADD ("/oauth/metadata/fetch-nothing", test_fetch_nothing);
  ADD ("/oauth/metadata/fetch-wrong-issuer", test_fetch_wrong_issuer);
  ADD ("/oauth/metadata/fetch-page", test_fetch_page);
  ADD ("/oauth/metadata/fetch-redirect", test_fetch_redirect);
  ADD ("/oauth/metadata/fetch-untyped", test_fetch_untyped);
  ADD ("/oauth/metadata/busy-provider-is-asked-once", test_busy_provider_is_asked_once);
  ADD ("/oauth/protocol/rule-32-second-rule", test_second_rule);
  ADD ("/oauth/protocol/rule-32-first-rule-is-enough", test_first_rule_is_enough);
  ADD ("/oauth/protocol/rule-32-size-and-time-caps", test_fetch_is_bounded);
  ADD ("/oauth/metadata/fetch-insecure", test_fetch_insecure);

  return g_test_run ();
}
