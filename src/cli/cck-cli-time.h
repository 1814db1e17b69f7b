/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A moment as it is typed: seconds since the epoch, or ISO 8601 such as 2026-01-31T12:00:00Z (UTC where
 * it names no zone). @option: "--at", for the message. FALSE with CCK_CLI_ERROR_USAGE. */
gboolean cck_cli_time_parse      (const char  *option,
                                  const char  *text,
                                  gint64      *at,
                                  GError     **error);
/* The same, or how long ago: 90s, 10m, 2h, 7d, 4w. @now: seconds since the epoch. */
gboolean cck_cli_time_parse_past (const char  *option,
                                  const char  *text,
                                  gint64       now,
                                  gint64      *at,
                                  GError     **error);

G_END_DECLS
