/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "begin.h"
#include "cck-ticker.h"

#define NOW G_GINT64_CONSTANT (1700000000)

static void
on_tick (CckTicker *ticker,
         gint64     now,
         gint64    *last)
{
  *last = now;
}

static void
present (GtkWidget *window)
{
  gtk_window_present (GTK_WINDOW (window));

  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_poke_tells_the_clocks_time (void)
{
  g_autoptr (CckClock) clock = cck_clock_new_fixed (NOW);
  g_autoptr (CckTicker) ticker = cck_ticker_new (clock);
  gint64 last = 0;

  g_signal_connect (ticker, "tick", G_CALLBACK (on_tick), &last);
  cck_clock_set (clock, NOW + 42);
  cck_ticker_poke (ticker);

  g_assert_cmpint (last, ==, NOW + 42);
}

static void
test_counts_seconds_near_the_end (void)
{
  g_autoptr (CckClock) clock = cck_clock_new_fixed (NOW);
  g_autoptr (CckTicker) ticker = cck_ticker_new (clock);
  GtkWidget *window = gtk_window_new ();
  gint64 start = g_get_monotonic_time ();
  gint64 last = 0;

  g_signal_connect (ticker, "tick", G_CALLBACK (on_tick), &last);
  present (window);
  cck_ticker_watch (ticker, window, NOW + 60);

  while (last == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A tick in the second that it was planned in shows nothing new, and comes twice. */
static void
test_comes_when_the_second_has_changed (void)
{
  g_autoptr (CckClock) clock = cck_clock_new ();
  g_autoptr (CckTicker) ticker = cck_ticker_new (clock);
  GtkWidget *window = gtk_window_new ();
  gint64 last = 0;
  gint64 before;

  g_signal_connect (ticker, "tick", G_CALLBACK (on_tick), &last);
  present (window);

  for (guint i = 0; i < 2; i++)
    {
      before = cck_ticker_now (ticker);
      last = 0;
      cck_ticker_watch (ticker, window, before + 100);

      while (last == 0)
        g_main_context_iteration (NULL, TRUE);

      g_assert_cmpint (last, >, before);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_an_alarm_needs_nothing_visible (void)
{
  g_autoptr (CckClock) clock = cck_clock_new_fixed (NOW);
  g_autoptr (CckTicker) ticker = cck_ticker_new (clock);
  gint64 start = g_get_monotonic_time ();
  gint64 last = 0;

  g_signal_connect (ticker, "tick", G_CALLBACK (on_tick), &last);
  cck_ticker_set_alarm (ticker, NOW + 2); /* when the second second from now begins */

  while (last == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC * 9 / 10);
}

static void
test_an_alarm_that_is_late_comes_at_once (void)
{
  g_autoptr (CckClock) clock = cck_clock_new_fixed (NOW);
  g_autoptr (CckTicker) ticker = cck_ticker_new (clock);
  gint64 last = 0;

  g_signal_connect (ticker, "tick", G_CALLBACK (on_tick), &last);
  cck_ticker_set_alarm (ticker, NOW - 1000);

  while (last == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_forgets_what_is_gone (void)
{
  g_autoptr (CckClock) clock = cck_clock_new_fixed (NOW);
  g_autoptr (CckTicker) ticker = cck_ticker_new (clock);
  GtkWidget *window = gtk_window_new ();

  present (window);
  cck_ticker_watch (ticker, window, NOW + 60);
  gtk_window_destroy (GTK_WINDOW (window));
  cck_ticker_poke (ticker);
}

static void
test_unwatched_before_it_is_gone (void)
{
  g_autoptr (CckClock) clock = cck_clock_new_fixed (NOW);
  CckTicker *ticker = cck_ticker_new (clock);
  GtkWidget *window = gtk_window_new ();

  cck_ticker_watch (ticker, window, NOW + 60);
  g_object_unref (ticker);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);

  g_test_add_func ("/ui/ticker/poke-tells-the-clocks-time", test_poke_tells_the_clocks_time);
  g_test_add_func ("/ui/ticker/counts-seconds-near-the-end", test_counts_seconds_near_the_end);
  g_test_add_func ("/ui/ticker/comes-when-the-second-has-changed",
                   test_comes_when_the_second_has_changed);
  g_test_add_func ("/ui/ticker/an-alarm-needs-nothing-visible",
                   test_an_alarm_needs_nothing_visible);
  g_test_add_func ("/ui/ticker/an-alarm-that-is-late-comes-at-once",
                   test_an_alarm_that_is_late_comes_at_once);
  g_test_add_func ("/ui/ticker/forgets-what-is-gone", test_forgets_what_is_gone);
  g_test_add_func ("/ui/ticker/unwatched-before-it-is-gone", test_unwatched_before_it_is_gone);

  return g_test_run ();
}
