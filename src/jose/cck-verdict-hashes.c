/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>

#include "cck-signature.h"

static void
check_hash (CckTrial   *trial,
            CckCheckId  id,
            CckMember   claim,
            const char *text,
            const char *mismatch)
{
  const CckJsonValue *value = trial->claims.values[claim];
  g_autofree char *hash = NULL;
  CckCheck *check;

  if (value == NULL)
    return;

  check = cck_trial_check (trial, id);
  cck_check_show (check, value);
  if (text != NULL)
    hash = cck_signature_half_hash (trial->algorithm, trial->verdict->jwk, text);
  cck_check_take_expected (check, g_strdup (hash));

  if (cck_json_get_value_type (value) != CCK_JSON_TYPE_STRING)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The hash is not a text."));
  else if (hash == NULL)
    cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                       _("There is nothing here that the hash could be compared with."));
  else if (!cck_json_equals (value, hash))
    cck_check_explain (check, CCK_OUTCOME_FAILED, "%s", _(mismatch));
}

/* OIDC Core §3.1.3.7 (12): the level has to be one of those that were asked for. */
static void
check_acr (CckTrial *trial)
{
  const char * const *wanted = trial->expected->acr_values;
  const CckJsonValue *acr = trial->claims.values[CCK_MEMBER_ACR];
  const char *level = cck_json_get_string (acr, NULL);
  CckCheck *check;

  if (wanted == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_ACR);
  cck_check_show (check, acr);
  cck_check_take_expected (check, g_strjoinv (", ", (char **) wanted));
  if (acr == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token does not say how strongly the person was authenticated."));
  else if (level == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token’s authentication level is not a text."));
  else if (!g_strv_contains (wanted, level))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       /* Translators: the level in the token, then those asked for. */
                       _("The person was authenticated as “%s”, and “%s” was asked for."),
                       cck_check_get_found (check), cck_check_get_expected (check));
}

void
cck_trial_hashes (CckTrial *trial)
{
  check_hash (trial, CCK_CHECK_AT_HASH, CCK_MEMBER_AT_HASH, trial->expected->access_token,
              N_("The access token is not the one that this ID token was issued with."));
  check_hash (trial, CCK_CHECK_C_HASH, CCK_MEMBER_C_HASH, trial->expected->code,
              N_("The code is not the one that this ID token was issued with."));
  check_hash (trial, CCK_CHECK_S_HASH, CCK_MEMBER_S_HASH, trial->expected->state,
              N_("The state is not the one that this ID token was issued with."));
  check_acr (trial);
}
