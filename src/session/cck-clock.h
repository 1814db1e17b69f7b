/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CCK_TYPE_CLOCK (cck_clock_get_type ())

/* The one place that asks what time it is. Layers below take the time as a parameter. */
G_DECLARE_FINAL_TYPE (CckClock, cck_clock, CCK, CLOCK, GObject)

/* A clock that follows the system's wall clock. */
CckClock *cck_clock_new       (void);
/* A clock that stands still at @now until cck_clock_set(), for tests and for "was it valid at". */
CckClock *cck_clock_new_fixed (gint64    now);

/* Seconds since the epoch, UTC. */
gint64    cck_clock_get_now   (CckClock *self);
/* Resolves to the time (int64) once @seconds have passed. A fixed clock goes forward by them and does
 * not wait. */
DexFuture *cck_clock_wait     (CckClock *self,
                               guint     seconds);
/* Moves a fixed clock; a programming error on one that follows the system. */
void      cck_clock_set       (CckClock *self,
                               gint64    now);

G_END_DECLS
