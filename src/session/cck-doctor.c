/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-doctor.h"

#include "cck-checkup.h"
#include "cck-detached.h"
#include "cck-provider-link.h"
#include "cck-session-private.h"

struct _CckProviderReport
{
  gatomicrefcount ref_count;
  GPtrArray      *checks; /* (element-type CckCheck) */
  GError         *error;  /* of the metadata */
};

G_DEFINE_BOXED_TYPE (CckProviderReport, cck_provider_report, cck_provider_report_ref,
                     cck_provider_report_unref)

CckProviderReport *
cck_provider_report_ref (CckProviderReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_provider_report_unref (CckProviderReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

guint
cck_provider_report_get_n_checks (CckProviderReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->checks->len;
}

const CckCheck *
cck_provider_report_get_check (CckProviderReport *self,
                               guint              index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->checks->len, NULL);

  return g_ptr_array_index (self->checks, index);
}

const GError *
cck_provider_report_get_error (CckProviderReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->error;
}

/* What matters most decides, as in a verdict. That something can only be seen in a browser is no
 * reason to call a provider not fully checked: its other rows say so. */
CckVerdictResult
cck_provider_report_get_result (CckProviderReport *self)
{
  gboolean warned = FALSE;
  gboolean checked = FALSE;

  g_return_val_if_fail (self != NULL, CCK_VERDICT_NOT_FULLY_CHECKED);

  for (guint i = 0; i < self->checks->len; i++)
    {
      CckOutcome outcome = cck_check_get_outcome (g_ptr_array_index (self->checks, i));

      if (outcome == CCK_OUTCOME_FAILED)
        return CCK_VERDICT_NOT_VALID;

      warned = warned || outcome == CCK_OUTCOME_WARNING;
      checked = checked || outcome == CCK_OUTCOME_PASSED;
    }

  if (!checked)
    return CCK_VERDICT_NOT_FULLY_CHECKED;

  return warned ? CCK_VERDICT_VALID_WITH_WARNINGS : CCK_VERDICT_VALID;
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

/* What the provider's accounts show: the lifetime of the newest access token, and whether a refresh
 * ever brought another refresh token. */
static void
observe (Job             *job,
         CckCheckupInput *input)
{
  g_autoptr (GPtrArray) accounts
    = cck_account_store_list_by_provider (cck_session_get_accounts (job->session),
                                          cck_provider_get_id (job->provider));
  gint64 newest = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      CckAccount *account = g_ptr_array_index (accounts, i);
      gint64 issued_at = cck_account_get_issued_at (account);

      if (cck_account_get_expires_at (account) != 0 && issued_at > newest)
        {
          newest = issued_at;
          input->access_token_lifetime = cck_account_get_expires_at (account) - issued_at;
        }

      if (cck_account_get_rotation_count (account) > 0)
        input->rotates = CCK_OBSERVED_YES;
      else if (cck_account_get_refreshed_at (account) != 0
               && cck_account_get_has_refresh_token (account)
               && input->rotates == CCK_OBSERVED_UNKNOWN)
        input->rotates = CCK_OBSERVED_NO;
    }
}

static CckJwks *
await_jwks (Job          *job,
            CckMetadata  *metadata,
            GError      **error)
{
  const char *jwks_uri = cck_metadata_get_jwks_uri (metadata);
  CckJwksCache *cache = cck_session_get_jwks_cache (job->session);
  CckHttp *http;

  if (jwks_uri == NULL)
    return NULL;

  http = cck_session_get_http_for (job->session, job->provider, NULL, error);
  if (http == NULL)
    return NULL;

  cck_jwks_cache_forget (cache, jwks_uri);

  return dex_await_boxed (
    cck_jwks_cache_get (cache, http, jwks_uri, cck_metadata_get_flags (metadata),
                        cck_clock_get_now (cck_session_get_clock (job->session))),
    error);
}

static DexFuture *
check_fiber (gpointer user_data)
{
  Job *job = user_data;
  CckCheckupInput input = CCK_CHECKUP_INPUT_INIT;
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (GError) metadata_error = NULL;
  g_autoptr (GError) jwks_error = NULL;
  CckProviderReport *report;

  metadata = dex_await_boxed (cck_session_fetch_metadata (job->session, job->provider),
                              &metadata_error);
  input.metadata_received = cck_clock_get_now (cck_session_get_clock (job->session));
  if (metadata != NULL)
    jwks = await_jwks (job, metadata, &jwks_error);

  input.issuer = cck_provider_get_issuer (job->provider);
  input.metadata = metadata;
  input.metadata_error = metadata_error;
  input.jwks = jwks;
  input.jwks_error = jwks_error;
  observe (job, &input);

  report = g_new0 (CckProviderReport, 1);
  g_atomic_ref_count_init (&report->ref_count);
  report->checks = cck_checkup_new (&input);
  report->error = g_steal_pointer (&metadata_error);

  return dex_future_new_take_boxed (CCK_TYPE_PROVIDER_REPORT, report);
}

DexFuture *
cck_session_check_provider (CckSession  *session,
                            CckProvider *provider)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  job = g_new0 (Job, 1);
  job->session = g_object_ref (session);
  job->provider = g_object_ref (provider);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, check_fiber, job, job_free));
}
