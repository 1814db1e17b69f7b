/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-enquiry.h"

#include <glib/gi18n-lib.h>

#include "cck-chronicle-private.h"
#include "cck-detached.h"
#include "cck-introspection.h"
#include "cck-oauth-error.h"
#include "cck-provider-link.h"
#include "cck-refresher-private.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-userinfo.h"
#include "cck-vault.h"

/* A token that is to be sent somewhere lives at least this many seconds more. */
#define MIN_VALID 10

struct _CckEnquiry
{
  gatomicrefcount ref_count;
  CckJson        *json;
  CckVerdict     *verdict;
  gboolean        active;
};

G_DEFINE_BOXED_TYPE (CckEnquiry, cck_enquiry, cck_enquiry_ref, cck_enquiry_unref)

static CckEnquiry *
enquiry_new (CckJson    *json,
             CckVerdict *verdict,
             gboolean    active)
{
  CckEnquiry *self = g_new0 (CckEnquiry, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->json = cck_json_ref (json);
  self->verdict = verdict == NULL ? NULL : cck_verdict_ref (verdict);
  self->active = active;

  return self;
}

CckEnquiry *
cck_enquiry_ref (CckEnquiry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_enquiry_unref (CckEnquiry *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->json, cck_json_unref);
  g_clear_pointer (&self->verdict, cck_verdict_unref);
  g_free (self);
}

CckJson *
cck_enquiry_get_json (CckEnquiry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->json;
}

CckVerdict *
cck_enquiry_get_verdict (CckEnquiry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->verdict;
}

gboolean
cck_enquiry_get_active (CckEnquiry *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->active;
}

typedef struct
{
  CckSession      *session;
  CckAccount      *account;
  CckProviderLink *link; /* set by the fiber */
} Job;

static Job *
job_new (CckSession *session,
         CckAccount *account)
{
  Job *job = g_new0 (Job, 1);

  job->session = g_object_ref (session);
  job->account = g_object_ref (account);

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->account);
  g_clear_pointer (&job->link, cck_provider_link_unref);
  g_free (job);
}

/* RFC 9700 §4.4: these tokens are shown to nobody but the issuer that gave them. */
static gboolean
await_link (Job     *job,
            GError **error)
{
  CckProvider *provider = cck_session_get_provider_of (job->session, job->account);

  if (provider == NULL || !cck_session_issued_by (job->account, provider))
    {
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN,
                   _("The provider that “%s” signed in at is gone or has been changed."),
                   cck_account_get_label (job->account));
      return FALSE;
    }

  job->link = dex_await_boxed (cck_session_link_provider (job->session, provider), error);

  return job->link != NULL;
}

/* OIDC Core §10.1.1: the keys of a signed userinfo, fetched once more for a kid that is not there. */
static DexFuture *
keys_cb (gboolean again,
         gpointer user_data)
{
  Job *job = user_data;
  CckMetadata *metadata = cck_provider_link_get_metadata (job->link);
  const char *jwks_uri = cck_metadata_get_jwks_uri (metadata);
  CckJwksCache *cache = cck_session_get_jwks_cache (job->session);
  CckHttp *http = cck_provider_link_get_http (job->link);
  CckHttpFlags flags = cck_metadata_get_flags (metadata);
  gint64 now = cck_clock_get_now (cck_session_get_clock (job->session));

  if (jwks_uri == NULL)
    return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NOT_VERIFIED, "%s",
                                  _("The provider names no keys to verify its answer with."));

  return again ? cck_jwks_cache_refetch (cache, http, jwks_uri, flags, now)
               : cck_jwks_cache_get (cache, http, jwks_uri, flags, now);
}

static CckUserinfo *
await_userinfo (Job          *job,
                CckTokenSet  *tokens,
                GError      **error)
{
  g_autoptr (CckClient) client
    = cck_client_with_dpop (cck_provider_link_get_client (job->link),
                            cck_token_set_get_dpop (tokens));
  const char *subject = cck_token_set_get_id_token (tokens) == NULL
                          ? NULL
                          : cck_account_get_subject (job->account);

  return dex_await_boxed (
    cck_userinfo_fetch (client, tokens, subject, keys_cb, job, NULL,
                        cck_clock_get_now (cck_session_get_clock (job->session))),
    error);
}

static void
note_refusal (Job          *job,
              const GError *error)
{
  const char *check = NULL;

  if (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_OTHER_SUBJECT))
    check = "userinfo-subject";
  else if (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NOT_VERIFIED))
    check = "userinfo-signature";

  if (check != NULL)
    cck_session_note_check_failed (job->session,
                                   cck_session_get_provider_of (job->session, job->account),
                                   job->account, NULL, check);
}

static DexFuture *
userinfo_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckUserinfo) userinfo = NULL;
  GError *error = NULL;

  if (cck_session_is_client_account (job->account))
    return dex_future_new_reject (CCK_SESSION_ERROR, CCK_SESSION_ERROR_NO_TOKEN, "%s",
                                  _("This account stands for the client itself, and for nobody."));

  tokens = dex_await_boxed (cck_session_get_token_set (job->session, job->account, MIN_VALID),
                            &error);
  if (tokens == NULL || !await_link (job, &error))
    return dex_future_new_for_error (error);

  userinfo = await_userinfo (job, tokens, &error);
  if (userinfo == NULL)
    {
      note_refusal (job, error);
      return dex_future_new_for_error (error);
    }

  return dex_future_new_take_boxed (CCK_TYPE_ENQUIRY,
                                    enquiry_new (cck_userinfo_get_json (userinfo),
                                                 cck_userinfo_get_verdict (userinfo), TRUE));
}

DexFuture *
cck_session_userinfo (CckSession *session,
                      CckAccount *account)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return cck_detached_new (
    dex_scheduler_spawn (NULL, 0, userinfo_fiber, job_new (session, account), job_free));
}

/* RFC 7009 §2.2.1's word, which providers use here for the tokens that they don't keep: a JWT says
 * itself what there is to say. */
static DexFuture *
refused_introspection (GError *error)
{
  if (g_strcmp0 (cck_oauth_error_get_word (error), "unsupported_token_type") != 0)
    return dex_future_new_for_error (error);

  g_error_free (error);

  return dex_future_new_reject (CCK_SESSION_ERROR, CCK_SESSION_ERROR_NOT_OFFERED, "%s",
                                _("The provider does not introspect this kind of token."));
}

static DexFuture *
introspect_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckIntrospection) answer = NULL;
  GError *error = NULL;

  tokens = cck_session_await_tokens (job->session, job->account, &error);
  if (tokens == NULL || !await_link (job, &error))
    return dex_future_new_for_error (error);

  answer = dex_await_boxed (
    cck_introspection_ask (cck_provider_link_get_client (job->link),
                           cck_token_set_get_access_token (tokens), "access_token",
                           cck_clock_get_now (cck_session_get_clock (job->session))),
    &error);
  if (answer == NULL)
    return refused_introspection (error);

  return dex_future_new_take_boxed (CCK_TYPE_ENQUIRY,
                                    enquiry_new (cck_introspection_get_json (answer), NULL,
                                                 cck_introspection_get_active (answer)));
}

DexFuture *
cck_session_introspect (CckSession *session,
                        CckAccount *account)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return cck_detached_new (
    dex_scheduler_spawn (NULL, 0, introspect_fiber, job_new (session, account), job_free));
}
