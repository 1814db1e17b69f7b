/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <locale.h>

#include "cck-time-text.h"

#define NOW G_GINT64_CONSTANT (1700000000) /* 2023-11-14T22:13:20Z */

static void
test_left (void)
{
  static const struct
  {
    gint64 left;
    const char *text;
  } cases[] = {
    { 35, "35 s left" },
    { 119, "119 s left" },
    { 120, "2 min left" },
    { 41 * 60 + 1, "42 min left" },
    { 65 * 60, "1 h 5 min left" },
    { 2 * 3600, "2 h left" },
    { 86400, "1 day left" },
    { 3 * 86400 + 5, "3 days left" },
    { 2 * 365 * 86400 - 120, "729 days left" },
    { 2 * 365 * 86400, "2 years left" },
    { 73 * 365 * G_GINT64_CONSTANT (86400), "73 years left" },
    { 0, "Expired just now" },
    { -7200, "Expired 2 h ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cck_time_text_left (NOW + cases[i].left, NOW);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_expiry (void)
{
  g_autofree char *live = cck_time_text_expiry (NOW + 42 * 60, NOW);
  g_autofree char *over = cck_time_text_expiry (NOW - 3600, NOW);

  g_assert_cmpstr (live, ==, "Expires in 42 min");
  g_assert_cmpstr (over, ==, "Expired 1 h ago");
}

static void
test_spoken_in_words (void)
{
  g_autofree char *one = cck_time_text_spoken (NOW + 1, 100, NOW);
  g_autofree char *hours = cck_time_text_spoken (NOW + 5 * 3600, 10 * 3600, NOW);
  g_autofree char *unknown = cck_time_text_spoken (NOW + 42 * 60, 0, NOW);

  g_assert_cmpstr (one, ==, "1 second left, 1 percent");
  g_assert_cmpstr (hours, ==, "5 hours left, 50 percent");
  g_assert_cmpstr (unknown, ==, "42 minutes left");
}

static void
test_moment (void)
{
  g_autofree char *soon = cck_time_text_moment (NOW + 600, NOW);
  g_autofree char *tomorrow = cck_time_text_moment (NOW + 86400, NOW);
  g_autofree char *yesterday = cck_time_text_moment (NOW - 86400, NOW);
  g_autofree char *now = cck_time_text_moment (NOW, NOW);

  g_assert_cmpstr (soon, ==, "Today at 22:23 (in 10 min)");
  g_assert_cmpstr (tomorrow, ==, "Tomorrow at 22:13 (in 1 day)");
  g_assert_cmpstr (yesterday, ==, "Yesterday at 22:13 (1 day ago)");
  g_assert_cmpstr (now, ==, "Today at 22:13 (just now)");
}

static void
test_beyond_the_calendar_stays_a_number (void)
{
  g_autofree char *moment = cck_time_text_moment (G_MAXINT64, NOW);
  g_autofree char *clock = cck_time_text_clock (G_MAXINT64, NOW);

  g_assert_cmpstr (moment, ==, "9223372036854775807");
  g_assert_cmpstr (clock, ==, "9223372036854775807");
  g_assert_null (cck_time_text_iso8601 (G_MAXINT64));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/time-text/left", test_left);
  g_test_add_func ("/ui/time-text/expiry", test_expiry);
  g_test_add_func ("/ui/time-text/spoken-in-words", test_spoken_in_words);
  g_test_add_func ("/ui/time-text/moment", test_moment);
  g_test_add_func ("/ui/time-text/beyond-the-calendar-stays-a-number",
                   test_beyond_the_calendar_stays_a_number);

  return g_test_run ();
}
