/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-token.h"

G_BEGIN_DECLS

/* A token that lives at least @min_valid more seconds: the stored one, or a fresh one where it does
 * not and the account has a refresh token. What even a fresh token can't meet is given as it came.
 * One refresh at a time an account, in this process and across processes (RFC 9700 §4.14.2): who
 * waited looks at the keyring again before asking. Makes no request where the stored token
 * serves. Resolves to a CckToken, saved before it is given out. An account that stands for the client
 * itself has no refresh token; it asks anew (RFC 6749 §4.4). CCK_TOKEN_REFRESH is given as it is, with
 * no request. */
DexFuture *cck_session_get_token (CckSession   *session,
                                  CckAccount   *account,
                                  CckTokenKind  kind,
                                  guint         min_valid);

/* Always asks the provider (RFC 6749 §6): merge, never replace; rotation counted on the account.
 * Resolves to a CckToken (the access token). A network failure keeps the session as it was. */
DexFuture *cck_session_refresh   (CckSession   *session,
                                  CckAccount   *account);

/* Whether a provider is being asked for new tokens now. Who ends the process before the answer is saved
 * loses the session, where the provider has spent the old refresh token already (RFC 9700 §4.14.2). */
gboolean   cck_session_is_renewing (CckSession *session);

/* Whether the account's tokens can be had anew without the person, as far as is known here. */
gboolean   cck_session_can_refresh (CckSession *session,
                                    CckAccount *account);

/* Whether the provider's scope, resource or audience was edited since the account signed in: its tokens
 * are not for what is asked now, and none is given out (CCK_SESSION_ERROR_STALE). */
gboolean   cck_session_account_is_stale (CckSession *session,
                                         CckAccount *account);

G_END_DECLS
