/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-verdict.h"

G_BEGIN_DECLS

/* What holds for every verdict, whatever the token: all checks can be shown, and the result follows
 * from them. */
void     fuzz_check_verdict    (CckVerdict *verdict);
/* Whether this check of the verdict has passed. */
gboolean fuzz_check_has_passed (CckVerdict *verdict,
                                const char *id);

G_END_DECLS
