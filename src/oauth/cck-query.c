/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-query.h"

#include <string.h>

#include "cck-sensitive.h"

typedef struct
{
  char *name;
  char *value;
} Pair;

struct _CckQuery
{
  GPtrArray *pairs;
  gboolean broken;
};

static void
pair_free (Pair *pair)
{
  g_free (pair->name);
  cck_sensitive_free (pair->value);
  g_free (pair);
}

/* %NULL where an escape is broken, stands for U+0000, or the bytes are no UTF-8. */
static char *
decode (const char *text, gsize length)
{
  g_autoptr (CckSensitive) spaced = g_strndup (text, length);
  g_autoptr (CckSensitive) decoded = NULL;

  for (char *c = spaced; *c != '\0'; c++)
    {
      if (*c == '+')
        *c = ' ';
    }

  decoded = g_uri_unescape_string (spaced, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;

  return g_steal_pointer (&decoded);
}

static void
add_pair (CckQuery *self, const char *text, gsize length)
{
  const char *equals = memchr (text, '=', length);
  gsize name_length = equals != NULL ? (gsize) (equals - text) : length;
  g_autofree char *name = NULL;
  g_autoptr (CckSensitive) value = NULL;
  Pair *pair;

  if (equals == NULL || name_length + 1 == length)
    return;

  name = decode (text, name_length);
  value = decode (equals + 1, length - name_length - 1);
  if (name == NULL || value == NULL)
    {
      self->broken = TRUE;
      return;
    }

  pair = g_new0 (Pair, 1);
  pair->name = g_steal_pointer (&name);
  pair->value = g_steal_pointer (&value);
  g_ptr_array_add (self->pairs, pair);
}

CckQuery *
cck_query_new (const char *query)
{
  CckQuery *self = g_new0 (CckQuery, 1);

  self->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) pair_free);
  for (const char *start = query; start != NULL && *start != '\0';)
    {
      gsize length = strcspn (start, "&");

      add_pair (self, start, length);
      start += length;
      if (*start == '&')
        start++;
    }

  return self;
}

void
cck_query_free (CckQuery *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->pairs);
  g_free (self);
}

gboolean
cck_query_is_sound (CckQuery *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      Pair *pair = g_ptr_array_index (self->pairs, i);

      if (!g_hash_table_add (seen, pair->name))
        return FALSE;
    }

  return !self->broken;
}

guint
cck_query_count (CckQuery *self, const char *name)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      Pair *pair = g_ptr_array_index (self->pairs, i);

      if (strcmp (pair->name, name) == 0)
        count++;
    }

  return count;
}

const char *
cck_query_get (CckQuery *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      Pair *pair = g_ptr_array_index (self->pairs, i);

      if (strcmp (pair->name, name) == 0)
        return pair->value;
    }

  return NULL;
}
