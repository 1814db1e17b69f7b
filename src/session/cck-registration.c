/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-registration.h"

#include "cck-credential.h"
#include "cck-detached.h"
#include "cck-http.h"
#include "cck-registration-private.h"
#include "cck-session-private.h"
#include "cck-store-error.h"

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

/* @unused: only what the method has no use for, which would lie in the keyring until the provider is
 * removed. */
static gboolean
await_clear (Job       *job,
             gboolean   unused,
             GError   **error)
{
  static const CckSecretKind kinds[] = { CCK_SECRET_CLIENT_SECRET, CCK_SECRET_CLIENT_KEY };
  CckSecretKind used;
  gboolean keep = unused && cck_credential_get_kind (job->provider, &used);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!(keep && kinds[i] == used)
          && !dex_await (cck_keyring_clear (cck_session_get_keyring (job->session), kinds[i],
                                            cck_provider_get_id (job->provider), NULL),
                         error))
        return FALSE;
    }

  return TRUE;
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

  /* The provider is saved whatever the keyring says to this; removing it clears all there is. */
  await_clear (job, TRUE, NULL);

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

static DexFuture *
has_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckSecret) credential = NULL;
  GError *error = NULL;
  CckSecretKind kind;

  if (!cck_credential_get_kind (job->provider, &kind))
    return dex_future_new_for_boolean (FALSE);

  credential = dex_await_boxed (cck_keyring_lookup (cck_session_get_keyring (job->session), kind,
                                                    cck_provider_get_id (job->provider), NULL),
                                &error);
  if (error != NULL && !g_error_matches (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    return dex_future_new_for_error (error);

  g_clear_error (&error);

  return dex_future_new_for_boolean (credential != NULL);
}

DexFuture *
cck_session_has_credential (CckSession  *self,
                            CckProvider *provider)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return dex_scheduler_spawn (NULL, 0, has_fiber, job_new (self, provider, NULL), job_free);
}

static DexFuture *
forget_fiber (gpointer user_data)
{
  GError *error = NULL;

  if (!await_clear (user_data, FALSE, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

DexFuture *
cck_session_forget_credential (CckSession  *self,
                               CckProvider *provider)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, forget_fiber,
                                                job_new (self, provider, NULL), job_free));
}
