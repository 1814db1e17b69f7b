/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-signature.h"

static gboolean
is_id_token (CckTrial *trial)
{
  return trial->verdict->profile == CCK_PROFILE_ID_TOKEN;
}

static void
check_issuer (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_ISSUER);
  const CckJsonValue *iss = cck_json_get_member (trial->claims, "iss");
  const char *expected = trial->expected->issuer;

  cck_trial_show (check, iss);
  cck_check_set_expected (check, expected, -1);
  if (iss == NULL && (expected != NULL || trial->verdict->profile != CCK_PROFILE_JWT))
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token does not say who issued it."));
  else if (iss != NULL && cck_json_get_value_type (iss) != CCK_JSON_TYPE_STRING)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token’s issuer is not a text."));
  else if (expected == NULL)
    cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                       _("No issuer was given to compare with."));
  /* OIDC Core §3.1.3.7 (2): exactly, so no normalisation of any kind. */
  else if (!cck_json_equals (iss, expected))
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token comes from “%s”, not from “%s”."),
                       check->found, check->expected);
}

static void
show_audience (CckTrial *trial,
               CckCheck *check)
{
  const CckJsonValue *aud = cck_json_get_member (trial->claims, "aud");
  g_auto (GStrv) audiences = NULL;
  g_autofree char *list = NULL;

  if (cck_json_get_value_type (aud) != CCK_JSON_TYPE_ARRAY)
    {
      cck_trial_show (check, aud);
      return;
    }

  audiences = cck_claims_dup_audiences (trial->claims);
  list = g_strjoinv (", ", audiences);
  cck_check_set_found (check, list, -1);
}

static void
check_audience (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_AUDIENCE);
  const char *expected = trial->expected->audience;
  gboolean contains = FALSE;
  CckClaimState state;

  state = cck_claims_get_audience (trial->claims, expected, &contains, NULL);
  show_audience (trial, check);
  cck_check_set_expected (check, expected, -1);

  if (state == CCK_CLAIM_ABSENT && (expected != NULL || trial->verdict->profile != CCK_PROFILE_JWT))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token does not say whom it is meant for."));
  else if (state == CCK_CLAIM_MISTYPED)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token’s audience is neither a text nor a list of texts."));
  else if (expected == NULL)
    cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                       _("No audience was given to compare with."));
  else if (!contains)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token is meant for “%s”, not for “%s”."),
                       check->found, check->expected);
}

/* OIDC Core §3.1.3.7 (3-5): another audience is trusted only where the client is the authorized
 * party, and an authorized party is the client. */
static void
check_authorized_party (CckTrial *trial)
{
  const CckJsonValue *azp = cck_json_get_member (trial->claims, "azp");
  const char *client = trial->expected->client_id != NULL ? trial->expected->client_id
                                                          : trial->expected->audience;
  guint others = 0;
  CckCheck *check;

  if (client == NULL || !is_id_token (trial))
    return;

  cck_claims_get_audience (trial->claims, client, NULL, &others);
  if (azp == NULL && others == 0)
    return;

  check = cck_trial_check (trial, CCK_CHECK_AUTHORIZED_PARTY);
  cck_trial_show (check, azp);
  cck_check_set_expected (check, client, -1);
  if (azp == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token is meant for others too and does not say to whom it was "
                         "issued."));
  else if (!cck_json_equals (azp, client))
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token was issued to “%s”, not to “%s”."),
                       check->found, check->expected);
}

static void
check_subject (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_SUBJECT);
  const CckJsonValue *sub = cck_json_get_member (trial->claims, "sub");
  const char *expected = trial->expected->subject;
  const char *subject;
  gsize length;
  CckClaimState state = cck_claims_get_text (trial->claims, "sub", &subject, &length);

  cck_trial_show (check, sub);
  cck_check_set_expected (check, expected, -1);
  if (state == CCK_CLAIM_MISTYPED)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token’s subject is not a text."));
  else if (state == CCK_CLAIM_PRESENT && length > 0)
    {
      if (expected != NULL && !cck_json_equals (sub, expected))
        cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token is about “%s”, not about “%s”."),
                           check->found, check->expected);
    }
  else if (is_id_token (trial) || expected != NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token does not say whom it is about."));
  else if (trial->verdict->profile == CCK_PROFILE_AT_JWT)
    cck_check_explain (check, CCK_OUTCOME_WARNING, _("The token does not say whom it is about."));
  else
    check->made = FALSE;
}

static void
check_nonce (CckTrial *trial)
{
  const CckJsonValue *nonce = cck_json_get_member (trial->claims, "nonce");
  const char *expected = trial->expected->nonce;
  CckCheck *check;

  if (nonce == NULL && (expected == NULL || trial->expected->nonce_optional))
    return;

  check = cck_trial_check (trial, CCK_CHECK_NONCE);
  cck_trial_show (check, nonce);
  cck_check_set_expected (check, expected, -1);
  if (expected == NULL)
    cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                       _("No nonce is known that the token should answer."));
  else if (nonce == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token does not repeat the nonce of this sign-in. It may belong to "
                         "another one."));
  else if (!cck_json_equals (nonce, expected))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token’s nonce is not the one of this sign-in. It may belong to "
                         "another one."));
}

static void
check_hash (CckTrial   *trial,
            CckCheckId  id,
            const char *claim,
            const char *text,
            const char *mismatch)
{
  const CckJsonValue *value = cck_json_get_member (trial->claims, claim);
  g_autofree char *hash = NULL;
  CckCheck *check;

  if (value == NULL || !is_id_token (trial))
    return;

  check = cck_trial_check (trial, id);
  cck_trial_show (check, value);
  if (text != NULL)
    hash = cck_signature_half_hash (trial->algorithm, trial->verdict->jwk, text);
  cck_check_set_expected (check, hash, -1);

  if (cck_json_get_value_type (value) != CCK_JSON_TYPE_STRING)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The hash is not a text."));
  else if (hash == NULL)
    cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                       _("There is nothing here that the hash could be compared with."));
  else if (!cck_json_equals (value, hash))
    cck_check_explain (check, CCK_OUTCOME_FAILED, "%s", _(mismatch));
}

/* RFC 9068 §2.2: required in an access token; nothing is decided by them here. */
static void
check_required (CckTrial   *trial,
                CckCheckId  id,
                const char *claim,
                const char *sentence)
{
  CckCheck *check = cck_trial_check (trial, id);
  const CckJsonValue *value = cck_json_get_member (trial->claims, claim);

  cck_trial_show (check, value);
  if (cck_json_get_value_type (value) != CCK_JSON_TYPE_STRING)
    cck_check_explain (check, CCK_OUTCOME_WARNING, "%s", _(sentence));
}

void
cck_trial_claims (CckTrial *trial)
{
  check_issuer (trial);
  check_audience (trial);
  check_authorized_party (trial);
  check_subject (trial);
  check_nonce (trial);
  check_hash (trial, CCK_CHECK_AT_HASH, "at_hash", trial->expected->access_token,
              N_("The access token is not the one that this ID token was issued with."));
  check_hash (trial, CCK_CHECK_C_HASH, "c_hash", trial->expected->code,
              N_("The code is not the one that this ID token was issued with."));
  if (trial->verdict->profile == CCK_PROFILE_AT_JWT)
    {
      check_required (trial, CCK_CHECK_CLIENT, "client_id",
                      N_("The token does not say to which client it was issued."));
      check_required (trial, CCK_CHECK_TOKEN_ID, "jti",
                      N_("The token has no identifier of its own."));
    }
}
