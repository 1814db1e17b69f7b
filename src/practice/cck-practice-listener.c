/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-listener.h"

#include <glib/gi18n-lib.h>

#include "cck-practice-error.h"

#define MOST_CONNECTIONS 64
#define SECONDS_A_CONNECTION 20
#define SECONDS_A_SLOW_ONE 600
/* A body that is too large is read to its end for a while, so that its sender reads the answer. */
#define MOST_BYTES_DROPPED (1024 * 1024)
#define BODY_KEY "cck-practice-body"
#define CONNECTION_KEY "cck-practice-connection"
#define LISTENER_KEY "cck-practice-listener"

struct _CckPracticeListener
{
  GSocketService *service;
  SoupServer *server;
  GHashTable *connections; /* of GSocketConnection, not owned, to the GSource that cuts it */
  guint16 port;
  CckPracticeAnswer answer;
  gpointer user_data;
};

typedef struct
{
  GByteArray *bytes;
  gsize length; /* of all that came, also of what was dropped */
} Body;

static void
body_free (Body *body)
{
  g_byte_array_unref (body->bytes);
  g_free (body);
}

static void
source_destroy (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static gboolean
cut_connection (gpointer user_data)
{
  GSocketConnection *connection = user_data;

  g_socket_shutdown (g_socket_connection_get_socket (connection), TRUE, TRUE, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_connection_gone (gpointer  user_data,
                    GObject  *where_it_was)
{
  CckPracticeListener *listener = user_data;

  g_hash_table_remove (listener->connections, where_it_was);
}

static void
cut_after (CckPracticeListener *listener,
           GSocketConnection   *connection,
           guint                seconds)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  GSource *source = g_timeout_source_new_seconds (seconds);

  g_source_set_callback (source, cut_connection, connection, NULL);
  g_source_attach (source, context);
  g_hash_table_insert (listener->connections, connection, source);
}

static void
watch_connection (CckPracticeListener *listener,
                  GSocketConnection   *connection)
{
  cut_after (listener, connection, SECONDS_A_CONNECTION);
  g_object_set_data (G_OBJECT (connection), LISTENER_KEY, listener);
  g_object_weak_ref (G_OBJECT (connection), on_connection_gone, listener);
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source_object,
             gpointer           user_data)
{
  CckPracticeListener *listener = user_data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  if (remote == NULL || g_hash_table_size (listener->connections) >= MOST_CONNECTIONS)
    return TRUE;

  g_object_set_data (G_OBJECT (remote), CONNECTION_KEY, connection);
  watch_connection (listener, connection);
  soup_server_accept_iostream (listener->server, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

/* libsoup knows no socket of a connection that it was handed, but hands back its address. */
static gpointer
get_connection (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote != NULL ? g_object_get_data (G_OBJECT (remote), CONNECTION_KEY) : NULL;
}

static void
cut_connection_of (SoupServerMessage *message)
{
  gpointer connection = get_connection (message);

  if (connection != NULL)
    cut_connection (connection);
}

static void
on_got_chunk (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  Body *body = user_data;
  gsize length = g_bytes_get_size (chunk);

  body->length += length;
  if (body->length <= CCK_PRACTICE_MOST_BYTES)
    g_byte_array_append (body->bytes, g_bytes_get_data (chunk, NULL), (guint) length);
  else if (body->length > MOST_BYTES_DROPPED)
    cut_connection_of (message);
}

/* Headers are in, the body is not: it is collected here, where it can be bounded. */
static void
on_early (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Body *body = g_new0 (Body, 1);

  body->bytes = g_byte_array_new ();
  g_object_set_data_full (G_OBJECT (message), BODY_KEY, body, (GDestroyNotify) body_free);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), body);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  CckPracticeListener *listener = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  Body *body = g_object_get_data (G_OBJECT (message), BODY_KEY);
  g_autoptr (GBytes) bytes = NULL;

  soup_message_headers_replace (headers, "Connection", "close");
  if (body == NULL || body->length > CCK_PRACTICE_MOST_BYTES)
    {
      soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
      return;
    }

  bytes = g_bytes_new (body->bytes->data, body->bytes->len);
  listener->answer (message, path, bytes, listener->user_data);
}

static gboolean
listen_on (CckPracticeListener  *listener,
           guint16               port,
           GError              **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) cause = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (listener->service), wanted,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                      &cause))
    {
      g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CHOOSE_ANOTHER_PORT,
                   _("The practice provider can’t listen on port %u of 127.0.0.1: %s. "
                     "Choose another port, or 0 for any."), port, cause->message);
      return FALSE;
    }

  listener->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return TRUE;
}

CckPracticeListener *
cck_practice_listener_new (guint16             port,
                           CckPracticeAnswer   answer,
                           gpointer            user_data,
                           GError            **error)
{
  g_autoptr (CckPracticeListener) listener = g_new0 (CckPracticeListener, 1);

  listener->answer = answer;
  listener->user_data = user_data;
  listener->connections = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) source_destroy);
  listener->server = soup_server_new ("server-header", "Claimcheck-Practice", NULL);
  soup_server_add_early_handler (listener->server, NULL, on_early, listener, NULL);
  soup_server_add_handler (listener->server, NULL, on_request, listener, NULL);

  listener->service = g_socket_service_new ();
  if (!listen_on (listener, port, error))
    return NULL;

  g_signal_connect (listener->service, "incoming", G_CALLBACK (on_incoming), listener);
  g_socket_service_start (listener->service);
  return g_steal_pointer (&listener);
}

static void
cut_all (CckPracticeListener *listener)
{
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, listener->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    {
      g_object_weak_unref (connection, on_connection_gone, listener);
      cut_connection (connection);
    }
  g_hash_table_remove_all (listener->connections);
}

void
cck_practice_listener_free (CckPracticeListener *listener)
{
  g_signal_handlers_disconnect_by_data (listener->service, listener);
  g_socket_service_stop (listener->service);
  g_socket_listener_close (G_SOCKET_LISTENER (listener->service));
  soup_server_remove_handler (listener->server, NULL);
  cut_all (listener);

  g_object_unref (listener->service);
  g_object_unref (listener->server);
  g_hash_table_unref (listener->connections);
  g_free (listener);
}

void
cck_practice_listener_spare (SoupServerMessage *message)
{
  gpointer connection = get_connection (message);

  if (connection != NULL)
    cut_after (g_object_get_data (connection, LISTENER_KEY), connection, SECONDS_A_SLOW_ONE);
}

guint16
cck_practice_listener_get_port (CckPracticeListener *listener)
{
  return listener->port;
}
