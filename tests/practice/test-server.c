/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <string.h>

#include "practice-fixture.h"

static void
assert_member (Answer     *answer,
               const char *name,
               const char *value)
{
  g_autofree char *found = answer_dup (answer, name);

  g_assert_cmpstr (found, ==, value);
}

static void
assert_endpoint (Answer     *answer,
                 const char *name,
                 const char *path)
{
  g_autofree char *uri = g_strconcat (fixture_issuer (), path, NULL);

  assert_member (answer, name, uri);
}

static void
test_metadata (void)
{
  g_autoptr (Answer) answer = get ("/.well-known/openid-configuration");
  g_autoptr (Answer) oauth = get ("/.well-known/oauth-authorization-server");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->content_type, ==, "application/json");
  g_assert_cmpstr (answer->cache_control, ==, "public, max-age=300");
  assert_endpoint (answer, "issuer", "");
  assert_endpoint (answer, "authorization_endpoint", "/authorize");
  assert_endpoint (answer, "token_endpoint", "/token");
  assert_endpoint (answer, "jwks_uri", "/jwks");
  assert_endpoint (answer, "userinfo_endpoint", "/userinfo");
  assert_endpoint (answer, "revocation_endpoint", "/revoke");
  assert_endpoint (answer, "introspection_endpoint", "/introspect");
  assert_endpoint (answer, "end_session_endpoint", "/logout");
  assert_member (answer, "code_challenge_methods_supported", "[\"S256\"]");
  assert_member (answer, "response_types_supported", "[\"code\"]");
  assert_member (answer, "token_endpoint_auth_methods_supported",
                 "[\"none\",\"client_secret_basic\",\"client_secret_post\","
                 "\"client_secret_jwt\",\"private_key_jwt\"]");
  assert_member (answer, "authorization_response_iss_parameter_supported", "true");
  assert_member (answer, "id_token_signing_alg_values_supported", "[\"RS256\",\"ES256\"]");
  g_assert_cmpstr (oauth->body, ==, answer->body);
}

static void
test_loopback (void)
{
  g_assert_true (g_str_has_prefix (fixture_issuer (), "http://127.0.0.1:"));
}

static void
test_other_host (void)
{
  g_autoptr (Answer) answer = fetch ("GET", "/jwks", NULL, "Host", "rebound.example:80");

  g_assert_cmpuint (answer->status, ==, 421);
}

static void
test_unknown (void)
{
  g_autoptr (Answer) path = get ("/admin");
  g_autoptr (Answer) method = fetch ("DELETE", "/token", NULL, NULL, NULL);
  g_autoptr (Answer) options = fetch ("OPTIONS", "/token", NULL, "Origin", "https://example.com");
  g_autoptr (Answer) head = fetch ("HEAD", "/jwks", NULL, NULL, NULL);
  g_autoptr (Answer) icon = get ("/favicon.ico");

  g_assert_cmpuint (path->status, ==, 404);
  g_assert_cmpuint (method->status, ==, 405);
  g_assert_cmpuint (options->status, ==, 405);
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (head->body, ==, "");
  g_assert_cmpuint (icon->status, ==, 204);
}

static void
test_date (void)
{
  g_autoptr (Answer) answer = get ("/jwks");
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (fixture_now ());
  g_autofree char *expected = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S GMT");

  g_assert_cmpstr (answer->date, ==, expected);
}

static void
test_malformed (void)
{
  g_autoptr (Answer) percent = fetch ("POST", "/token", "grant_type=%zz", NULL, NULL);
  g_autoptr (Answer) utf8 = fetch ("POST", "/token", "grant_type=%ff%fe", NULL, NULL);
  g_autoptr (Answer) json =
    fetch ("POST", "/token", "{\"a\":1}", "Content-Type", "application/json");
  g_autoptr (GString) many = g_string_new ("a=1");
  g_autoptr (Answer) crowd = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (many, "&p%u=1", i);
  crowd = fetch ("POST", "/token", many->str, NULL, NULL);

  answer_assert_error (percent, 400, "invalid_request");
  answer_assert_error (utf8, 400, "invalid_request");
  answer_assert_error (json, 400, "invalid_request");
  answer_assert_error (crowd, 400, "invalid_request");
}

static void
test_large (void)
{
  g_autofree char *within = g_strnfill (16 * 1024 - 2, 'a');
  g_autofree char *beyond = g_strnfill (16 * 1024 - 1, 'a');
  g_autofree char *good = g_strconcat ("a=", within, NULL);
  g_autofree char *bad = g_strconcat ("a=", beyond, NULL);
  g_autoptr (Answer) read = fetch ("POST", "/token", good, NULL, NULL);
  g_autoptr (Answer) refused = fetch ("POST", "/token", bad, NULL, NULL);

  g_assert_cmpuint (read->status, ==, 400);
  g_assert_cmpuint (refused->status, ==, 413);
}

static void
on_connected (GObject      *source_object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GSocketConnection **connection = user_data;

  *connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source_object), result, NULL);
}

/* A body without end is cut after a mebibyte; the server goes on. */
static void
test_endless (void)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *head =
    g_strdup_printf ("POST /token HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000000000\r\n\r\n",
                     fixture_issuer () + strlen ("http://"));
  g_autofree char *block = g_strnfill (64 * 1024, 'a');
  g_autoptr (Answer) after = NULL;
  GSocket *socket;
  gboolean cut = FALSE;
  gsize sent = 0;

  g_socket_client_connect_to_host_async (client, fixture_issuer () + strlen ("http://"), 80, NULL,
                                         on_connected, &connection);
  while (connection == NULL)
    g_main_context_iteration (NULL, TRUE);

  socket = g_socket_connection_get_socket (connection);
  g_socket_set_blocking (socket, FALSE);
  g_socket_send (socket, head, strlen (head), NULL, NULL);
  while (!cut)
    {
      g_autoptr (GError) error = NULL;
      gssize wrote = g_socket_send (socket, block, 64 * 1024, NULL, &error);

      if (wrote > 0)
        sent += (gsize) wrote;
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        cut = TRUE;
      g_main_context_iteration (NULL, FALSE);
    }

  g_assert_cmpuint (sent, <, 16 * 1024 * 1024);
  after = get ("/jwks");
  g_assert_cmpuint (after->status, ==, 200);
}

/* More sign-ins than are remembered: the newest still goes through. */
static void
test_crowd (void)
{
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) first = get (path);
  g_autofree char *transaction = dup_transaction (first);
  g_autoptr (Answer) forgotten = NULL;
  g_autoptr (Answer) tokens = NULL;

  for (guint i = 0; i < 256; i++)
    {
      g_autoptr (Answer) page = get (path);

      g_assert_cmpuint (page->status, ==, 200);
    }

  forgotten = post ("/sign-in", "transaction", transaction, "person", "alice", NULL);
  g_assert_cmpuint (forgotten->status, ==, 400);
  tokens = sign_in ();
}

static void
test_grants_are_bounded (void)
{
  g_autoptr (Answer) oldest = sign_in ();
  g_autofree char *token = answer_dup (oldest, "refresh_token");
  g_autofree char *path = authorize_path (NULL, NULL);
  g_autoptr (Answer) forgotten = NULL;
  g_autoptr (Answer) newest = NULL;

  cck_practice_provider_set_auto_approve (fixture_provider (), TRUE);
  for (guint i = 0; i < 1024; i++)
    {
      g_autoptr (Answer) answer = get (path);

      g_assert_cmpuint (answer->status, ==, 303);
    }
  cck_practice_provider_set_auto_approve (fixture_provider (), FALSE);

  forgotten = refresh (token);
  answer_assert_error (forgotten, 400, "invalid_grant");
  newest = sign_in ();
}

static void
on_second_started (GObject      *source_object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      cck_practice_provider_start_finish (CCK_PRACTICE_PROVIDER (source_object), result, &error));
  g_assert_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CHOOSE_ANOTHER_PORT);
  *(gboolean *) user_data = TRUE;
}

static void
test_port_taken (void)
{
  g_autoptr (CckPracticeProvider) second = cck_practice_provider_new ();
  const char *port = strrchr (fixture_issuer (), ':') + 1;
  gboolean done = FALSE;

  cck_practice_provider_set_port (second, (guint16) g_ascii_strtoull (port, NULL, 10));
  cck_practice_provider_start_async (second, NULL, on_second_started, &done);
  fixture_wait (&done);
  g_assert_false (cck_practice_provider_is_running (second));
}

static void
on_third_started (GObject      *source_object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_assert_true (
      cck_practice_provider_start_finish (CCK_PRACTICE_PROVIDER (source_object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
test_stop (void)
{
  g_autoptr (CckPracticeProvider) provider = cck_practice_provider_new ();
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  gboolean done = FALSE;
  char byte;

  cck_practice_provider_start_async (provider, NULL, on_third_started, &done);
  fixture_wait (&done);
  g_socket_client_connect_to_host_async (
      client, cck_practice_provider_get_issuer (provider) + strlen ("http://"), 80, NULL,
      on_connected, &connection);
  while (connection == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  cck_practice_provider_stop (provider);
  g_assert_false (cck_practice_provider_is_running (provider));
  g_assert_nonnull (cck_practice_provider_get_issuer (provider));
  g_assert_cmpint (
      g_socket_receive (g_socket_connection_get_socket (connection), &byte, 1, NULL, NULL), <=, 0);
}

typedef struct
{
  gboolean done;
  GError *error;
} Start;

static void
on_start_ended (GObject      *source_object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Start *start = user_data;

  cck_practice_provider_start_finish (CCK_PRACTICE_PROVIDER (source_object), result, &start->error);
  start->done = TRUE;
}

static void
test_cancelled (void)
{
  g_autoptr (CckPracticeProvider) provider = cck_practice_provider_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Start start = { 0 };

  cck_practice_provider_start_async (provider, cancellable, on_start_ended, &start);
  g_cancellable_cancel (cancellable);
  fixture_wait (&start.done);
  g_assert_error (start.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (cck_practice_provider_is_running (provider));
  g_clear_error (&start.error);
}

static void
test_stopped_early (void)
{
  g_autoptr (CckPracticeProvider) provider = cck_practice_provider_new ();
  Start start = { 0 };

  cck_practice_provider_start_async (provider, NULL, on_start_ended, &start);
  cck_practice_provider_stop (provider);
  fixture_wait (&start.done);
  g_assert_error (start.error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_START_FIRST);
  g_assert_false (cck_practice_provider_is_running (provider));
  g_clear_error (&start.error);
}

static void
on_answered (CckPracticeProvider *provider,
             const char          *method,
             const char          *path,
             guint                status,
             gpointer             user_data)
{
  GString *seen = user_data;

  g_string_append_printf (seen, "%s %s %u\n", method, path, status);
}

static void
test_answered (void)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  gulong handler = g_signal_connect (fixture_provider (), "answered", G_CALLBACK (on_answered),
                                     seen);
  g_autoptr (Answer) query = get ("/authorize?secret=planted");
  g_autoptr (Answer) path = get ("/planted");
  g_autoptr (Answer) method = fetch ("PLANTED", "/token", NULL, NULL, NULL);

  g_signal_handler_disconnect (fixture_provider (), handler);
  g_assert_cmpstr (seen->str, ==, "GET /authorize 400\nGET ? 404\n? /token 405\n");
}

static void
add_tests (void)
{
  g_test_add_func ("/practice/server/the-metadata-is-complete", test_metadata);
  g_test_add_func ("/practice/server/is-on-loopback", test_loopback);
  g_test_add_func ("/practice/server/another-host-is-misdirected", test_other_host);
  g_test_add_func ("/practice/server/unknown-paths-and-methods-are-refused", test_unknown);
  g_test_add_func ("/practice/server/its-date-is-its-clock", test_date);
  g_test_add_func ("/practice/server/malformed-forms-are-refused", test_malformed);
  g_test_add_func ("/practice/server/a-body-has-16-kib", test_large);
  g_test_add_func ("/practice/server/a-body-without-end-is-cut", test_endless);
  g_test_add_func ("/practice/server/waiting-pages-are-bounded", test_crowd);
  g_test_add_func ("/practice/server/grants-are-bounded", test_grants_are_bounded);
  g_test_add_func ("/practice/server/a-taken-port-is-said", test_port_taken);
  g_test_add_func ("/practice/server/stop-closes-everything", test_stop);
  g_test_add_func ("/practice/server/a-cancelled-start-does-not-listen", test_cancelled);
  g_test_add_func ("/practice/server/stopped-before-it-starts", test_stopped_early);
  g_test_add_func ("/practice/server/says-what-it-answered-and-no-more", test_answered);
}

int
main (int    argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
