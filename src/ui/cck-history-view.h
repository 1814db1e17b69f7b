/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-account.h"
#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_HISTORY_VIEW (cck_history_view_get_type ())

/* What happened to an account's tokens, by day, the newest first. It is read when it is looked at, and
 * follows what other processes write.
 *
 * Signal "report": the diagnostic report is asked for. */
G_DECLARE_FINAL_TYPE (CckHistoryView, cck_history_view, CCK, HISTORY_VIEW, AdwBin)

/* Once, before it is shown. */
void cck_history_view_setup       (CckHistoryView *self,
                                   CckSession     *session);
/* @account: (nullable) */
void cck_history_view_set_account (CckHistoryView *self,
                                   CckAccount     *account);

G_END_DECLS
