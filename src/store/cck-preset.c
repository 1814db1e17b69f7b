/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preset-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-record.h"
#include "cck-store-error.h"

/* The format of a preset's file. */
#define FORMAT 1
#define MAX_WORDS 8

struct _CckPreset
{
  GObject             parent_instance;

  char               *id;
  CckJson            *json;
  const CckJsonValue *root;
  const CckJsonValue *provider;
  GPtrArray          *blanks;
  CckPresetRedirect   redirect;
};

G_DEFINE_FINAL_TYPE (CckPreset, cck_preset, G_TYPE_OBJECT)

static const struct
{
  const char        *wire;
  CckPresetRedirect  redirect;
} redirects[] = {
  { "any-port", CCK_PRESET_REDIRECT_ANY_PORT },
  { "exact", CCK_PRESET_REDIRECT_EXACT },
};

static void
blank_free (gpointer data)
{
  CckPresetBlank *blank = data;

  g_clear_pointer (&blank->regex, g_regex_unref);
  g_free (blank->label);
  g_free (blank);
}

static void
cck_preset_finalize (GObject *object)
{
  CckPreset *self = CCK_PRESET (object);

  g_clear_pointer (&self->blanks, g_ptr_array_unref);
  g_clear_pointer (&self->json, cck_json_unref);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (cck_preset_parent_class)->finalize (object);
}

static void
cck_preset_class_init (CckPresetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_preset_finalize;
}

static void
cck_preset_init (CckPreset *self)
{
  self->blanks = g_ptr_array_new_with_free_func (blank_free);
}

static gboolean
is_identifier (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (!g_ascii_islower (*c) && *c != '_')
        return FALSE;
    }

  return *text != '\0';
}

static gboolean
read_blank (CckPreset           *self,
            const CckJsonValue  *value,
            const char          *origin,
            GError             **error)
{
  CckPresetBlank *blank = g_new0 (CckPresetBlank, 1);
  g_autofree char *whole = NULL;

  g_ptr_array_add (self->blanks, blank);
  blank->word.name = cck_json_get_member_string (value, "name");
  blank->label = g_strdup (cck_json_get_member_string (value, "label"));
  blank->word.label = cck_preset_translate (blank->label);
  blank->word.example = cck_json_get_member_string (value, "example");
  blank->word.pattern = cck_json_get_member_string (value, "pattern");
  blank->word.value = cck_json_get_member_string (value, "value");

  if (blank->word.name == NULL || !is_identifier (blank->word.name) || blank->label == NULL
      || blank->word.example == NULL || blank->word.pattern == NULL)
    return cck_record_set_error (error, origin, "words",
                                 _("a list of words with name, label, example and pattern"));

  whole = g_strdup_printf ("^(?:%s)$", blank->word.pattern);
  blank->regex = g_regex_new (whole, G_REGEX_DOLLAR_ENDONLY, G_REGEX_MATCH_DEFAULT, NULL);
  if (blank->regex == NULL)
    return cck_record_set_error (error, origin, "pattern", _("a regular expression"));

  return TRUE;
}

static gboolean
read_blanks (CckPreset   *self,
             const char  *origin,
             GError     **error)
{
  const CckJsonValue *words = cck_json_get_member (self->root, "words");
  const CckJsonValue *item;
  CckJsonIter iter;

  if (words != NULL && (cck_json_get_value_type (words) != CCK_JSON_TYPE_ARRAY
                        || cck_json_get_n_items (words) > MAX_WORDS))
    return cck_record_set_error (error, origin, "words",
                                 _("a list of words with name, label, example and pattern"));

  cck_json_iter_init (&iter, words);
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    {
      if (!read_blank (self, item, origin, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_redirect (CckPreset   *self,
               const char  *origin,
               GError     **error)
{
  const char *wire = cck_json_get_member_string (self->root, "redirect");

  for (gsize i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      if (g_strcmp0 (redirects[i].wire, wire) == 0)
        {
          self->redirect = redirects[i].redirect;
          return TRUE;
        }
    }

  return cck_record_set_error (error, origin, "redirect", _("“any-port” or “exact”"));
}

static gboolean
read_texts (CckPreset   *self,
            const char  *origin,
            GError     **error)
{
  static const char * const required[] = { "name", "documentation" };

  for (gsize i = 0; i < G_N_ELEMENTS (required); i++)
    {
      if (cck_json_get_member_string (self->root, required[i]) == NULL)
        return cck_record_set_error (error, origin, required[i],
                                     cck_json_type_describe (CCK_JSON_TYPE_STRING));
    }

  if (!g_str_has_prefix (cck_preset_get_documentation (self), "https://"))
    return cck_record_set_error (error, origin, "documentation", _("an https address"));

  self->provider = cck_json_get_member (self->root, "provider");
  if (cck_json_get_value_type (self->provider) != CCK_JSON_TYPE_OBJECT
      || cck_preset_get_issuer (self) == NULL)
    return cck_record_set_error (error, origin, "provider", _("a provider with an issuer"));

  return TRUE;
}

CckPreset *
cck_preset_new_from_json (const char  *id,
                          const char  *text,
                          gssize       length,
                          const char  *origin,
                          GError     **error)
{
  g_autoptr (CckPreset) self = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  self = g_object_new (CCK_TYPE_PRESET, NULL);
  self->id = g_strdup (id);
  self->json = cck_record_parse (text, length < 0 ? strlen (text) : (gsize) length, FORMAT, origin,
                                 error);
  if (self->json == NULL)
    return NULL;

  self->root = cck_json_get_root (self->json);
  if (!read_texts (self, origin, error) || !read_blanks (self, origin, error)
      || !read_redirect (self, origin, error))
    return NULL;

  return g_steal_pointer (&self);
}

GPtrArray *
cck_preset_get_blanks (CckPreset *self)
{
  return self->blanks;
}

const CckJsonValue *
cck_preset_get_template (CckPreset *self)
{
  return self->provider;
}

char *
cck_preset_dup_name_json (CckPreset *self)
{
  return cck_json_dup_compact (cck_json_get_member (self->root, "name"));
}

const char *
cck_preset_get_id (CckPreset *self)
{
  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);

  return self->id;
}

const char *
cck_preset_get_name (CckPreset *self)
{
  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);

  return cck_json_get_member_string (self->root, "name");
}

guint
cck_preset_get_n_words (CckPreset *self)
{
  g_return_val_if_fail (CCK_IS_PRESET (self), 0);

  return self->blanks->len;
}

const CckPresetWord *
cck_preset_get_word (CckPreset *self,
                     guint      index)
{
  CckPresetBlank *blank;

  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);
  g_return_val_if_fail (index < self->blanks->len, NULL);

  blank = g_ptr_array_index (self->blanks, index);

  return &blank->word;
}

const char *
cck_preset_get_issuer (CckPreset *self)
{
  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);

  return cck_json_get_member_string (self->provider, "issuer");
}

const char *
cck_preset_get_scopes (CckPreset *self)
{
  const char *scopes;

  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);

  scopes = cck_json_get_member_string (self->provider, "scope");

  return scopes != NULL ? scopes : "openid";
}

CckProviderAuth
cck_preset_get_client_auth (CckPreset *self)
{
  CckProviderAuth client_auth = CCK_PROVIDER_AUTH_NONE;
  const char *word;

  g_return_val_if_fail (CCK_IS_PRESET (self), CCK_PROVIDER_AUTH_NONE);

  word = cck_json_get_member_string (self->provider, "client_auth");
  if (word != NULL)
    cck_provider_auth_from_string (word, &client_auth);

  return client_auth;
}

CckPresetRedirect
cck_preset_get_redirect (CckPreset *self)
{
  g_return_val_if_fail (CCK_IS_PRESET (self), CCK_PRESET_REDIRECT_EXACT);

  return self->redirect;
}

gboolean
cck_preset_get_discovery (CckPreset *self)
{
  g_return_val_if_fail (CCK_IS_PRESET (self), FALSE);

  return cck_json_get_member (self->provider, "token_endpoint") == NULL;
}

const char *
cck_preset_get_note (CckPreset *self)
{
  const char *note;

  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);

  note = cck_json_get_member_string (self->root, "note");

  return note != NULL ? cck_preset_translate (note) : NULL;
}

const char *
cck_preset_get_documentation (CckPreset *self)
{
  g_return_val_if_fail (CCK_IS_PRESET (self), NULL);

  return cck_json_get_member_string (self->root, "documentation");
}
