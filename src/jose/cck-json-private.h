/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "cck-block-private.h"
#include "cck-json-room-private.h"
#include "cck-json.h"

G_BEGIN_DECLS

/* The bytes behind a text: yyjson wants some, and names are looked at in words. */
#define CCK_JSON_PADDING 16
G_STATIC_ASSERT (CCK_JSON_PADDING >= YYJSON_PADDING_SIZE);

struct _CckJson
{
  CckBlock    *block; /* what it lives in */
  char        *buffer; /* the text, in which yyjson works; borrowed from the block */
  gsize        length;
  CckJsonRoom  room;
  yyjson_doc  *document; /* NULL where it could not be read */
  GPtrArray   *duplicates; /* const char *, borrowed from the document; NULL where there are none */
};

/* What is wrong with a document that yyjson has read. */
typedef enum
{
  CCK_JSON_FAULT_NONE,
  CCK_JSON_FAULT_DEPTH,
  CCK_JSON_FAULT_NAME,   /* stands twice in one object */
  CCK_JSON_FAULT_NUMBER, /* that a double can't hold */
} CckJsonFault;

/* Reads the @length bytes at @buffer where they stand, which have CCK_JSON_PADDING more after them.
 * @room: cck_json_room_size() of @length; both live in @block.
 * @original: (nullable): the same text, which stays as it is, to say where a fault is; without one
 * there is no error, only FALSE. */
gboolean     cck_json_read_in_place (CckJson       *self,
                                     CckBlock      *block,
                                     char          *buffer,
                                     gsize          length,
                                     gpointer       room,
                                     const char    *original,
                                     CckJsonFlags   flags,
                                     GError       **error);
/* Gives back what does not live in the block. */
void         cck_json_clear         (CckJson       *self);

/* Looks for what yyjson lets pass. @place: (out): the name or the number with a fault. */
CckJsonFault cck_json_check         (CckJson       *self,
                                     CckJsonFlags   flags,
                                     yyjson_val   **place);

/* Adds @string as JSON has it, with its quotation marks. */
void         cck_json_append_string (GString       *text,
                                     const char    *string,
                                     gsize          length);

/* Up to eight bytes of a name or a number in a document as one word, with zeros for what is behind
 * its end. */
static inline guint64
cck_json_word (const char *text,
               gsize       length)
{
  guint64 word;

  memcpy (&word, text, sizeof word);
  word = GUINT64_FROM_LE (word);
  return length >= sizeof word ? word : word & ((G_GUINT64_CONSTANT (1) << 8 * length) - 1);
}

static inline yyjson_val *
cck_json_as_yyjson (const CckJsonValue *value)
{
  return (yyjson_val *) value;
}

static inline const CckJsonValue *
cck_json_from_yyjson (yyjson_val *value)
{
  return (const CckJsonValue *) value;
}

G_END_DECLS
