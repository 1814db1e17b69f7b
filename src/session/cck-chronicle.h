/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-history.h"
#include "cck-token.h"

G_BEGIN_DECLS

/* The history of this session: what its flows write down as they go. A history that can't be written
 * fails no flow; the session's signal "history-failed" (GError *) says so. */

/* (transfer none) */
CckHistory *cck_session_get_history (CckSession   *self);

/* For the faces: a token of @account left the program. @how: "copied", "printed", or whom it was given
 * to ("dbus org.example.App"); no part of a token. Resolves to TRUE once it is written down; never
 * rejects. */
DexFuture  *cck_session_note_use    (CckSession   *self,
                                     CckAccount   *account,
                                     CckTokenKind  kind,
                                     const char   *how);

G_END_DECLS
