/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-clock.h"

struct _CckClock
{
  GObject  parent_instance;

  gint64   fixed_now;
  gboolean is_fixed;
};

G_DEFINE_FINAL_TYPE (CckClock, cck_clock, G_TYPE_OBJECT)

static void
cck_clock_class_init (CckClockClass *klass)
{
}

static void
cck_clock_init (CckClock *self)
{
}

CckClock *
cck_clock_new (void)
{
  return g_object_new (CCK_TYPE_CLOCK, NULL);
}

CckClock *
cck_clock_new_fixed (gint64 now)
{
  CckClock *self = cck_clock_new ();

  self->is_fixed = TRUE;
  self->fixed_now = now;

  return self;
}

gint64
cck_clock_get_now (CckClock *self)
{
  g_return_val_if_fail (CCK_IS_CLOCK (self), 0);

  return self->is_fixed ? self->fixed_now : g_get_real_time () / G_USEC_PER_SEC;
}

void
cck_clock_set (CckClock *self,
               gint64    now)
{
  g_return_if_fail (CCK_IS_CLOCK (self));
  g_return_if_fail (self->is_fixed);

  self->fixed_now = now;
}

static DexFuture *
waited (DexFuture *future,
        gpointer   user_data)
{
  return dex_future_new_for_int64 (cck_clock_get_now (user_data));
}

DexFuture *
cck_clock_wait (CckClock *self,
                guint     seconds)
{
  g_return_val_if_fail (CCK_IS_CLOCK (self), NULL);

  if (self->is_fixed)
    {
      self->fixed_now += seconds;
      return dex_future_new_for_int64 (self->fixed_now);
    }

  return dex_future_finally (dex_timeout_new_seconds ((int) seconds), waited, g_object_ref (self),
                             g_object_unref);
}
