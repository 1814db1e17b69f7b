/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "cck-history-entry.h"
#include "cck-history-report.h"

G_BEGIN_DECLS

#define CCK_TYPE_HISTORY (cck_history_get_type ())

/* What happened to the tokens: DATA_DIR/history.db, an SQLite database that any number of processes
 * write to. No row holds a token. Each row carries the SHA-256 of itself and of the row before, so a
 * row that somebody changed, removed or moved is found; the last row's is kept a second time. There
 * is no key in it: it shows damage and meddling by hand, and not a forger who computes it all anew.
 *
 * Nothing is opened before it is needed, and all of it is done on a thread of its own, in the order
 * of the calls. Disposing waits for what is still to be written. Use it from the main thread.
 *
 * A write is safe against the death of the process when its future resolves. A power cut may cost
 * the last seconds, and never more: a wait for the disk would be paid at each use of a token.
 *
 * Signals, in the main context:
 *   "changed" (): rows were written or removed, by whatever process; once a list was asked for
 *   "set-aside" (const char *path): the file was damaged; it was kept under this name, and a new
 *       history begun
 *
 * Futures reject with CANNOT_WRITE (names file and reason), BAD_FILE, NEWER_FORMAT or BUSY of
 * CCK_STORE_ERROR. */
G_DECLARE_FINAL_TYPE (CckHistory, cck_history, CCK, HISTORY, GObject)

/* How many rows are kept at most; some 400 bytes each. */
#define CCK_HISTORY_MAX_ROWS 100000

/* @data_dir: (nullable): NULL for $XDG_DATA_HOME/claimcheck. Costs nothing yet. */
CckHistory *cck_history_new            (const char             *data_dir);

/* DATA_DIR/history.db. (transfer none) */
const char *cck_history_get_path       (CckHistory             *self);
/* How many days a row is kept; 0: no history is written, and the next write or prune removes what
 * there is. 90 unless set. */
guint       cck_history_get_days       (CckHistory             *self);
void        cck_history_set_days       (CckHistory             *self,
                                        guint                   days);
/* At most that many rows are kept; CCK_HISTORY_MAX_ROWS unless set. */
void        cck_history_set_max_rows   (CckHistory             *self,
                                        guint                   max_rows);

/* Writes one row. Everything is copied at once; texts beyond a bound are cut. Resolves to TRUE. */
DexFuture  *cck_history_record         (CckHistory             *self,
                                        const CckHistoryEvent  *event);
/* Resolves to TRUE once all that was asked for before is done; at once where nothing was. For a
 * process about to end that did not wait for each row. */
DexFuture  *cck_history_flush          (CckHistory             *self);
/* The newest rows first. @query: (nullable): NULL for all. Resolves to a GListModel of
 * CckHistoryEntry (dex_await_object()), which does not change any more. */
DexFuture  *cck_history_list           (CckHistory             *self,
                                        const CckHistoryQuery  *query);
/* Walks the whole chain. Resolves to a CckHistoryReport (dex_await_boxed()); that something is wrong
 * is a result, and no rejection. */
DexFuture  *cck_history_verify         (CckHistory             *self);
/* Removes what is older than the days or beyond the bound, as of @now (seconds since the epoch), and
 * leaves a checkpoint from which the chain goes on. Writing does so by itself now and then. Resolves
 * to TRUE. */
DexFuture  *cck_history_prune          (CckHistory             *self,
                                        gint64                  now);

G_END_DECLS
