/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-registration.h"

#include "cck-credential.h"
#include "cck-detached.h"
#include "cck-http.h"
#include "cck-registration-private.h"
#include "cck-session-private.h"

typedef struct
{
  CckSession  *session;
  CckProvider *provider;
  CckSecret   *credential;
} Job;

static Job *
job_new (CckSession  *session,
         CckProvider *provider,
         CckSecret   *credential)
{
  Job *job = g_new0 (Job, 1);

  job->session = g_object_ref (session);
  job->provider = g_object_ref (provider);
  job->credential = credential == NULL ? NULL : cck_secret_ref (credential);

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->provider);
  g_clear_pointer (&job->credential, cck_secret_unref);
  g_free (job);
}

/* Nothing is saved that could not be used: a key that is none would only be found out in the browser. */
static gboolean
check_credential (CckProvider  *provider,
                  CckSecret    *text,
                  GError      **error)
{
  g_autoptr (CckCredential) credential = cck_credential_new (provider, text, error);
  g_autoptr (CckHttp) probe = NULL;
  CckSecret *identity;

  if (credential == NULL)
    return FALSE;

  identity = cck_credential_get_identity (credential);
  if (identity == NULL)
    return TRUE;

  probe = cck_http_new_for_provider (NULL, cck_secret_get_text (identity), error);

  return probe != NULL;
}

static gboolean
await_credential (CckSession   *session,
                  CckProvider  *provider,
                  CckSecret    *credential,
                  GError      **error)
{
  g_autofree char *label = NULL;
  CckSecretKind kind;

  if (credential == NULL || !cck_credential_get_kind (provider, &kind))
    return TRUE;

  label = g_strdup_printf (kind == CCK_SECRET_CLIENT_SECRET ? "Claimcheck: %s (client secret)"
                                                            : "Claimcheck: %s (client key)",
                           cck_provider_get_name (provider));

  return dex_await (cck_keyring_store (cck_session_get_keyring (session), kind,
                                       cck_provider_get_id (provider), NULL, label, credential),
                    error);
}

/* The store gives the provider its id, which the credential is kept under; so the file comes first and
 * goes again where the credential can't be kept. */
gboolean
cck_session_await_add_provider (CckSession   *session,
                                CckProvider  *provider,
                                CckSecret    *credential,
                                GError      **error)
{
  CckProviderStore *providers = cck_session_get_providers (session);

  if (!check_credential (provider, credential, error)
      || !cck_provider_store_add (providers, provider, error))
    return FALSE;

  if (await_credential (session, provider, credential, error))
    return TRUE;

  cck_provider_store_remove (providers, provider, NULL);

  return FALSE;
}

static DexFuture *
add_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;

  if (!cck_session_await_add_provider (job->session, job->provider, job->credential, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

DexFuture *
cck_session_add_provider (CckSession  *self,
                          CckProvider *provider,
                          CckSecret   *credential)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, add_fiber,
                                                job_new (self, provider, credential), job_free));
}

/* The new credential first: with a file that asks for another one than there is, nothing works. */
static DexFuture *
save_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;

  if (!cck_provider_store_may_change (cck_session_get_providers (job->session), job->provider,
                                      &error)
      || (job->credential != NULL
          && !check_credential (job->provider, job->credential, &error))
      || !cck_provider_validate (job->provider, &error)
      || !await_credential (job->session, job->provider, job->credential, &error)
      || !cck_provider_store_save (cck_session_get_providers (job->session), job->provider,
                                   &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

DexFuture *
cck_session_save_provider (CckSession  *self,
                           CckProvider *provider,
                           CckSecret   *credential)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, save_fiber,
                                                job_new (self, provider, credential), job_free));
}

static DexFuture *
keep_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;

  if (!check_credential (job->provider, job->credential, &error)
      || !await_credential (job->session, job->provider, job->credential, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

DexFuture *
cck_session_keep_credential (CckSession  *self,
                             CckProvider *provider,
                             CckSecret   *credential)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (credential != NULL, NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, keep_fiber,
                                                job_new (self, provider, credential), job_free));
}
