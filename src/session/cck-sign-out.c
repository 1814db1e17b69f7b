/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-out.h"

#include <glib/gi18n-lib.h>

#include "cck-chronicle-private.h"
#include "cck-detached.h"
#include "cck-end-session.h"
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
  copy->nothing_left = self->nothing_left;
  copy->refresh_failed = self->refresh_failed;
  copy->error = self->error == NULL ? NULL : g_error_copy (self->error);
  copy->end_session_uri = g_strdup (self->end_session_uri);

  return copy;
}

void
cck_sign_out_result_free (CckSignOutResult *self)
{
  if (self == NULL)
    return;

  g_clear_error (&self->error);
  g_free (self->end_session_uri);
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

  return dex_await (cck_token_client_revoke (cck_provider_link_get_client (link), token, hint,
                                             cck_clock_get_now (
                                               cck_session_get_clock (job->session))),
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

  result->refresh_failed = first != NULL;
  result->error = first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);

  return FALSE;
}

/* RP-Initiated Logout §2: the account's own name at the provider says whose session it is; no token
 * stands in an address. */
static void
find_end_session (Job              *job,
                  CckProviderLink  *link,
                  CckSignOutResult *result)
{
  const char *subject = cck_account_get_has_id_token (job->account)
                            && !cck_session_is_client_account (job->account)
                          ? cck_account_get_subject (job->account)
                          : NULL;

  result->end_session_uri
    = cck_end_session_dup_uri (cck_provider_link_get_metadata (link),
                               &(CckEndSession) {
                                 .client_id = cck_account_get_client_id (job->account),
                                 .logout_hint = subject,
                               },
                               NULL);
}

static CckProviderLink *
await_link (Job     *job,
            GError **error)
{
  CckProvider *provider = cck_session_get_provider_of (job->session, job->account);

  /* RFC 9700 §4.4: nobody but the issuer that gave them sees these tokens. */
  if (provider == NULL || !cck_session_issued_by (job->account, provider))
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN,
                   _("The provider that “%s” signed in at is gone or has been changed."),
                   cck_account_get_label (job->account));
      return NULL;
    }

  return dex_await_boxed (cck_session_link_provider (job->session, provider), error);
}

static void
await_telling (Job              *job,
               CckTokenSet      *tokens,
               CckSignOutResult *result)
{
  g_autoptr (CckProviderLink) link = await_link (job, &result->error);
  CckMetadata *metadata;

  if (link == NULL)
    {
      result->supported = TRUE;
      return;
    }

  metadata = cck_provider_link_get_metadata (link);
  result->supported = cck_metadata_get_revocation_endpoint (metadata) != NULL;
  if (result->supported)
    result->told = await_revocation (job, link, tokens, result);
  find_end_session (job, link, result);
  cck_session_note_revoked (job->session,
                            cck_session_get_provider_of (job->session, job->account), job->account,
                            tokens, result->told);
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

/* What was revoked before has no tokens, and the account says so. One whose item somebody took out of
 * the keyring is another thing: its tokens live on. */
static gboolean
was_revoked (CckAccount *account)
{
  return cck_account_get_state (account) != CCK_ACCOUNT_SIGNED_IN
         && cck_account_get_issued_at (account) == 0;
}

static void
say_nothing_left (CckSignOutResult *result)
{
  result->supported = TRUE;
  result->told = TRUE;
  result->nothing_left = TRUE;
}

static gboolean
await_removal (Job     *job,
               GError **error)
{
  if (!cck_session_await_forget_tokens (job->session, job->account, error))
    return FALSE;

  cck_session_note (job->session, cck_session_get_provider_of (job->session, job->account),
                    job->account, &(CckHistoryEvent) { .kind = CCK_HISTORY_SIGNED_OUT });

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
  else if (was_revoked (job->account))
    {
      say_nothing_left (result);
      g_clear_error (&error);
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

static Job *
job_new (CckSession *session,
         CckAccount *account)
{
  Job *job = g_new0 (Job, 1);

  job->session = g_object_ref (session);
  job->account = g_object_ref (account);

  return job;
}

DexFuture *
cck_session_sign_out (CckSession *session,
                      CckAccount *account)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, sign_out_fiber,
                                                job_new (session, account), job_free));
}

/* What can't be revoked now stays, so that it can be later: only an account that is given up may leave
 * tokens behind that live on. Once the refresh token is gone there is no way back. */
static gboolean
await_revoke (Job               *job,
              CckTokenSet       *tokens,
              CckSignOutResult  *result,
              GError           **error)
{
  g_autoptr (CckProviderLink) link = await_link (job, error);
  const char *refresh_token = cck_token_set_get_refresh_token (tokens);

  if (link == NULL)
    return FALSE;

  result->supported = TRUE;
  result->told = await_revocation (job, link, tokens, result);
  if (!result->told && (refresh_token == NULL || result->refresh_failed))
    {
      g_propagate_error (error, g_steal_pointer (&result->error));
      return FALSE;
    }

  find_end_session (job, link, result);

  return TRUE;
}

static gboolean
await_forgetting (Job     *job,
                  GError **error)
{
  if (!cck_session_await_forget_tokens (job->session, job->account, error))
    return FALSE;

  cck_account_set_signed_out (job->account);
  cck_account_set_state (job->account, CCK_ACCOUNT_SIGN_IN_AGAIN);

  return cck_account_store_save (cck_session_get_accounts (job->session), job->account, error);
}

static DexFuture *
revoke_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckAccountLock) lock = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckSignOutResult) result = g_new0 (CckSignOutResult, 1);
  GError *error = NULL;

  lock = dex_await_boxed (cck_session_lock_account (job->session, job->account, LOCK_TIMEOUT),
                          &error);
  if (lock == NULL
      || !cck_account_store_reload (cck_session_get_accounts (job->session), job->account, &error))
    return dex_future_new_for_error (error);

  tokens = cck_session_await_tokens (job->session, job->account, &error);
  if (tokens == NULL && was_revoked (job->account) && may_go_on (error))
    {
      g_clear_error (&error);
      say_nothing_left (result);
      return dex_future_new_take_boxed (CCK_TYPE_SIGN_OUT_RESULT, g_steal_pointer (&result));
    }

  if (tokens == NULL || !await_revoke (job, tokens, result, &error)
      || !await_forgetting (job, &error))
    return dex_future_new_for_error (error);

  cck_session_note_revoked (job->session,
                            cck_session_get_provider_of (job->session, job->account), job->account,
                            tokens, result->told);

  return dex_future_new_take_boxed (CCK_TYPE_SIGN_OUT_RESULT, g_steal_pointer (&result));
}

DexFuture *
cck_session_revoke (CckSession *session,
                    CckAccount *account)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, revoke_fiber, job_new (session, account),
                                                job_free));
}
