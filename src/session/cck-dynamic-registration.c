/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-registration-private.h"

#include <string.h>

#include "cck-detached.h"
#include "cck-provider-link.h"
#include "cck-registration-client.h"
#include "cck-removal.h"
#include "cck-session-private.h"
#include "cck-vault.h"

typedef struct
{
  CckSession  *session;
  CckProvider *provider;
  CckSecret   *initial_access_token;
  CckJwk      *key; /* drawn for private_key_jwt */
  char        *endpoint; /* where we registered */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->provider);
  g_clear_pointer (&job->initial_access_token, cck_secret_unref);
  g_clear_pointer (&job->key, cck_jwk_unref);
  g_free (job->endpoint);
  g_free (job);
}

/* RFC 8252 §7.3: without fixed ports the address is registered without one, and any serves. */
static GStrv
dup_redirect_uris (CckProvider *provider)
{
  g_autofree char *lines = cck_provider_dup_redirect_uri_to_register (provider);
  const char *host = cck_provider_get_redirect_host (provider);
  g_autofree char *uri = NULL;

  if (lines != NULL)
    return g_strsplit (lines, "\n", -1);

  uri = g_strdup_printf (strchr (host, ':') == NULL ? "http://%s%s" : "http://[%s]%s", host,
                         cck_provider_get_redirect_path (provider));

  return g_strsplit (uri, "\n", -1);
}

/* The public half, for the provider (RFC 7591 §2). */
static char *
dup_jwks (CckJwk *key)
{
  g_autofree char *json = cck_jwk_to_json (key, FALSE);

  return g_strdup_printf ("{\"keys\":[%s]}", json);
}

static CckClientRegistration *
await_answer (Job     *job,
              GError **error)
{
  g_auto (GStrv) redirect_uris = dup_redirect_uris (job->provider);
  g_autofree char *jwks = job->key == NULL ? NULL : dup_jwks (job->key);
  g_autoptr (CckMetadata) metadata = NULL;
  CckRegistrationRequest request = {
    .client_name = "Claimcheck",
    .redirect_uris = (const char * const *) redirect_uris,
    .scope = cck_provider_get_scopes (job->provider),
    .jwks = jwks,
    .dpop_bound = cck_provider_get_dpop (job->provider),
  };
  CckHttp *http;

  if (!cck_client_auth_method_from_wire (
        cck_provider_auth_to_string (cck_provider_get_client_auth (job->provider)),
        &request.auth_method))
    g_return_val_if_reached (NULL);

  metadata = dex_await_boxed (cck_session_load_metadata (job->session, job->provider), error);
  if (metadata == NULL)
    return NULL;

  job->endpoint = g_strdup (cck_metadata_get_registration_endpoint (metadata));

  http = cck_session_get_http_for (job->session, job->provider, NULL, error);
  if (http == NULL)
    return NULL;

  return dex_await_boxed (
    cck_registration_client_register (http, metadata, &request,
                                      job->initial_access_token == NULL
                                        ? NULL
                                        : cck_secret_get_text (job->initial_access_token)),
    error);
}

/* RFC 7591 §3.2.1: the provider may have registered something else than was asked for. */
static gboolean
take_answer (Job                    *job,
             CckClientRegistration  *answer,
             GError                **error)
{
  CckProviderAuth auth = CCK_PROVIDER_AUTH_NONE;
  g_autofree char *scope
    = cck_client_registration_dup_scope (answer, cck_provider_get_scopes (job->provider));

  if (!cck_provider_auth_from_string (
        cck_client_auth_method_to_wire (cck_client_registration_get_auth_method (answer)), &auth))
    g_return_val_if_reached (FALSE);

  g_object_set (job->provider, "client-id", cck_client_registration_get_client_id (answer),
                "client-auth", auth, NULL);
  if (scope != NULL)
    g_object_set (job->provider, "scopes", scope, NULL);

  return cck_provider_validate (job->provider, error);
}

/* RFC 7592 §3: the address and the token that opens it belong together, and are one item with where
 * they come from: a line each. */
static CckSecret *
dup_management (Job                   *job,
                CckClientRegistration *answer)
{
  return cck_secret_new_take (g_strconcat (cck_client_registration_get_uri (answer), "\n",
                                           cck_client_registration_get_access_token (answer), "\n",
                                           job->endpoint, NULL));
}

static gboolean
await_keep_management (Job                    *job,
                       CckClientRegistration  *answer,
                       GError                **error)
{
  g_autoptr (CckSecret) management = NULL;
  g_autofree char *label = NULL;

  if (cck_client_registration_get_access_token (answer) == NULL)
    return TRUE;

  management = dup_management (job, answer);
  label = g_strdup_printf ("Claimcheck: %s (registration)", cck_provider_get_name (job->provider));

  return dex_await (cck_keyring_store (cck_session_get_keyring (job->session),
                                       CCK_SECRET_REGISTRATION,
                                       cck_provider_get_id (job->provider), NULL, label,
                                       management),
                    error);
}

/* The private half stays here, in the keyring. */
static gboolean
draw_key (Job     *job,
          GError **error)
{
  if (cck_provider_get_client_auth (job->provider) != CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT)
    return TRUE;

  job->key = cck_jwk_generate (CCK_ALGORITHM_ES256, error);

  return job->key != NULL;
}

static CckSecret *
dup_credential (Job                   *job,
                CckClientRegistration *answer)
{
  const char *secret = cck_client_registration_get_client_secret (answer);

  if (cck_provider_get_client_auth (job->provider) == CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT)
    return job->key == NULL ? NULL : cck_secret_new_take (cck_jwk_to_json (job->key, TRUE));

  return secret == NULL ? NULL : cck_secret_new (secret);
}

static DexFuture *
register_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckClientRegistration) answer = NULL;
  g_autoptr (CckSecret) credential = NULL;
  GError *error = NULL;

  /* What is registered and can't be kept would be a client that nobody can use any more. */
  if (!dex_await (cck_session_keyring_ready (job->session), &error) || !draw_key (job, &error))
    return dex_future_new_for_error (error);

  answer = await_answer (job, &error);
  if (answer == NULL || !take_answer (job, answer, &error))
    return dex_future_new_for_error (error);

  credential = dup_credential (job, answer);
  if (!cck_session_await_add_provider (job->session, job->provider, credential, &error))
    return dex_future_new_for_error (error);

  if (!await_keep_management (job, answer, &error))
    {
      dex_await (cck_session_remove_provider (job->session, job->provider), NULL);
      return dex_future_new_for_error (error);
    }

  return dex_future_new_take_object (g_object_ref (job->provider));
}

DexFuture *
cck_session_register_provider (CckSession  *self,
                               CckProvider *provider,
                               CckSecret   *initial_access_token)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  job = g_new0 (Job, 1);
  job->session = g_object_ref (self);
  job->provider = g_object_ref (provider);
  job->initial_access_token
    = initial_access_token == NULL ? NULL : cck_secret_ref (initial_access_token);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, register_fiber, job, job_free));
}
