/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-lines.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_SIZE (64 * 1024)

struct _CckCliLines
{
  GInputStream *stream;
  gsize         max;
  char         *data;    /* what was read: a line given out, then what comes after it */
  gsize         size;
  gsize         length;
  gsize         begin;   /* of the next line in data */
  gsize         scanned; /* up to here there is no end of it */
  gboolean      at_end;
};

CckCliLines *
cck_cli_lines_new (gsize max)
{
  CckCliLines *self = g_new0 (CckCliLines, 1);

  self->stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  self->max = max;
  self->size = CHUNK_SIZE;
  self->data = g_malloc (self->size);

  return self;
}

void
cck_cli_lines_free (CckCliLines *self)
{
  explicit_bzero (self->data, self->size);
  g_free (self->data);
  g_object_unref (self->stream);
  g_free (self);
}

/* Moves the rest to the front and makes sure that there is room behind it. */
static void
make_room (CckCliLines *self)
{
  char *larger;

  memmove (self->data, self->data + self->begin, self->length - self->begin);
  self->length -= self->begin;
  self->scanned -= self->begin;
  self->begin = 0;
  if (self->length < self->size)
    return;

  larger = g_malloc (self->size * 2);
  memcpy (larger, self->data, self->length);
  explicit_bzero (self->data, self->size);
  g_free (self->data);
  self->data = larger;
  self->size *= 2;
}

static gboolean
read_more (CckCliLines  *self,
           CckCli       *cli,
           GError      **error)
{
  g_autoptr (DexFuture) reading = NULL;
  gssize n;

  make_room (self);
  reading = dex_input_stream_read (self->stream, self->data + self->length,
                                   self->size - self->length, G_PRIORITY_DEFAULT);
  if (!cck_cli_await (cli, dex_ref (reading), error))
    return FALSE;

  n = dex_await_int64 (g_steal_pointer (&reading), NULL);
  self->length += n;
  self->at_end = n == 0;

  return TRUE;
}

const char *
cck_cli_lines_next (CckCliLines  *self,
                    CckCli       *cli,
                    gsize        *length,
                    GError      **error)
{
  for (;;)
    {
      const char *line = self->data + self->begin;
      const char *end = memchr (self->data + self->scanned, '\n', self->length - self->scanned);

      if (end == NULL && self->at_end && self->begin < self->length)
        end = self->data + self->length;
      if (end != NULL)
        {
          *length = end - line;
          self->begin = MIN (self->begin + *length + 1, self->length);
          self->scanned = self->begin;
          return line;
        }
      self->scanned = self->length;
      if (self->at_end)
        return NULL;
      if (self->length - self->begin > self->max)
        {
          g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT,
                       _("A line of standard input is longer than the %zu"
                         " bytes that are taken."), self->max);
          return NULL;
        }
      if (!read_more (self, cli, error))
        return NULL;
    }
}
