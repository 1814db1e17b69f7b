/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* 0001-01-01 and 9999-12-31. */
#define EARLIEST_DATE -62135596800.0
#define LATEST_DATE 253402300799.0
#define LONG_LIFETIME 3600 /* RFC 6750 §5.3: one hour or less */

/* "2023-11-14T22:12:20Z" */
#define ISO_SIZE 21

/* @number in @width digits. Returns what stands after them. */
static char *
put_digits (char  *out,
            guint  number,
            guint  width)
{
  for (guint i = width; i > 0; i--, number /= 10)
    out[i - 1] = (char) ('0' + number % 10);

  return out + width;
}

/* ISO 8601 in UTC, for a time between EARLIEST_DATE and LATEST_DATE. Every verdict shows several, and
 * GDateTime would cost more than all of its checks. The years begin in March here, so that the
 * leap day is the last of one. */
static void
write_iso (char   *out,
           double  seconds)
{
  gint64 whole = (gint64) floor (seconds) - (gint64) EARLIEST_DATE;
  guint clock = (guint) (whole % 86400), days = (guint) (whole / 86400) + 306; /* from 0000-03-01 */
  guint era = days / 146097, day_of_era = days % 146097;
  guint year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  guint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  guint month = (5 * day_of_year + 2) / 153;
  guint day = day_of_year - (153 * month + 2) / 5 + 1;

  month = month < 10 ? month + 3 : month - 9;
  out = put_digits (out, era * 400 + year_of_era + (month <= 2 ? 1 : 0), 4);
  *out++ = '-';
  out = put_digits (out, month, 2);
  *out++ = '-';
  out = put_digits (out, day, 2);
  *out++ = 'T';
  out = put_digits (out, clock / 3600, 2);
  *out++ = ':';
  out = put_digits (out, clock / 60 % 60, 2);
  *out++ = ':';
  out = put_digits (out, clock % 60, 2);
  *out++ = 'Z';
  *out = '\0';
}

static gboolean
has_date (double seconds)
{
  return seconds >= EARLIEST_DATE && seconds <= LATEST_DATE;
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

  if (state == CCK_CLAIM_PRESENT && has_date (*seconds))
    {
      char iso[ISO_SIZE];

      write_iso (iso, *seconds);
      cck_check_set_found (check, iso, ISO_SIZE - 1);
    }
  else
    cck_trial_show (check, value);
  if (state == CCK_CLAIM_MISTYPED)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The time “%s” is not a number, as it must be."), claim);

  return state;
}

/* "> 2023-11-14T22:18:20Z" */
static void
expect_now (CckTrial   *trial,
            CckCheck   *check,
            const char *relation)
{
  gsize length = strlen (relation);

  if (!has_date ((double) trial->expected->now))
    return;

  check->expected = g_malloc (length + ISO_SIZE);
  memcpy (check->expected, relation, length);
  write_iso (check->expected + length, (double) trial->expected->now);
}

static void
check_expiry (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_EXPIRY);
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  double exp;
  CckClaimState state = show_time (trial, check, "exp", &exp);

  expect_now (trial, check, "> ");
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
  expect_now (trial, check, "≤ ");
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

static const char *
skip_zeros (const char *digits)
{
  while (digits[0] == '0' && g_ascii_isdigit (digits[1]))
    digits++;

  return digits;
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
  check->expected = g_strdup ("≤ 3600 s");
  if (exp - iat < G_MAXUINT)
    {
      char text[16], *end;

      end = put_digits (text, (guint) (exp - iat), 10);
      memcpy (end, " s", 3);
      cck_check_set_found (check, skip_zeros (text), -1);
    }
  if (exp - iat > LONG_LIFETIME)
    {
      span = describe_span (exp - iat);
      cck_check_explain (check, CCK_OUTCOME_WARNING,
                         _("The token lives %s. Whoever finds it can use it for as long; an hour or "
                           "less is advised."), span);
    }
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
