/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may be used once: the `jti` of client assertions and of DPoP proofs (RFC 7523 §3, RFC 9449
 * §11.1). At most 4096 of them, as hashes; the oldest is forgotten then. */
typedef struct _CckPracticeOnce CckPracticeOnce;

CckPracticeOnce *cck_practice_once_new  (void);
void             cck_practice_once_free (CckPracticeOnce *once);

/* Whether @id of @owner is used for the first time. */
gboolean         cck_practice_once_use  (CckPracticeOnce *once,
                                         const char      *owner,
                                         const char      *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeOnce, cck_practice_once_free)

G_END_DECLS
