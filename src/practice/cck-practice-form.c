/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-form.h"

#include <string.h>

#define MOST_PARAMETERS 64

struct _CckPracticeForm
{
  GHashTable *values; /* to GPtrArray of text, %NULL-terminated */
  GHashTable *repeated;
};

static CckPracticeForm *
form_new (void)
{
  CckPracticeForm *form = g_new0 (CckPracticeForm, 1);

  form->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);
  form->repeated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return form;
}

/* Takes @value. */
static void
add_value (CckPracticeForm *form,
           const char      *name,
           char            *value)
{
  GPtrArray *values = g_hash_table_lookup (form->values, name);

  if (values != NULL)
    g_hash_table_add (form->repeated, g_strdup (name));
  else
    {
      values = g_ptr_array_new_null_terminated (1, g_free, TRUE);
      g_hash_table_insert (form->values, g_strdup (name), values);
    }

  g_ptr_array_add (values, value);
}

CckPracticeForm *
cck_practice_form_parse (const char *text,
                         gsize       length)
{
  g_autoptr (CckPracticeForm) form = form_new ();
  g_autoptr (GError) error = NULL;
  GUriParamsIter iter;
  char *name;
  char *value;
  guint count = 0;

  if (length == 0)
    return g_steal_pointer (&form);
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return NULL;

  g_uri_params_iter_init (&iter, text, (gssize) length, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      add_value (form, name, value);
      g_free (name);
      if (++count > MOST_PARAMETERS)
        return NULL;
    }

  return error == NULL ? g_steal_pointer (&form) : NULL;
}

static gboolean
add_claim (CckPracticeForm    *form,
           const char         *name,
           const CckJsonValue *claim)
{
  const char *text;
  CckJsonIter iter;
  const CckJsonValue *item;

  switch (cck_json_get_value_type (claim))
    {
    case CCK_JSON_TYPE_STRING:
      text = cck_json_get_string (claim, NULL);
      if (text == NULL)
        return FALSE;
      add_value (form, name, g_strdup (text));
      return TRUE;

    case CCK_JSON_TYPE_ARRAY:
      cck_json_iter_init (&iter, claim);
      while (cck_json_iter_next (&iter, NULL, NULL, &item))
        {
          text = cck_json_get_string (item, NULL);
          if (text == NULL)
            return FALSE;
          add_value (form, name, g_strdup (text));
        }
      return TRUE;

    case CCK_JSON_TYPE_NUMBER:
    case CCK_JSON_TYPE_BOOLEAN:
    case CCK_JSON_TYPE_OBJECT:
      add_value (form, name, cck_json_dup_compact (claim));
      return TRUE;

    case CCK_JSON_TYPE_NONE:
    case CCK_JSON_TYPE_NULL:
    default:
      return FALSE;
    }
}

CckPracticeForm *
cck_practice_form_new_of_claims (const CckJsonValue *claims)
{
  g_autoptr (CckPracticeForm) form = form_new ();
  const CckJsonValue *claim;
  const char *name;
  gsize length;
  CckJsonIter iter;

  if (cck_json_get_n_items (claims) > MOST_PARAMETERS)
    return NULL;

  cck_json_iter_init (&iter, claims);
  while (cck_json_iter_next (&iter, &name, &length, &claim))
    if (strlen (name) != length || !add_claim (form, name, claim))
      return NULL;

  return g_steal_pointer (&form);
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
  const char *value = cck_practice_form_get_all (form, name)[0];

  return value != NULL && *value != '\0' ? value : NULL;
}

const char * const *
cck_practice_form_get_all (CckPracticeForm *form,
                           const char      *name)
{
  static const char *const none[] = { NULL };
  GPtrArray *values = g_hash_table_lookup (form->values, name);

  return values != NULL ? (const char * const *) values->pdata : none;
}

gboolean
cck_practice_form_has_repeated (CckPracticeForm *form)
{
  guint free_ones = (guint) cck_practice_form_is_repeated (form, "resource") +
                    (guint) cck_practice_form_is_repeated (form, "audience");

  return g_hash_table_size (form->repeated) > free_ones;
}

gboolean
cck_practice_form_is_repeated (CckPracticeForm *form,
                               const char      *name)
{
  return g_hash_table_contains (form->repeated, name);
}
