/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-visible-text.h"

#include <string.h>

/* Characters that take part in no line of text as a person reads it, or that rearrange it. */
static gboolean
is_hidden (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    case G_UNICODE_SPACE_SEPARATOR:
      return character != ' ';
    default:
      /* Variation selectors, the combining grapheme joiner, and letters without a face. */
      return (character >= 0xfe00 && character <= 0xfe0f) ||
             (character >= 0xe0100 && character <= 0xe01ef) || character == 0x034f ||
             (character >= 0x180b && character <= 0x180f) || character == 0x115f ||
             character == 0x1160 || character == 0x17b4 || character == 0x17b5 ||
             character == 0x2800 || character == 0x3164 || character == 0xffa0;
    }
}

static void
append_escape (GString  *text,
               gunichar  character)
{
  g_string_append_printf (text, character > 0xffff ? "\\U%06X" : "\\u%04X", character);
}

static void
append_character (GString  *text,
                  gunichar  character,
                  gboolean  keep_lines)
{
  if (keep_lines && (character == '\n' || character == '\t'))
    g_string_append_c (text, (char) character);
  else if (is_hidden (character))
    append_escape (text, character);
  else
    {
      if (text->len == 0 && g_unichar_ismark (character))
        g_string_append_unichar (text, 0x25cc);
      g_string_append_unichar (text, character);
    }
}

static gboolean
is_plain (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] < 0x20 || text[i] > 0x7e)
      return FALSE;

  return TRUE;
}

static char *
make_visible (const char *text,
              gssize      given,
              gboolean    keep_lines)
{
  gsize length = given < 0 ? strlen (text) : (gsize) given;
  const char *end = text + length;
  GString *visible;

  if (is_plain (text, length))
    return g_strndup (text, length);

  visible = g_string_sized_new (length + 32);
  while (text < end)
    {
      gunichar character = g_utf8_get_char_validated (text, end - text);

      if (*text == '\0')
        {
          append_character (visible, 0, keep_lines);
          text++;
        }
      else if (character >= (gunichar) -2)
        g_string_append_printf (visible, "\\x%02X", (guchar) *text++);
      else
        {
          append_character (visible, character, keep_lines);
          text = g_utf8_next_char (text);
        }
    }

  return g_string_free_and_steal (visible);
}

char *
cck_visible_text_new (const char *text,
                      gssize      length)
{
  g_return_val_if_fail (text != NULL || length == 0, NULL);

  return make_visible (text, length, FALSE);
}

char *
cck_visible_text_new_document (const char *text,
                               gssize      length)
{
  g_return_val_if_fail (text != NULL || length == 0, NULL);

  return make_visible (text, length, TRUE);
}

gboolean
cck_visible_text_needed (const char *text,
                         gssize      given)
{
  gsize length = given < 0 ? strlen (text) : (gsize) given;
  g_autofree char *visible = NULL;

  if (is_plain (text, length))
    return FALSE;

  visible = cck_visible_text_new (text, (gssize) length);
  return strlen (visible) != length || memcmp (visible, text, length) != 0;
}
