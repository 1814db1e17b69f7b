/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-json-private.h"

#include <math.h>
#include <string.h>

#include "cck-text-hash-private.h"

/* Objects up to this many members are searched for duplicates in pairs, others with a table. */
#define FEW_MEMBERS 24

/* RFC 8259 §6 leaves the range to us: a number that a double can't hold is refused, so that no
 * reader finds infinity where another finds a date. */
static gboolean
number_is_finite (yyjson_val *value)
{
  const char *text = unsafe_yyjson_get_raw (value);
  gsize length = unsafe_yyjson_get_len (value);
  char seen = 0;

  /* Of all characters that a number can have only "e" and "E" have this bit. */
  for (gsize i = 0; i < length; i++)
    seen |= text[i];

  return (length < 300 && (seen & 0x40) == 0) || isfinite (g_ascii_strtod (text, NULL));
}

static guint
hash_name (gconstpointer key)
{
  return cck_text_hash (unsafe_yyjson_get_str ((yyjson_val *) key),
                        unsafe_yyjson_get_len ((yyjson_val *) key));
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

/* Takes notice of a name that stood before. Returns FALSE where that ends the reading. */
static gboolean
found_duplicate (CckJson       *self,
                 yyjson_val    *key,
                 CckJsonFlags   flags,
                 yyjson_val   **place)
{
  if ((flags & CCK_JSON_KEEP_DUPLICATES) == 0)
    {
      *place = key;
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
  guint32 word = (guint32) length;

  if (length > 0)
    word = word << 24 ^ ((guint32) text[0] << 16 | (guint32) text[length / 2] << 8 | text[length - 1]);
  return G_GUINT64_CONSTANT (1) << (word * 0x9e3779b1u >> 26);
}

static gboolean
stood_before (yyjson_val *first,
              yyjson_val *key)
{
  for (; first != key; first = unsafe_yyjson_get_next (first + 1))
    if (equal_name (first, key))
      return TRUE;

  return FALSE;
}

static gboolean
check_few_names (CckJson       *self,
                 yyjson_val    *object,
                 CckJsonFlags   flags,
                 yyjson_val   **place)
{
  gsize count = unsafe_yyjson_get_len (object);
  yyjson_val *first = unsafe_yyjson_get_first (object), *key = first;
  guint64 bits = 0;

  for (; count > 0; count--, key = unsafe_yyjson_get_next (key + 1))
    {
      guint64 bit = name_bit (key);

      if ((bits & bit) != 0 && stood_before (first, key) &&
          !found_duplicate (self, key, flags, place))
        return FALSE;
      bits |= bit;
    }

  return TRUE;
}

static gboolean
check_many_names (CckJson       *self,
                  yyjson_val    *object,
                  CckJsonFlags   flags,
                  yyjson_val   **place)
{
  g_autoptr (GHashTable) table = g_hash_table_new (hash_name, equal_name);
  gsize count = unsafe_yyjson_get_len (object);
  yyjson_val *key = unsafe_yyjson_get_first (object);

  for (; count > 0; count--, key = unsafe_yyjson_get_next (key + 1))
    if (!g_hash_table_add (table, key) && !found_duplicate (self, key, flags, place))
      return FALSE;

  return TRUE;
}

static gboolean
check_names (CckJson       *self,
             yyjson_val    *object,
             CckJsonFlags   flags,
             yyjson_val   **place)
{
  return unsafe_yyjson_get_len (object) > FEW_MEMBERS
           ? check_many_names (self, object, flags, place)
           : check_few_names (self, object, flags, place);
}

/* All values of a document stand in one row in their own order, a container before what is in it:
 * one pass without recursion sees every name, number and depth. */
CckJsonFault
cck_json_check (CckJson       *self,
                CckJsonFlags   flags,
                yyjson_val   **place)
{
  yyjson_val *value = self->document->root;
  yyjson_val *end = value + yyjson_doc_get_val_count (self->document);
  yyjson_val *open[CCK_JSON_MAX_DEPTH];
  guint depth = 0;

  for (; value < end; value++)
    {
      if (unsafe_yyjson_is_ctn (value))
        {
          while (depth > 0 && value >= open[depth - 1])
            depth--;
          if (depth == CCK_JSON_MAX_DEPTH)
            return CCK_JSON_FAULT_DEPTH;
          open[depth++] = unsafe_yyjson_get_next (value);
          if (unsafe_yyjson_is_obj (value) && !check_names (self, value, flags, place))
            return CCK_JSON_FAULT_NAME;
        }
      else if (unsafe_yyjson_get_type (value) == YYJSON_TYPE_RAW && !number_is_finite (value))
        {
          *place = value;
          return CCK_JSON_FAULT_NUMBER;
        }
    }

  return CCK_JSON_FAULT_NONE;
}
