/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-refresher.h"

#include <glib/gi18n-lib.h>

#include "cck-detached.h"
#include "cck-jwt.h"
#include "cck-refresher-private.h"
#include "cck-renewal.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-store-error.h"
#include "cck-token-private.h"
#include "cck-vault.h"

/* How long to wait for another process that is refreshing the same account: its request and answer
 * are bounded too. In milliseconds. */
#define LOCK_TIMEOUT 30000
/* Seconds by which a clock may be wrong, before what it said is not believed. */
#define MAX_AHEAD 300

typedef struct
{
  CckSession  *session;
  CckAccount  *account;
  CckProvider *provider; /* set by the fiber */
  CckTokenKind kind;
  guint        min_valid;
  gboolean     always; /* ask the provider, however fresh the token is */
} Job;

static Job *
job_new (CckSession   *session,
         CckAccount   *account,
         CckTokenKind  kind,
         guint         min_valid,
         gboolean      always)
{
  Job *job = g_new0 (Job, 1);

  job->session = g_object_ref (session);
  job->account = g_object_ref (account);
  job->kind = kind;
  job->min_valid = min_valid;
  job->always = always;

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->account);
  g_clear_object (&job->provider);
  g_free (job);
}

static gint64
job_now (Job *job)
{
  return cck_clock_get_now (cck_session_get_clock (job->session));
}

/* When the token of the kind that is asked for ends; 0 where nobody says. */
static gint64
expiry_of (CckTokenSet  *tokens,
           CckTokenKind  kind)
{
  g_autoptr (CckJwt) jwt = NULL;
  gint64 expires_at = 0;

  if (kind == CCK_TOKEN_ACCESS)
    return cck_token_set_get_expires_at (tokens);

  /* Nobody says how long a refresh token lives (RFC 6749 §5.1 is about the access token). */
  if (kind == CCK_TOKEN_REFRESH)
    return 0;

  if (cck_token_set_get_id_token (tokens) == NULL)
    return 0;

  jwt = cck_jwt_parse (cck_token_set_get_id_token (tokens), -1, CCK_JWT_FLAGS_NONE, NULL);
  if (jwt == NULL || !cck_jwt_get_time (jwt, "exp", &expires_at))
    return 0;

  return expires_at;
}

/* The clock was ahead when the tokens came and has been set right since: nobody knows when they end. */
gboolean
cck_session_is_ahead (CckSession *session,
                      CckAccount *account)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (session));

  return cck_account_get_issued_at (account) > now + MAX_AHEAD
         && (cck_account_get_has_refresh_token (account) || cck_session_is_client_account (account));
}

static gboolean
serves (Job         *job,
        CckTokenSet *tokens)
{
  gint64 expires_at = expiry_of (tokens, job->kind);

  return !job->always
         && (expires_at == 0
             || (expires_at - job_now (job) >= job->min_valid
                 && !cck_session_is_ahead (job->session, job->account)));
}

static const char *
get_text (CckTokenSet  *tokens,
          CckTokenKind  kind)
{
  switch (kind)
    {
    case CCK_TOKEN_ID:
      return cck_token_set_get_id_token (tokens);

    case CCK_TOKEN_REFRESH:
      return cck_token_set_get_refresh_token (tokens);

    case CCK_TOKEN_ACCESS:
    default:
      return cck_token_set_get_access_token (tokens);
    }
}

static CckToken *
give_out (Job          *job,
          CckTokenSet  *tokens,
          GError      **error)
{
  const char *text = get_text (tokens, job->kind);

  if (text == NULL)
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_NO_TOKEN,
                           job->kind == CCK_TOKEN_REFRESH ? _("This account has no refresh token.")
                                                          : _("This account has no ID token."));
      return NULL;
    }

  return cck_token_new (text, cck_token_set_get_token_type (tokens),
                        cck_token_set_get_scope (tokens), expiry_of (tokens, job->kind));
}

static CckTokenSet *
await_counted_renewal (Job          *job,
                       CckTokenSet  *tokens,
                       GError      **error)
{
  guint *n_renewals = cck_session_get_n_renewals (job->session);
  CckTokenSet *renewed;

  (*n_renewals)++;
  renewed = cck_session_await_renewal (job->session, job->account, job->provider, tokens, error);
  (*n_renewals)--;

  return renewed;
}

/* Everything between reading the keyring and saving the answer happens under the account's lock, so
 * that no other process sends the same refresh token. */
static CckTokenSet *
await_locked (Job     *job,
              GError **error)
{
  CckAccountStore *accounts = cck_session_get_accounts (job->session);
  g_autoptr (CckAccountLock) lock = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;

  lock = dex_await_boxed (cck_session_lock_account (job->session, job->account, LOCK_TIMEOUT),
                          error);
  if (lock == NULL || !cck_account_store_reload (accounts, job->account, error))
    return NULL;

  tokens = cck_session_await_tokens (job->session, job->account, error);
  if (tokens == NULL || serves (job, tokens))
    return g_steal_pointer (&tokens);

  return await_counted_renewal (job, tokens, error);
}

static gboolean
find_provider (Job     *job,
               GError **error)
{
  g_set_object (&job->provider, cck_session_get_provider_of (job->session, job->account));
  if (job->provider == NULL)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                   _("The provider of “%s” is gone."), cck_account_get_label (job->account));
      return FALSE;
    }

  /* RFC 9700 §4.4: these tokens are the business of the issuer that gave them, and of this client. A
   * provider that was edited since then is somebody else. */
  if (!cck_session_issued_by (job->account, job->provider))
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN,
                   _("The registration of “%s” has changed since this account signed in."),
                   cck_provider_get_name (job->provider));
      return FALSE;
    }

  if (cck_session_is_stale (job->account, job->provider))
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_STALE,
                   _("“%s” asks for another scope, resource or audience now than when this account "
                     "signed in."),
                   cck_provider_get_name (job->provider));
      return FALSE;
    }

  return TRUE;
}

static CckTokenSet *
await_token_set (Job     *job,
                 GError **error)
{
  g_autoptr (CckTokenSet) tokens = NULL;

  if (!find_provider (job, error))
    return NULL;

  if (!job->always)
    {
      tokens = cck_session_await_tokens (job->session, job->account, error);
      if (tokens == NULL)
        return NULL;
    }

  if (tokens != NULL && serves (job, tokens))
    return g_steal_pointer (&tokens);

  return await_locked (job, error);
}

static DexFuture *
token_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckTokenSet) tokens = NULL;
  CckToken *token = NULL;
  GError *error = NULL;

  tokens = await_token_set (job, &error);
  if (tokens != NULL)
    token = give_out (job, tokens, &error);
  if (token == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (CCK_TYPE_TOKEN, token);
}

static DexFuture *
token_set_fiber (gpointer user_data)
{
  GError *error = NULL;
  CckTokenSet *tokens = await_token_set (user_data, &error);

  if (tokens == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (CCK_TYPE_TOKEN_SET, tokens);
}

DexFuture *
cck_session_get_token_set (CckSession *session,
                           CckAccount *account,
                           guint       min_valid)
{
  return cck_detached_new (
    dex_scheduler_spawn (NULL, 0, token_set_fiber,
                         job_new (session, account, CCK_TOKEN_ACCESS, min_valid, FALSE), job_free));
}

gboolean
cck_session_is_renewing (CckSession *session)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), FALSE);

  return *cck_session_get_n_renewals (session) > 0;
}

gboolean
cck_session_can_refresh (CckSession *session,
                         CckAccount *account)
{
  CckProvider *provider;

  g_return_val_if_fail (CCK_IS_SESSION (session), FALSE);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), FALSE);

  provider = cck_session_get_provider_of (session, account);

  return provider != NULL && cck_account_get_state (account) == CCK_ACCOUNT_SIGNED_IN
         && cck_session_issued_by (account, provider) && !cck_session_is_stale (account, provider)
         && (cck_account_get_has_refresh_token (account) || cck_session_is_client_account (account));
}

gboolean
cck_session_account_is_stale (CckSession *session,
                              CckAccount *account)
{
  CckProvider *provider;

  g_return_val_if_fail (CCK_IS_SESSION (session), FALSE);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), FALSE);

  provider = cck_session_get_provider_of (session, account);

  return provider != NULL && cck_session_is_stale (account, provider);
}

DexFuture *
cck_session_get_token (CckSession   *session,
                       CckAccount   *account,
                       CckTokenKind  kind,
                       guint         min_valid)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return cck_detached_new (
    dex_scheduler_spawn (NULL, 0, token_fiber,
                         job_new (session, account, kind, min_valid, FALSE), job_free));
}

static DexFuture *
refresh_ended (DexFuture *future,
               gpointer   user_data)
{
  Job *job = user_data;

  g_hash_table_remove (cck_session_get_running (job->session), cck_account_get_id (job->account));

  return dex_ref (future);
}

DexFuture *
cck_session_refresh (CckSession *session,
                     CckAccount *account)
{
  GHashTable *running;
  DexFuture *future;
  const char *id;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  running = cck_session_get_running (session);
  id = cck_account_get_id (account);

  /* Whoever asks while a refresh is under way gets its answer: one request, not two. */
  future = g_hash_table_lookup (running, id);
  if (future != NULL)
    return dex_ref (future);

  future = dex_scheduler_spawn (NULL, 0, token_fiber,
                                job_new (session, account, CCK_TOKEN_ACCESS, 0, TRUE), job_free);
  future = dex_future_finally (future, refresh_ended,
                               job_new (session, account, CCK_TOKEN_ACCESS, 0, TRUE), job_free);
  future = cck_detached_new (future);
  if (dex_future_is_pending (future))
    g_hash_table_replace (running, g_strdup (id), dex_ref (future));

  return future;
}
