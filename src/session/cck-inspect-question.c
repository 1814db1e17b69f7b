/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inspect-question.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cck-algorithm.h"
#include "cck-session-error.h"

void
cck_inspect_question_free (CckInspectQuestion *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->session);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->jwks, cck_jwks_unref);
  g_clear_pointer (&self->hmac_secret, cck_secret_unref);
  g_free (self->issuer);
  g_free (self->audience);
  g_free (self->nonce);
  g_strfreev (self->algorithms);
  g_strfreev (self->acr_values);
  g_free (self->http_method);
  g_free (self->http_uri);
  g_free (self);
}

static gboolean
take_profile (CckInspectQuestion  *self,
              const char          *name,
              GError             **error)
{
  if (name == NULL)
    return TRUE;

  self->has_profile = cck_profile_from_name (name, &self->profile);
  if (!self->has_profile)
    g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                 _("“%s” is no profile. Use id_token, at+jwt, jwt, jws, logout+jwt or "
                   "dpop+jwt."), name);

  return self->has_profile;
}

static gboolean
take_algorithms (CckInspectQuestion  *self,
                 const char          *list,
                 GError             **error)
{
  if (list == NULL)
    return TRUE;

  self->algorithms = g_strsplit (list, ",", -1);
  for (gsize i = 0; self->algorithms[i] != NULL; i++)
    {
      g_strstrip (self->algorithms[i]);
      if (cck_algorithm_from_name (self->algorithms[i]) != CCK_ALGORITHM_UNKNOWN)
        continue;

      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT,
                   _("“%s” is no algorithm that can be checked here."), self->algorithms[i]);
      return FALSE;
    }

  return TRUE;
}

/* A key set, or one key in any form that people keep keys in. */
static gboolean
take_keys (CckInspectQuestion       *self,
           const CckInspectOptions  *options,
           GError                  **error)
{
  gboolean is_file = options->key != NULL;

  if (!is_file && options->jwks == NULL)
    return TRUE;

  self->jwks = cck_jwks_new_from_file_data (is_file ? options->key : options->jwks,
                                           is_file ? options->key_length : strlen (options->jwks),
                                           error);
  if (self->jwks == NULL)
    g_prefix_error (error, "%s ", _("The keys can’t be read."));

  return self->jwks != NULL;
}

static gboolean
take_options (CckInspectQuestion       *self,
              const CckInspectOptions  *options,
              GError                  **error)
{
  if (!take_keys (self, options, error))
    return FALSE;

  g_set_object (&self->provider, options->provider);
  self->hmac_secret = options->hmac_secret == NULL ? NULL : cck_secret_new (options->hmac_secret);
  self->issuer = g_strdup (options->issuer);
  self->audience = g_strdup (options->audience);
  self->nonce = g_strdup (options->nonce);
  self->fetch_unknown_issuer = options->fetch_unknown_issuer;
  self->at = options->at;
  if (options->leeway >= 0)
    self->leeway = options->leeway;
  self->acr_values = options->acr_values == NULL ? NULL : g_strsplit (options->acr_values, " ", -1);
  self->max_age = options->max_age;
  self->http_method = g_strdup (options->http_method);
  self->http_uri = g_strdup (options->http_uri);

  return take_profile (self, options->profile, error)
         && take_algorithms (self, options->algorithms, error);
}

/* Whom a token of this provider is for: the client for an ID token, the resource for an access token
 * where the registration names exactly one. */
static const char *
audience_at (CckProvider *provider,
             CckProfile   profile)
{
  const char *resource = cck_provider_get_resource (provider);

  if (profile == CCK_PROFILE_ID_TOKEN)
    return cck_provider_get_client_id (provider);

  if (cck_provider_get_audience (provider) != NULL)
    return cck_provider_get_audience (provider);

  return resource != NULL && strchr (resource, ' ') == NULL ? resource : NULL;
}

static void
expect_of_provider (CckInspectQuestion *self,
                    CckExpectations    *expectations)
{
  if (self->provider == NULL)
    return;

  if (expectations->issuer == NULL)
    expectations->issuer = cck_provider_get_issuer (self->provider);
  if (expectations->audience == NULL)
    expectations->audience = audience_at (self->provider, expectations->profile);
  self->registered[0] = cck_provider_get_id_token_algorithm (self->provider);
  if (expectations->algorithms == NULL && self->registered[0] != NULL
      && expectations->profile == CCK_PROFILE_ID_TOKEN)
    expectations->algorithms = self->registered;
  expectations->client_id = cck_provider_get_client_id (self->provider);
  expectations->public_client
    = cck_provider_get_client_auth (self->provider) == CCK_PROVIDER_AUTH_NONE;
}

void
cck_inspect_question_fill (CckInspectQuestion *self,
                           CckJwt             *jwt,
                           CckExpectations    *expectations)
{
  expectations->profile = self->has_profile ? self->profile : cck_jwt_guess_profile (jwt);
  expectations->issuer = self->issuer;
  expectations->audience = self->audience;
  expectations->nonce = self->nonce;
  expectations->algorithms = (const char * const *) self->algorithms;
  expectations->leeway = self->leeway;
  expectations->acr_values = (const char * const *) self->acr_values;
  expectations->max_age = self->max_age;
  expectations->http_method = self->http_method;
  expectations->http_uri = self->http_uri;
  expectations->now = self->at != 0 ? self->at
                                   : cck_clock_get_now (cck_session_get_clock (self->session));
  if (self->hmac_secret != NULL)
    {
      expectations->hmac_secret = cck_secret_get_text (self->hmac_secret);
      expectations->hmac_secret_length = cck_secret_get_length (self->hmac_secret);
    }

  expect_of_provider (self, expectations);
}

CckInspectQuestion *
cck_inspect_question_new (CckSession               *session,
                          const CckInspectOptions  *options,
                          GError                  **error)
{
  static const CckInspectOptions none = CCK_INSPECT_OPTIONS_INIT;
  g_autoptr (CckInspectQuestion) self = g_new0 (CckInspectQuestion, 1);

  self->session = g_object_ref (session);
  self->leeway = cck_session_get_leeway (session);

  return take_options (self, options == NULL ? &none : options, error) ? g_steal_pointer (&self)
                                                                       : NULL;
}
