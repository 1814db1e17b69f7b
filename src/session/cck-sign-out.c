/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-out.h"

#include <glib/gi18n-lib.h>

#include "cck-detached.h"
#include "cck-oauth-error.h"
#include "cck-provider-link.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-store-error.h"
#include "cck-token-client.h"
#include "cck-vault.h"

/* A refresh under way is let to its end. In milliseconds. */
#define LOCK_TIMEOUT 30000

G_DEFINE_BOXED_TYPE (CckSignOutResult, cck_sign_out_result,
                     cck_sign_out_result_copy, cck_sign_out_result_free)

CckSignOutResult *
cck_sign_out_result_copy (const CckSignOutResult *self)
{
  CckSignOutResult *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (CckSignOutResult, 1);
  copy->supported = self->supported;
  copy->told = self->told;
  copy->lives_until = self->lives_until;
  copy->error = self->error == NULL ? NULL : g_error_copy (self->error);

  return copy;
}

void
cck_sign_out_result_free (CckSignOutResult *self)
{
  if (self == NULL)
    return;

  g_clear_error (&self->error);
  g_free (self);
}

typedef struct
{
  CckSession *session;
  CckAccount *account;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->account);
  g_free (job);
}

static gboolean
await_revoked (Job              *job,
               CckProviderLink  *link,
               const char       *token,
               const char       *hint,
               GError          **error)
{
  if (token == NULL)
    return TRUE;

  return dex_await (cck_token_client_revoke (cck_session_get_http (job->session),
                                             cck_provider_link_get_metadata (link),
                                             cck_provider_link_get_client (link), token, hint),
                    error);
}

/* Each token on its own: an access token may outlive its refresh token (RFC 7009 §2.1). A provider
 * that revokes no access tokens (§2.2.1, unsupported_token_type) has been told all that it wants to
 * hear, once the refresh token is revoked. */
static gboolean
await_revocation (Job               *job,
                  CckProviderLink   *link,
                  CckTokenSet       *tokens,
                  CckSignOutResult  *result)
{
  const char *refresh_token = cck_token_set_get_refresh_token (tokens);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  await_revoked (job, link, refresh_token, "refresh_token", &first);
  await_revoked (job, link, cck_token_set_get_access_token (tokens), "access_token", &second);

  if (refresh_token != NULL
      && g_strcmp0 (cck_oauth_error_get_word (second), "unsupported_token_type") == 0)
    {
      result->lives_until = cck_token_set_get_expires_at (tokens);
      g_clear_error (&second);
    }

  if (first == NULL && second == NULL)
    return TRUE;

  result->error = first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);

  return FALSE;
}

static void
await_telling (Job              *job,
               CckTokenSet      *tokens,
               CckSignOutResult *result)
{
  CckProvider *provider = cck_session_get_provider_of (job->session, job->account);
  g_autoptr (CckProviderLink) link = NULL;
  CckMetadata *metadata;

  /* RFC 9700 §4.4: nobody but the issuer that gave them sees these tokens. */
  if (provider == NULL || !cck_session_issued_by (job->account, provider))
    {
      result->supported = TRUE;
      result->error
        = g_error_new (CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN,
                       _("The provider that “%s” signed in at is gone or has been changed."),
                       cck_account_get_label (job->account));
      return;
    }

  link = dex_await_boxed (cck_session_link_provider (job->session, provider), &result->error);
  if (link == NULL)
    {
      result->supported = TRUE;
      return;
    }

  metadata = cck_provider_link_get_metadata (link);
  result->supported = cck_metadata_get_revocation_endpoint (metadata) != NULL;
  if (result->supported)
    result->told = await_revocation (job, link, tokens, result);
}

/* Only what says that there is no such item, or no keyring at all, lets a sign-out go on without its
 * tokens: a locked keyring would keep them behind. */
static gboolean
may_go_on (const GError *error)
{
  return g_error_matches (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN)
         || g_error_matches (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING)
         || error->domain == CCK_OAUTH_ERROR;
}

static gboolean
await_removal (Job     *job,
               GError **error)
{
  GError *local = NULL;

  g_hash_table_remove (cck_session_get_unsaved (job->session), cck_account_get_id (job->account));
  dex_await (cck_keyring_clear (cck_session_get_keyring (job->session), CCK_SECRET_TOKENS,
                                cck_account_get_provider_id (job->account),
                                cck_account_get_id (job->account)),
             &local);
  if (local != NULL && !may_go_on (local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);

  return cck_account_store_remove (cck_session_get_accounts (job->session), job->account, error);
}

static DexFuture *
sign_out_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckAccountLock) lock = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckSignOutResult) result = g_new0 (CckSignOutResult, 1);
  GError *error = NULL;

  lock = dex_await_boxed (cck_session_lock_account (job->session, job->account, LOCK_TIMEOUT),
                          &error);
  if (lock == NULL)
    return dex_future_new_for_error (error);

  tokens = cck_session_await_tokens (job->session, job->account, &error);
  if (tokens == NULL && !may_go_on (error))
    return dex_future_new_for_error (error);

  if (tokens != NULL)
    {
      await_telling (job, tokens, result);
    }
  else
    {
      /* Nothing is left to revoke with: the provider has not been told. */
      result->supported = TRUE;
      result->error = g_steal_pointer (&error);
    }

  if (!await_removal (job, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (CCK_TYPE_SIGN_OUT_RESULT, g_steal_pointer (&result));
}

DexFuture *
cck_session_sign_out (CckSession *session,
                      CckAccount *account)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  job = g_new0 (Job, 1);
  job->session = g_object_ref (session);
  job->account = g_object_ref (account);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, sign_out_fiber, job, job_free));
}
