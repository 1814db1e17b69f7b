/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-credential.h"

#include <glib/gi18n-lib.h>

#include "cck-session-error.h"
#include "cck-store-error.h"

struct _CckCredential
{
  CckSecret *secret;
  CckJwk    *key;
  CckSecret *identity;
};

void
cck_credential_free (CckCredential *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->secret, cck_secret_unref);
  g_clear_pointer (&self->key, cck_jwk_unref);
  g_clear_pointer (&self->identity, cck_secret_unref);
  g_free (self);
}

gboolean
cck_credential_get_kind (CckProvider   *provider,
                         CckSecretKind *kind)
{
  CckProviderAuth auth = cck_provider_get_client_auth (provider);

  if (cck_provider_auth_needs_secret (auth))
    *kind = CCK_SECRET_CLIENT_SECRET;
  else if (auth == CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT || auth == CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH)
    *kind = CCK_SECRET_CLIENT_KEY;
  else
    return FALSE;

  return TRUE;
}

/* The message of what is wrong inside is about its place and never repeats what stands there. */
static CckJwk *
read_key (CckSecret  *text,
          GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CckJwk) key = cck_jwk_new_from_file_data (cck_secret_get_text (text),
                                                       cck_secret_get_length (text), &local);

  if (key == NULL)
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                   _("The client’s key can’t be read. %s"), local->message);
      return NULL;
    }

  if (!cck_jwk_is_private (key))
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                           _("The client’s key is a public key. Its private key is needed."));
      return NULL;
    }

  return g_steal_pointer (&key);
}

static gboolean
take_text (CckCredential    *self,
           CckProviderAuth   auth,
           CckSecret        *text,
           GError          **error)
{
  if (text == NULL)
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                   _("%s needs a secret or key, and there is none."),
                   cck_provider_auth_to_string (auth));
      return FALSE;
    }

  if (cck_provider_auth_needs_secret (auth))
    self->secret = cck_secret_ref (text);
  else if (auth == CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH)
    self->identity = cck_secret_ref (text);
  else
    self->key = read_key (text, error);

  return self->secret != NULL || self->identity != NULL || self->key != NULL;
}

CckCredential *
cck_credential_new (CckProvider  *provider,
                    CckSecret    *text,
                    GError      **error)
{
  g_autoptr (CckCredential) self = g_new0 (CckCredential, 1);
  CckSecretKind kind;

  if (cck_credential_get_kind (provider, &kind)
      && !take_text (self, cck_provider_get_client_auth (provider), text, error))
    return NULL;

  return g_steal_pointer (&self);
}

static CckSecret *
await_text (CckSession     *session,
            CckProvider    *provider,
            CckSecretKind   kind,
            GError        **error)
{
  GError *local = NULL;
  CckSecret *text = dex_await_boxed (cck_keyring_lookup (cck_session_get_keyring (session), kind,
                                                         cck_provider_get_id (provider), NULL),
                                     &local);

  if (g_error_matches (local, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    {
      g_error_free (local);
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_NO_CREDENTIAL,
                   kind == CCK_SECRET_CLIENT_SECRET
                     ? _("The keyring has no client secret for “%s”.")
                     : _("The keyring has no client key for “%s”."),
                   cck_provider_get_name (provider));
    }
  else if (local != NULL)
    {
      g_propagate_error (error, local);
    }

  return text;
}

CckCredential *
cck_session_await_credential (CckSession   *session,
                              CckProvider  *provider,
                              GError      **error)
{
  g_autoptr (CckSecret) text = NULL;
  CckSecretKind kind;

  if (cck_credential_get_kind (provider, &kind))
    {
      text = await_text (session, provider, kind, error);
      if (text == NULL)
        return NULL;
    }

  return cck_credential_new (provider, text, error);
}

CckClientAuth *
cck_credential_new_auth (CckCredential  *self,
                         CckProvider    *provider,
                         GError        **error)
{
  CckProviderAuth auth = cck_provider_get_client_auth (provider);
  CckClientAuthMethod method = CCK_CLIENT_AUTH_NONE;

  /* Both enumerations carry the same registered words. */
  if (!cck_client_auth_method_from_wire (cck_provider_auth_to_string (auth), &method))
    g_return_val_if_reached (NULL);

  return cck_client_auth_new (method, cck_provider_get_client_id (provider),
                              self->secret == NULL ? NULL : cck_secret_get_text (self->secret),
                              self->key, error);
}

CckSecret *
cck_credential_dup_secret (CckCredential *self)
{
  return self->secret == NULL ? NULL : cck_secret_ref (self->secret);
}

CckSecret *
cck_credential_get_identity (CckCredential *self)
{
  return self->identity;
}
