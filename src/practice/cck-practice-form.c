/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-form.h"

#define MOST_PARAMETERS 64

struct _CckPracticeForm
{
  GHashTable *values;
  GHashTable *repeated;
};

CckPracticeForm *
cck_practice_form_parse (const char *text,
                         gsize       length)
{
  g_autoptr (CckPracticeForm) form = g_new0 (CckPracticeForm, 1);
  g_autoptr (GError) error = NULL;
  GUriParamsIter iter;
  char *name;
  char *value;
  guint count = 0;

  form->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  form->repeated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (length == 0)
    return g_steal_pointer (&form);
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return NULL;

  g_uri_params_iter_init (&iter, text, (gssize) length, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      if (g_hash_table_contains (form->values, name))
        g_hash_table_add (form->repeated, g_strdup (name));
      g_hash_table_insert (form->values, name, value);
      if (++count > MOST_PARAMETERS)
        return NULL;
    }

  return error == NULL ? g_steal_pointer (&form) : NULL;
}

void
cck_practice_form_free (CckPracticeForm *form)
{
  g_hash_table_unref (form->values);
  g_hash_table_unref (form->repeated);
  g_free (form);
}

const char *
cck_practice_form_get (CckPracticeForm *form,
                       const char      *name)
{
  const char *value = g_hash_table_lookup (form->values, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

gboolean
cck_practice_form_has_repeated (CckPracticeForm *form)
{
  return g_hash_table_size (form->repeated) > 0;
}

gboolean
cck_practice_form_is_repeated (CckPracticeForm *form,
                               const char      *name)
{
  return g_hash_table_contains (form->repeated, name);
}
