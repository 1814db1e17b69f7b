/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-context.h"

G_BEGIN_DECLS

/* Where the keys are, and where they are to be looked for instead. */
#define CCK_PRACTICE_JWKS "/jwks"
#define CCK_PRACTICE_JWKS_ELSEWHERE "/elsewhere/keys"

/* Returns: (transfer full): the metadata document (OpenID Connect Discovery §3, RFC 8414 §2): what
 * is in it works, what works is in it. */
char *cck_practice_metadata_dup (CckPracticeContext *context);

G_END_DECLS
