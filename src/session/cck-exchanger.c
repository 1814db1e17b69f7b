/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-exchanger.h"

#include "cck-detached.h"
#include "cck-grants.h"
#include "cck-issued-token.h"
#include "cck-provider-link.h"
#include "cck-refresher-private.h"
#include "cck-session-private.h"
#include "cck-token-private.h"

/* The provider has to be done with the old token before it ends. In seconds. */
#define MIN_VALID 10

typedef struct
{
  CckSession *session;
  CckAccount *account;
  char       *audience[2];
  char       *resource[2];
  char       *scope;
  char       *requested_token_type;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_object (&job->account);
  g_free (job->audience[0]);
  g_free (job->resource[0]);
  g_free (job->scope);
  g_free (job->requested_token_type);
  g_free (job);
}

static CckIssuedToken *
await_issued (Job              *job,
              CckProviderLink  *link,
              CckTokenSet      *tokens,
              GError          **error)
{
  g_autoptr (CckClient) client = cck_client_with_dpop (cck_provider_link_get_client (link),
                                                       cck_token_set_get_dpop (tokens));
  CckTokenExchange exchange = {
    .subject_token = cck_token_set_get_access_token (tokens),
    .subject_token_type = "access_token",
    .requested_token_type = job->requested_token_type,
    .audience = job->audience[0] == NULL ? NULL : (const char * const *) job->audience,
    .resource = job->resource[0] == NULL ? NULL : (const char * const *) job->resource,
    .scope = job->scope,
  };

  return dex_await_boxed (
    cck_grants_exchange_token (client, &exchange, NULL,
                               cck_clock_get_now (cck_session_get_clock (job->session))),
    error);
}

static DexFuture *
exchange_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (CckProviderLink) link = NULL;
  g_autoptr (CckTokenSet) tokens = NULL;
  g_autoptr (CckIssuedToken) issued = NULL;
  GError *error = NULL;

  /* Finds the provider too, and that it is still the one that issued the tokens. */
  tokens = dex_await_boxed (cck_session_get_token_set (job->session, job->account, MIN_VALID),
                            &error);
  if (tokens == NULL)
    return dex_future_new_for_error (error);

  link = dex_await_boxed (
    cck_session_link_provider (job->session,
                               cck_session_get_provider_of (job->session, job->account)),
    &error);
  if (link == NULL)
    return dex_future_new_for_error (error);

  issued = await_issued (job, link, tokens, &error);
  if (issued == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (CCK_TYPE_TOKEN,
                                    cck_token_new (cck_issued_token_get_token (issued),
                                                   cck_issued_token_get_token_type (issued),
                                                   cck_issued_token_get_scope (issued),
                                                   cck_issued_token_get_expires_at (issued)));
}

DexFuture *
cck_session_exchange (CckSession               *session,
                      CckAccount               *account,
                      const CckExchangeOptions *options)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  job = g_new0 (Job, 1);
  job->session = g_object_ref (session);
  job->account = g_object_ref (account);
  job->audience[0] = g_strdup (options->audience);
  job->resource[0] = g_strdup (options->resource);
  job->scope = g_strdup (options->scope);
  job->requested_token_type = g_strdup (options->requested_token_type);

  return cck_detached_new (dex_scheduler_spawn (NULL, 0, exchange_fiber, job, job_free));
}
