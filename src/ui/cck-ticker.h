/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cck-clock.h"

G_BEGIN_DECLS

#define CCK_TYPE_TICKER (cck_ticker_get_type ())

/* The application's one countdown. It ticks at each full minute while something visible counts
 * down, each second while something visible has under two minutes left, and not at all otherwise,
 * but at its alarm. It ticks when the machine wakes up and when the clock is set, too.
 *
 * Signal "tick" (gint64 now): what shows a remaining time computes it again from the wall clock. */
G_DECLARE_FINAL_TYPE (CckTicker, cck_ticker, CCK, TICKER, GObject)

CckTicker *cck_ticker_new   (CckClock  *clock);
gint64     cck_ticker_now   (CckTicker *self);
/* @widget counts down to @deadline (seconds since the epoch) while it is mapped; 0 to stop. The
 * ticker holds no reference on it. */
void       cck_ticker_watch (CckTicker *self,
                             GtkWidget *widget,
                             gint64     deadline);
/* Ticks at @time (seconds since the epoch) as well, whatever is visible; once. 0 for no alarm. */
void       cck_ticker_set_alarm (CckTicker *self,
                                 gint64     time);
/* Ticks now and plans anew: after a map, a suspend or a change of the clock. */
void       cck_ticker_poke  (CckTicker *self);

G_END_DECLS
