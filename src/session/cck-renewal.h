/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"
#include "cck-token-set.h"

G_BEGIN_DECLS

/* An account's tokens are made new: what is said to the provider, and what its answer means. Internal
 * to this layer. Called in a fiber, with the account's lock held. @provider: the one that issued
 * @tokens, which are the account's as the keyring holds them.
 *
 * Returns: (transfer full): the new tokens, saved; NULL with CCK_OAUTH_ERROR_*, CCK_STORE_ERROR_*, or
 * CCK_SESSION_ERROR_SIGN_IN_AGAIN, _REUSED, _WAIT, _CHECK_FAILED. A network failure changes
 * nothing. */
CckTokenSet *cck_session_await_renewal (CckSession   *session,
                                        CckAccount   *account,
                                        CckProvider  *provider,
                                        CckTokenSet  *tokens,
                                        GError      **error);

G_END_DECLS
