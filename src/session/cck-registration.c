/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-registration.h"

#include "cck-detached.h"
#include "cck-session-private.h"
#include "cck-sign-out.h"
#include "cck-store-error.h"

typedef struct
{
  CckSession  *session;
  CckProvider *provider;
  CckSecret   *client_secret;
} Job;

static Job *
job_new (CckSession  *session,
         CckProvider *provider,
         CckSecret   *client_secret)
{
  Job *job = g_new0 (Job, 1);

  job->session = g_object_ref (session);
  job->provider = g_object_ref (provider);
  job->client_secret = client_secret == NULL ? NULL : cck_secret_ref (client_secret);

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->provider);
  g_clear_pointer (&job->client_secret, cck_secret_unref);
  g_free (job);
}

static gboolean
await_client_secret (Job     *job,
                     GError **error)
{
  g_autofree char *label = NULL;

  if (job->client_secret == NULL)
    return TRUE;

  label = g_strdup_printf ("Claimcheck: %s (client secret)",
                           cck_provider_get_name (job->provider));

  return dex_await (cck_keyring_store (cck_session_get_keyring (job->session),
                                       CCK_SECRET_CLIENT_SECRET,
                                       cck_provider_get_id (job->provider), NULL, label,
                                       job->client_secret),
                    error);
}

/* The store gives the provider its id, which the secret is kept under; so the file comes first and
 * goes again where the secret can't be kept. */
static DexFuture *
add_fiber (gpointer user_data)
{
  Job *job = user_data;
  CckProviderStore *providers = cck_session_get_providers (job->session);
  GError *error = NULL;

  if (!cck_provider_store_add (providers, job->provider, &error))
    return dex_future_new_for_error (error);

  if (!await_client_secret (job, &error))
    {
      cck_provider_store_remove (providers, job->provider, NULL);
      return dex_future_new_for_error (error);
    }

  return dex_future_new_true ();
}

DexFuture *
cck_session_add_provider (CckSession  *self,
                          CckProvider *provider,
                          CckSecret   *client_secret)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, add_fiber,
                                                job_new (self, provider, client_secret), job_free));
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

static gboolean
await_clear_client_secret (Job     *job,
                           GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!cck_provider_auth_needs_secret (cck_provider_get_client_auth (job->provider)))
    return TRUE;

  dex_await (cck_keyring_clear (cck_session_get_keyring (job->session), CCK_SECRET_CLIENT_SECRET,
                                cck_provider_get_id (job->provider), NULL),
             &local);

  /* Without a keyring there is nothing to clear; a locked one would keep the secret behind. */
  if (local == NULL || g_error_matches (local, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static DexFuture *
remove_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;

  if (!await_sign_outs (job, &error) || !await_clear_client_secret (job, &error)
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
