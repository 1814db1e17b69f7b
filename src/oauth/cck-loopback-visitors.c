/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-loopback-visitors.h"

#include "cck-bounded-stream.h"

#define MAX_BYTES (16 * 1024)
#define MAX_VISITORS 32
#define DEFAULT_TIMEOUT 3000

struct _CckLoopbackVisitors
{
  GObject parent_instance;

  SoupServer *server;
  GPtrArray *services;
  GQueue visitors;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (CckLoopbackVisitors, cck_loopback_visitors, G_TYPE_OBJECT)

/* One open connection. It ends when the server lets go of its stream. */
typedef struct
{
  CckLoopbackVisitors *host;
  GSocketConnection *connection;
  GSource *timer;
} Visitor;

/* The server reads the end of the stream and closes its side. */
static void
visitor_dismiss (Visitor *visitor)
{
  g_socket_shutdown (g_socket_connection_get_socket (visitor->connection), TRUE, TRUE, NULL);
}

static void
visitor_free (Visitor *visitor)
{
  g_source_destroy (visitor->timer);
  g_source_unref (visitor->timer);
  g_io_stream_close (G_IO_STREAM (visitor->connection), NULL, NULL);
  g_object_unref (visitor->connection);
  g_free (visitor);
}

static gboolean
on_timeout (gpointer user_data)
{
  visitor_dismiss (user_data);

  return G_SOURCE_REMOVE;
}

static void
on_stream_gone (gpointer user_data, GObject *where_the_stream_was)
{
  Visitor *visitor = user_data;

  if (visitor->host != NULL)
    g_queue_remove (&visitor->host->visitors, visitor);
  visitor_free (visitor);
}

static void
add_timer (Visitor *visitor, guint timeout)
{
  visitor->timer = g_timeout_source_new (timeout);
  g_source_set_callback (visitor->timer, on_timeout, visitor, NULL);
  g_source_attach (visitor->timer, g_main_context_get_thread_default ());
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source_object,
             gpointer user_data)
{
  CckLoopbackVisitors *self = CCK_LOOPBACK_VISITORS (user_data);
  GIOStream *base = G_IO_STREAM (connection);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  Visitor *visitor;

  /* The visitor may be gone again. */
  if (local == NULL || remote == NULL)
    return TRUE;

  if (g_queue_get_length (&self->visitors) >= MAX_VISITORS)
    visitor_dismiss (g_queue_peek_head (&self->visitors));

  input = cck_bounded_stream_new (g_io_stream_get_input_stream (base), MAX_BYTES);
  stream = g_simple_io_stream_new (input, g_io_stream_get_output_stream (base));

  visitor = g_new0 (Visitor, 1);
  visitor->host = self;
  visitor->connection = g_object_ref (connection);
  add_timer (visitor, self->timeout);
  g_queue_push_tail (&self->visitors, visitor);
  g_object_weak_ref (G_OBJECT (stream), on_stream_gone, visitor);

  soup_server_accept_iostream (self->server, stream, local, remote, NULL);

  return TRUE;
}

static void
cck_loopback_visitors_dispose (GObject *object)
{
  CckLoopbackVisitors *self = CCK_LOOPBACK_VISITORS (object);
  Visitor *visitor;

  if (self->services != NULL)
    cck_loopback_visitors_stop (self);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  while ((visitor = g_queue_pop_head (&self->visitors)) != NULL)
    {
      visitor->host = NULL;
      visitor_dismiss (visitor);
    }
  g_clear_object (&self->server);

  G_OBJECT_CLASS (cck_loopback_visitors_parent_class)->dispose (object);
}

static void
cck_loopback_visitors_class_init (CckLoopbackVisitorsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_loopback_visitors_dispose;
}

static void
cck_loopback_visitors_init (CckLoopbackVisitors *self)
{
  g_queue_init (&self->visitors);
  self->services = g_ptr_array_new_with_free_func (g_object_unref);
  self->timeout = DEFAULT_TIMEOUT;
}

/* A service for each socket: one that listens at two drops the second of two connections that come
 * at the same moment, as a browser's do when it tries both families. */
static gboolean
add_socket (CckLoopbackVisitors *self, GSocket *socket, GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();

  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (service), socket, NULL, error))
    return FALSE;

  g_signal_connect_object (service, "incoming", G_CALLBACK (on_incoming), self, 0);
  g_socket_service_start (service);
  g_ptr_array_add (self->services, g_steal_pointer (&service));

  return TRUE;
}

CckLoopbackVisitors *
cck_loopback_visitors_new (SoupServer *server, GPtrArray *sockets, GError **error)
{
  g_autoptr (CckLoopbackVisitors) self = NULL;

  g_return_val_if_fail (SOUP_IS_SERVER (server), NULL);
  g_return_val_if_fail (sockets != NULL && sockets->len > 0, NULL);

  self = g_object_new (CCK_TYPE_LOOPBACK_VISITORS, NULL);
  self->server = g_object_ref (server);
  for (guint i = 0; i < sockets->len; i++)
    {
      if (!add_socket (self, g_ptr_array_index (sockets, i), error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
cck_loopback_visitors_set_timeout (CckLoopbackVisitors *self, guint milliseconds)
{
  g_return_if_fail (CCK_IS_LOOPBACK_VISITORS (self));

  self->timeout = milliseconds;
}

void
cck_loopback_visitors_stop (CckLoopbackVisitors *self)
{
  g_return_if_fail (CCK_IS_LOOPBACK_VISITORS (self));

  for (guint i = 0; i < self->services->len; i++)
    {
      GSocketService *service = g_ptr_array_index (self->services, i);

      g_socket_service_stop (service);
      g_socket_listener_close (G_SOCKET_LISTENER (service));
    }
  g_ptr_array_set_size (self->services, 0);
}

void
cck_loopback_visitors_drop (CckLoopbackVisitors *self)
{
  g_return_if_fail (CCK_IS_LOOPBACK_VISITORS (self));

  for (GList *link = self->visitors.head; link != NULL; link = link->next)
    visitor_dismiss (link->data);
}

guint
cck_loopback_visitors_count (CckLoopbackVisitors *self)
{
  g_return_val_if_fail (CCK_IS_LOOPBACK_VISITORS (self), 0);

  return g_queue_get_length (&self->visitors);
}
