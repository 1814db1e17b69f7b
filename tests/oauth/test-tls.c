/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "cck-http.h"
#include "cck-oauth-error.h"
#include "cck-test-certificate.h"
#include "cck-test-future.h"
#include "cck-test-main.h"

typedef struct
{
  GSocketService *service;
  GTlsCertificate *certificate;
  char *uri;
  char *trusted;
  guint n_read;
} Server;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *self = user_data;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    self->n_read++;
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source_object,
             gpointer user_data)
{
  Server *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) tls =
      g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, &error);

  g_assert_no_error (error);
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (tls), 4096, G_PRIORITY_DEFAULT,
                                   NULL, on_read, self);

  return TRUE;
}

static void
set_up (Server *self, gint64 not_after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->certificate = cck_test_certificate_new ("provider", 1, not_after, NULL);
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  self->uri = g_strdup_printf ("https://127.0.0.1:%u/token",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
}

static void
tear_down (Server *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_object_unref (self->certificate);
  g_unlink (self->trusted);
  g_free (self->trusted);
  g_free (self->uri);
}

/* From now on this one certificate is all that the process trusts. */
static void
trust (Server *self, GTlsCertificate *certificate)
{
  g_autofree char *pem = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp (NULL, &self->trusted, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_object_get (certificate, "certificate-pem", &pem, NULL);
  g_file_set_contents (self->trusted, pem, -1, &error);
  g_assert_no_error (error);
  database = g_tls_file_database_new (self->trusted, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
assert_not_trusted (gint64 not_after, gboolean signer_is_known, const char *reason)
{
  g_autoptr (GTlsCertificate) somebody_else = cck_test_certificate_new ("somebody else", 1,
                                                                          CCK_TEST_NOT_AFTER, NULL);
  Server server = { 0 };
  g_autoptr (CckHttp) http = cck_http_new ();
  g_autoptr (CckHttpRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&server, not_after);
  if (signer_is_known)
    trust (&server, server.certificate);
  else
    trust (&server, somebody_else);
  request = cck_http_request_new ("POST", server.uri, CCK_HTTP_ALLOW_LOOPBACK);
  cck_http_request_add_form (request, "code", "planted-code");

  g_assert_null (cck_test_await_boxed (cck_http_send (http, request), &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TLS);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, reason));

  /* Not a byte of the request was sent. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (server.n_read, ==, 0);
  tear_down (&server);
}

static void
test_unknown_signer (void)
{
  assert_not_trusted (CCK_TEST_NOT_AFTER, FALSE, "nobody trusted here has signed it");
}

static void
test_expired (void)
{
  assert_not_trusted (CCK_TEST_NOT_BEFORE + 1, TRUE, "it has expired");
}

static gboolean
has_read (gpointer user_data)
{
  Server *server = user_data;

  return server->n_read > 0;
}

/* So that the tests above fail for the certificate and nothing else. */
static void
test_trusted (void)
{
  Server server = { 0 };
  g_autoptr (CckHttp) http = cck_http_new ();
  g_autoptr (CckHttpRequest) request = NULL;
  g_autoptr (DexFuture) future = NULL;

  set_up (&server, CCK_TEST_NOT_AFTER);
  trust (&server, server.certificate);
  request = cck_http_request_new ("GET", server.uri, CCK_HTTP_NONE);
  future = cck_http_send (http, request);

  cck_test_run_until (has_read, &server);
  g_clear_pointer (&future, dex_unref);
  tear_down (&server);
}

int
main (int argc, char *argv[])
{
  cck_test_init (&argc, &argv);

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_print ("1..0 # SKIP GIO has no TLS backend here\n");
      return 0;
    }

  g_test_add_func ("/oauth/http/trusted-certificate", test_trusted);
  g_test_add_func ("/oauth/protocol/rule-20-unknown-signer", test_unknown_signer);
  g_test_add_func ("/oauth/protocol/rule-20-expired-certificate", test_expired);

  return g_test_run ();
}
