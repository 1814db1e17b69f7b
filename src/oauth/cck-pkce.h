/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CckPkce:
 *
 * The proof that the code goes to who asked for it (RFC 7636), method S256 only.
 */
typedef struct _CckPkce CckPkce;

/**
 * cck_pkce_new:
 * @error: return location
 *
 * Draws a verifier of 43 unreserved characters with 256 bits of entropy (RFC 7636 §4.1, §7.1).
 *
 * Returns: (transfer full): a fresh pair; %NULL with %CCK_OAUTH_ERROR_NO_RANDOM
 */
CckPkce    *cck_pkce_new           (GError     **error);

/** Overwrites the verifier and frees it. */
void        cck_pkce_free          (CckPkce     *self);

/** The verifier: a secret until the code was exchanged (RFC 7636 §4.5). */
const char *cck_pkce_get_verifier  (CckPkce     *self);

/** The challenge, for the browser's address (RFC 7636 §4.3). */
const char *cck_pkce_get_challenge (CckPkce     *self);

/** BASE64URL(SHA256(ASCII(verifier))), RFC 7636 §4.2. */
char       *cck_pkce_challenge_for (const char  *verifier);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPkce, cck_pkce_free)

G_END_DECLS
