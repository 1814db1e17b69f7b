/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CCK_TYPE_ISSUED_TOKEN (cck_issued_token_get_type ())

/**
 * CckIssuedToken:
 *
 * What a token exchange answered (RFC 8693 §2.2.1): one token of any type, which need not be an
 * access token, although the answer's member is called that. Immutable, reference counted; its
 * secrets are overwritten with the last reference.
 */
typedef struct _CckIssuedToken CckIssuedToken;

GType           cck_issued_token_get_type          (void);

/**
 * cck_issued_token_parse:
 * @document: the JSON answer
 * @requested_scope: (nullable): the scope asked for, which is the granted one where the answer
 *   names none (§2.2.1)
 * @now: when it was asked for, seconds since the epoch
 * @error: return location
 *
 * Reads the answer strictly: a token, a token type of `Bearer`, `DPoP` or `N_A` (compared without
 * case) and the issued token's type have to be there.
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_ANSWER or _BAD_TOKEN
 */
CckIssuedToken *cck_issued_token_parse             (GBytes          *document,
                                                    const char      *requested_scope,
                                                    gint64           now,
                                                    GError         **error);
CckIssuedToken *cck_issued_token_ref               (CckIssuedToken  *self);
void            cck_issued_token_unref             (CckIssuedToken  *self);

/** The token: a secret, borrowed. */
const char     *cck_issued_token_get_token         (CckIssuedToken  *self);

/** The refresh token, %NULL where there is none. A secret, borrowed. */
const char     *cck_issued_token_get_refresh_token (CckIssuedToken  *self);

/** `Bearer` or `DPoP`; `N_A` for what is no access token (§2.2.1). */
const char     *cck_issued_token_get_token_type    (CckIssuedToken  *self);

/** What was issued, such as `urn:ietf:params:oauth:token-type:access_token` (§3). */
const char     *cck_issued_token_get_issued_type   (CckIssuedToken  *self);

/** The granted scope, "" where none is known. */
const char     *cck_issued_token_get_scope         (CckIssuedToken  *self);

/** When it ends, seconds since the epoch; 0 unknown. */
gint64          cck_issued_token_get_expires_at    (CckIssuedToken  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckIssuedToken, cck_issued_token_unref)

G_END_DECLS
