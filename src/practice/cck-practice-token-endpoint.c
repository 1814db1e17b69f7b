/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-token-endpoint.h"

#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "cck-base64url.h"
#include "cck-practice-client-auth.h"
#include "cck-practice-dpop.h"
#include "cck-practice-scope.h"
#include "cck-practice-token-answer.h"
#include "cck-practice-token-grants.h"

#define SHORTEST_VERIFIER 43
#define LONGEST_VERIFIER 128

/* RFC 7636 §4.1: 43 to 128 unreserved characters. */
static gboolean
is_verifier (const char *text)
{
  gsize length = strlen (text);

  if (length < SHORTEST_VERIFIER || length > LONGEST_VERIFIER)
    return FALSE;

  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("-._~", *text) == NULL)
      return FALSE;

  return TRUE;
}

/* RFC 7636 §4.6 */
static gboolean
verifier_matches (const char *verifier,
                  const char *challenge)
{
  guint8 digest[32];
  g_autofree char *computed = NULL;

  if (gnutls_hash_fast (GNUTLS_DIG_SHA256, verifier, strlen (verifier), digest) != GNUTLS_E_SUCCESS)
    return FALSE;

  computed = cck_base64url_encode (digest, sizeof digest);
  return strlen (challenge) == strlen (computed) &&
         gnutls_memcmp (computed, challenge, strlen (computed)) == 0;
}

/* What makes a good code bad for this request, or %NULL (RFC 6749 §4.1.3, RFC 7636 §4.6). */
static const char *
check_exchange (const CckPracticeGrant *grant,
                CckPracticeClient      *client,
                const char             *redirect_uri,
                const char             *verifier,
                const char             *jkt)
{
  if (!g_str_equal (grant->client_id, client->id))
    return "the code was issued to another client";
  if (g_strcmp0 (grant->redirect_uri, redirect_uri) != 0)
    return "redirect_uri is not the one of the authorization request";
  if (!verifier_matches (verifier, grant->code_challenge))
    return "code_verifier does not fit the code_challenge";
  /* RFC 9449 §10 */
  if (grant->code_jkt != NULL && g_strcmp0 (grant->code_jkt, jkt) != 0)
    return "the DPoP proof is not of the key that the code is bound to";

  return NULL;
}

/* RFC 6749 §4.1.2, RFC 9700 §4.14.2: someone sent what was used before, and nobody knows who has it
 * by right: everything that came of it ends. */
static void
end_where_reused (CckPracticeContext *context,
                  CckPracticeFound    found,
                  CckPracticeGrant   *grant)
{
  if (found != CCK_PRACTICE_FOUND_REUSED)
    return;

  context->statistics.reuses++;
  cck_practice_grants_end (context->grants, grant);
}

static void
exchange_code (CckPracticeContext *context,
               SoupServerMessage  *message,
               CckPracticeForm    *form,
               CckPracticeClient  *client,
               const char         *jkt)
{
  const char *code = cck_practice_form_get (form, "code");
  const char *redirect_uri = cck_practice_form_get (form, "redirect_uri");
  const char *verifier = cck_practice_form_get (form, "code_verifier");
  CckPracticeIssue issue = { .client = client, .jkt = jkt, .code = code };
  CckPracticeFound found;
  const char *problem;

  if (code == NULL || redirect_uri == NULL || verifier == NULL || !is_verifier (verifier))
    {
      cck_practice_token_refuse (
        message, "invalid_request",
        "code, redirect_uri and a code_verifier of 43 to 128 unreserved characters are required");
      return;
    }

  found = cck_practice_grants_redeem_code (context->grants, code,
                                           cck_practice_context_now (context), &issue.grant);
  end_where_reused (context, found, issue.grant);
  if (found != CCK_PRACTICE_FOUND_GOOD)
    {
      cck_practice_token_refuse (message, "invalid_grant",
                                 "the code is unknown, expired or was used before");
      return;
    }

  problem = check_exchange (issue.grant, client, redirect_uri, verifier, jkt);
  if (problem != NULL)
    {
      cck_practice_grants_end (context->grants, issue.grant);
      cck_practice_token_refuse (message, "invalid_grant", problem);
      return;
    }

  issue.scope = issue.grant->scope;
  issue.audiences = cck_practice_token_get_audiences (message, form, issue.grant);
  if (issue.audiences == NULL)
    return;

  cck_practice_token_bind (&issue);
  context->statistics.code_exchanges++;
  cck_practice_token_answer (context, message, &issue, TRUE);
}

/* What makes a good refresh token bad for this request, or %NULL. */
static const char *
check_refresh (CckPracticeContext     *context,
               const CckPracticeGrant *grant,
               CckPracticeClient      *client,
               const char             *jkt)
{
  if (!g_str_equal (grant->client_id, client->id))
    return "the refresh token is another client's";
  if (cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_INVALID_GRANT))
    return "the refresh token is not good any more";
  /* RFC 9449 §5: those of public clients are bound to the key. */
  if (grant->refresh_jkt != NULL && g_strcmp0 (grant->refresh_jkt, jkt) != 0)
    return "the refresh token is bound to another key than that of the DPoP proof";

  return NULL;
}

static void
refresh (CckPracticeContext *context,
         SoupServerMessage  *message,
         CckPracticeForm    *form,
         CckPracticeClient  *client,
         const char         *jkt)
{
  const char *token = cck_practice_form_get (form, "refresh_token");
  const char *scope = cck_practice_form_get (form, "scope");
  CckPracticeIssue issue = { .client = client, .jkt = jkt };
  CckPracticeFound found;
  const char *problem;

  if (token == NULL)
    {
      cck_practice_token_refuse (message, "invalid_request", "refresh_token is missing");
      return;
    }

  found = cck_practice_grants_find_refresh (context->grants, token,
                                            cck_practice_context_now (context), &issue.grant);
  end_where_reused (context, found, issue.grant);
  problem = found == CCK_PRACTICE_FOUND_GOOD
              ? check_refresh (context, issue.grant, client, jkt)
              : "the refresh token is unknown, expired or was used before";
  if (problem != NULL)
    {
      cck_practice_token_refuse (message, "invalid_grant", problem);
      return;
    }
  if (scope != NULL && !cck_practice_scope_within (scope, issue.grant->scope))
    {
      cck_practice_token_refuse (message, "invalid_scope", "more is asked for than was granted");
      return;
    }

  issue.audiences = cck_practice_token_get_audiences (message, form, issue.grant);
  if (issue.audiences == NULL)
    return;

  issue.scope = scope != NULL ? scope : issue.grant->scope;
  context->statistics.refreshes++;
  cck_practice_token_answer (context, message, &issue, TRUE);
}

static const struct
{
  const char *wire;
  CckPracticeTokenGrant answer;
} grants[] = {
  { "authorization_code", exchange_code },
  { "refresh_token", refresh },
  { "client_credentials", cck_practice_token_client_credentials },
  { CCK_PRACTICE_GRANT_DEVICE, cck_practice_token_device },
  { CCK_PRACTICE_GRANT_EXCHANGE, cck_practice_token_exchange },
};

void
cck_practice_token_endpoint (CckPracticeContext *context,
                             SoupServerMessage  *message,
                             CckPracticeForm    *form)
{
  const char *grant_type = cck_practice_form_get (form, "grant_type");
  g_autoptr (CckPracticeClient) client = cck_practice_client_authenticate (context, message, form);
  g_autofree char *jkt = NULL;

  if (client == NULL || !cck_practice_dpop_read (context, message, &jkt))
    return;
  if (grant_type == NULL)
    {
      cck_practice_token_refuse (message, "invalid_request", "grant_type is missing");
      return;
    }
  if (client->dpop_bound && jkt == NULL)
    {
      cck_practice_token_refuse (message, "invalid_dpop_proof",
                                 "the client is registered for DPoP: the proof is missing");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (grants); i++)
    if (g_str_equal (grant_type, grants[i].wire))
      {
        if (cck_practice_client_may_use_grant (client, grant_type))
          grants[i].answer (context, message, form, client, jkt);
        else
          cck_practice_token_refuse (message, "unauthorized_client",
                                     "the client is not registered for this grant_type");
        return;
      }

  cck_practice_token_refuse (message, "unsupported_grant_type",
                             "grant_type is none of those in the metadata");
}
