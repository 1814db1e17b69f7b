/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON: a document that is read is written and read again as the same one, and every reader takes
 * every value. */

#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "cck-json.h"

/* Escapes make a text longer, so what comes back has more room than what came. */
#define ROOM (64 * 1024 * 1024)

static void
walk_item (const CckJsonValue *object,
           const char         *name,
           gsize               length,
           const CckJsonValue *item)
{
  g_auto (GStrv) strings = NULL;

  if (name == NULL)
    return;
  FUZZ_CHECK (g_utf8_validate_len (name, length, NULL) || memchr (name, 0, length) != NULL);
  if (strlen (name) != length)
    return;
  FUZZ_CHECK (cck_json_get_member (object, name) != NULL);
  FUZZ_CHECK (cck_json_get_member_string (object, name) == NULL || cck_json_get_value_type (item) != CCK_JSON_TYPE_NONE);
  strings = cck_json_dup_member_strv (object, name);
}

static void
look_at (const CckJsonValue *value)
{
  CckJsonType type = cck_json_get_value_type (value);
  gsize length = 0;
  const char *text = cck_json_get_string (value, &length);
  double number = 0;
  gint64 integer = 0;
  gboolean boolean;

  FUZZ_CHECK (type != CCK_JSON_TYPE_NONE);
  FUZZ_CHECK ((text != NULL) == (type == CCK_JSON_TYPE_STRING));
  FUZZ_CHECK (text == NULL || text[length] == '\0');
  FUZZ_CHECK (text == NULL || (cck_json_get_string (value, NULL) != NULL) == (strlen (text) == length));
  FUZZ_CHECK (cck_json_get_double (value, &number) == (type == CCK_JSON_TYPE_NUMBER));
  FUZZ_CHECK (isfinite (number));
  FUZZ_CHECK ((cck_json_get_number_text (value) != NULL) == (type == CCK_JSON_TYPE_NUMBER));
  FUZZ_CHECK (!cck_json_get_int64 (value, &integer) || type == CCK_JSON_TYPE_NUMBER);
  FUZZ_CHECK (cck_json_get_boolean (value, &boolean) == (type == CCK_JSON_TYPE_BOOLEAN));
}

static void
walk (const CckJsonValue *value,
      guint               depth)
{
  CckJsonIter iter;
  const CckJsonValue *item;
  const char *name;
  gsize length, count = 0;

  /* Arrays and objects count, what stands in the innermost does not. */
  FUZZ_CHECK (depth <= CCK_JSON_MAX_DEPTH || cck_json_get_value_type (value) < CCK_JSON_TYPE_ARRAY);
  look_at (value);
  cck_json_iter_init (&iter, value);
  while (cck_json_iter_next (&iter, &name, &length, &item))
    {
      count++;
      walk_item (value, name, length, item);
      walk (item, depth + 1);
    }
  FUZZ_CHECK (count == cck_json_get_n_items (value));
}

/* Writes and reads again; the compact text stays what it is. */
static void
round_trip (CckJson      *json,
            CckJsonFlags  flags)
{
  const CckJsonValue *root = cck_json_get_root (json);
  g_autofree char *compact = cck_json_dup_compact (root);
  g_autofree char *pretty = cck_json_dup_pretty (root);
  g_autoptr (CckJson) again = cck_json_parse_bounded (compact, strlen (compact), ROOM, flags, NULL);
  g_autoptr (CckJson) from_pretty = cck_json_parse_bounded (pretty, strlen (pretty), ROOM, flags, NULL);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  FUZZ_CHECK (g_utf8_validate (compact, -1, NULL));
  FUZZ_CHECK (again != NULL);
  FUZZ_CHECK (from_pretty != NULL);
  second = cck_json_dup_compact (cck_json_get_root (again));
  third = cck_json_dup_compact (cck_json_get_root (from_pretty));
  FUZZ_CHECK (strcmp (compact, second) == 0);
  FUZZ_CHECK (strcmp (compact, third) == 0);
}

static CckJson *
read_with (const uint8_t *data,
           size_t         size,
           CckJsonFlags   flags)
{
  g_autoptr (GError) error = NULL;
  CckJson *json = cck_json_parse ((const char *) data, size, flags, &error);

  FUZZ_CHECK_ERROR (json, error);
  FUZZ_CHECK (error == NULL || g_utf8_validate (error->message, -1, NULL));
  if (json == NULL)
    return NULL;
  walk (cck_json_get_root (json), 1);
  round_trip (json, flags);
  return json;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (CckJson) any = read_with (data, size, CCK_JSON_FLAGS_NONE);
  g_autoptr (CckJson) object = read_with (data, size, CCK_JSON_OBJECT);
  g_autoptr (CckJson) doubled = read_with (data, size, CCK_JSON_KEEP_DUPLICATES);

  /* Each is stricter than the next. */
  FUZZ_CHECK (object == NULL || any != NULL);
  FUZZ_CHECK (any == NULL || doubled != NULL);
  if (doubled != NULL)
    {
      guint count = cck_json_get_n_duplicates (doubled);

      FUZZ_CHECK ((count == 0) == (any != NULL));
      for (guint i = 0; i < count; i++)
        FUZZ_CHECK (cck_json_get_duplicate (doubled, i) != NULL);
    }
  return 0;
}
