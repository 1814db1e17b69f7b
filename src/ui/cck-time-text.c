/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-time-text.h"

#include <glib/gi18n.h>

#define MINUTE G_GINT64_CONSTANT (60)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY)

/* Hours and minutes of at most a day. */
static char *
dup_hours (int hours,
           int minutes)
{
  if (minutes == 0)
    return g_strdup_printf (_("%d h"), hours);

  /* Translators: hours, then minutes. The letters are the signs of hour and minute. */
  return g_strdup_printf (_("%d h %d min"), hours, minutes);
}

char *
cck_time_text_duration (gint64 seconds)
{
  seconds = MAX (seconds, 0);

  /* s, min and h are the signs of second, minute and hour. */
  if (seconds < 2 * MINUTE)
    return g_strdup_printf (_("%d s"), (int) seconds);

  if (seconds < HOUR)
    return g_strdup_printf (_("%d min"), (int) (seconds / MINUTE));

  if (seconds < DAY)
    return dup_hours (seconds / HOUR, seconds % HOUR / MINUTE);

  if (seconds < 2 * YEAR)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (seconds / DAY)),
                            (int) (seconds / DAY));

  return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) (seconds / YEAR)),
                          (int) MIN (seconds / YEAR, G_MAXINT));
}

/* What is left is rounded up to whole minutes, so that a token of 15 minutes has 15 minutes left
 * while it is new. */
static gint64
round_up (gint64 seconds)
{
  if (seconds < 2 * MINUTE)
    return seconds;

  return (seconds + MINUTE - 1) / MINUTE * MINUTE;
}

static char *
dup_expired (gint64 expires_at,
             gint64 now)
{
  g_autofree char *duration = cck_time_text_duration (now - expires_at);

  if (now - expires_at < MINUTE)
    return g_strdup (_("Expired just now"));

  /* Translators: the argument is a duration such as "2 h" */
  return g_strdup_printf (_("Expired %s ago"), duration);
}

char *
cck_time_text_left (gint64 expires_at,
                    gint64 now)
{
  g_autofree char *duration = cck_time_text_duration (round_up (expires_at - now));

  if (expires_at <= now)
    return dup_expired (expires_at, now);

  /* Translators: the argument is a duration such as "42 min" */
  return g_strdup_printf (_("%s left"), duration);
}

char *
cck_time_text_expiry (gint64 expires_at,
                      gint64 now)
{
  g_autofree char *duration = cck_time_text_duration (round_up (expires_at - now));

  if (expires_at <= now)
    return dup_expired (expires_at, now);

  /* Translators: the argument is a duration such as "42 min" */
  return g_strdup_printf (_("Expires in %s"), duration);
}

static char *
dup_spoken_duration (gint64 seconds)
{
  if (seconds < 2 * MINUTE)
    return g_strdup_printf (ngettext ("%d second left", "%d seconds left", (gulong) seconds),
                            (int) seconds);

  if (seconds < 2 * HOUR)
    return g_strdup_printf (ngettext ("%d minute left", "%d minutes left",
                                      (gulong) (seconds / MINUTE)),
                            (int) (seconds / MINUTE));

  if (seconds < 2 * DAY)
    return g_strdup_printf (ngettext ("%d hour left", "%d hours left", (gulong) (seconds / HOUR)),
                            (int) (seconds / HOUR));

  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) (seconds / DAY)),
                          (int) MIN (seconds / DAY, G_MAXINT));
}

char *
cck_time_text_spoken (gint64 expires_at,
                      gint64 total,
                      gint64 now)
{
  g_autofree char *duration = NULL;

  if (expires_at <= now)
    return g_strdup (_("Expired"));

  duration = dup_spoken_duration (round_up (expires_at - now));

  if (total <= 0)
    return g_steal_pointer (&duration);

  /* Translators: the first argument is such as "42 minutes left" */
  return g_strdup_printf (_("%s, %d percent"), duration,
                          (int) CLAMP ((expires_at - now) * 100 / total, 0, 100));
}

static int
days_between (GDateTime *earlier,
              GDateTime *later)
{
  g_autoptr (GDateTime) a = NULL;
  g_autoptr (GDateTime) b = NULL;

  a = g_date_time_new_utc (g_date_time_get_year (earlier), g_date_time_get_month (earlier),
                           g_date_time_get_day_of_month (earlier), 0, 0, 0);
  b = g_date_time_new_utc (g_date_time_get_year (later), g_date_time_get_month (later),
                           g_date_time_get_day_of_month (later), 0, 0, 0);

  return g_date_time_difference (b, a) / G_TIME_SPAN_DAY;
}

static char *
dup_day_and_time (gint64   time,
                  gint64   now,
                  gboolean name_today)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  const char *format;
  int days;

  if (then == NULL || today == NULL)
    return NULL;

  days = days_between (today, then);

  if (days == 0)
    /* Translators: strftime formats; the first stands alone, as in "until 14:32" */
    format = name_today ? _("Today at %H:%M") : _("%H:%M");
  else if (days == 1)
    format = _("Tomorrow at %H:%M");
  else if (days == -1)
    format = _("Yesterday at %H:%M");
  else
    format = _("%-d %B %Y at %H:%M");

  return g_date_time_format (then, format);
}

char *
cck_time_text_clock (gint64 time,
                     gint64 now)
{
  char *text = dup_day_and_time (time, now, FALSE);

  return text != NULL ? text : g_strdup_printf ("%" G_GINT64_FORMAT, time);
}

char *
cck_time_text_moment (gint64 time,
                      gint64 now)
{
  g_autofree char *day = dup_day_and_time (time, now, TRUE);
  g_autofree char *duration = NULL;

  if (day == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, time);

  if (ABS (time - now) < 5)
    /* Translators: a moment, “Today at 14:32 (just now)” */
    return g_strdup_printf (_("%s (just now)"), day);

  duration = cck_time_text_duration (time > now ? round_up (time - now) : now - time);

  if (time > now)
    /* Translators: a moment and how far it is, "Today at 14:32 (in 42 min)" */
    return g_strdup_printf (_("%s (in %s)"), day, duration);

  /* Translators: a moment and how long ago it was, "Today at 14:32 (42 min ago)" */
  return g_strdup_printf (_("%s (%s ago)"), day, duration);
}

char *
cck_time_text_iso8601 (gint64 time)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (time);

  return then != NULL ? g_date_time_format_iso8601 (then) : NULL;
}
