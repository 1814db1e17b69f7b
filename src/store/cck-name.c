/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-name.h"

#define LONGEST_SLUG  40
#define FALLBACK_SLUG "provider"

/* More than these are no help in a message. */
#define MOST_IN_MESSAGE 12

char *
cck_name_fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal != NULL ? normal : name, -1);
}

gboolean
cck_name_equal (const char *a,
                const char *b)
{
  g_autofree char *folded_a = cck_name_fold (a);
  g_autofree char *folded_b = cck_name_fold (b);

  return g_str_equal (folded_a, folded_b);
}

char *
cck_name_to_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < LONGEST_SLUG; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }

  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  if (slug->len == 0)
    g_string_append (slug, FALLBACK_SLUG);

  return g_string_free_and_steal (g_steal_pointer (&slug));
}

char *
cck_name_join (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < MOST_IN_MESSAGE; i++)
    g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "", (const char *) names->pdata[i]);

  if (names->len > MOST_IN_MESSAGE)
    g_string_append (text, ", …");

  return g_string_free_and_steal (g_steal_pointer (&text));
}
