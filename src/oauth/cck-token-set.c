/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-set.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cck-json.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"
#include "cck-token-answer.h"

#define SECRET_FORMAT 1


struct _CckTokenSet
{
  gatomicrefcount ref_count;
  char *access_token;
  char *id_token;
  char *refresh_token;
  char *scope;
  char *nonce;
  gint64 expires_at;
  gint64 issued_at;
  gboolean rotated;
  CckDpop *dpop;
};

G_DEFINE_BOXED_TYPE (CckTokenSet, cck_token_set, cck_token_set_ref, cck_token_set_unref)

/* The members of the secret text that are strings. */
static const struct
{
  const char *name;
  gsize offset;
} secret_members[] = {
  { "access_token", G_STRUCT_OFFSET (CckTokenSet, access_token) },
  { "id_token", G_STRUCT_OFFSET (CckTokenSet, id_token) },
  { "refresh_token", G_STRUCT_OFFSET (CckTokenSet, refresh_token) },
  { "scope", G_STRUCT_OFFSET (CckTokenSet, scope) },
  { "nonce", G_STRUCT_OFFSET (CckTokenSet, nonce) },
};

static char **
member_at (CckTokenSet *self, gsize i)
{
  return G_STRUCT_MEMBER_P (self, secret_members[i].offset);
}

static CckTokenSet *
token_set_new (void)
{
  CckTokenSet *self = g_new0 (CckTokenSet, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

CckTokenSet *
cck_token_set_ref (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_token_set_unref (CckTokenSet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (secret_members); i++)
    cck_sensitive_free (*member_at (self, i));
  g_clear_pointer (&self->dpop, cck_dpop_unref);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN, message);

  return FALSE;
}

/* RFC 6749 §5.1, §7.1: the type is compared without case; an unknown one is not used. */
static gboolean
check_type (CckTokenSet *self, const char *type, GError **error)
{
  g_autofree char *shown = NULL;

  if (type == NULL)
    return refuse (error, _("The provider’s answer does not say of which type its token is."));

  if (g_ascii_strcasecmp (type, cck_token_set_get_token_type (self)) == 0)
    return TRUE;

  /* RFC 9449 §5: a bearer token is good for whoever finds it. */
  if (self->dpop != NULL && g_ascii_strcasecmp (type, "Bearer") == 0)
    return refuse (error, _("The provider answered with a bearer token, although a token that is "
                            "bound to a key (DPoP) was asked for. Nothing was saved. Switch DPoP "
                            "off for this provider or contact it."));

  shown = g_strescape (type, NULL);
  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN,
               _("The token is of the type “%.40s”, which Claimcheck does not use here."), shown);

  return FALSE;
}

static gboolean
read_access_token (CckTokenSet *self, const CckJsonValue *root, GError **error)
{
  const char *token = cck_json_get_member_string (root, "access_token");

  if (token == NULL || token[0] == '\0')
    return refuse (error, _("The provider’s answer holds no access token."));

  if (!cck_token_answer_is_b64token (token))
    return refuse (error, _("The access token holds characters that no access token has."));

  if (!check_type (self, cck_json_get_member_string (root, "token_type"), error))
    return FALSE;

  self->access_token = g_strdup (token);

  return TRUE;
}

static gboolean
grants_openid (CckTokenSet *self)
{
  g_auto (GStrv) words = g_strsplit (self->scope, " ", -1);

  return g_strv_contains ((const char *const *) words, "openid");
}

CckTokenSet *
cck_token_set_parse (GBytes *document,
                     const char *requested_scope,
                     const char *nonce,
                     gboolean needs_id_token,
                     gint64 now,
                     GError **error)
{
  return cck_token_set_parse_bound (document, requested_scope, nonce, needs_id_token, NULL, now,
                                    error);
}

CckTokenSet *
cck_token_set_parse_bound (GBytes *document,
                           const char *requested_scope,
                           const char *nonce,
                           gboolean needs_id_token,
                           CckDpop *dpop,
                           gint64 now,
                           GError **error)
{
  g_autoptr (CckTokenSet) self = NULL;
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;
  const CckJsonValue *root;
  gint64 lifetime;

  g_return_val_if_fail (document != NULL, NULL);

  json = cck_json_parse_bytes (document, CCK_JSON_OBJECT, &fault);
  if (json == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The token answer cannot be read: %s"), fault->message);
      return NULL;
    }

  root = cck_json_get_root (json);
  self = token_set_new ();
  self->dpop = dpop != NULL ? cck_dpop_ref (dpop) : NULL;
  if (!read_access_token (self, root, error) ||
      !cck_token_answer_read_optional (root, "id_token", &self->id_token, error) ||
      !cck_token_answer_read_optional (root, "refresh_token", &self->refresh_token, error))
    return NULL;

  lifetime = cck_token_answer_read_lifetime (root);
  self->scope = cck_token_answer_dup_scope (root, requested_scope);
  self->nonce = g_strdup (nonce);
  self->issued_at = now;
  self->expires_at = lifetime >= 0 ? now + lifetime : 0;

  /* OpenID Connect Core §3.1.3.3. */
  if (needs_id_token && self->id_token == NULL && grants_openid (self))
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_MISSING_ID_TOKEN,
                           _("The provider granted “openid” and sent no ID token. Nothing was "
                             "saved."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static char *
dup_newer (const char *fresh, const char *old)
{
  return g_strdup (fresh != NULL && fresh[0] != '\0' ? fresh : old);
}

CckTokenSet *
cck_token_set_merge (CckTokenSet *old, CckTokenSet *fresh)
{
  CckTokenSet *self;

  g_return_val_if_fail (old != NULL, NULL);
  g_return_val_if_fail (fresh != NULL, NULL);

  self = token_set_new ();
  self->access_token = g_strdup (fresh->access_token);
  self->id_token = dup_newer (fresh->id_token, old->id_token);
  /* RFC 6749 §6: the old refresh token stays where the answer brings no new one. */
  self->refresh_token = dup_newer (fresh->refresh_token, old->refresh_token);
  self->scope = dup_newer (fresh->scope, old->scope);
  /* OpenID Connect Core §12.2: later ID tokens have the first nonce, if any. */
  self->nonce = g_strdup (old->nonce);
  self->expires_at = fresh->expires_at;
  self->issued_at = fresh->issued_at;
  self->dpop = fresh->dpop != NULL ? cck_dpop_ref (fresh->dpop) : NULL;
  self->rotated = fresh->refresh_token != NULL &&
                  !cck_sensitive_equal (fresh->refresh_token, old->refresh_token);

  return self;
}

static CckTokenSet *
dup_with (CckTokenSet *self, const char *id_token, const char *refresh_token)
{
  CckTokenSet *other = token_set_new ();

  other->access_token = g_strdup (self->access_token);
  other->id_token = g_strdup (id_token);
  other->refresh_token = g_strdup (refresh_token);
  other->scope = g_strdup (self->scope);
  other->nonce = g_strdup (self->nonce);
  other->expires_at = self->expires_at;
  other->issued_at = self->issued_at;
  other->dpop = self->dpop != NULL ? cck_dpop_ref (self->dpop) : NULL;

  return other;
}

CckTokenSet *
cck_token_set_with_refresh_token (CckTokenSet *self, const char *refresh_token)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dup_with (self, self->id_token, refresh_token);
}

CckTokenSet *
cck_token_set_with_id_token (CckTokenSet *self, const char *id_token)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dup_with (self, id_token, self->refresh_token);
}

CckTokenSet *
cck_token_set_with_dpop (CckTokenSet *self, CckDpop *dpop)
{
  CckTokenSet *other;

  g_return_val_if_fail (self != NULL, NULL);

  other = dup_with (self, self->id_token, self->refresh_token);
  g_clear_pointer (&other->dpop, cck_dpop_unref);
  other->dpop = dpop != NULL ? cck_dpop_ref (dpop) : NULL;

  return other;
}

CckDpop *
cck_token_set_get_dpop (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dpop;
}

const char *
cck_token_set_get_access_token (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->access_token;
}

const char *
cck_token_set_get_id_token (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id_token;
}

const char *
cck_token_set_get_refresh_token (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->refresh_token;
}

const char *
cck_token_set_get_token_type (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dpop != NULL ? "DPoP" : "Bearer";
}

const char *
cck_token_set_get_scope (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scope;
}

const char *
cck_token_set_get_nonce (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->nonce;
}

gint64
cck_token_set_get_expires_at (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_at;
}

gint64
cck_token_set_get_issued_at (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->issued_at;
}

gboolean
cck_token_set_get_rotated (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->rotated;
}

char *
cck_token_set_dup_access_fingerprint (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_sensitive_fingerprint (self->access_token);
}

char *
cck_token_set_dup_refresh_fingerprint (CckTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->refresh_token != NULL ? cck_sensitive_fingerprint (self->refresh_token) : NULL;
}

char *
cck_token_set_to_secret_json (CckTokenSet *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, SECRET_FORMAT);
  for (gsize i = 0; i < G_N_ELEMENTS (secret_members); i++)
    {
      if (*member_at (self, i) == NULL)
        continue;

      json_builder_set_member_name (builder, secret_members[i].name);
      json_builder_add_string_value (builder, *member_at (self, i));
    }
  /* RFC 9449: tokens are worth nothing without their key, so they are kept together. */
  if (self->dpop != NULL)
    {
      g_autoptr (CckSensitive) key = cck_dpop_to_secret_json (self->dpop);

      json_builder_set_member_name (builder, "dpop_key");
      json_builder_add_string_value (builder, key);
    }
  json_builder_set_member_name (builder, "expires_at");
  json_builder_add_int_value (builder, self->expires_at);
  json_builder_set_member_name (builder, "issued_at");
  json_builder_add_int_value (builder, self->issued_at);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, NULL);
}

CckTokenSet *
cck_token_set_from_secret_json (const char *text, GError **error)
{
  g_autoptr (CckTokenSet) self = NULL;
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root;
  const char *key;
  gint64 format = 0;

  g_return_val_if_fail (text != NULL, NULL);

  json = cck_json_parse (text, strlen (text), CCK_JSON_OBJECT, NULL);
  root = json != NULL ? cck_json_get_root (json) : NULL;
  self = token_set_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (secret_members); i++)
    *member_at (self, i) = g_strdup (cck_json_get_member_string (root, secret_members[i].name));

  if (!cck_json_get_member_int64 (root, "format", &format) || format != SECRET_FORMAT ||
      !cck_json_get_member_int64 (root, "expires_at", &self->expires_at) ||
      !cck_json_get_member_int64 (root, "issued_at", &self->issued_at) ||
      self->access_token == NULL || self->scope == NULL)
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_SECRET_TEXT,
                           format > SECRET_FORMAT
                               ? _("The tokens in the keyring were saved by a newer Claimcheck.")
                               : _("The tokens in the keyring cannot be read. Sign in again."));
      return NULL;
    }

  key = cck_json_get_member_string (root, "dpop_key");
  if (key == NULL)
    return g_steal_pointer (&self);

  self->dpop = cck_dpop_new_from_secret_json (key, error);

  return self->dpop != NULL ? g_steal_pointer (&self) : NULL;
}
