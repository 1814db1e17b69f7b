/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-wake-source.h"

#include <glib/gstdio.h>
#include <sys/timerfd.h>
#include <time.h>

typedef struct
{
  GSource source;
  gpointer tag;
  int fd;
} WakeSource;

/* Ready by the time that has come, or cancelled by a clock that was set: both are for the callback. */
static gboolean
check (GSource *source)
{
  return g_source_query_unix_fd (source, ((WakeSource *) source)->tag) != 0;
}

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     user_data)
{
  return callback != NULL ? callback (user_data) : G_SOURCE_REMOVE;
}

static void
finalize (GSource *source)
{
  g_clear_fd (&((WakeSource *) source)->fd, NULL);
}

static GSourceFuncs wake_funcs = { NULL, check, dispatch, finalize, NULL, NULL };

/* Linux tells a timer of the wall clock that the clock was set, and wakes it after a suspend. */
static int
open_timer (gint64 seconds)
{
  g_autofd int fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  struct itimerspec when = { 0 };

  if (fd < 0 || clock_gettime (CLOCK_REALTIME, &when.it_value) != 0)
    return -1;

  when.it_value.tv_sec += seconds;
  when.it_value.tv_nsec = 0;

  if (timerfd_settime (fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) != 0)
    return -1;

  return g_steal_fd (&fd);
}

GSource *
cck_wake_source_new (gint64 seconds)
{
  int fd = open_timer (MAX (seconds, 0));
  GSource *source;

  /* No descriptor is left, say: late after a suspend is better than never. */
  if (fd < 0)
    return g_timeout_source_new_seconds ((guint) CLAMP (seconds, 0, G_MAXINT));

  source = g_source_new (&wake_funcs, sizeof (WakeSource));
  ((WakeSource *) source)->fd = fd;
  ((WakeSource *) source)->tag = g_source_add_unix_fd (source, fd, G_IO_IN);
  g_source_set_static_name (source, "[claimcheck] wall clock");

  return source;
}
