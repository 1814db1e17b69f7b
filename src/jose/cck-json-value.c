/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

CckJsonType
cck_json_get_value_type (const CckJsonValue *value)
{
  if (value == NULL)
    return CCK_JSON_TYPE_NONE;

  switch (unsafe_yyjson_get_type (cck_json_as_yyjson (value)))
    {
    case YYJSON_TYPE_NULL:
      return CCK_JSON_TYPE_NULL;
    case YYJSON_TYPE_BOOL:
      return CCK_JSON_TYPE_BOOLEAN;
    case YYJSON_TYPE_RAW:
      return CCK_JSON_TYPE_NUMBER;
    case YYJSON_TYPE_STR:
      return CCK_JSON_TYPE_STRING;
    case YYJSON_TYPE_ARR:
      return CCK_JSON_TYPE_ARRAY;
    case YYJSON_TYPE_OBJ:
      return CCK_JSON_TYPE_OBJECT;
    default:
      return CCK_JSON_TYPE_NONE;
    }
}

const char *
cck_json_type_describe (CckJsonType type)
{
  switch (type)
    {
    case CCK_JSON_TYPE_NULL:
      return _("null");
    case CCK_JSON_TYPE_BOOLEAN:
      return _("a boolean");
    case CCK_JSON_TYPE_NUMBER:
      return _("a number");
    case CCK_JSON_TYPE_STRING:
      return _("a string");
    case CCK_JSON_TYPE_ARRAY:
      return _("an array");
    case CCK_JSON_TYPE_OBJECT:
      return _("an object");
    case CCK_JSON_TYPE_NONE:
    default:
      return _("nothing");
    }
}

const char *
cck_json_get_string (const CckJsonValue *value,
                     gsize              *length)
{
  const char *text = yyjson_get_str (cck_json_as_yyjson (value));
  gsize size = text != NULL ? unsafe_yyjson_get_len (cck_json_as_yyjson (value)) : 0;

  if (length != NULL)
    *length = size;
  else if (text != NULL && memchr (text, '\0', size) != NULL)
    return NULL;

  return text;
}

gboolean
cck_json_equals (const CckJsonValue *value,
                 const char         *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return yyjson_equals_str (cck_json_as_yyjson (value), text);
}

const char *
cck_json_get_number_text (const CckJsonValue *value)
{
  return yyjson_get_raw (cck_json_as_yyjson (value));
}

gboolean
cck_json_get_int64 (const CckJsonValue *value,
                    gint64             *number)
{
  const char *text = cck_json_get_number_text (value);
  gint64 parsed;

  if (text == NULL || strpbrk (text, ".eE") != NULL)
    return FALSE;
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &parsed, NULL))
    return FALSE;

  if (number != NULL)
    *number = parsed;
  return TRUE;
}

/* Most numbers are times, and strtod() is slow: up to 15 digits and nothing else are exact in a
 * double. */
static gboolean
read_short_integer (const char *text,
                    double     *number)
{
  gint64 integer = 0;
  guint digits = 0;

  for (; (guchar) (text[digits] - '0') <= 9 && digits < 16; digits++)
    integer = integer * 10 + (text[digits] - '0');
  *number = (double) integer;

  return text[digits] == '\0' && digits > 0 && digits < 16;
}

gboolean
cck_json_get_double (const CckJsonValue *value,
                     double             *number)
{
  const char *text = cck_json_get_number_text (value);
  double parsed;

  if (text == NULL)
    return FALSE;

  if (!read_short_integer (text, &parsed))
    parsed = g_ascii_strtod (text, NULL);
  if (number != NULL)
    *number = parsed;
  return TRUE;
}

gboolean
cck_json_get_boolean (const CckJsonValue *value,
                      gboolean           *boolean)
{
  if (!yyjson_is_bool (cck_json_as_yyjson (value)))
    return FALSE;

  if (boolean != NULL)
    *boolean = unsafe_yyjson_get_bool (cck_json_as_yyjson (value));
  return TRUE;
}

gsize
cck_json_get_n_items (const CckJsonValue *value)
{
  return yyjson_is_ctn (cck_json_as_yyjson (value)) ? unsafe_yyjson_get_len (cck_json_as_yyjson (value)) : 0;
}

const CckJsonValue *
cck_json_get_member (const CckJsonValue *value,
                     const char         *name)
{
  yyjson_val *object = cck_json_as_yyjson (value);
  yyjson_val *key, *found = NULL;
  gsize count, length;

  g_return_val_if_fail (name != NULL, NULL);

  if (!yyjson_is_obj (object))
    return NULL;

  length = strlen (name);
  count = unsafe_yyjson_get_len (object);
  key = unsafe_yyjson_get_first (object);
  for (; count > 0; count--, key = unsafe_yyjson_get_next (key + 1))
    if (unsafe_yyjson_get_len (key) == length && unsafe_yyjson_get_str (key)[0] == name[0] &&
        memcmp (unsafe_yyjson_get_str (key), name, length) == 0)
      found = key + 1;

  return cck_json_from_yyjson (found);
}

const char *
cck_json_get_member_string (const CckJsonValue *value,
                            const char         *name)
{
  return cck_json_get_string (cck_json_get_member (value, name), NULL);
}

gboolean
cck_json_get_member_int64 (const CckJsonValue *value,
                           const char         *name,
                           gint64             *number)
{
  return cck_json_get_int64 (cck_json_get_member (value, name), number);
}

gboolean
cck_json_get_member_boolean (const CckJsonValue *value,
                             const char         *name,
                             gboolean           *boolean)
{
  return cck_json_get_boolean (cck_json_get_member (value, name), boolean);
}

GStrv
cck_json_dup_member_strv (const CckJsonValue *value,
                          const char         *name)
{
  const CckJsonValue *array = cck_json_get_member (value, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const CckJsonValue *item;
  CckJsonIter iter;

  if (array != NULL && !yyjson_is_arr (cck_json_as_yyjson (array)))
    return NULL;

  cck_json_iter_init (&iter, array);
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    {
      const char *text = cck_json_get_string (item, NULL);

      if (text == NULL)
        return NULL;
      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

void
cck_json_iter_init (CckJsonIter        *iter,
                    const CckJsonValue *value)
{
  g_return_if_fail (iter != NULL);

  iter->left = cck_json_get_n_items (value);
  iter->is_object = yyjson_is_obj (cck_json_as_yyjson (value));
  iter->next = iter->left > 0 ? cck_json_from_yyjson (unsafe_yyjson_get_first (cck_json_as_yyjson (value))) : NULL;
}

gboolean
cck_json_iter_next (CckJsonIter         *iter,
                    const char         **name,
                    gsize               *name_length,
                    const CckJsonValue **item)
{
  yyjson_val *key, *value;

  g_return_val_if_fail (iter != NULL, FALSE);

  if (iter->left == 0)
    return FALSE;

  key = iter->is_object ? cck_json_as_yyjson (iter->next) : NULL;
  value = iter->is_object ? key + 1 : cck_json_as_yyjson (iter->next);
  if (name != NULL)
    *name = yyjson_get_str (key);
  if (name_length != NULL)
    *name_length = yyjson_get_len (key);
  if (item != NULL)
    *item = cck_json_from_yyjson (value);

  iter->left--;
  iter->next = iter->left > 0 ? cck_json_from_yyjson (unsafe_yyjson_get_next (value)) : NULL;
  return TRUE;
}

static void *
allocate (void   *context,
          size_t  size)
{
  return g_malloc (size);
}

static void *
reallocate (void   *context,
            void   *pointer,
            size_t  old_size,
            size_t  size)
{
  return g_realloc (pointer, size);
}

static void
release (void *context,
         void *pointer)
{
  g_free (pointer);
}

char *
cck_json_dup_compact (const CckJsonValue *value)
{
  const yyjson_alc allocator = { allocate, reallocate, release, NULL };

  g_return_val_if_fail (value != NULL, NULL);

  return yyjson_val_write_opts (cck_json_as_yyjson (value), YYJSON_WRITE_NOFLAG, &allocator, NULL, NULL);
}
