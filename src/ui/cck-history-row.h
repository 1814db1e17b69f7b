/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-history-entry.h"

G_BEGIN_DECLS

#define CCK_TYPE_HISTORY_ROW (cck_history_row_get_type ())

/* Something that happened to a token, and, opened, what is known of it. */
G_DECLARE_FINAL_TYPE (CckHistoryRow, cck_history_row, CCK, HISTORY_ROW, AdwExpanderRow)

/* @now: seconds since the epoch. */
GtkWidget *cck_history_row_new (CckHistoryEntry *entry,
                                gint64           now);

G_END_DECLS
