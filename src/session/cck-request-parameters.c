/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-request-parameters.h"

#include <string.h>

static gboolean
has_name (GPtrArray  *lines,
          const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      if (strncmp (line, name, length) == 0 && line[length] == '=')
        return TRUE;
    }

  return FALSE;
}

/* What the person wrote for this request goes before what follows from the registration. */
static void
add_unless_own (GPtrArray  *lines,
                const char *name,
                const char *value)
{
  if (value != NULL && !has_name (lines, name))
    g_ptr_array_add (lines, g_strconcat (name, "=", value, NULL));
}

static GPtrArray *
collect (CckProvider *provider,
         const char  *request)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) own = cck_provider_dup_parameters_for (provider, request);
  const char *resource = cck_provider_get_resource (provider);

  for (gsize i = 0; own != NULL && own[i] != NULL; i += 2)
    g_ptr_array_add (lines, g_strconcat (own[i], "=", own[i + 1], NULL));

  if (resource != NULL && strchr (resource, ' ') == NULL)
    add_unless_own (lines, "resource", resource);

  return lines;
}

static GStrv
finish (GPtrArray *lines)
{
  g_ptr_array_add (lines, NULL);

  return (GStrv) g_ptr_array_free (lines, FALSE);
}

GStrv
cck_request_parameters_new (CckProvider *provider,
                            const char  *request)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return finish (collect (provider, request));
}

GStrv
cck_request_parameters_new_with_audience (CckProvider *provider,
                                          const char  *request)
{
  GPtrArray *lines;

  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  lines = collect (provider, request);
  add_unless_own (lines, "audience", cck_provider_get_audience (provider));

  return finish (lines);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The words of a list in order, without repetitions: "b a b" asks for what "a b" asks for. */
static char *
dup_sorted (const char *list)
{
  g_auto (GStrv) words = g_strsplit (list == NULL ? "" : list, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  const char *before = NULL;

  qsort (words, g_strv_length (words), sizeof (char *), compare_words);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0' || g_strcmp0 (words[i], before) == 0)
        continue;

      g_string_append_printf (line, "%s%s", line->len == 0 ? "" : " ", words[i]);
      before = words[i];
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

char *
cck_request_parameters_dup_line (CckProvider *provider)
{
  g_autofree char *scopes = NULL;
  g_autofree char *resources = NULL;
  const char *audience;

  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  scopes = dup_sorted (cck_provider_get_scopes (provider));
  resources = dup_sorted (cck_provider_get_resource (provider));
  audience = cck_provider_get_audience (provider);

  return g_strdup_printf ("scope=%s;resource=%s;audience=%s", scopes, resources,
                          audience == NULL ? "" : audience);
}
