/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-server.h"

#include <string.h>

typedef struct
{
  GBytes *answer;
  GBytes *block;
  guint64 flood;
  gboolean silent;
  guint count;
  GQueue once;
} Route;

struct _CckTestServer
{
  GSocketService *service;
  guint16 port;
  GMutex mutex;
  GHashTable *routes;
  GPtrArray *requests;
  guint n_closed;
  guint n_running;
  GCond idle;
};

static const char not_found[] =
    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

static void
route_free (Route *route)
{
  g_clear_pointer (&route->answer, g_bytes_unref);
  g_clear_pointer (&route->block, g_bytes_unref);
  g_queue_clear_full (&route->once, (GDestroyNotify) g_bytes_unref);
  g_free (route);
}

/* Reads one request with its body. */
static GString *
read_request (GInputStream *stream)
{
  GString *request = g_string_new (NULL);
  char buffer[4096];
  gssize n_read;

  while ((n_read = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      const char *end;
      const char *length;

      g_string_append_len (request, buffer, n_read);
      end = strstr (request->str, "\r\n\r\n");
      if (end == NULL)
        continue;

      length = strcasestr (request->str, "\r\nContent-Length:");
      if (length == NULL ||
          strlen (end + 4) >= g_ascii_strtoull (length + strlen ("\r\nContent-Length:"), NULL, 10))
        break;
    }

  return request;
}

static char *
dup_path (GString *request)
{
  g_auto (GStrv) words = g_strsplit_set (request->str, " ?\r", 3);

  return g_strdup (g_strv_length (words) > 1 ? words[1] : "");
}

static void
flood (GOutputStream *stream, guint64 bytes)
{
  static const char block[65536];
  g_autofree char *head = NULL;

  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %" G_GUINT64_FORMAT "\r\n\r\n",
                          bytes);
  g_output_stream_write_all (stream, head, strlen (head), NULL, NULL, NULL);
  for (guint64 sent = 0; sent < bytes; sent += sizeof block)
    {
      if (!g_output_stream_write_all (stream, block, sizeof block, NULL, NULL, NULL))
        return;
    }
}

/* As long as somebody reads. */
static void
repeat (GOutputStream *stream, GBytes *block)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (block, &length);

  while (g_output_stream_write_all (stream, data, length, NULL, NULL, NULL))
    ;
}

/* In the main loop, before a thread takes over. */
static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source_object,
             gpointer user_data)
{
  CckTestServer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_running++;
  g_mutex_unlock (&self->mutex);

  return FALSE;
}

/* What `path` is answered with; keeps the request, which it takes. */
static Route
note_request (CckTestServer *self, GString *request, const char *path)
{
  Route route = { 0 };
  Route *found;

  g_mutex_lock (&self->mutex);
  found = g_hash_table_lookup (self->routes, path);
  if (found != NULL)
    {
      found->count++;
      route.flood = found->flood;
      route.silent = found->silent;
      route.block = found->block != NULL ? g_bytes_ref (found->block) : NULL;
      route.answer = g_queue_pop_head (&found->once);
      if (route.answer == NULL && found->answer != NULL)
        route.answer = g_bytes_ref (found->answer);
    }
  else
    route.answer = g_bytes_new_static (not_found, strlen (not_found));
  g_ptr_array_add (self->requests, g_string_free_and_steal (request));
  g_mutex_unlock (&self->mutex);

  return route;
}

static void
wait_for_the_end (CckTestServer *self, GInputStream *input)
{
  char byte;

  g_input_stream_read (input, &byte, 1, NULL, NULL);
  g_mutex_lock (&self->mutex);
  self->n_closed++;
  g_mutex_unlock (&self->mutex);
  g_main_context_wakeup (NULL);
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source_object,
        gpointer user_data)
{
  CckTestServer *self = user_data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GString *request = read_request (input);
  g_autofree char *path = dup_path (request);
  Route route = note_request (self, request, path);
  g_autoptr (GBytes) answer = route.answer;
  g_autoptr (GBytes) block = route.block;

  if (answer != NULL)
    g_output_stream_write_all (output, g_bytes_get_data (answer, NULL), g_bytes_get_size (answer),
                               NULL, NULL, NULL);
  if (route.flood > 0)
    flood (output, route.flood);
  if (block != NULL)
    repeat (output, block);
  if (route.silent)
    wait_for_the_end (self, input);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  g_mutex_lock (&self->mutex);
  self->n_running--;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

CckTestServer *
cck_test_server_new (void)
{
  CckTestServer *self = g_new0 (CckTestServer, 1);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) route_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->service = g_threaded_socket_service_new (64);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);

  return self;
}

void
cck_test_server_free (CckTestServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);

  g_mutex_lock (&self->mutex);
  while (self->n_running > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_hash_table_unref (self->routes);
  g_ptr_array_unref (self->requests);
  g_cond_clear (&self->idle);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
cck_test_server_dup_uri (CckTestServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

static Route *
add_route (CckTestServer *self, const char *path)
{
  Route *route = g_new0 (Route, 1);
  Route *old;

  g_mutex_lock (&self->mutex);
  old = g_hash_table_lookup (self->routes, path);
  route->count = old != NULL ? old->count : 0;
  g_hash_table_insert (self->routes, g_strdup (path), route);
  g_mutex_unlock (&self->mutex);

  return route;
}

void
cck_test_server_add (CckTestServer *self, const char *path, const char *answer)
{
  add_route (self, path)->answer = g_bytes_new (answer, strlen (answer));
}

void
cck_test_server_add_once (CckTestServer *self, const char *path, const char *answer)
{
  Route *route;

  g_mutex_lock (&self->mutex);
  route = g_hash_table_lookup (self->routes, path);
  g_assert_nonnull (route);
  g_queue_push_tail (&route->once, g_bytes_new (answer, strlen (answer)));
  g_mutex_unlock (&self->mutex);
}

void
cck_test_server_add_bytes (CckTestServer *self, const char *path, GBytes *answer)
{
  add_route (self, path)->answer = g_bytes_ref (answer);
}

void
cck_test_server_add_json (CckTestServer *self,
                          const char *path,
                          const char *status,
                          const char *body)
{
  g_autofree char *answer = NULL;

  answer = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: application/json\r\n"
                            "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                            status, strlen (body), body);
  cck_test_server_add (self, path, answer);
}

void
cck_test_server_add_flood (CckTestServer *self, const char *path, guint64 bytes)
{
  add_route (self, path)->flood = bytes;
}

void
cck_test_server_add_endless (CckTestServer *self,
                             const char *path,
                             const char *head,
                             const char *block)
{
  Route *route = add_route (self, path);

  route->answer = g_bytes_new (head, strlen (head));
  route->block = g_bytes_new (block, strlen (block));
}

void
cck_test_server_add_silence (CckTestServer *self, const char *path, const char *answer)
{
  Route *route = add_route (self, path);

  route->answer = answer != NULL ? g_bytes_new (answer, strlen (answer)) : NULL;
  route->silent = TRUE;
}

guint
cck_test_server_count (CckTestServer *self, const char *path)
{
  Route *route;
  guint count;

  g_mutex_lock (&self->mutex);
  route = g_hash_table_lookup (self->routes, path);
  count = route != NULL ? route->count : 0;
  g_mutex_unlock (&self->mutex);

  return count;
}

guint
cck_test_server_count_closed (CckTestServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->n_closed;
  g_mutex_unlock (&self->mutex);

  return count;
}

char *
cck_test_server_dup_request (CckTestServer *self)
{
  return cck_test_server_dup_earlier (self, 0);
}

char *
cck_test_server_dup_earlier (CckTestServer *self, guint before)
{
  char *request = NULL;

  g_mutex_lock (&self->mutex);
  if (before < self->requests->len)
    request = g_strdup (g_ptr_array_index (self->requests, self->requests->len - 1 - before));
  g_mutex_unlock (&self->mutex);

  return request != NULL ? request : g_strdup ("");
}
