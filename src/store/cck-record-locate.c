/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-record-private.h"

#include <string.h>

/* The bytes of the string that begins at @text, with both quotes. */
static gsize
measure_string (const char *text,
                gsize       length)
{
  gsize i = 1;

  while (i < length && text[i] != '"')
    i += text[i] == '\\' ? 2 : 1;

  return MIN (i + 1, length);
}

static gboolean
is_name (const char *text,
         gsize       length,
         gsize       string,
         const char *member)
{
  gsize i = string;

  if (string != strlen (member) + 2 || memcmp (text + 1, member, string - 2) != 0)
    return FALSE;

  while (i < length && g_ascii_isspace (text[i]))
    i++;

  return i < length && text[i] == ':';
}

/* The last one counts, as it does for whoever reads the object. */
static gboolean
find (const char *text,
      gsize       length,
      const char *member,
      gsize      *offset)
{
  gboolean found = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '{' || text[i] == '[')
        depth++;
      else if (text[i] == '}' || text[i] == ']')
        depth--;
      else if (text[i] == '"')
        {
          const gsize string = measure_string (text + i, length - i);

          if (depth == 1 && is_name (text + i, length - i, string, member))
            {
              *offset = i;
              found = TRUE;
            }

          i += string - 1;
        }
    }

  return found;
}

gboolean
cck_record_locate (const char *text,
                   gsize       length,
                   const char *member,
                   gsize      *line,
                   gsize      *column)
{
  gsize offset;

  if (!find (text, length, member, &offset))
    return FALSE;

  *line = 1;
  *column = 1;

  for (gsize i = 0; i < offset; i++)
    {
      if (text[i] == '\n')
        {
          (*line)++;
          *column = 1;
        }
      else if (((guchar) text[i] & 0xc0) != 0x80)
        {
          (*column)++;
        }
    }

  return TRUE;
}
