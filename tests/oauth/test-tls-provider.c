/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "cck-client.h"
#include "cck-oauth-error.h"
#include "cck-test-certificate.h"
#include "cck-test-future.h"
#include "cck-test-main.h"

#define NOW 1700000000
#define ANSWER                                                                                    \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

/* A provider behind TLS that asks for a certificate and needs none. */
typedef struct
{
  GSocketService *service;
  GTlsCertificate *certificate;
  char *uri;
  guint n_requests;
  guint n_connections;
  char *shown; /* the subject of the last client certificate */
} Server;

static void read_next (Server *self, GIOStream *stream);

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GIOStream) stream = user_data;
  Server *self = g_object_get_data (G_OBJECT (stream), "server");
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  GTlsCertificate *peer;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return;

  self->n_requests++;
  peer = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (stream));
  g_clear_pointer (&self->shown, g_free);
  if (peer != NULL)
    self->shown = g_tls_certificate_get_subject_name (peer);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (stream), ANSWER,
                                   strlen (ANSWER), G_PRIORITY_DEFAULT, NULL, on_written, NULL);
  read_next (self, stream);
}

static void
read_next (Server *self, GIOStream *stream)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (stream), 16384,
                                   G_PRIORITY_DEFAULT, NULL, on_read, g_object_ref (stream));
}

static gboolean
on_accept (GTlsConnection *connection,
           GTlsCertificate *certificate,
           GTlsCertificateFlags errors,
           gpointer user_data)
{
  return TRUE;
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
  self->n_connections++;
  g_object_set (tls, "authentication-mode", G_TLS_AUTHENTICATION_REQUESTED, NULL);
  g_object_set_data (G_OBJECT (tls), "server", self);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (on_accept), NULL);
  read_next (self, tls);

  return TRUE;
}

static void
start (Server *self, GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->certificate = g_object_ref (certificate);
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  self->uri = g_strdup_printf ("https://127.0.0.1:%u/token",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
}

static void
stop (Server *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->service);
  g_object_unref (self->certificate);
  g_free (self->uri);
  g_free (self->shown);
}

static GPtrArray *system_files;

/* From now on this one certificate is all that the system trusts. */
static void
set_system (GTlsCertificate *certificate)
{
  g_autofree char *pem = cck_test_certificate_dup_pem (certificate, FALSE);
  g_autofree char *path = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp (NULL, &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, pem, -1, &error);
  g_assert_no_error (error);
  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
  /* It is read when it is needed first. */
  g_ptr_array_add (system_files, g_steal_pointer (&path));
}

static void
forget_system (void)
{
  for (guint i = 0; i < system_files->len; i++)
    g_unlink (g_ptr_array_index (system_files, i));
  g_clear_pointer (&system_files, g_ptr_array_unref);
}

static gboolean
ask (Server *self, CckHttp *http, CckHttpFlags flags, GError **error)
{
  g_autoptr (CckHttpRequest) request = cck_http_request_new ("GET", self->uri, flags);
  g_autoptr (CckHttpResponse) response =
      cck_test_await_boxed (cck_http_send (http, request), error);

  return response != NULL;
}

/* Asks a server with @certificate, trusting @authority beside the system’s. */
static void
assert_trust (GTlsCertificate *certificate, GTlsCertificate *authority, const char *reason)
{
  Server server = { 0 };
  g_autofree char *pem = cck_test_certificate_dup_pem (authority, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckHttp) http = cck_http_new_for_provider (pem, NULL, &error);

  g_assert_no_error (error);
  start (&server, certificate);
  if (reason == NULL)
    {
      g_assert_true (ask (&server, http, CCK_HTTP_NONE, &error));
      g_assert_no_error (error);
    }
  else
    {
      g_assert_false (ask (&server, http, CCK_HTTP_NONE, &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TLS);
      g_assert_cmpuint (server.n_requests, ==, 0);
    }
  g_clear_object (&http);
  stop (&server);
}

static void
test_authority (void)
{
  g_autoptr (GTlsCertificate) authority =
      cck_test_certificate_new ("authority", 0, CCK_TEST_NOT_AFTER, NULL);
  g_autoptr (GTlsCertificate) other =
      cck_test_certificate_new ("other", 0, CCK_TEST_NOT_AFTER, NULL);
  g_autoptr (GTlsCertificate) good =
      cck_test_certificate_new ("good", 1, CCK_TEST_NOT_AFTER, authority);
  g_autoptr (GTlsCertificate) expired =
      cck_test_certificate_new ("expired", 1, CCK_TEST_NOT_BEFORE + 1, authority);
  g_autoptr (GTlsCertificate) elsewhere =
      cck_test_certificate_new ("elsewhere", 2, CCK_TEST_NOT_AFTER, authority);

  assert_trust (good, authority, NULL);
  assert_trust (good, other, "unknown signer");
  assert_trust (expired, authority, "expired");
  assert_trust (elsewhere, authority, "other host");
}

static void
test_authority_of_one_provider (void)
{
  Server server = { 0 };
  g_autoptr (GTlsCertificate) certificate =
      cck_test_certificate_new ("itself", 1, CCK_TEST_NOT_AFTER, NULL);
  g_autofree char *pem = cck_test_certificate_dup_pem (certificate, FALSE);
  g_autoptr (CckHttp) own = cck_http_new_for_provider (pem, NULL, NULL);
  g_autoptr (CckHttp) other = cck_http_new ();
  g_autoptr (GError) error = NULL;

  start (&server, certificate);
  g_assert_true (ask (&server, own, CCK_HTTP_NONE, NULL));
  g_assert_false (ask (&server, other, CCK_HTTP_NONE, &error));
  g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TLS);
  g_clear_object (&own);
  g_clear_object (&other);
  stop (&server);
}

/* What the system trusts is trusted as before. */
static void
test_beside_the_system (void)
{
  Server server = { 0 };
  g_autoptr (GTlsCertificate) certificate =
      cck_test_certificate_new ("system", 1, CCK_TEST_NOT_AFTER, NULL);
  g_autoptr (GTlsCertificate) authority =
      cck_test_certificate_new ("authority", 0, CCK_TEST_NOT_AFTER, NULL);
  g_autofree char *pem = cck_test_certificate_dup_pem (authority, FALSE);
  g_autoptr (CckHttp) http = NULL;
  g_autoptr (GError) error = NULL;

  set_system (certificate);
  http = cck_http_new_for_provider (pem, NULL, NULL);
  start (&server, certificate);
  g_assert_true (ask (&server, http, CCK_HTTP_NONE, &error));
  g_assert_no_error (error);
  g_clear_object (&http);
  stop (&server);
}

static void
test_identity (void)
{
  Server server = { 0 };
  g_autoptr (GTlsCertificate) certificate =
      cck_test_certificate_new ("provider", 1, CCK_TEST_NOT_AFTER, NULL);
  g_autoptr (GTlsCertificate) identity =
      cck_test_certificate_new ("the client", 3, CCK_TEST_NOT_AFTER, NULL);
  g_autofree char *ca_pem = cck_test_certificate_dup_pem (certificate, FALSE);
  g_autofree char *identity_pem = cck_test_certificate_dup_pem (identity, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckHttp) http = cck_http_new_for_provider (ca_pem, identity_pem, &error);

  g_assert_no_error (error);
  g_assert_true (cck_http_has_identity (http));
  start (&server, certificate);

  /* Keys and metadata are asked for by nobody in particular … */
  g_assert_true (ask (&server, http, CCK_HTTP_NONE, &error));
  g_assert_null (server.shown);
  /* … and not on the connection that is left over from that. */
  g_assert_true (ask (&server, http, CCK_HTTP_IDENTIFY, &error));
  g_assert_cmpstr (server.shown, ==, "CN=the client");
  g_assert_true (ask (&server, http, CCK_HTTP_NONE, &error));
  g_assert_null (server.shown);
  g_clear_object (&http);
  stop (&server);
}

/* Sends a token request as a client with a certificate that authenticates in this way. */
static void
assert_shown (CckClientAuthMethod method, const char *subject)
{
  Server server = { 0 };
  g_autoptr (GTlsCertificate) certificate =
      cck_test_certificate_new ("provider", 1, CCK_TEST_NOT_AFTER, NULL);
  g_autoptr (GTlsCertificate) identity =
      cck_test_certificate_new ("the client", 3, CCK_TEST_NOT_AFTER, NULL);
  g_autofree char *ca_pem = cck_test_certificate_dup_pem (certificate, FALSE);
  g_autofree char *identity_pem = cck_test_certificate_dup_pem (identity, TRUE);
  g_autoptr (CckHttp) http = cck_http_new_for_provider (ca_pem, identity_pem, NULL);
  g_autoptr (CckClientAuth) auth =
      cck_client_auth_new (method, "the client", "planted", NULL, NULL);
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckClient) client = NULL;
  g_autoptr (CckHttpRequest) request = NULL;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  CckMetadataEndpoints endpoints = { 0 };

  start (&server, certificate);
  endpoints.token_endpoint = server.uri;
  metadata = cck_metadata_new_manual ("https://127.0.0.1", &endpoints, CCK_HTTP_NONE, NULL);
  client = cck_client_new (http, metadata, auth);
  request = cck_client_new_request (client, server.uri);
  response = cck_test_await_boxed (cck_client_send (client, request, NOW), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (server.shown, ==, subject);
  g_clear_pointer (&client, cck_client_unref);
  g_clear_object (&http);
  stop (&server);
}

static void
test_client_with_certificate (void)
{
  assert_shown (CCK_CLIENT_AUTH_TLS, "CN=the client");
}

/* One that was registered anew in another way is not told who it was. */
static void
test_client_without_certificate (void)
{
  assert_shown (CCK_CLIENT_AUTH_NONE, NULL);
  assert_shown (CCK_CLIENT_AUTH_SECRET_POST, NULL);
}

static void
test_bad_pem (void)
{
  g_autoptr (GTlsCertificate) certificate =
      cck_test_certificate_new ("x", 1, CCK_TEST_NOT_AFTER, NULL);
  g_autofree char *without_key = cck_test_certificate_dup_pem (certificate, FALSE);
  static const char broken[] = "-----BEGIN CERTIFICATE-----\nplanted\n-----END CERTIFICATE-----\n";
  const char *const cases[][2] = {
    { "", NULL }, { "planted", NULL }, { broken, NULL }, { NULL, "" }, { NULL, without_key },
    { NULL, "-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_http_new_for_provider (cases[i][0], cases[i][1], &error));
      g_assert_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER);
      g_test_message ("%s", error->message);
      g_assert_null (strstr (error->message, "planted"));
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTlsCertificate) nobody = NULL;
  int status;

  cck_test_init (&argc, &argv);

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_print ("1..0 # SKIP GIO has no TLS backend here\n");
      return 0;
    }

  system_files = g_ptr_array_new_with_free_func (g_free);
  nobody = cck_test_certificate_new ("nobody", 9, CCK_TEST_NOT_AFTER, NULL);
  set_system (nobody);

  g_test_add_func ("/oauth/protocol/rule-20-ca-file", test_authority);
  g_test_add_func ("/oauth/protocol/rule-20-ca-file-of-one-provider",
                   test_authority_of_one_provider);
  g_test_add_func ("/oauth/protocol/rule-27-certificate-is-shown", test_client_with_certificate);
  g_test_add_func ("/oauth/http/certificate-only-for-its-method", test_client_without_certificate);
  g_test_add_func ("/oauth/http/ca-file-beside-the-system", test_beside_the_system);
  g_test_add_func ("/oauth/http/certificate-only-where-it-counts", test_identity);
  g_test_add_func ("/oauth/http/bad-pem", test_bad_pem);

  status = g_test_run ();
  forget_system ();

  return status;
}
