/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <yyjson.h>

#include "cck-jose-error.h"

/* Objects up to this many members are searched for duplicates in pairs, others with a table. */
#define FEW_MEMBERS 24

struct _CckJson
{
  gatomicrefcount ref_count;
  char *buffer; /* the input, in which yyjson works; wiped */
  gsize length;
  yyjson_doc *document;
  GPtrArray *duplicates; /* const char *, borrowed from the document; NULL where there are none */
};

G_DEFINE_BOXED_TYPE (CckJson, cck_json, cck_json_ref, cck_json_unref)

static inline const CckJsonValue *
from_yyjson (yyjson_val *value)
{
  return (const CckJsonValue *) value;
}

/* "… (line 2, column 7, byte 31)": all 1-based, columns in characters. */
static void
set_error_at (GError     **error,
              const char  *data,
              gsize        offset,
              const char  *what)
{
  gsize line = 1, column = 1;

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
               _("%s (line %" G_GSIZE_FORMAT ", column %" G_GSIZE_FORMAT ", byte %"
                 G_GSIZE_FORMAT ")"),
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

/* RFC 8259 §6 leaves the range to us: a number that a double can't hold is refused, so that no
 * reader finds infinity where another finds a date. */
static gboolean
number_is_finite (yyjson_val *value)
{
  const char *text = unsafe_yyjson_get_raw (value);
  gsize length = unsafe_yyjson_get_len (value);

  if (length < 300 && memchr (text, 'e', length) == NULL && memchr (text, 'E', length) == NULL)
    return TRUE;

  return isfinite (g_ascii_strtod (text, NULL));
}

static guint
hash_name (gconstpointer key)
{
  const char *text = unsafe_yyjson_get_str ((yyjson_val *) key);
  gsize length = unsafe_yyjson_get_len ((yyjson_val *) key);
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;

  return hash;
}

static gboolean
equal_name (gconstpointer a,
            gconstpointer b)
{
  yyjson_val *first = (yyjson_val *) a, *second = (yyjson_val *) b;
  gsize length = unsafe_yyjson_get_len (first);

  return length == unsafe_yyjson_get_len (second) &&
         memcmp (unsafe_yyjson_get_str (first), unsafe_yyjson_get_str (second), length) == 0;
}

/* Reports a name that stood before. Returns FALSE where that ends the reading. */
static gboolean
found_duplicate (CckJson       *self,
                 yyjson_val    *key,
                 CckJsonFlags   flags,
                 yyjson_val   **fault)
{
  if ((flags & CCK_JSON_KEEP_DUPLICATES) == 0)
    {
      *fault = key;
      return FALSE;
    }

  if (self->duplicates == NULL)
    self->duplicates = g_ptr_array_new ();
  g_ptr_array_add (self->duplicates, (gpointer) unsafe_yyjson_get_str (key));
  return TRUE;
}

/* One bit of 64 for a name: where it is not set yet, no name before was this one. */
static inline guint64
name_bit (yyjson_val *key)
{
  const guchar *text = (const guchar *) unsafe_yyjson_get_str (key);
  gsize length = unsafe_yyjson_get_len (key);

  if (length == 0)
    return 1;
  return G_GUINT64_CONSTANT (1) << ((length * 5 + text[0] * 3u + text[length / 2] * 7u +
                                     text[length - 1]) % 64);
}

static gboolean
check_names (CckJson       *self,
             yyjson_val    *object,
             CckJsonFlags   flags,
             yyjson_val   **fault)
{
  gsize count = unsafe_yyjson_get_len (object);
  g_autoptr (GHashTable) table = NULL;
  yyjson_val *seen[FEW_MEMBERS];
  yyjson_val *key = count > 0 ? unsafe_yyjson_get_first (object) : NULL;
  guint64 bits = 0;

  if (count > FEW_MEMBERS)
    table = g_hash_table_new (hash_name, equal_name);

  for (gsize i = 0; i < count; i++, key = unsafe_yyjson_get_next (key + 1))
    {
      gboolean again = FALSE;

      if (table != NULL)
        again = !g_hash_table_add (table, key);
      else
        {
          guint64 bit = name_bit (key);

          for (gsize j = 0; (bits & bit) != 0 && j < i && !again; j++)
            again = equal_name (seen[j], key);
          bits |= bit;
          seen[i] = key;
        }

      if (again && !found_duplicate (self, key, flags, fault))
        return FALSE;
    }

  return TRUE;
}

typedef enum
{
  FAULT_NONE,
  FAULT_DEPTH,
  FAULT_NAME,
  FAULT_NUMBER,
} Fault;

/* All values of a document stand in one row in their own order, a container before what is in it:
 * one pass without recursion sees every name, number and depth. */
static Fault
check_values (CckJson      *self,
              CckJsonFlags  flags,
              yyjson_val  **fault)
{
  yyjson_val *value = self->document->root;
  yyjson_val *end = value + yyjson_doc_get_val_count (self->document);
  yyjson_val *open[CCK_JSON_MAX_DEPTH];
  guint depth = 0;

  for (; value < end; value++)
    {
      while (depth > 0 && value >= open[depth - 1])
        depth--;

      if (unsafe_yyjson_is_ctn (value))
        {
          if (depth == CCK_JSON_MAX_DEPTH)
            return FAULT_DEPTH;
          open[depth++] = unsafe_yyjson_get_next (value);
          if (unsafe_yyjson_is_obj (value) && !check_names (self, value, flags, fault))
            return FAULT_NAME;
        }
      else if (unsafe_yyjson_get_type (value) == YYJSON_TYPE_RAW && !number_is_finite (value))
        {
          *fault = value;
          return FAULT_NUMBER;
        }
    }

  return FAULT_NONE;
}

/* Where the bracket stands that opens one level too many. */
static gsize
find_depth (const char *data,
            gsize       length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
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
                const char    *data,
                CckJsonFlags   flags,
                GError       **error)
{
  yyjson_val *fault = NULL;

  if ((flags & CCK_JSON_OBJECT) != 0 && !unsafe_yyjson_is_obj (self->document->root))
    {
      set_error_at (error, data, 0, _("The JSON document is not an object"));
      return FALSE;
    }

  switch (check_values (self, flags, &fault))
    {
    case FAULT_DEPTH:
      set_error_at (error, data, find_depth (data, self->length),
                    _("The JSON is nested too deeply"));
      return FALSE;
    case FAULT_NAME:
      set_error_at (error, data, unsafe_yyjson_get_str (fault) - self->buffer,
                    _("A name stands twice in one JSON object"));
      return FALSE;
    case FAULT_NUMBER:
      set_error_at (error, data, unsafe_yyjson_get_raw (fault) - self->buffer,
                    _("A number is too large"));
      return FALSE;
    case FAULT_NONE:
    default:
      return TRUE;
    }
}

CckJson *
cck_json_parse_bounded (const char    *data,
                        gsize          length,
                        gsize          max_size,
                        CckJsonFlags   flags,
                        GError       **error)
{
  g_autoptr (CckJson) self = NULL;
  yyjson_read_err fault;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length > max_size)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE,
                   _("The JSON has %" G_GSIZE_FORMAT " bytes, more than the %" G_GSIZE_FORMAT
                     " that are read"), length, max_size);
      return NULL;
    }
  /* RFC 8259 §8.1: no byte order mark. */
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      set_error_at (error, data, 0, _("The JSON begins with a byte order mark"));
      return NULL;
    }

  self = g_new0 (CckJson, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->length = length;
  self->buffer = g_malloc (length + YYJSON_PADDING_SIZE);
  if (length > 0)
    memcpy (self->buffer, data, length);
  memset (self->buffer + length, 0, YYJSON_PADDING_SIZE);

  self->document = yyjson_read_opts (self->buffer, length,
                                     YYJSON_READ_INSITU | YYJSON_READ_NUMBER_AS_RAW, NULL, &fault);
  if (self->document == NULL)
    {
      set_error_at (error, data, MIN (fault.pos, length), describe_fault (fault.code));
      return NULL;
    }
  if (!check_document (self, data, flags, error))
    return NULL;

  return g_steal_pointer (&self);
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

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cck_json_unref (CckJson *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  yyjson_doc_free (self->document);
  explicit_bzero (self->buffer, self->length);
  g_free (self->buffer);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_free (self);
}

const CckJsonValue *
cck_json_get_root (CckJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return from_yyjson (self->document->root);
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
