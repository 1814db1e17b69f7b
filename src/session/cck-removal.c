/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-removal.h"

#include <glib/gi18n-lib.h>

#include "cck-detached.h"
#include "cck-oauth-error.h"
#include "cck-registration-client.h"
#include "cck-sensitive.h"
#include "cck-session-private.h"
#include "cck-sign-out.h"
#include "cck-store-error.h"

G_DEFINE_BOXED_TYPE (CckRemoval, cck_removal, cck_removal_copy, cck_removal_free)

CckRemoval *
cck_removal_copy (const CckRemoval *self)
{
  CckRemoval *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (CckRemoval, 1);
  copy->registered = self->registered;
  copy->deregistered = self->deregistered;
  copy->error = self->error == NULL ? NULL : g_error_copy (self->error);

  return copy;
}

void
cck_removal_free (CckRemoval *self)
{
  if (self == NULL)
    return;

  g_clear_error (&self->error);
  g_free (self);
}

typedef struct
{
  CckSession  *session;
  CckProvider *provider;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->provider);
  g_free (job);
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

/* The registration's address, the token that opens it and the endpoint that gave both, a line each.
 * NULL where nobody registered us, or where the keyring can't be read: clearing it says so. */
static CckSecret *
await_management (Job *job)
{
  return dex_await_boxed (cck_keyring_lookup (cck_session_get_keyring (job->session),
                                              CCK_SECRET_REGISTRATION,
                                              cck_provider_get_id (job->provider), NULL),
                          NULL);
}

static gboolean
is_same_origin (const char *one,
                const char *other)
{
  g_autoptr (GUri) a = g_uri_parse (one, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_autoptr (GUri) b = g_uri_parse (other, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  return a != NULL && b != NULL && g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b))
         && g_uri_get_host (a) != NULL && g_uri_get_host (b) != NULL
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b);
}

static void
wipe_lines (char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    cck_sensitive_free (lines[i]);
  g_free (lines);
}

/* RFC 7592 §2.3. The token goes to nobody but the server that gave it. */
static void
await_deregistration (Job        *job,
                      CckRemoval *removal)
{
  g_autoptr (CckSecret) management = await_management (job);
  CckHttp *http = NULL;
  char **lines;

  if (management == NULL)
    return;

  removal->registered = TRUE;
  lines = g_strsplit (cck_secret_get_text (management), "\n", -1);
  if (g_strv_length (lines) != 3 || !is_same_origin (lines[0], lines[2]))
    g_set_error_literal (&removal->error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                         _("The address of the registration is not on the server that registered "
                           "it, so nothing was sent there."));
  else
    http = cck_session_get_http_for (job->session, job->provider, NULL, &removal->error);

  if (http != NULL)
    removal->deregistered
      = dex_await (cck_registration_client_delete (http, lines[0], lines[1],
                                                   cck_session_http_flags_for (job->provider)),
                   &removal->error);
  wipe_lines (lines);
}

/* That it is gone already is no reason to leave the rest behind. */
static gboolean
may_be_removed (Job     *job,
                GError **error)
{
  g_autoptr (GError) local = NULL;

  if (cck_provider_store_may_change (cck_session_get_providers (job->session), job->provider,
                                     &local)
      || g_error_matches (local, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static DexFuture *
remove_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckRemoval) removal = g_new0 (CckRemoval, 1);
  GError *error = NULL;

  if (!may_be_removed (job, &error) || !await_sign_outs (job, &error))
    return dex_future_new_for_error (error);

  await_deregistration (job, removal);
  if (!await_clear_secrets (job, &error)
      || !cck_provider_store_remove (cck_session_get_providers (job->session), job->provider,
                                     &error))
    return dex_future_new_for_error (error);

  g_hash_table_remove (cck_session_get_known (job->session),
                       cck_provider_get_id (job->provider));

  return dex_future_new_take_boxed (CCK_TYPE_REMOVAL, g_steal_pointer (&removal));
}

DexFuture *
cck_session_remove_provider (CckSession  *self,
                             CckProvider *provider)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  job = g_new0 (Job, 1);
  job->session = g_object_ref (self);
  job->provider = g_object_ref (provider);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, remove_fiber, job, job_free));
}
