/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_PROGRESS (cck_progress_get_type ())

/* Says that something is under way, once it takes long enough to be noticed, with a button that ends
 * the waiting.
 *
 * Signal "cancelled": the person waits no more. */
G_DECLARE_FINAL_TYPE (CckProgress, cck_progress, CCK, PROGRESS, AdwBin)

/* @words: what is under way, "Refreshing…". It takes the place of what was under way before. Returns
 * what tells whether the person waits no more. (transfer full) */
GCancellable *cck_progress_begin  (CckProgress  *self,
                                   const char   *words);
/* What began with @cancellable is over; NULL: whatever runs is of no more interest here. */
void          cck_progress_end    (CckProgress  *self,
                                   GCancellable *cancellable);
/* As if the button was clicked. */
void          cck_progress_cancel (CckProgress  *self);

G_END_DECLS
