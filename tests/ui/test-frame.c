/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

#include "begin.h"
#include "cck-full-text.h"
#include "cck-progress.h"
#include "cck-shortcuts.h"
#include "cck-template.h"
#include "cck-toasts.h"
#include "shown.h"

typedef struct
{
  GtkWidget *window;
  CckProgress *progress;
  CckToasts *toasts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->progress = g_object_new (CCK_TYPE_PROGRESS, NULL);
  fixture->toasts = cck_toasts_new (ADW_TOAST_OVERLAY (overlay));
  fixture->window = adw_window_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (fixture->progress));
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 300);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->toasts);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
test_what_takes_time_says_so (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = cck_progress_begin (fixture->progress, "Refreshing…");

  g_assert_null (shown_find (fixture->window, "Refreshing…"));
  shown_wait_for (fixture->window, "Refreshing…");
  cck_progress_end (fixture->progress, cancellable);
  shown_wait_gone (fixture->window, "Refreshing…");
  g_assert_false (g_cancellable_is_cancelled (cancellable));
}

static void
test_the_wait_can_be_ended (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = cck_progress_begin (fixture->progress, "Refreshing…");
  guint told = 0;

  g_signal_connect_swapped (fixture->progress, "cancelled", G_CALLBACK (g_atomic_int_inc), &told);
  shown_click (fixture->window, "Cancel");
  shown_wait_gone (fixture->window, "Refreshing…");
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_cmpuint (told, ==, 1);
}

static void
test_what_ends_late_hides_nothing (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GCancellable) first = cck_progress_begin (fixture->progress, "Refreshing…");
  g_autoptr (GCancellable) second = cck_progress_begin (fixture->progress, "Revoking…");

  shown_wait_for (fixture->window, "Revoking…");
  cck_progress_end (fixture->progress, first);
  g_assert_nonnull (shown_find (fixture->window, "Revoking…"));
  cck_progress_end (fixture->progress, second);
  shown_wait_gone (fixture->window, "Revoking…");
}

/* One thing that was done. */
typedef struct
{
  guint undone;
  guint finished;
} Deed;

static void
undo (gpointer user_data)
{
  ((Deed *) user_data)->undone++;
}

static void
finish (gpointer user_data)
{
  ((Deed *) user_data)->finished++;
}

static void
test_the_last_is_undone_first (Fixture       *fixture,
                               gconstpointer  data)
{
  Deed first = { 0, 0 };
  Deed second = { 0, 0 };

  cck_toasts_offer_undo (fixture->toasts, "First removed", undo, finish, &first);
  cck_toasts_offer_undo (fixture->toasts, "Second removed", undo, finish, &second);
  shown_wait_for (fixture->window, "Second removed");
  g_assert_cmpuint (first.finished, ==, 0);

  g_assert_true (cck_toasts_undo (fixture->toasts));
  g_assert_cmpuint (second.undone, ==, 1);
  g_assert_cmpuint (second.finished, ==, 1);
  shown_wait_gone (fixture->window, "Second removed");
  shown_wait_for (fixture->window, "First removed");
  shown_click (fixture->window, "Undo");
  g_assert_cmpuint (first.undone, ==, 1);
  g_assert_cmpuint (first.finished, ==, 1);
  g_assert_false (cck_toasts_undo (fixture->toasts));
}

/* Seconds count: news last for five. */
static void
test_an_undo_does_not_wait_behind_news (Fixture       *fixture,
                                        gconstpointer  data)
{
  Deed deed = { 0, 0 };
  gint64 begin;

  cck_toasts_tell (fixture->toasts, "Tokens refreshed");
  shown_wait_for (fixture->window, "Tokens refreshed");
  begin = g_get_monotonic_time ();
  cck_toasts_offer_undo (fixture->toasts, "Acme removed", undo, finish, &deed);
  shown_wait_for (fixture->window, "Acme removed");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * G_USEC_PER_SEC);
  cck_toasts_finish (fixture->toasts);
}

static void
test_news_leave_the_undo (Fixture       *fixture,
                          gconstpointer  data)
{
  Deed deed = { 0, 0 };

  cck_toasts_offer_undo (fixture->toasts, "Acme removed", undo, finish, &deed);
  cck_toasts_tell (fixture->toasts, "Tokens refreshed");
  shown_wait_for (fixture->window, "Tokens refreshed");
  g_assert_cmpuint (deed.finished, ==, 0);
  cck_toasts_dismiss_last (fixture->toasts);
  shown_wait_for (fixture->window, "Acme removed");

  cck_toasts_finish (fixture->toasts);
  g_assert_cmpuint (deed.undone, ==, 0);
  g_assert_cmpuint (deed.finished, ==, 1);
}

static void
test_a_long_name_is_told (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *label = gtk_label_new ("A name of sixty characters, which no sidebar has room for, no");
  GtkWidget *window = adw_window_new ();
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  cck_full_text_explain (label);
  adw_window_set_content (ADW_WINDOW (window), label);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 100);
  gtk_window_present (GTK_WINDOW (window));

  while (gtk_widget_get_width (label) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_signal_emit_by_name (label, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  g_assert_true (shown);

  gtk_label_set_text (GTK_LABEL (label), "Ann");
  g_signal_emit_by_name (label, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  g_assert_false (shown);
  g_object_unref (tooltip);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_keys_that_type_yield (void)
{
  for (guint i = 0; cck_shortcuts_get (i) != NULL; i++)
    {
      const CckShortcut *shortcut = cck_shortcuts_get (i);
      gboolean types = g_str_equal (shortcut->accels[0], "Delete") ||
                       g_str_equal (shortcut->accels[0], "<Control>z");

      g_assert_cmpint (shortcut->yields, ==, types);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();

  ADD ("/ui/progress/what-takes-time-says-so", test_what_takes_time_says_so);
  ADD ("/ui/progress/the-wait-can-be-ended", test_the_wait_can_be_ended);
  ADD ("/ui/progress/what-ends-late-hides-nothing", test_what_ends_late_hides_nothing);
  ADD ("/ui/toasts/the-last-is-undone-first", test_the_last_is_undone_first);
  ADD ("/ui/toasts/an-undo-does-not-wait-behind-news", test_an_undo_does_not_wait_behind_news);
  ADD ("/ui/toasts/news-leave-the-undo", test_news_leave_the_undo);
  ADD ("/ui/full-text/a-long-name-is-told", test_a_long_name_is_told);
  g_test_add_func ("/ui/shortcuts/keys-that-type-yield", test_keys_that_type_yield);

  return g_test_run ();
}
