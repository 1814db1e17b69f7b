/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>

/* OIDC Back-Channel Logout §2.4 */
#define LOGOUT_EVENT "http://schemas.openid.net/event/backchannel-logout"

static void
check_events (CckTrial *trial)
{
  const CckJsonValue *events = trial->claims.values[CCK_MEMBER_EVENTS];
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_EVENTS);
  const CckJsonValue *logout;

  cck_check_show (check, events);
  cck_check_expect (check, LOGOUT_EVENT);
  logout = cck_json_get_value_type (events) == CCK_JSON_TYPE_OBJECT
             ? cck_json_get_member (events, LOGOUT_EVENT) : NULL;
  if (logout == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token does not say that a session is to end."));
  else if (cck_json_get_value_type (logout) != CCK_JSON_TYPE_OBJECT)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token’s event is not an object."));
}

/* OIDC Back-Channel Logout §2.6: whose session, or which. */
static void
check_session (CckTrial *trial)
{
  const CckJsonValue *sid = trial->claims.values[CCK_MEMBER_SID];
  CckCheck *check;

  if (sid != NULL && cck_json_get_value_type (sid) != CCK_JSON_TYPE_STRING)
    {
      cck_check_explain (cck_trial_check (trial, CCK_CHECK_SUBJECT), CCK_OUTCOME_FAILED,
                         _("The token’s session is not a text."));
      return;
    }
  if (trial->claims.values[CCK_MEMBER_SUB] != NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_SUBJECT);
  cck_check_show (check, sid);
  if (sid == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token says neither whose session is to end, nor which."));
  else
    cck_check_explain (check, CCK_OUTCOME_PASSED, _("The token says which session is to end."));
}

/* OIDC Back-Channel Logout §2.6: or it could be passed off as an ID token. */
static void
refuse_nonce (CckTrial *trial)
{
  const CckJsonValue *nonce = trial->claims.values[CCK_MEMBER_NONCE];
  CckCheck *check;

  if (nonce == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_NONCE);
  cck_check_show (check, nonce);
  cck_check_explain (check, CCK_OUTCOME_FAILED,
                     _("A logout token must not have a nonce: this may be an ID token."));
}

void
cck_trial_logout (CckTrial *trial)
{
  check_events (trial);
  check_session (trial);
  refuse_nonce (trial);
}
