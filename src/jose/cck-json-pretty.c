/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* yyjson 0.10 leaves the raw numbers of an array without their indentation, so this is our own. */

#include "cck-json-private.h"

#include <string.h>

#include "cck-json.h"

static void write_value (GString            *text,
                         const CckJsonValue *value,
                         guint               depth);

void
cck_json_append_string (GString    *text,
                        const char *string,
                        gsize       length)
{
  static const char letters[] = "\b\f\n\r\t\"\\";
  static const char escapes[] = "bfnrt\"\\";

  g_string_append_c (text, '"');
  for (gsize i = 0; i < length; i++)
    {
      const char *letter = string[i] != '\0' ? strchr (letters, string[i]) : NULL;

      if (letter != NULL)
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, escapes[letter - letters]);
        }
      else if ((guchar) string[i] < 0x20)
        g_string_append_printf (text, "\\u%04X", (guchar) string[i]);
      else
        g_string_append_c (text, string[i]);
    }
  g_string_append_c (text, '"');
}

static void
start_line (GString *text,
            guint    depth)
{
  g_string_append_c (text, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "  ");
}

/* No deeper than the reader's bound of nesting. */
static void
write_items (GString            *text,
             const CckJsonValue *value,
             guint               depth)
{
  gboolean is_object = cck_json_get_value_type (value) == CCK_JSON_TYPE_OBJECT;
  const CckJsonValue *item;
  const char *name;
  gboolean first = TRUE;
  CckJsonIter iter;
  gsize length;

  g_string_append_c (text, is_object ? '{' : '[');
  cck_json_iter_init (&iter, value);
  while (cck_json_iter_next (&iter, &name, &length, &item))
    {
      if (!first)
        g_string_append_c (text, ',');
      first = FALSE;
      start_line (text, depth + 1);
      if (is_object)
        {
          cck_json_append_string (text, name, length);
          g_string_append (text, ": ");
        }
      write_value (text, item, depth + 1);
    }
  if (!first)
    start_line (text, depth);
  g_string_append_c (text, is_object ? '}' : ']');
}

static void
write_value (GString            *text,
             const CckJsonValue *value,
             guint               depth)
{
  gboolean boolean = FALSE;
  const char *string;
  gsize length;

  switch (cck_json_get_value_type (value))
    {
    case CCK_JSON_TYPE_BOOLEAN:
      cck_json_get_boolean (value, &boolean);
      g_string_append (text, boolean ? "true" : "false");
      break;
    case CCK_JSON_TYPE_NUMBER:
      g_string_append (text, cck_json_get_number_text (value));
      break;
    case CCK_JSON_TYPE_STRING:
      string = cck_json_get_string (value, &length);
      cck_json_append_string (text, string, length);
      break;
    case CCK_JSON_TYPE_ARRAY:
    case CCK_JSON_TYPE_OBJECT:
      write_items (text, value, depth);
      break;
    case CCK_JSON_TYPE_NONE:
    case CCK_JSON_TYPE_NULL:
    default:
      g_string_append (text, "null");
    }
}

char *
cck_json_dup_pretty (const CckJsonValue *value)
{
  GString *text;

  g_return_val_if_fail (value != NULL, NULL);

  text = g_string_new (NULL);
  write_value (text, value, 0);
  return g_string_free_and_steal (text);
}
