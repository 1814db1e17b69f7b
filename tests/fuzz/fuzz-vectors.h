/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-jwks.h"

G_BEGIN_DECLS

/* The keys that the targets judge with, and what is known to be signed with them: out of tests/data,
 * read at the first call and kept. All are (transfer none). */

/* Every key of the "valid" tokens of claimcheck-open.json. Nobody here has their private parts, so
 * no input can carry a new signature that passes. */
CckJwks    *fuzz_verifying_keys  (void);
/* TRUE where a token with exactly this signing input is one of claimcheck-open.json. */
gboolean    fuzz_is_known_token  (const char *signing_input,
                                  gsize       length);
/* The keys of jwe/peers.json and of the RFCs' encrypted tokens. */
CckJwks    *fuzz_decrypting_keys (void);

G_END_DECLS
