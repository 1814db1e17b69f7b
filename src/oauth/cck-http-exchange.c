/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http-exchange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-http-fault.h"
#include "cck-http-headers.h"
#include "cck-http-trace-private.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"

#define FIRST_ROOM (16 * 1024)
#define MAX_REDIRECTS 5
/* Interim answers (RFC 9110 §15.2): a server has no use for more. */
#define MAX_INTERIM 8

typedef struct
{
  GObject *owner;
  SoupSession *session;
  CckHttpRequest *request;
  CckHttpTrust *trust;
  GTlsCertificate *identity;
  const CckHttpBounds *bounds; /* the owner’s: a trace that was taken off is not called any more */
  DexPromise *promise;
  GCancellable *cancellable;
  GSource *timer;
  SoupMessage *message;
  GInputStream *stream;
  char *body;
  gsize length;
  gsize room;
  GBytes *answer; /* the whole body, once it is there */
  guint n_redirects;
  guint n_interim;
  gboolean timed_out;
} Exchange;

static void send_message (Exchange *self, GUri *uri);

static void
exchange_free (Exchange *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  if (self->body != NULL)
    explicit_bzero (self->body, self->length);
  g_free (self->body);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->trust, cck_http_trust_unref);
  g_clear_object (&self->owner);
  cck_http_request_unref (self->request);
  dex_unref (self->promise);
  g_free (self);
}

static const char *
exchange_get_host (Exchange *self)
{
  return g_uri_get_host (soup_message_get_uri (self->message));
}

static void
exchange_trace (Exchange *self, const GError *error)
{
  if (self->bounds->trace != NULL)
    cck_http_trace_emit (self->bounds->trace, self->bounds->trace_data, self->message,
                         self->request, self->answer, self->length, error);
}

static void
exchange_reject (Exchange *self, GError *error)
{
  exchange_trace (self, error);
  dex_promise_reject (self->promise, error);
  exchange_free (self);
}

static void
exchange_fail (Exchange *self, GError *fault)
{
  g_autoptr (GError) owned = fault;

  if (self->timed_out)
    {
      exchange_reject (self, g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TIMED_OUT,
                                          _("“%s” did not answer in time. Try again."),
                                          exchange_get_host (self)));
      return;
    }

  if (self->n_interim > MAX_INTERIM)
    {
      exchange_reject (self, g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                                          _("“%s” does not come to its answer. Nothing of it was "
                                            "used."),
                                          exchange_get_host (self)));
      return;
    }

  exchange_reject (self, cck_http_fault_new_for_transport (
                             fault, exchange_get_host (self),
                             soup_message_get_tls_peer_certificate_errors (self->message)));
}

static CckHttpResponse *
exchange_dup_response (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  g_autofree char *challenge_error = NULL;
  CckHttpResponseHead head = { 0 };

  challenge_error = cck_http_headers_dup_challenge_error (headers);
  head.status = soup_message_get_status (self->message);
  head.content_type = soup_message_headers_get_content_type (headers, NULL);
  head.date = cck_http_headers_get_date (headers);
  head.max_age = cck_http_headers_get_freshness (headers);
  head.retry_after = cck_http_headers_get_retry_after (headers);
  /* RFC 9449 §8.1: one nonce; a list of two is none. */
  head.dpop_nonce = soup_message_headers_get_list (headers, "DPoP-Nonce");
  head.challenge_error = challenge_error;
  self->answer = cck_sensitive_bytes_new_take (g_steal_pointer (&self->body), self->length);

  return cck_http_response_new (&head, self->answer);
}

static void
exchange_finish (Exchange *self)
{
  g_autoptr (CckHttpResponse) response = exchange_dup_response (self);
  GError *error = cck_http_fault_new_for_status (cck_http_response_get_status (response),
                                                 cck_http_response_get_retry_after (response),
                                                 exchange_get_host (self));

  if (error != NULL)
    {
      exchange_reject (self, error);
      return;
    }

  exchange_trace (self, NULL);
  dex_promise_resolve_boxed (self->promise, CCK_TYPE_HTTP_RESPONSE, g_steal_pointer (&response));
  exchange_free (self);
}

/* Makes room by hand: g_realloc() would leave a copy of the old bytes behind. */
static void
exchange_grow (Exchange *self)
{
  gsize room = self->room == 0 ? FIRST_ROOM : 2 * self->room;
  char *body = g_malloc (room);

  if (self->length > 0)
    {
      memcpy (body, self->body, self->length);
      explicit_bzero (self->body, self->length);
    }
  g_free (self->body);
  self->body = body;
  self->room = room;
}

/* RFC 9112 §8: libsoup forgives a wrong length where the connection is closed afterwards. */
static GError *
exchange_check_length (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  guint64 announced = (guint64) soup_message_headers_get_content_length (headers);

  /* A packed body that was cut can't be unpacked. */
  if (soup_message_headers_get_one (headers, "Content-Length") == NULL ||
      soup_message_headers_get_one (headers, "Content-Encoding") != NULL ||
      soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED ||
      self->length == announced)
    return NULL;

  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                              "Another length than the answer says");
}

static void read_more (Exchange *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *self = user_data;
  GError *error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_read < 0)
    {
      exchange_fail (self, error);
      return;
    }

  if (n_read == 0)
    {
      /* Closing it writes the end into the metrics. */
      g_input_stream_close (self->stream, NULL, NULL);
      error = exchange_check_length (self);
      if (error != NULL)
        exchange_fail (self, error);
      else
        exchange_finish (self);
      return;
    }

  self->length += (gsize) n_read;
  if (self->length > self->bounds->max_body)
    {
      /* The rest stays with the provider. */
      g_cancellable_cancel (self->cancellable);
      exchange_reject (self, g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_TOO_LARGE,
                                          _("The answer of “%s” is too large. Nothing of it was "
                                            "used."),
                                          exchange_get_host (self)));
      return;
    }

  read_more (self);
}

static void
read_more (Exchange *self)
{
  if (self->room == self->length)
    exchange_grow (self);

  g_input_stream_read_async (self->stream, self->body + self->length, self->room - self->length,
                             G_PRIORITY_DEFAULT, self->cancellable, on_read, self);
}

/* RFC 9700 §4.12: where a redirect may be followed at all, it stays on the same origin. */
static GUri *
exchange_dup_redirect (Exchange *self)
{
  GUri *from = soup_message_get_uri (self->message);
  guint status = soup_message_get_status (self->message);
  const char *location;
  g_autoptr (GUri) to = NULL;

  if ((cck_http_request_get_flags (self->request) & CCK_HTTP_FOLLOW) == 0 ||
      cck_http_request_get_authorization (self->request) != NULL ||
      soup_message_get_method (self->message) != SOUP_METHOD_GET ||
      status < 300 || status >= 400 || self->n_redirects >= MAX_REDIRECTS)
    return NULL;

  location = soup_message_headers_get_one (soup_message_get_response_headers (self->message),
                                           "Location");
  if (location != NULL)
    to = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);

  /* “https:x” is an address too, of no host. */
  if (to == NULL || g_uri_get_host (to) == NULL || g_uri_get_userinfo (to) != NULL ||
      g_strcmp0 (g_uri_get_scheme (from), g_uri_get_scheme (to)) != 0 ||
      g_ascii_strcasecmp (g_uri_get_host (from), g_uri_get_host (to)) != 0 ||
      g_uri_get_port (from) != g_uri_get_port (to))
    return NULL;

  return g_steal_pointer (&to);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *self = user_data;
  g_autoptr (GUri) redirect = NULL;
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      exchange_fail (self, error);
      return;
    }

  redirect = exchange_dup_redirect (self);
  if (redirect != NULL)
    {
      self->n_redirects++;
      g_clear_object (&self->stream);
      send_message (self, redirect);
      return;
    }

  read_more (self);
}

/* Only what the system’s list alone can’t answer is asked of the provider’s own. */
static gboolean
on_accept_certificate (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  Exchange *self = user_data;

  return cck_http_trust_accepts (self->trust, certificate,
                                 g_uri_get_host (soup_message_get_uri (message)));
}

static void
on_got_informational (SoupMessage *message, gpointer user_data)
{
  Exchange *self = user_data;

  if (++self->n_interim > MAX_INTERIM)
    g_cancellable_cancel (self->cancellable);
}

/* GIO resumes an earlier TLS session with a host, whoever made it: one in which no certificate was
 * shown where one has to be now, or the other way round (RFC 8446 §4.6.1). The sessions of a process
 * are too few to be worth that, so none is kept. */
static void
on_network_event (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  gpointer user_data)
{
  static const char property[] = "session-resumption-enabled";

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING &&
      g_object_class_find_property (G_OBJECT_GET_CLASS (connection), property) != NULL)
    g_object_set (connection, property, FALSE, NULL);
}

static void
prepare_tls (Exchange *self)
{
  if (self->trust != NULL)
    g_signal_connect (self->message, "accept-certificate", G_CALLBACK (on_accept_certificate),
                      self);
  g_signal_connect (self->message, "network-event", G_CALLBACK (on_network_event), NULL);
  if (self->identity != NULL)
    soup_message_set_tls_client_certificate (self->message, self->identity);
}

static void
send_message (Exchange *self, GUri *uri)
{
  const char *authorization = cck_http_request_get_authorization (self->request);
  g_autoptr (GBytes) body = cck_http_request_dup_body (self->request);
  SoupMessageHeaders *headers;

  g_clear_object (&self->message);
  self->message = soup_message_new_from_uri (cck_http_request_get_method (self->request), uri);
  /* Never SOUP_MESSAGE_IDEMPOTENT: a code or a refresh token sent twice ends its whole family. */
  soup_message_set_flags (self->message, SOUP_MESSAGE_NO_REDIRECT |
                                             SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE |
                                             SOUP_MESSAGE_COLLECT_METRICS);

  headers = soup_message_get_request_headers (self->message);
  soup_message_headers_replace (headers, "Accept", cck_http_request_get_accept (self->request));
  if (authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", authorization);
  if (cck_http_request_get_proof (self->request) != NULL)
    soup_message_headers_replace (headers, "DPoP", cck_http_request_get_proof (self->request));
  if (body != NULL)
    soup_message_set_request_body_from_bytes (self->message,
                                              cck_http_request_get_body_type (self->request),
                                              body);

  g_signal_connect (self->message, "got-informational", G_CALLBACK (on_got_informational), self);
  prepare_tls (self);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           on_sent, self);
}

static gboolean
on_timeout (gpointer user_data)
{
  Exchange *self = user_data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/* A step whose last reference discards the promise, so that the message is aborted. */
static DexFuture *
pass_on (DexFuture *completed, gpointer user_data)
{
  return NULL;
}

DexFuture *
cck_http_exchange_start (GObject *owner,
                         SoupSession *session,
                         CckHttpRequest *request,
                         CckHttpTrust *trust,
                         GTlsCertificate *identity,
                         const CckHttpBounds *bounds)
{
  Exchange *self = g_new0 (Exchange, 1);
  DexPromise *promise = dex_promise_new_cancellable ();
  g_autoptr (GUri) uri = NULL;

  uri = g_uri_parse (cck_http_request_get_uri (request), SOUP_HTTP_URI_FLAGS, NULL);
  g_assert (uri != NULL);

  self->owner = g_object_ref (owner);
  self->session = g_object_ref (session);
  self->request = cck_http_request_ref (request);
  self->trust = trust != NULL ? cck_http_trust_ref (trust) : NULL;
  self->identity = identity != NULL ? g_object_ref (identity) : NULL;
  self->bounds = bounds;
  self->promise = dex_ref (promise);
  self->cancellable = g_object_ref (dex_promise_get_cancellable (promise));

  self->timer = g_timeout_source_new (bounds->timeout);
  g_source_set_callback (self->timer, on_timeout, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());

  send_message (self, uri);

  return dex_future_finally (DEX_FUTURE (promise), pass_on, NULL, NULL);
}
