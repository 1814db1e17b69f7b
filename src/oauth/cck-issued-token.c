/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-issued-token.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-json.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"
#include "cck-token-answer.h"

struct _CckIssuedToken
{
  gatomicrefcount ref_count;
  char *token;
  char *refresh_token;
  const char *token_type;
  char *issued_type;
  char *scope;
  gint64 expires_at;
};

G_DEFINE_BOXED_TYPE (CckIssuedToken, cck_issued_token, cck_issued_token_ref, cck_issued_token_unref)

/* RFC 6750, RFC 9449 §5, RFC 8693 §2.2.1. */
static const char *const token_types[] = { "Bearer", "DPoP", "N_A" };

CckIssuedToken *
cck_issued_token_ref (CckIssuedToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_issued_token_unref (CckIssuedToken *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_sensitive_free (self->token);
  cck_sensitive_free (self->refresh_token);
  g_free (self->issued_type);
  g_free (self->scope);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN, message);

  return FALSE;
}

static gboolean
read_types (CckIssuedToken *self, const CckJsonValue *root, GError **error)
{
  const char *type = cck_json_get_member_string (root, "token_type");
  const char *issued = cck_json_get_member_string (root, "issued_token_type");
  g_autofree char *shown = NULL;

  /* RFC 8693 §2.2.1: required, since the answer may be any token. */
  if (issued == NULL || issued[0] == '\0' || !cck_token_answer_is_vschar (issued))
    return refuse (error, _("The provider’s answer does not say what it exchanged the token for."));

  if (type == NULL)
    return refuse (error, _("The provider’s answer does not say of which type its token is."));

  for (gsize i = 0; i < G_N_ELEMENTS (token_types); i++)
    {
      if (g_ascii_strcasecmp (type, token_types[i]) == 0)
        self->token_type = token_types[i];
    }
  if (self->token_type == NULL)
    {
      shown = g_strescape (type, NULL);
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_TOKEN,
                   _("The token is of the type “%.40s”, which Claimcheck does not use here."),
                   shown);
      return FALSE;
    }

  self->issued_type = g_strdup (issued);

  return TRUE;
}

static gboolean
read_token (CckIssuedToken *self, const CckJsonValue *root, GError **error)
{
  if (!cck_token_answer_read_optional (root, "access_token", &self->token, error))
    return FALSE;

  if (self->token == NULL)
    return refuse (error, _("The provider’s answer holds no token."));

  /* What goes into a header has the alphabet of one; a SAML assertion need not. */
  if (strcmp (self->token_type, "N_A") != 0 && !cck_token_answer_is_b64token (self->token))
    return refuse (error, _("The access token holds characters that no access token has."));

  return TRUE;
}

CckIssuedToken *
cck_issued_token_parse (GBytes *document, const char *requested_scope, gint64 now, GError **error)
{
  g_autoptr (CckIssuedToken) self = NULL;
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
  self = g_new0 (CckIssuedToken, 1);
  g_atomic_ref_count_init (&self->ref_count);
  if (!read_types (self, root, error) || !read_token (self, root, error) ||
      !cck_token_answer_read_optional (root, "refresh_token", &self->refresh_token, error))
    return NULL;

  lifetime = cck_token_answer_read_lifetime (root);
  self->scope = cck_token_answer_dup_scope (root, requested_scope);
  self->expires_at = lifetime >= 0 ? now + lifetime : 0;

  return g_steal_pointer (&self);
}

const char *
cck_issued_token_get_token (CckIssuedToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->token;
}

const char *
cck_issued_token_get_refresh_token (CckIssuedToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->refresh_token;
}

const char *
cck_issued_token_get_token_type (CckIssuedToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->token_type;
}

const char *
cck_issued_token_get_issued_type (CckIssuedToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issued_type;
}

const char *
cck_issued_token_get_scope (CckIssuedToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scope;
}

gint64
cck_issued_token_get_expires_at (CckIssuedToken *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_at;
}
