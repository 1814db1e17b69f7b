/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-base64url.h"

static gboolean
is_id_token (CckTrial *trial)
{
  return trial->verdict->profile == CCK_PROFILE_ID_TOKEN;
}

static void
check_issuer (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_ISSUER);
  const CckJsonValue *iss = trial->claims.values[CCK_MEMBER_ISS];
  const char *expected = trial->texts.issuer;

  cck_check_show (check, iss);
  cck_check_expect (check, expected);
  if (iss == NULL && (expected != NULL || trial->verdict->profile != CCK_PROFILE_JWT))
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token does not say who issued it."));
  else if (iss != NULL && cck_json_get_value_type (iss) != CCK_JSON_TYPE_STRING)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token’s issuer is not a text."));
  else if (expected == NULL)
    cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                       _("No issuer was given to compare with."));
  /* OIDC Core §3.1.3.7 (2): exactly, so no normalisation of any kind. */
  else if (!cck_json_equals (iss, expected))
    /* Translators: the issuer in the token, then the one expected. */
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token comes from “%s”, not from “%s”."),
                       cck_check_get_found (check), cck_check_get_expected (check));
}

static void
check_audience (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_AUDIENCE);
  const CckJsonValue *aud = trial->claims.values[CCK_MEMBER_AUD];
  const char *expected = trial->texts.audience;
  gboolean contains = FALSE;
  CckClaimState state;

  state = cck_claims_read_audience (aud, expected, &contains, NULL);
  cck_check_show_list (check, aud);
  cck_check_expect (check, expected);

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
    /* Translators: the audience in the token, then the one expected. */
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token is meant for “%s”, not for “%s”."),
                       cck_check_get_found (check), cck_check_get_expected (check));
}

/* OIDC Core §3.1.3.7 (3-5): another audience is trusted only where the client is the authorized
 * party, and an authorized party is the client. */
static void
check_authorized_party (CckTrial *trial)
{
  const CckJsonValue *azp = trial->claims.values[CCK_MEMBER_AZP];
  const char *client = trial->texts.client_id != NULL ? trial->texts.client_id
                                                      : trial->texts.audience;
  guint others = 0;
  CckCheck *check;

  if (client == NULL || !is_id_token (trial))
    return;

  cck_claims_read_audience (trial->claims.values[CCK_MEMBER_AUD], client, NULL, &others);
  if (azp == NULL && others == 0)
    return;

  check = cck_trial_check (trial, CCK_CHECK_AUTHORIZED_PARTY);
  cck_check_show (check, azp);
  cck_check_expect (check, client);
  if (azp == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token is meant for others too and does not say to whom it was "
                         "issued."));
  else if (!cck_json_equals (azp, client))
    /* Translators: the client in the token, then the one expected. */
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token was issued to “%s”, not to “%s”."),
                       cck_check_get_found (check), cck_check_get_expected (check));
}

static void
check_subject (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_SUBJECT);
  const CckJsonValue *sub = trial->claims.values[CCK_MEMBER_SUB];
  const char *expected = trial->texts.subject;
  gsize length;
  const char *subject = cck_json_get_string (sub, &length);

  cck_check_show (check, sub);
  cck_check_expect (check, expected);
  if (sub != NULL && subject == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token’s subject is not a text."));
  else if (length > 0)
    {
      if (expected != NULL && !cck_json_equals (sub, expected))
        /* Translators: the subject in the token, then the one expected. */
        cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token is about “%s”, not about “%s”."),
                           cck_check_get_found (check), cck_check_get_expected (check));
    }
  else if (is_id_token (trial) || expected != NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token does not say whom it is about."));
  else if (trial->verdict->profile == CCK_PROFILE_AT_JWT)
    cck_check_explain (check, CCK_OUTCOME_WARNING, _("The token does not say whom it is about."));
  else
    cck_trial_drop (trial, CCK_CHECK_SUBJECT);
}

static void
check_nonce (CckTrial *trial)
{
  const CckJsonValue *nonce = trial->claims.values[CCK_MEMBER_NONCE];
  const char *expected = trial->texts.nonce;
  CckCheck *check;

  if (nonce == NULL && (expected == NULL || trial->expected->nonce_optional))
    return;

  check = cck_trial_check (trial, CCK_CHECK_NONCE);
  cck_check_show (check, nonce);
  cck_check_expect (check, expected);
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

/* RFC 9068 §2.2: required in an access token; nothing is decided by them here. OIDC Back-Channel
 * Logout §2.4: a logout token that can't be told from another could be sent again. */
static void
check_required (CckTrial   *trial,
                CckCheckId  id,
                CckMember   claim,
                CckOutcome  outcome,
                const char *sentence)
{
  CckCheck *check = cck_trial_check (trial, id);
  const CckJsonValue *value = trial->claims.values[claim];

  cck_check_show (check, value);
  if (cck_json_get_value_type (value) != CCK_JSON_TYPE_STRING)
    cck_check_explain (check, outcome, "%s", _(sentence));
}

/* A thumbprint is a SHA-256 in Base64URL (RFC 9449 §6.1, RFC 8705 §3.1). */
static gboolean
is_thumbprint (const CckJsonValue *value)
{
  guint8 bytes[48];
  gsize length;
  const char *text = cck_json_get_string (value, &length);

  return text != NULL && length == 43 && cck_base64url_decode_into (text, length, bytes, NULL);
}

/* "jkt 0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", as far as the token names keys. */
static char *
dup_thumbprints (const CckJsonValue *cnf,
                 gboolean           *broken)
{
  static const char * const names[] = { "jkt", "x5t#S256", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  const CckJsonValue *key = cck_json_get_member (cnf, "jwk");
  g_autoptr (CckJwk) jwk = key != NULL ? cck_jwk_new_from_json (key, NULL) : NULL;
  g_autofree char *thumbprint = jwk != NULL ? cck_jwk_dup_thumbprint (jwk) : NULL;

  *broken = key != NULL && jwk == NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const CckJsonValue *value = cck_json_get_member (cnf, names[i]);

      if (value == NULL)
        continue;
      if (is_thumbprint (value))
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", names[i],
                                cck_json_get_string (value, NULL));
      else
        *broken = TRUE;
    }
  if (thumbprint != NULL)
    g_string_append_printf (text, "%sjwk %s", text->len > 0 ? ", " : "", thumbprint);

  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/* RFC 7800 §3.1: to whom the token is bound. Whether its user holds that key, a token can't show. */
static void
check_confirmation (CckTrial *trial)
{
  const CckJsonValue *cnf = trial->claims.values[CCK_MEMBER_CNF];
  CckCheck *check;
  gboolean broken;
  char *thumbprints;

  if (cnf == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_CONFIRMATION);
  cck_check_show (check, cnf);
  thumbprints = dup_thumbprints (cnf, &broken);
  if (cck_json_get_value_type (cnf) != CCK_JSON_TYPE_OBJECT || cck_json_get_n_items (cnf) == 0)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token says that it is bound to a key, but not to which."));
  else if (broken)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The key that the token is bound to can’t be read from it."));
  if (thumbprints != NULL)
    cck_check_take_found (check, thumbprints);
}

void
cck_trial_claims (CckTrial *trial)
{
  check_issuer (trial);
  check_audience (trial);
  check_authorized_party (trial);
  check_subject (trial);
  check_nonce (trial);
  if (trial->verdict->profile == CCK_PROFILE_AT_JWT)
    {
      check_required (trial, CCK_CHECK_CLIENT, CCK_MEMBER_CLIENT_ID, CCK_OUTCOME_WARNING,
                      N_("The token does not say to which client it was issued."));
      check_required (trial, CCK_CHECK_TOKEN_ID, CCK_MEMBER_JTI, CCK_OUTCOME_WARNING,
                      N_("The token has no identifier of its own."));
    }
  else if (trial->verdict->profile == CCK_PROFILE_LOGOUT)
    check_required (trial, CCK_CHECK_TOKEN_ID, CCK_MEMBER_JTI, CCK_OUTCOME_FAILED,
                    N_("The token has no identifier of its own."));
  check_confirmation (trial);
}
