/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-visitor.h"

#include <string.h>

#include "cck-test-future.h"

struct _CckTestVisitor
{
  GSocketConnection *connection;
  GString *answer;
  char buffer[4096];
  gboolean done;
};

static void read_more (CckTestVisitor *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CckTestVisitor *self = user_data;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n_read <= 0)
    {
      self->done = TRUE;
      return;
    }

  g_string_append_len (self->answer, self->buffer, n_read);
  read_more (self);
}

static void
read_more (CckTestVisitor *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                             self->buffer, sizeof self->buffer, G_PRIORITY_DEFAULT, NULL, on_read,
                             self);
}

static gboolean
is_done (gpointer user_data)
{
  CckTestVisitor *self = user_data;

  return self->done;
}

GSocketConnection *
cck_test_visitor_connect (const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) target = g_inet_socket_address_new_from_string (address, port);

  g_socket_client_set_enable_proxy (client, FALSE);

  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (target), NULL, error);
}

CckTestVisitor *
cck_test_visitor_new (const char *address, guint16 port, const char *text, gssize length)
{
  CckTestVisitor *self = g_new0 (CckTestVisitor, 1);
  g_autoptr (GError) error = NULL;

  self->answer = g_string_new (NULL);
  self->connection = cck_test_visitor_connect (address, port, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), text,
                             length < 0 ? strlen (text) : (gsize) length, NULL, NULL, NULL);

  return self;
}

void
cck_test_visitor_free (CckTestVisitor *self)
{
  g_object_unref (self->connection);
  g_string_free (self->answer, TRUE);
  g_free (self);
}

const char *
cck_test_visitor_listen (CckTestVisitor *self)
{
  read_more (self);
  cck_test_run_until (is_done, self);

  return self->answer->str;
}
