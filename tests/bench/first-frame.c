/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* first-frame: preloaded into a program with a window, writes the time of each frame that the window
 * painted to the descriptor FRAMES_FD, in nanoseconds of the monotonic clock, so that no program that
 * is measured has anything in it for being measured. */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void
on_after_paint (GdkFrameClock *clock,
                gpointer       descriptor)
{
  struct timespec time;
  char line[32];
  int length;

  clock_gettime (CLOCK_MONOTONIC, &time);
  length = g_snprintf (line, sizeof line, "%" G_GINT64_FORMAT "\n",
                       (gint64) time.tv_sec * 1000000000 + time.tv_nsec);

  if (write (GPOINTER_TO_INT (descriptor), line, length) != length)
    abort ();
}

G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  static gboolean known;
  void (*present) (GtkWindow *) = dlsym (RTLD_NEXT, "gtk_window_present");
  const char *descriptor = g_getenv ("FRAMES_FD");

  present (window);

  if (known || descriptor == NULL)
    return;

  known = TRUE;
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint), GINT_TO_POINTER (atoi (descriptor)));
}
