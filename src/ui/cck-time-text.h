/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as sentences. All times are seconds since the epoch, UTC; the results are translated. */

/* "42 min", "1 h 5 min", "35 s", "3 days". */
char *cck_time_text_duration (gint64 seconds);
/* "42 min left", rounded up to whole minutes from two minutes on; or "Expired 2 h ago". */
char *cck_time_text_left     (gint64 expires_at,
                              gint64 now);
/* "Expires in 42 min", or "Expired 2 h ago". */
char *cck_time_text_expiry   (gint64 expires_at,
                              gint64 now);
/* "42 minutes left, 70 percent", for who listens; @total is the whole lifetime or 0. */
char *cck_time_text_spoken   (gint64 expires_at,
                              gint64 total,
                              gint64 now);
/* "14:32" today, else with the day: "Nov 21, 14:32". */
char *cck_time_text_clock    (gint64 time,
                              gint64 now);
/* "Today at 14:32 (in 42 min)". */
char *cck_time_text_moment   (gint64 time,
                              gint64 now);
/* "2026-11-22T14:32:00Z", for tooltips; NULL where no calendar has it. */
char *cck_time_text_iso8601  (gint64 time);

G_END_DECLS
