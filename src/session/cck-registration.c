/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-registration.h"

#include "cck-credential.h"
#include "cck-detached.h"
#include "cck-http.h"
#include "cck-registration-private.h"
#include "cck-session-private.h"
#include "cck-sign-out.h"
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

/* The new credential first: with a file that asks for another one than there is, nothing works. */
static DexFuture *
save_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;

  if ((job->credential != NULL
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

static gboolean
await_sign_outs (Job     *job,
                 GError **error)
{
  g_autoptr (GPtrArray) accounts
    = cck_account_store_list_by_provider (cck_session_get_accounts (job->session),
                                          cck_provider_get_id (job->provider));

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autoptr (CckSignOutResult) result
        = dex_await_boxed (cck_session_sign_out (job->session, g_ptr_array_index (accounts, i)),
                           error);

      if (result == NULL)
        return FALSE;
    }

  return TRUE;
}

/* All three kinds: the method may have been another one before. */
static gboolean
await_clear_secrets (Job     *job,
                     GError **error)
{
  static const CckSecretKind kinds[] = {
    CCK_SECRET_CLIENT_SECRET, CCK_SECRET_CLIENT_KEY, CCK_SECRET_REGISTRATION,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) local = NULL;

      dex_await (cck_keyring_clear (cck_session_get_keyring (job->session), kinds[i],
                                    cck_provider_get_id (job->provider), NULL),
                 &local);

      /* Without a keyring there is nothing to clear; a locked one would keep the secret behind. */
      if (local == NULL
          || g_error_matches (local, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING))
        continue;

      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
remove_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;

  if (!await_sign_outs (job, &error) || !await_clear_secrets (job, &error)
      || !cck_provider_store_remove (cck_session_get_providers (job->session), job->provider,
                                     &error))
    return dex_future_new_for_error (error);

  g_hash_table_remove (cck_session_get_known (job->session),
                       cck_provider_get_id (job->provider));

  return dex_future_new_true ();
}

DexFuture *
cck_session_remove_provider (CckSession  *self,
                             CckProvider *provider)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, remove_fiber,
                                                job_new (self, provider, NULL), job_free));
}
