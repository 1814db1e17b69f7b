/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LONG_LIFETIME 3600 /* RFC 6750 §5.3: one hour or less */

char *
cck_trial_dup_span (double seconds)
{
  gulong span = seconds < 1e12 ? (gulong) seconds : 1000000000000ul;

  if (span < 120)
    return g_strdup_printf (ngettext ("%lu second", "%lu seconds", span), span);
  if (span < 120 * 60)
    return g_strdup_printf (ngettext ("%lu minute", "%lu minutes", span / 60), span / 60);
  if (span < 48 * 3600)
    return g_strdup_printf (ngettext ("%lu hour", "%lu hours", span / 3600), span / 3600);
  return g_strdup_printf (ngettext ("%lu day", "%lu days", span / 86400), span / 86400);
}

CckClaimState
cck_trial_time (CckTrial  *trial,
                CckCheck  *check,
                CckMember  member,
                double    *seconds)
{
  const CckJsonValue *value = trial->claims.values[member];

  *seconds = 0;
  cck_check_show (check, value);
  if (value == NULL)
    return CCK_CLAIM_ABSENT;
  if (!cck_json_get_double (value, seconds))
    {
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The time “%s” is not a number, as it must be."),
                         cck_member_get_name (member));
      return CCK_CLAIM_MISTYPED;
    }

  if (cck_check_has_date (*seconds))
    cck_check_show_number (check, CCK_LOOK_TIME, *seconds);
  return CCK_CLAIM_PRESENT;
}

/* The claims that two checks look at. */
typedef struct
{
  CckClaimState state;
  double        seconds;
} Time;

static Time
check_expiry (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_EXPIRY);
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  double exp;
  CckClaimState state = cck_trial_time (trial, check, CCK_MEMBER_EXP, &exp);

  cck_check_expect_number (check, CCK_LOOK_AFTER, now);
  if (state == CCK_CLAIM_ABSENT)
    {
      if (trial->expected->expiry_optional)
        cck_check_explain (check, CCK_OUTCOME_PASSED, _("An answer like this need not expire."));
      else if (trial->verdict->profile == CCK_PROFILE_JWT)
        cck_check_explain (check, CCK_OUTCOME_WARNING, _("The token never expires."));
      else
        cck_check_explain (check, CCK_OUTCOME_FAILED,
                           _("The token does not say when it expires."));
    }
  /* RFC 7519 §4.1.4: not on or after it; a small leeway for clocks that differ. */
  else if (state == CCK_CLAIM_PRESENT && !(now < exp + leeway))
    {
      span = cck_trial_dup_span (now - exp);
      cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token expired %s ago."), span);
    }

  return (Time) { state, exp };
}

static void
check_not_before (CckTrial *trial)
{
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  CckCheck *check;
  double nbf;

  if (trial->claims.values[CCK_MEMBER_NBF] == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_NOT_BEFORE);
  cck_check_expect_number (check, CCK_LOOK_UNTIL, now);
  if (cck_trial_time (trial, check, CCK_MEMBER_NBF, &nbf) == CCK_CLAIM_PRESENT && !(nbf <= now + leeway))
    {
      span = cck_trial_dup_span (nbf - now);
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The token may only be used in %s. Is the clock right?"), span);
    }
}

static gboolean
iat_is_required (CckProfile profile)
{
  return profile == CCK_PROFILE_ID_TOKEN || profile == CCK_PROFILE_LOGOUT;
}

static Time
check_issued_at (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_ISSUED_AT);
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  double iat;
  CckClaimState state = cck_trial_time (trial, check, CCK_MEMBER_IAT, &iat);

  if (state == CCK_CLAIM_PRESENT && iat > now + leeway)
    {
      span = cck_trial_dup_span (iat - now);
      cck_check_explain (check, CCK_OUTCOME_WARNING,
                         _("The token says it will be issued in %s. Is the clock right?"), span);
    }
  else if (state == CCK_CLAIM_ABSENT && iat_is_required (trial->verdict->profile))
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token does not say when it was issued."));
  else if (state == CCK_CLAIM_ABSENT && trial->claims.values[CCK_MEMBER_EXP] != NULL)
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token says when it expires, but not when it was issued, so nobody "
                         "can tell how long it lives."));
  else if (state == CCK_CLAIM_ABSENT && trial->expected->expiry_optional)
    cck_check_explain (check, CCK_OUTCOME_PASSED,
                       _("An answer like this need not say when it was issued."));
  else if (state == CCK_CLAIM_ABSENT)
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token does not say when it was issued."));

  return (Time) { state, iat };
}

static void
check_auth_time (CckTrial *trial)
{
  gint64 max_age = trial->expected->max_age;
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  CckClaimState state;
  CckCheck *check;
  double time;

  if (trial->verdict->profile != CCK_PROFILE_ID_TOKEN ||
      (max_age < 0 && trial->claims.values[CCK_MEMBER_AUTH_TIME] == NULL))
    return;

  check = cck_trial_check (trial, CCK_CHECK_AUTH_TIME);
  state = cck_trial_time (trial, check, CCK_MEMBER_AUTH_TIME, &time);
  if (max_age < 0)
    {
      if (state == CCK_CLAIM_PRESENT)
        cck_trial_drop (trial, CCK_CHECK_AUTH_TIME);
    }
  else if (state == CCK_CLAIM_ABSENT)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token does not say when the person signed in."));
  else if (state == CCK_CLAIM_PRESENT && time + (double) max_age + leeway < now)
    {
      span = cck_trial_dup_span (now - time);
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The person signed in %s ago, longer than was asked for."), span);
    }
}

static void
check_lifetime (CckTrial *trial,
                Time      expiry,
                Time      issued_at)
{
  double lifetime = expiry.seconds - issued_at.seconds;
  g_autofree char *span = NULL;
  CckCheck *check;

  if (expiry.state != CCK_CLAIM_PRESENT || issued_at.state != CCK_CLAIM_PRESENT ||
      expiry.seconds < issued_at.seconds)
    return;

  check = cck_trial_check (trial, CCK_CHECK_LIFETIME);
  cck_check_expect (check, "≤ 3600 s");
  cck_check_show_number (check, CCK_LOOK_SECONDS, lifetime);
  if (lifetime > LONG_LIFETIME)
    {
      span = cck_trial_dup_span (lifetime);
      cck_check_explain (check, CCK_OUTCOME_WARNING,
                         _("The token lives %s. Whoever finds it can use it for as long; an hour or "
                           "less is advised."), span);
    }
}

void
cck_trial_times (CckTrial *trial)
{
  Time expiry = check_expiry (trial), issued_at;

  check_not_before (trial);
  issued_at = check_issued_at (trial);
  check_auth_time (trial);
  check_lifetime (trial, expiry, issued_at);
}
