/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jose-error.h"

/* A document that lives alone: its values and its text stand behind it. */
typedef struct
{
  CckBlock block;
  CckJson  json;
} Document;

G_DEFINE_BOXED_TYPE (CckJson, cck_json, cck_json_ref, cck_json_unref)

/* "… (line 2, column 7, byte 31)": all 1-based, columns in characters. */
static void
set_error_at (GError     **error,
              const char  *data,
              gsize        offset,
              const char  *what)
{
  gsize line = 1, column = 1;

  if (error == NULL)
    return;

  for (gsize i = 0; i < offset; i++)
    {
      if (data[i] == '\n')
        {
          line++;
          column = 1;
        }
      else if (((guchar) data[i] & 0xc0) != 0x80)
        column++;
    }

  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
               /* Translators: what is wrong, then where. */
               _("%s (line %zu, column %zu, byte %zu)."),
               what, line, column, offset + 1);
}

static const char *
describe_fault (yyjson_read_code code)
{
  if (code == YYJSON_READ_ERROR_EMPTY_CONTENT)
    return _("There is no JSON here");
  if (code == YYJSON_READ_ERROR_UNEXPECTED_CONTENT)
    return _("Something follows the end of the JSON document");
  if (code == YYJSON_READ_ERROR_UNEXPECTED_END)
    return _("The JSON document ends too early");
  if (code == YYJSON_READ_ERROR_INVALID_NUMBER)
    return _("A number is not written as JSON has it");
  if (code == YYJSON_READ_ERROR_INVALID_STRING)
    return _("A string is not valid: a character that must be escaped, or not UTF-8");

  return _("This is not JSON");
}

/* Where the bracket stands that opens one level too many. */
static gsize
find_depth (const char *data,
            gsize       length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; data != NULL && i < length; i++)
    {
      if (in_string)
        {
          if (data[i] == '\\')
            i++;
          else if (data[i] == '"')
            in_string = FALSE;
        }
      else if (data[i] == '"')
        in_string = TRUE;
      else if (data[i] == '{' || data[i] == '[')
        {
          if (++depth > CCK_JSON_MAX_DEPTH)
            return i;
        }
      else if (data[i] == '}' || data[i] == ']')
        depth--;
    }

  return length;
}

static gboolean
check_document (CckJson       *self,
                const char    *original,
                CckJsonFlags   flags,
                GError       **error)
{
  yyjson_val *place = NULL;

  if ((flags & CCK_JSON_OBJECT) != 0 && !unsafe_yyjson_is_obj (self->document->root))
    {
      set_error_at (error, original, 0, _("The JSON document is not an object"));
      return FALSE;
    }

  switch (cck_json_check (self, flags, &place))
    {
    case CCK_JSON_FAULT_DEPTH:
      set_error_at (error, original, find_depth (original, self->length),
                    _("The JSON is nested too deeply"));
      return FALSE;
    case CCK_JSON_FAULT_NAME:
      set_error_at (error, original, (gsize) (unsafe_yyjson_get_str (place) - self->buffer),
                    _("A name stands twice in one JSON object"));
      return FALSE;
    case CCK_JSON_FAULT_NUMBER:
      set_error_at (error, original, (gsize) (unsafe_yyjson_get_raw (place) - self->buffer),
                    _("A number is too large"));
      return FALSE;
    case CCK_JSON_FAULT_NONE:
    default:
      return TRUE;
    }
}

gboolean
cck_json_read_in_place (CckJson       *self,
                        CckBlock      *block,
                        char          *buffer,
                        gsize          length,
                        gpointer       room,
                        const char    *original,
                        CckJsonFlags   flags,
                        GError       **error)
{
  yyjson_alc allocator;
  yyjson_read_err fault;

  self->block = block;
  self->buffer = buffer;
  self->length = length;
  self->document = NULL;
  self->duplicates = NULL;

  /* RFC 8259 §8.1: no byte order mark. */
  if (length >= 3 && memcmp (buffer, "\xef\xbb\xbf", 3) == 0)
    {
      set_error_at (error, original, 0, _("The JSON begins with a byte order mark"));
      return FALSE;
    }

  memset (buffer + length, 0, CCK_JSON_PADDING);
  cck_json_room_init (&self->room, room, cck_json_room_size (length));
  allocator = cck_json_room_allocator (&self->room);
  self->document = yyjson_read_opts (buffer, length, YYJSON_READ_INSITU | YYJSON_READ_NUMBER_AS_RAW,
                                     &allocator, &fault);
  if (self->document == NULL)
    {
      set_error_at (error, original, MIN (fault.pos, length), describe_fault (fault.code));
      return FALSE;
    }

  return check_document (self, original, flags, error);
}

void
cck_json_clear (CckJson *self)
{
  yyjson_doc_free (self->document);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
}

static void
clear_document (CckBlock *block)
{
  Document *self = (Document *) block;

  cck_json_clear (&self->json);
  explicit_bzero (self->json.buffer, self->json.length);
}

CckJson *
cck_json_parse_bounded (const char    *data,
                        gsize          length,
                        gsize          max_size,
                        CckJsonFlags   flags,
                        GError       **error)
{
  gsize room = cck_json_room_size (length);
  Document *self;
  char *buffer;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length > max_size)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE,
                   _("The JSON has %zu bytes, more than the %zu"
                     " that are read."), length, max_size);
      return NULL;
    }

  self = cck_block_new (sizeof *self + room + length + CCK_JSON_PADDING, clear_document);
  buffer = (char *) (self + 1) + room;
  if (length > 0)
    memcpy (buffer, data, length);
  if (cck_json_read_in_place (&self->json, &self->block, buffer, length, self + 1, data, flags, error))
    return &self->json;

  cck_block_unref (&self->block);
  return NULL;
}

CckJson *
cck_json_parse (const char    *data,
                gsize          length,
                CckJsonFlags   flags,
                GError       **error)
{
  return cck_json_parse_bounded (data, length, CCK_JSON_MAX_SIZE, flags, error);
}

CckJson *
cck_json_parse_bytes (GBytes        *bytes,
                      CckJsonFlags   flags,
                      GError       **error)
{
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  return cck_json_parse (data, length, flags, error);
}

CckJson *
cck_json_ref (CckJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  cck_block_ref (self->block);
  return self;
}

void
cck_json_unref (CckJson *self)
{
  g_return_if_fail (self != NULL);

  cck_block_unref (self->block);
}

const CckJsonValue *
cck_json_get_root (CckJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_json_from_yyjson (self->document->root);
}

guint
cck_json_get_n_duplicates (CckJson *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->duplicates != NULL ? self->duplicates->len : 0;
}

const char *
cck_json_get_duplicate (CckJson *self,
                        guint    index)
{
  g_return_val_if_fail (index < cck_json_get_n_duplicates (self), NULL);

  return g_ptr_array_index (self->duplicates, index);
}
