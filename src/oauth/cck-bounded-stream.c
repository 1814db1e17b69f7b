/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-bounded-stream.h"

struct _CckBoundedStream
{
  GFilterInputStream parent_instance;

  gsize left;
};

static void pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CckBoundedStream,
                               cck_bounded_stream,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, pollable_init))

static GPollableInputStream *
get_base (CckBoundedStream *self)
{
  GFilterInputStream *filter = G_FILTER_INPUT_STREAM (self);

  return G_POLLABLE_INPUT_STREAM (g_filter_input_stream_get_base_stream (filter));
}

/* How much of `count` may still be read; 0 with `error` at the bound. */
static gsize
allow (CckBoundedStream *self, gsize count, GError **error)
{
  if (self->left == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                         "More than is read from one connection");

  return MIN (count, self->left);
}

static gssize
spend (CckBoundedStream *self, gssize n_read)
{
  if (n_read > 0)
    self->left -= (gsize) n_read;

  return n_read;
}

static gssize
cck_bounded_stream_read (GInputStream *stream,
                         void *buffer,
                         gsize count,
                         GCancellable *cancellable,
                         GError **error)
{
  CckBoundedStream *self = CCK_BOUNDED_STREAM (stream);
  gsize allowed = allow (self, count, error);

  if (allowed == 0)
    return -1;

  return spend (self, g_input_stream_read (G_INPUT_STREAM (get_base (self)), buffer, allowed,
                                           cancellable, error));
}

static gssize
cck_bounded_stream_read_nonblocking (GPollableInputStream *stream,
                                     void *buffer,
                                     gsize count,
                                     GError **error)
{
  CckBoundedStream *self = CCK_BOUNDED_STREAM (stream);
  gsize allowed = allow (self, count, error);

  if (allowed == 0)
    return -1;

  return spend (self, g_pollable_input_stream_read_nonblocking (get_base (self), buffer, allowed,
                                                                NULL, error));
}

static gboolean
cck_bounded_stream_can_poll (GPollableInputStream *stream)
{
  return g_pollable_input_stream_can_poll (get_base (CCK_BOUNDED_STREAM (stream)));
}

static gboolean
cck_bounded_stream_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (get_base (CCK_BOUNDED_STREAM (stream)));
}

static GSource *
cck_bounded_stream_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  GPollableInputStream *base = get_base (CCK_BOUNDED_STREAM (stream));
  g_autoptr (GSource) source = g_pollable_input_stream_create_source (base, cancellable);

  return g_pollable_source_new_full (stream, source, NULL);
}

static void
pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = cck_bounded_stream_can_poll;
  iface->is_readable = cck_bounded_stream_is_readable;
  iface->create_source = cck_bounded_stream_create_source;
  iface->read_nonblocking = cck_bounded_stream_read_nonblocking;
}

static void
cck_bounded_stream_class_init (CckBoundedStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  stream_class->read_fn = cck_bounded_stream_read;
}

static void
cck_bounded_stream_init (CckBoundedStream *self)
{
}

GInputStream *
cck_bounded_stream_new (GInputStream *base, gsize bytes)
{
  CckBoundedStream *self;

  g_return_val_if_fail (G_IS_POLLABLE_INPUT_STREAM (base), NULL);

  self = g_object_new (CCK_TYPE_BOUNDED_STREAM, "base-stream", base, NULL);
  self->left = bytes;

  return G_INPUT_STREAM (self);
}
