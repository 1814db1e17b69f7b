/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* Where yyjson puts a document's values: a piece of memory that is there already. Where it does not
 * do, the heap. */
typedef struct
{
  char *start;
  char *next; /* free from here on */
  char *end;
} CckJsonRoom;

/* How many bytes do for almost every document of @length; a multiple of 16. */
gsize      cck_json_room_size      (gsize        length);
/* @memory: cck_json_room_size() of the document, aligned for a pointer. */
void       cck_json_room_init      (CckJsonRoom *self,
                                    gpointer     memory,
                                    gsize        size);
/* Borrows @self as long as the document lives. */
yyjson_alc cck_json_room_allocator (CckJsonRoom *self);

G_END_DECLS
