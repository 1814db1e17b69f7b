/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preset-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-store-error.h"

#define LONGEST_WORD 200
/* A provider's file names its client; where the preset doesn't, the person does so later. */
#define NO_CLIENT_ID "-"

static CckPresetBlank *
find_blank (CckPreset  *self,
            const char *name,
            gsize       length)
{
  GPtrArray *blanks = cck_preset_get_blanks (self);

  for (guint i = 0; i < blanks->len; i++)
    {
      CckPresetBlank *blank = g_ptr_array_index (blanks, i);

      if (strlen (blank->word.name) == length && strncmp (blank->word.name, name, length) == 0)
        return blank;
    }

  return NULL;
}

/* The last one given; else what to start with. */
static const char *
find_value (CckPresetBlank      *blank,
            const char * const  *words)
{
  gsize length = strlen (blank->word.name);
  const char *value = blank->word.value;

  for (; words != NULL && *words != NULL; words++)
    {
      if (strncmp (*words, blank->word.name, length) == 0 && (*words)[length] == '=')
        value = *words + length + 1;
    }

  return value;
}

/* A host is often pasted out of the browser. */
static char *
dup_trimmed (const char *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  const char *begin = stripped;
  gsize length;

  if (g_ascii_strncasecmp (begin, "https://", strlen ("https://")) == 0)
    begin += strlen ("https://");

  length = strlen (begin);
  while (length > 0 && begin[length - 1] == '/')
    length--;

  return g_strndup (begin, length);
}

/* Nothing that could end a string of JSON, whatever the pattern lets through. */
static gboolean
is_plain (const char *value)
{
  if (strlen (value) > LONGEST_WORD)
    return FALSE;

  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c <= 0x20 || *c >= 0x7f || strchr ("\"\\{}", *c) != NULL)
        return FALSE;
    }

  return *value != '\0';
}

static char *
dup_value (CckPresetBlank      *blank,
           const char * const  *words,
           GError             **error)
{
  const char *given = find_value (blank, words);
  g_autofree char *value = NULL;

  if (given == NULL || *given == '\0')
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_INVALID_PROVIDER,
                   /* Translators: what is to be entered, then an example of it. */
                   _("%s: Enter it, such as “%s”."), blank->word.label, blank->word.example);
      return NULL;
    }

  value = dup_trimmed (given);
  if (is_plain (value) && g_regex_match (blank->regex, value, G_REGEX_MATCH_DEFAULT, NULL))
    return g_steal_pointer (&value);

  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_INVALID_PROVIDER,
               /* Translators: what is to be entered, then an example of it. */
               _("%s: This does not look right. It should be like “%s”."), blank->word.label,
               blank->word.example);

  return NULL;
}

static gboolean
check_names (CckPreset           *self,
             const char * const  *words,
             GError             **error)
{
  for (; words != NULL && *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');
      gsize length = equals != NULL ? (gsize) (equals - *words) : strlen (*words);
      g_autofree char *name = NULL;

      if (equals != NULL && find_blank (self, *words, length) != NULL)
        continue;

      name = g_strndup (*words, length);
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_INVALID_PROVIDER,
                   /* Translators: the word that was given, then the kind of provider. */
                   _("%s: “%s” asks for no such word."), name, cck_preset_get_name (self));
      return FALSE;
    }

  return TRUE;
}

/* The provider's file, with every word in its place. */
static char *
dup_file (CckPreset           *self,
          const char * const  *words,
          GError             **error)
{
  const CckJsonValue *provider = cck_preset_get_template (self);
  GPtrArray *blanks = cck_preset_get_blanks (self);
  g_autofree char *members = cck_json_dup_compact (provider);
  g_autofree char *name = cck_preset_dup_name_json (self);
  g_autoptr (GString) file = g_string_new (members + strlen ("{"));

  for (guint i = 0; i < blanks->len; i++)
    {
      CckPresetBlank *blank = g_ptr_array_index (blanks, i);
      g_autofree char *hole = g_strdup_printf ("{%s}", blank->word.name);
      g_autofree char *value = dup_value (blank, words, error);

      if (value == NULL)
        return NULL;

      g_string_replace (file, hole, value, 0);
    }

  if (cck_json_get_member (provider, "client_id") == NULL)
    g_string_prepend (file, "\"client_id\":\"" NO_CLIENT_ID "\",");
  g_string_prepend (file, ",");
  g_string_prepend (file, name);
  g_string_prepend (file, "{\"format\":1,\"name\":");

  return g_string_free_and_steal (g_steal_pointer (&file));
}

CckProvider *
cck_preset_apply (CckPreset           *self,
                  const char * const  *words,
                  GError             **error)
{
  g_autoptr (CckProvider) provider = NULL;
  g_autofree char *file = NULL;

  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);

  if (!check_names (self, words, error))
    return NULL;

  file = dup_file (self, words, error);
  if (file == NULL)
    return NULL;

  provider = cck_provider_new_from_json (file, -1, cck_preset_get_name (self), error);
  if (provider == NULL)
    return NULL;

  if (g_strcmp0 (cck_provider_get_client_id (provider), NO_CLIENT_ID) == 0)
    g_object_set (provider, "client-id", NULL, NULL);

  return g_steal_pointer (&provider);
}
