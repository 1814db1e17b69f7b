/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-renewal.h"

#include <glib/gi18n-lib.h>

#include "cck-chronicle-private.h"
#include "cck-client-grant.h"
#include "cck-id-token.h"
#include "cck-jwt.h"
#include "cck-oauth-error.h"
#include "cck-provider-link.h"
#include "cck-request-parameters.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-store-error.h"
#include "cck-token-client.h"
#include "cck-vault.h"

/* One renewal; everything is borrowed. */
typedef struct
{
  CckSession  *session;
  CckAccount  *account;
  CckProvider *provider;
} Job;

static gint64
job_now (Job *job)
{
  return cck_clock_get_now (cck_session_get_clock (job->session));
}

static gboolean
may_ask (Job          *job,
         CckTokenSet  *tokens,
         GError      **error)
{
  gint64 wait = cck_account_get_retry_after (job->account) - job_now (job);

  if (cck_token_set_get_refresh_token (tokens) == NULL
      && !cck_session_is_client_account (job->account))
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

static CckTokenSet *
await_refresh_answer (Job              *job,
                      CckProviderLink  *link,
                      CckTokenSet      *tokens,
                      GError          **error)
{
  g_auto (GStrv) parameters = cck_request_parameters_new (job->provider, "refresh");

  return dex_await_boxed (
    cck_token_client_refresh (cck_provider_link_get_client (link), tokens,
                              (const char * const *) parameters, job_now (job)),
    error);
}

/* RFC 6749 §4.4: the client asks anew, bound to the same key. */
static CckTokenSet *
await_client_answer (Job              *job,
                     CckProviderLink  *link,
                     CckTokenSet      *tokens,
                     GError          **error)
{
  g_autoptr (CckClient) client = cck_client_with_dpop (cck_provider_link_get_client (link),
                                                       cck_token_set_get_dpop (tokens));

  return dex_await_boxed (cck_client_grant_ask (job->session, job->provider, client), error);
}

/* RFC 9700 §4.14.2: a token that is refused although somebody has renewed it meanwhile was used twice;
 * which of the two was meant to, only the person can say. */
static void
end_as_reused (Job     *job,
               GError **error)
{
  g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_REUSED,
               _("A refresh token of “%s” was used twice, and the provider has ended the session. "
                 "Somebody else may have it."),
               cck_account_get_label (job->account));
}

/* Also one that came back out of a copy of the keyring: it was spent by ourselves, and the provider has
 * seen it twice by now. */
static gboolean
await_is_reuse (Job        *job,
                const char *fingerprint)
{
  if (cck_session_await_was_spent (job->session, job->account, fingerprint))
    cck_session_note_reused (job->session, job->provider, job->account, fingerprint);

  return cck_session_await_was_reused (job->session, job->account);
}

/* @other: (out): where somebody else has renewed the tokens meanwhile, theirs. */
static CckTokenSet *
await_answer (Job              *job,
              CckProviderLink  *link,
              CckTokenSet      *tokens,
              CckTokenSet     **other,
              GError          **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *fingerprint = NULL;
  CckTokenSet *answer;

  answer = cck_session_is_client_account (job->account)
             ? await_client_answer (job, link, tokens, &local)
             : await_refresh_answer (job, link, tokens, &local);
  if (answer != NULL)
    return answer;

  remember_wait (job, local);
  if (!g_error_matches (local, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SIGN_IN_AGAIN))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  fingerprint = cck_token_set_dup_refresh_fingerprint (tokens);
  *other = await_second_look (job, tokens);
  if (*other != NULL)
    {
      cck_session_note_reused (job->session, job->provider, job->account, fingerprint);
      return NULL;
    }

  await_end_of_session (job, tokens);
  if (await_is_reuse (job, fingerprint))
    end_as_reused (job, error);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

static gboolean
await_save (Job          *job,
            CckTokenSet  *tokens,
            GError      **error)
{
  g_autofree char *fingerprint = NULL;
  g_autoptr (GError) local = NULL;
  CckAccountTokens summary;

  if (!cck_session_await_save_tokens (job->session, job->account, tokens, error))
    return FALSE;

  cck_token_set_summarize (tokens, &summary, &fingerprint);
  cck_account_set_refreshed (job->account, &summary);

  if (cck_account_store_save (cck_session_get_accounts (job->session), job->account, &local))
    return TRUE;

  /* An account that was signed out meanwhile does not come back, nor do its tokens. */
  if (g_error_matches (local, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    cck_session_await_forget_tokens (job->session, job->account, NULL);
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

/* The answer holds an ID token that nobody has checked yet, and checking may take a request. What is
 * sure by now, that the old refresh token is spent, is saved first. An ID token that fails its
 * checks takes the access token with it: what was there stays (OIDC Core §12.2). One that can't be
 * checked for want of keys, or of a clock that is right, is left out. */
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

  if (local->domain == CCK_OAUTH_ERROR
      || g_error_matches (local, CCK_SESSION_ERROR, CCK_SESSION_ERROR_CLOCK))
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
                                   cck_provider_link_get_http (link),
                                   cck_metadata_get_jwks_uri (metadata),
                                   cck_metadata_get_flags (metadata), job_now (job)),
               NULL);
}

static CckTokenSet *await_other (Job          *job,
                                 CckTokenSet  *other,
                                 gboolean      may_look_again,
                                 GError      **error);

static CckTokenSet *
await_renewal (Job          *job,
               CckTokenSet  *tokens,
               gboolean      may_look_again,
               GError      **error)
{
  g_autoptr (CckProviderLink) link = NULL;
  g_autoptr (CckTokenSet) merged = NULL;
  g_autoptr (CckTokenSet) checked = NULL;
  g_autoptr (CckTokenSet) other = NULL;

  if (!may_ask (job, tokens, error) || !await_keyring_ready (job, error))
    return NULL;

  link = dex_await_boxed (cck_session_link_provider (job->session, job->provider), error);
  if (link == NULL)
    return NULL;

  await_keys (job, link);
  merged = await_answer (job, link, tokens, &other, error);
  if (other != NULL)
    return await_other (job, other, may_look_again, error);
  if (merged == NULL)
    return NULL;

  /* RFC 9700 §4.14.2: the new refresh token is safe before anything is done with the answer. */
  if (brings_id_token (tokens, merged))
    checked = await_checked (job, link, tokens, merged, error);
  else
    checked = cck_token_set_ref (merged);

  if (checked == NULL || !await_save (job, checked, error))
    return NULL;

  cck_session_await_note_refreshed (job->session, job->provider, job->account, tokens, checked);

  return g_steal_pointer (&checked);
}

/* What somebody else has saved is the account's now. Where it has ended too, its own refresh token is
 * the one that may still be good; a third look there is not. */
static CckTokenSet *
await_other (Job          *job,
             CckTokenSet  *other,
             gboolean      may_look_again,
             GError      **error)
{
  gint64 expires_at = cck_token_set_get_expires_at (other);

  if (!cck_account_store_reload (cck_session_get_accounts (job->session), job->account, error))
    return NULL;

  if (may_look_again && expires_at != 0 && expires_at <= job_now (job))
    return await_renewal (job, other, FALSE, error);

  return cck_token_set_ref (other);
}

CckTokenSet *
cck_session_await_renewal (CckSession   *session,
                           CckAccount   *account,
                           CckProvider  *provider,
                           CckTokenSet  *tokens,
                           GError      **error)
{
  Job job = { session, account, provider };

  return await_renewal (&job, tokens, TRUE, error);
}
