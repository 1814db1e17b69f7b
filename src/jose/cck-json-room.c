/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-json-room-private.h"

#include <string.h>

static gboolean
is_inside (CckJsonRoom *self,
           const char  *memory)
{
  return memory >= self->start && memory < self->end;
}

static void *
allocate (void   *context,
          size_t  size)
{
  CckJsonRoom *self = context;
  char *memory = self->next;

  if (size > (gsize) (self->end - self->next))
    return g_try_malloc (size);

  self->next += MIN ((size + 15) & ~(gsize) 15, (gsize) (self->end - self->next));
  return memory;
}

static void *
reallocate (void   *context,
            void   *memory,
            size_t  old_size,
            size_t  size)
{
  void *larger;

  if (!is_inside (context, memory))
    return g_try_realloc (memory, size);

  larger = allocate (context, size);
  if (larger != NULL)
    memcpy (larger, memory, MIN (old_size, size));
  return larger;
}

static void
release (void *context,
         void *memory)
{
  if (!is_inside (context, memory))
    g_free (memory);
}

/* yyjson begins with a value of 16 bytes for six characters, and a head of 64 bytes. */
gsize
cck_json_room_size (gsize length)
{
  return (length / 6 + 8) * 16;
}

void
cck_json_room_init (CckJsonRoom *self,
                    gpointer     memory,
                    gsize        size)
{
  self->start = self->next = memory;
  self->end = self->start + size;
}

yyjson_alc
cck_json_room_allocator (CckJsonRoom *self)
{
  return (yyjson_alc) { allocate, reallocate, release, self };
}
