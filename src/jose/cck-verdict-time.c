/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* 0001-01-01 and 9999-12-31. */
#define EARLIEST_DATE -62135596800.0
#define LATEST_DATE 253402300799.0
#define LONG_LIFETIME 3600 /* RFC 6750 §5.3: one hour or less */

/* ISO 8601 in UTC; the digits as they stand where no calendar has the day. */
static char *
format_time (double      seconds,
             const char *digits)
{
  g_autoptr (GDateTime) time = NULL;

  if (seconds < EARLIEST_DATE || seconds > LATEST_DATE)
    return g_strdup (digits);

  time = g_date_time_new_from_unix_utc ((gint64) floor (seconds));
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

/* "6 minutes", in the largest unit that leaves at least two. */
static char *
describe_span (double seconds)
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

static CckClaimState
show_time (CckTrial   *trial,
           CckCheck   *check,
           const char *claim,
           double     *seconds)
{
  const CckJsonValue *value = cck_json_get_member (trial->claims, claim);
  CckClaimState state = cck_claims_get_time (trial->claims, claim, seconds);

  if (state == CCK_CLAIM_PRESENT)
    {
      g_autofree char *text = format_time (*seconds, cck_json_get_number_text (value));

      cck_check_set_found (check, text, -1);
    }
  else
    {
      cck_trial_show (check, value);
      if (state == CCK_CLAIM_MISTYPED)
        cck_check_explain (check, CCK_OUTCOME_FAILED,
                           _("The time “%s” is not a number, as it must be."), claim);
    }

  return state;
}

static void
expect_now (CckTrial   *trial,
            CckCheck   *check,
            const char *format)
{
  g_autofree char *now = format_time ((double) trial->expected->now, "");
  g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, now);
#pragma GCC diagnostic pop
  cck_check_set_expected (check, text, -1);
}

static void
check_expiry (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_EXPIRY);
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  double exp;
  CckClaimState state = show_time (trial, check, "exp", &exp);

  expect_now (trial, check, _("after %s"));
  if (state == CCK_CLAIM_ABSENT)
    {
      if (trial->verdict->profile == CCK_PROFILE_JWT)
        cck_check_explain (check, CCK_OUTCOME_WARNING, _("The token never expires."));
      else
        cck_check_explain (check, CCK_OUTCOME_FAILED,
                           _("The token does not say when it expires."));
    }
  /* RFC 7519 §4.1.4: not on or after it; a small leeway for clocks that differ. */
  else if (state == CCK_CLAIM_PRESENT && !(now < exp + leeway))
    {
      span = describe_span (now - exp);
      cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token expired %s ago."), span);
    }
}

static void
check_not_before (CckTrial *trial)
{
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  CckCheck *check;
  double nbf;

  if (cck_json_get_member (trial->claims, "nbf") == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_NOT_BEFORE);
  expect_now (trial, check, _("not after %s"));
  if (show_time (trial, check, "nbf", &nbf) == CCK_CLAIM_PRESENT && !(nbf <= now + leeway))
    {
      span = describe_span (nbf - now);
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The token may only be used in %s. Is the clock right?"), span);
    }
}

static void
check_issued_at (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_ISSUED_AT);
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  double iat;
  CckClaimState state = show_time (trial, check, "iat", &iat);

  if (state == CCK_CLAIM_PRESENT && iat > now + leeway)
    {
      span = describe_span (iat - now);
      cck_check_explain (check, CCK_OUTCOME_WARNING,
                         _("The token says it will be issued in %s. Is the clock right?"), span);
    }
  else if (state == CCK_CLAIM_ABSENT && trial->verdict->profile == CCK_PROFILE_ID_TOKEN)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token does not say when it was issued."));
  else if (state == CCK_CLAIM_ABSENT)
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token does not say when it was issued."));
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
      (max_age < 0 && cck_json_get_member (trial->claims, "auth_time") == NULL))
    return;

  check = cck_trial_check (trial, CCK_CHECK_AUTH_TIME);
  state = show_time (trial, check, "auth_time", &time);
  if (max_age < 0)
    {
      if (state == CCK_CLAIM_PRESENT)
        check->made = FALSE;
    }
  else if (state == CCK_CLAIM_ABSENT)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token does not say when the person signed in."));
  else if (state == CCK_CLAIM_PRESENT && time + (double) max_age + leeway < now)
    {
      span = describe_span (now - time);
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The person signed in %s ago, longer than was asked for."), span);
    }
}

static void
check_lifetime (CckTrial *trial)
{
  g_autofree char *span = NULL;
  CckCheck *check;
  double iat, exp;

  if (cck_claims_get_time (trial->claims, "iat", &iat) != CCK_CLAIM_PRESENT ||
      cck_claims_get_time (trial->claims, "exp", &exp) != CCK_CLAIM_PRESENT || exp < iat)
    return;

  check = cck_trial_check (trial, CCK_CHECK_LIFETIME);
  span = describe_span (exp - iat);
  cck_check_set_found (check, span, -1);
  if (exp - iat > LONG_LIFETIME)
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token lives %s. Whoever finds it can use it for as long; an hour or "
                         "less is advised."), span);
}

void
cck_trial_times (CckTrial *trial)
{
  check_expiry (trial);
  check_not_before (trial);
  check_issued_at (trial);
  check_auth_time (trial);
  check_lifetime (trial);
}
