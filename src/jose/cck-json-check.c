/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-json-private.h"

#include <math.h>

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
  guint64 seen = 0;

  /* Of all characters that a number can have only "e" and "E" have this bit. */
  for (gsize i = 0; i < length; i += sizeof seen)
    seen |= cck_json_word (text + i, length - i);

  return (length < 300 && (seen & G_GUINT64_CONSTANT (0x4040404040404040)) == 0) ||
         isfinite (g_ascii_strtod (text, NULL));
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

typedef struct
{
  CckJson       *json;
  CckJsonFlags   flags;
  CckJsonFault   fault;
  yyjson_val   **place;
} Search;

static gboolean
found (Search       *search,
       CckJsonFault  fault,
       yyjson_val   *place)
{
  search->fault = fault;
  *search->place = place;
  return FALSE;
}

/* Takes notice of a name that stood before. Returns FALSE where that ends the reading. */
static gboolean
found_duplicate (Search     *search,
                 yyjson_val *key)
{
  CckJson *json = search->json;

  if ((search->flags & CCK_JSON_KEEP_DUPLICATES) == 0)
    return found (search, CCK_JSON_FAULT_NAME, key);

  if (json->duplicates == NULL)
    json->duplicates = g_ptr_array_new ();
  g_ptr_array_add (json->duplicates, (gpointer) unsafe_yyjson_get_str (key));
  return TRUE;
}

/* Inlined into itself it would be several times as large, and no faster. */
static G_NO_INLINE gboolean check_container (Search     *search,
                                             yyjson_val *container,
                                             guint       depth);

static inline gboolean
check_value (Search     *search,
             yyjson_val *value,
             guint       depth)
{
  if (unsafe_yyjson_is_ctn (value))
    return check_container (search, value, depth + 1);
  if (unsafe_yyjson_get_type (value) == YYJSON_TYPE_RAW && !number_is_finite (value))
    return found (search, CCK_JSON_FAULT_NUMBER, value);

  return TRUE;
}

/* Keeps the usual names of tokens and keys of the large providers apart. */
#define SPREAD G_GUINT64_CONSTANT (0xc0095b3ab934ef51)

/* One bit of 64 for a name: where it is not set yet, no name before was this one. */
static inline guint64
name_bit (yyjson_val *key)
{
  gsize length = unsafe_yyjson_get_len (key);
  guint64 word = cck_json_word (unsafe_yyjson_get_str (key), length) + length;

  return G_GUINT64_CONSTANT (1) << (word * SPREAD >> 58);
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
check_small_object (Search     *search,
                    yyjson_val *object,
                    guint       depth)
{
  gsize count = unsafe_yyjson_get_len (object);
  yyjson_val *first = unsafe_yyjson_get_first (object), *key = first;
  guint64 bits = 0;

  for (; count > 0; count--, key = unsafe_yyjson_get_next (key + 1))
    {
      guint64 bit = name_bit (key);

      if (((bits & bit) != 0 && stood_before (first, key) && !found_duplicate (search, key)) ||
          !check_value (search, key + 1, depth))
        return FALSE;
      bits |= bit;
    }

  return TRUE;
}

static gboolean
check_large_object (Search     *search,
                    yyjson_val *object,
                    guint       depth)
{
  g_autoptr (GHashTable) table = g_hash_table_new (hash_name, equal_name);
  gsize count = unsafe_yyjson_get_len (object);
  yyjson_val *key = unsafe_yyjson_get_first (object);

  for (; count > 0; count--, key = unsafe_yyjson_get_next (key + 1))
    if ((!g_hash_table_add (table, key) && !found_duplicate (search, key)) ||
        !check_value (search, key + 1, depth))
      return FALSE;

  return TRUE;
}

static gboolean
check_array (Search     *search,
             yyjson_val *array,
             guint       depth)
{
  gsize count = unsafe_yyjson_get_len (array);
  yyjson_val *value = unsafe_yyjson_get_first (array);

  for (; count > 0; count--, value = unsafe_yyjson_get_next (value))
    if (!check_value (search, value, depth))
      return FALSE;

  return TRUE;
}

/* @depth: how many containers are open, this one among them. It bounds the recursion. */
static gboolean
check_container (Search     *search,
                 yyjson_val *container,
                 guint       depth)
{
  if (depth > CCK_JSON_MAX_DEPTH)
    return found (search, CCK_JSON_FAULT_DEPTH, container);
  if (unsafe_yyjson_is_arr (container))
    return check_array (search, container, depth);

  return unsafe_yyjson_get_len (container) > FEW_MEMBERS
           ? check_large_object (search, container, depth)
           : check_small_object (search, container, depth);
}

CckJsonFault
cck_json_check (CckJson       *self,
                CckJsonFlags   flags,
                yyjson_val   **place)
{
  Search search = { self, flags, CCK_JSON_FAULT_NONE, place };

  check_value (&search, self->document->root, 0);
  return search.fault;
}
