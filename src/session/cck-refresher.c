/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-refresher.h"

#include <glib/gi18n-lib.h>

#include "cck-detached.h"
#include "cck-id-token.h"
#include "cck-jwt.h"
#include "cck-oauth-error.h"
#include "cck-provider-link.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-store-error.h"
#include "cck-token-client.h"
#include "cck-token-private.h"
#include "cck-vault.h"

/* How long to wait for another process that is refreshing the same account: its request and answer
 * are bounded too. In milliseconds. */
#define LOCK_TIMEOUT 30000

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

  if (cck_token_set_get_id_token (tokens) == NULL)
    return 0;

  jwt = cck_jwt_parse (cck_token_set_get_id_token (tokens), -1, CCK_JWT_FLAGS_NONE, NULL);
  if (jwt == NULL || !cck_jwt_get_time (jwt, "exp", &expires_at))
    return 0;

  return expires_at;
}

static gboolean
serves (Job         *job,
        CckTokenSet *tokens)
{
  gint64 expires_at = expiry_of (tokens, job->kind);

  return !job->always && (expires_at == 0 || expires_at - job_now (job) >= job->min_valid);
}

static CckToken *
give_out (Job          *job,
          CckTokenSet  *tokens,
          GError      **error)
{
  const char *text = job->kind == CCK_TOKEN_ID ? cck_token_set_get_id_token (tokens)
                                               : cck_token_set_get_access_token (tokens);

  if (text == NULL)
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_NO_TOKEN,
                           _("This account has no ID token."));
      return NULL;
    }

  return cck_token_new (text, cck_token_set_get_token_type (tokens),
                        cck_token_set_get_scope (tokens), expiry_of (tokens, job->kind));
}

static gboolean
may_ask (Job          *job,
         CckTokenSet  *tokens,
         GError      **error)
{
  gint64 wait = cck_account_get_retry_after (job->account) - job_now (job);

  if (cck_token_set_get_refresh_token (tokens) == NULL)
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN,
                           cck_account_get_state (job->account) == CCK_ACCOUNT_SIGN_IN_AGAIN
                             ? _("The refresh token is no longer accepted. Sign in again.")
                             : _("The token has ended and there is no refresh token."));
      return FALSE;
    }

  if (wait > 0)
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_WAIT,
                   ngettext ("The provider asked to wait %d more second.",
                             "The provider asked to wait %d more seconds.", (gulong) wait),
                   (int) wait);
      return FALSE;
    }

  return TRUE;
}

static gboolean
await_keyring_ready (Job     *job,
                     GError **error)
{
  CckKeyring *keyring = cck_session_get_keyring (job->session);

  if (cck_account_get_transient (job->account)
      || dex_await_enum (cck_keyring_check (keyring), NULL) != CCK_KEYRING_LOCKED)
    return TRUE;

  /* A rotated token that can't be saved would be lost: better not to ask at all. */
  g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_LOCKED,
                       _("The keyring is locked."));

  return FALSE;
}

static gboolean
brings_id_token (CckTokenSet *old,
                 CckTokenSet *merged)
{
  return cck_token_set_get_id_token (merged) != NULL
         && g_strcmp0 (cck_token_set_get_id_token (old), cck_token_set_get_id_token (merged)) != 0;
}

/* OIDC Core §12.2: an ID token that comes with a refresh names the same issuer, subject, audience and
 * time of authentication, and no nonce or the first one. */
static gboolean
same_auth_time (CckTokenSet  *old,
                CckJwt       *id_token,
                GError      **error)
{
  const char *text = cck_token_set_get_id_token (old);
  g_autoptr (CckJwt) before = text == NULL ? NULL : cck_jwt_parse (text, -1, CCK_JWT_FLAGS_NONE, NULL);
  gint64 then, now;

  if (before == NULL || !cck_jwt_get_time (before, "auth_time", &then)
      || !cck_jwt_get_time (id_token, "auth_time", &now) || then == now)
    return TRUE;

  g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CHECK_FAILED,
                       _("The refreshed ID token names another time of signing in."));

  return FALSE;
}

static gboolean
await_new_id_token (Job              *job,
                    CckProviderLink  *link,
                    CckTokenSet      *old,
                    CckTokenSet      *merged,
                    GError          **error)
{
  CckIdTokenRules rules = {
    .nonce = cck_token_set_get_nonce (merged),
    .nonce_optional = TRUE,
    .subject = cck_account_get_subject (job->account),
    .max_age = -1,
  };
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  jwt = cck_session_await_id_token (job->session, job->provider, link, merged, &rules, &verdict,
                                    error);

  return jwt != NULL && same_auth_time (old, jwt, error);
}

static void
remember_wait (Job          *job,
               const GError *error)
{
  gint64 seconds = cck_oauth_error_get_retry_after (error);

  if (seconds <= 0)
    return;

  cck_account_set_retry_after (job->account, job_now (job) + seconds);
  cck_account_store_save (cck_session_get_accounts (job->session), job->account, NULL);
}

/* RFC 6749 §5.2, invalid_grant: the session is over, and that token is never sent again, by no
 * process. What is left of the access token's time stays usable. */
static void
await_end_of_session (Job         *job,
                      CckTokenSet *tokens)
{
  g_autoptr (CckTokenSet) rest = cck_token_set_with_refresh_token (tokens, NULL);

  cck_session_await_save_tokens (job->session, job->account, rest, NULL);
  cck_account_set_state (job->account, CCK_ACCOUNT_SIGN_IN_AGAIN);
  cck_account_store_save (cck_session_get_accounts (job->session), job->account, NULL);
}

/* Before a session is called over: does the keyring hold another refresh token than the one that was
 * refused? Then somebody else has renewed it, and that set is the one to go on with. */
static CckTokenSet *
await_second_look (Job         *job,
                   CckTokenSet *refused)
{
  g_autoptr (CckTokenSet) stored = cck_session_await_tokens (job->session, job->account, NULL);

  if (stored == NULL || cck_token_set_get_refresh_token (stored) == NULL
      || g_str_equal (cck_token_set_get_refresh_token (stored),
                      cck_token_set_get_refresh_token (refused)))
    return NULL;

  return g_steal_pointer (&stored);
}

static GStrv
dup_refresh_parameters (Job *job)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) own = cck_provider_dup_parameters_for (job->provider, "refresh");

  for (gsize i = 0; own != NULL && own[i] != NULL; i += 2)
    g_strv_builder_take (builder, g_strconcat (own[i], "=", own[i + 1], NULL));

  return g_strv_builder_end (builder);
}

static CckTokenSet *
await_answer (Job              *job,
              CckProviderLink  *link,
              CckTokenSet      *tokens,
              GError          **error)
{
  g_auto (GStrv) parameters = dup_refresh_parameters (job);
  g_autoptr (GError) local = NULL;
  CckTokenSet *merged;

  merged = dex_await_boxed (
    cck_token_client_refresh (cck_session_get_http (job->session),
                              cck_provider_link_get_metadata (link),
                              cck_provider_link_get_client (link), tokens,
                              (const char * const *) parameters, job_now (job)),
    &local);
  if (merged != NULL)
    return merged;

  remember_wait (job, local);
  if (g_error_matches (local, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN))
    {
      merged = await_second_look (job, tokens);
      if (merged != NULL)
        return merged;
      await_end_of_session (job, tokens);
    }
  g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

static gboolean
await_save (Job          *job,
            CckTokenSet  *tokens,
            GError      **error)
{
  g_autofree char *fingerprint = NULL;
  CckAccountTokens summary;

  if (!cck_session_await_save_tokens (job->session, job->account, tokens, error))
    return FALSE;

  cck_token_set_summarize (tokens, &summary, &fingerprint);
  cck_account_set_refreshed (job->account, &summary);

  return cck_account_store_save (cck_session_get_accounts (job->session), job->account, error);
}

/* The answer holds an ID token that nobody has checked yet, and checking may take a request. What is
 * sure by now, that the old refresh token is spent, is saved first. An ID token that fails its
 * checks takes the access token with it: what was there stays (OIDC Core §12.2). One that can't be
 * checked for want of keys is left out. */
static CckTokenSet *
await_checked (Job              *job,
               CckProviderLink  *link,
               CckTokenSet      *old,
               CckTokenSet      *merged,
               GError          **error)
{
  g_autoptr (CckTokenSet) sure
    = cck_token_set_with_refresh_token (old, cck_token_set_get_refresh_token (merged));
  g_autoptr (GError) local = NULL;

  if (!await_save (job, sure, error))
    return NULL;

  if (await_new_id_token (job, link, old, merged, &local))
    return cck_token_set_ref (merged);

  if (local->domain == CCK_OAUTH_ERROR)
    return cck_token_set_with_id_token (merged, cck_token_set_get_id_token (old));

  g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

/* The keys are fetched before the refresh token is spent, so that nothing is waited for between the
 * answer and the keyring. That they can't be had is no reason to let the session end. */
static void
await_keys (Job             *job,
            CckProviderLink *link)
{
  CckMetadata *metadata = cck_provider_link_get_metadata (link);

  if (cck_account_get_has_id_token (job->account) && cck_metadata_get_jwks_uri (metadata) != NULL)
    dex_await (cck_jwks_cache_get (cck_session_get_jwks_cache (job->session),
                                   cck_session_get_http (job->session),
                                   cck_metadata_get_jwks_uri (metadata),
                                   cck_metadata_get_flags (metadata), job_now (job)),
               NULL);
}

static CckTokenSet *
await_refresh (Job          *job,
               CckTokenSet  *tokens,
               GError      **error)
{
  g_autoptr (CckProviderLink) link = NULL;
  g_autoptr (CckTokenSet) merged = NULL;
  g_autoptr (CckTokenSet) checked = NULL;

  if (!may_ask (job, tokens, error) || !await_keyring_ready (job, error))
    return NULL;

  link = dex_await_boxed (cck_session_link_provider (job->session, job->provider), error);
  if (link == NULL)
    return NULL;

  await_keys (job, link);
  merged = await_answer (job, link, tokens, error);
  if (merged == NULL)
    return NULL;

  /* RFC 9700 §4.14.2: the new refresh token is safe before anything is done with the answer. */
  if (brings_id_token (tokens, merged))
    checked = await_checked (job, link, tokens, merged, error);
  else
    checked = cck_token_set_ref (merged);

  if (checked == NULL || !await_save (job, checked, error))
    return NULL;

  return g_steal_pointer (&checked);
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

  return await_refresh (job, tokens, error);
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

  return TRUE;
}

static DexFuture *
token_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckTokenSet) tokens = NULL;
  CckToken *token;
  GError *error = NULL;

  if (!find_provider (job, &error))
    return dex_future_new_for_error (error);

  if (!job->always)
    {
      tokens = cck_session_await_tokens (job->session, job->account, &error);
      if (tokens == NULL)
        return dex_future_new_for_error (error);
    }

  if (tokens == NULL || !serves (job, tokens))
    {
      g_clear_pointer (&tokens, cck_token_set_unref);
      tokens = await_locked (job, &error);
      if (tokens == NULL)
        return dex_future_new_for_error (error);
    }

  token = give_out (job, tokens, &error);
  if (token == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (CCK_TYPE_TOKEN, token);
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
