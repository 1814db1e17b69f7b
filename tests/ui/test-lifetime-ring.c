/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "begin.h"
#include "cck-lifetime-ring.h"

#define NOW G_GINT64_CONSTANT (1700000000)

static CckLifetimeRing *
make_ring (void)
{
  return g_object_ref_sink (CCK_LIFETIME_RING (cck_lifetime_ring_new ()));
}

static void
test_text_says_time_and_share (void)
{
  g_autoptr (CckLifetimeRing) ring = make_ring ();

  cck_lifetime_ring_set_life (ring, NOW - 18 * 60, NOW + 42 * 60, NOW);

  g_assert_cmpstr (cck_lifetime_ring_get_text (ring), ==, "42 minutes left, 70 percent");
  g_assert_cmpfloat_with_epsilon (cck_lifetime_ring_get_fraction (ring), 0.7, 0.001);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (ring), "warning"));
}

static void
test_last_fifth_is_a_warning (void)
{
  g_autoptr (CckLifetimeRing) ring = make_ring ();

  cck_lifetime_ring_set_life (ring, NOW - 900, NOW + 100, NOW);

  g_assert_cmpstr (cck_lifetime_ring_get_text (ring), ==, "100 seconds left, 10 percent");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (ring), "warning"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (ring), "error"));
}

static void
test_end_is_an_error (void)
{
  g_autoptr (CckLifetimeRing) ring = make_ring ();

  cck_lifetime_ring_set_life (ring, NOW - 900, NOW, NOW);

  g_assert_cmpstr (cck_lifetime_ring_get_text (ring), ==, "Expired");
  g_assert_cmpfloat (cck_lifetime_ring_get_fraction (ring), ==, 0);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (ring), "error"));
}

static void
test_refresh_takes_the_warning_away (void)
{
  g_autoptr (CckLifetimeRing) ring = make_ring ();

  cck_lifetime_ring_set_life (ring, NOW - 900, NOW, NOW);
  cck_lifetime_ring_set_life (ring, NOW, NOW + 900, NOW);

  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (ring), "error"));
  g_assert_cmpfloat (cck_lifetime_ring_get_fraction (ring), ==, 1);
}

static void
test_no_end_is_full (void)
{
  g_autoptr (CckLifetimeRing) ring = make_ring ();

  cck_lifetime_ring_set_life (ring, NOW, 0, NOW);

  g_assert_cmpstr (cck_lifetime_ring_get_text (ring), ==, "No end is known");
  g_assert_cmpfloat (cck_lifetime_ring_get_fraction (ring), ==, 1);
}

static void
test_is_a_meter (void)
{
  g_autoptr (CckLifetimeRing) ring = make_ring ();

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (ring)), ==,
                   GTK_ACCESSIBLE_ROLE_METER);
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);

  g_test_add_func ("/ui/lifetime-ring/text-says-time-and-share", test_text_says_time_and_share);
  g_test_add_func ("/ui/lifetime-ring/last-fifth-is-a-warning", test_last_fifth_is_a_warning);
  g_test_add_func ("/ui/lifetime-ring/end-is-an-error", test_end_is_an_error);
  g_test_add_func ("/ui/lifetime-ring/refresh-takes-the-warning-away",
                   test_refresh_takes_the_warning_away);
  g_test_add_func ("/ui/lifetime-ring/no-end-is-full", test_no_end_is_full);
  g_test_add_func ("/ui/lifetime-ring/is-a-meter", test_is_a_meter);

  return g_test_run ();
}
