/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-authorization-private.h"

#include "cck-sensitive.h"

/* 256 bits each, which nobody guesses (RFC 6749 §10.12). */
#define STATE_BYTES 32
#define NONCE_BYTES 32

G_DEFINE_BOXED_TYPE (CckAuthorization,
                     cck_authorization,
                     cck_authorization_ref,
                     cck_authorization_unref)

static void
parameter_free (CckAuthorizationParameter *parameter)
{
  g_free (parameter->name);
  g_free (parameter->value);
  g_free (parameter);
}

static gboolean
has_scope (const char *scope, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);

  return g_strv_contains ((const char *const *) words, wanted);
}

/* The secrets of this transaction alone (RFC 9700 §2.1.1, §4.7.1). */
static gboolean
draw_secrets (CckAuthorization *self, GError **error)
{
  self->pkce = cck_pkce_new (error);
  if (self->pkce == NULL)
    return FALSE;

  self->state = cck_sensitive_new_random (STATE_BYTES, error);
  if (self->state == NULL)
    return FALSE;

  /* OpenID Connect Core §15.5.2: a nonce nobody can guess, in every OpenID request. */
  if (has_scope (self->scope, "openid"))
    self->nonce = cck_sensitive_new_random (NONCE_BYTES, error);

  return self->nonce != NULL || !has_scope (self->scope, "openid");
}

CckAuthorization *
cck_authorization_new (CckMetadata *metadata,
                       const char *client_id,
                       const char *redirect_uri,
                       const char *scope,
                       GError **error)
{
  g_autoptr (CckAuthorization) self = NULL;

  g_return_val_if_fail (metadata != NULL, NULL);
  g_return_val_if_fail (client_id != NULL && redirect_uri != NULL, NULL);

  if (!cck_authorization_check_endpoint (metadata, error))
    return NULL;

  /* RFC 9700 §2.1.1: S256, or no request at all. */
  if (!cck_metadata_check_pkce (metadata, error))
    return NULL;

  self = g_new0 (CckAuthorization, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->metadata = cck_metadata_ref (metadata);
  self->client_id = g_strdup (client_id);
  self->redirect_uri = g_strdup (redirect_uri);
  self->scope = g_strdup (scope != NULL ? scope : "");
  self->max_age = -1;
  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) parameter_free);

  return draw_secrets (self, error) ? g_steal_pointer (&self) : NULL;
}

CckAuthorization *
cck_authorization_ref (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_authorization_unref (CckAuthorization *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_metadata_unref (self->metadata);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->scope);
  cck_sensitive_free (self->state);
  cck_sensitive_free (self->nonce);
  g_clear_pointer (&self->pkce, cck_pkce_free);
  g_clear_pointer (&self->dpop, cck_dpop_unref);
  cck_sensitive_free (self->carrier_value);
  g_ptr_array_unref (self->parameters);
  g_free (self);
}

CckMetadata *
cck_authorization_get_metadata (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->metadata;
}

const char *
cck_authorization_get_client_id (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_id;
}

const char *
cck_authorization_get_redirect_uri (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->redirect_uri;
}

const char *
cck_authorization_get_scope (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scope;
}

const char *
cck_authorization_get_nonce (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->nonce;
}

gint64
cck_authorization_get_max_age (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->max_age;
}

const char *
cck_authorization_get_verifier (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_pkce_get_verifier (self->pkce);
}

gboolean
cck_authorization_is_open (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state != NULL;
}

CckResponseMode
cck_authorization_get_response_mode (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, CCK_RESPONSE_MODE_QUERY);

  return self->response_mode;
}

CckDpop *
cck_authorization_get_dpop (CckAuthorization *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dpop;
}
