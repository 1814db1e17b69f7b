/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"

G_BEGIN_DECLS

/* What differs between two tokens' payloads, as the text for an event's "difference": a JSON array of
 * {"claim", "change" ("added", "removed" or "changed"), "before", "after"}. Values stand there only for
 * claims known to hold nothing private beyond what an account shows anyway (such as `exp`, `scope`,
 * `amr`); of all others just the name. NULL where nothing differs. @before: (nullable) (transfer full) */
char       *cck_history_dup_difference (const CckJsonValue     *before,
                                        const CckJsonValue     *after);

G_END_DECLS
