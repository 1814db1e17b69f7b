/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-account-lock.h"
#include "cck-session.h"
#include "cck-token-set.h"

G_BEGIN_DECLS

/* The token sets in the keyring, one item an account. Internal to this layer. Called in a fiber. */

/* Resolves to TRUE where something can be kept: before anything is asked for that would be lost.
 * Rejects with CCK_STORE_ERROR_KEYRING_LOCKED or _MISSING. */
DexFuture   *cck_session_keyring_ready     (CckSession   *session);

/* Returns: (transfer full): the stored tokens; NULL with CCK_STORE_ERROR_KEYRING_*, or
 * CCK_SESSION_ERROR_SIGN_IN_AGAIN where the keyring has none. */
CckTokenSet *cck_session_await_tokens      (CckSession   *session,
                                            CckAccount   *account,
                                            GError      **error);

/* The account's lock, held over reading, asking and saving, waited for at most @timeout milliseconds.
 * Resolves to a CckAccountLock. */
DexFuture   *cck_session_lock_account      (CckSession   *session,
                                            CckAccount   *account,
                                            guint         timeout);

/* Saves @tokens as one item, replacing the one before. */
gboolean     cck_session_await_save_tokens (CckSession   *session,
                                            CckAccount   *account,
                                            CckTokenSet  *tokens,
                                            GError      **error);

/* Clears them. That there are none, or no keyring, is fine. */
gboolean     cck_session_await_forget_tokens (CckSession *session,
                                            CckAccount   *account,
                                            GError      **error);

/* What may be remembered of @tokens outside the keyring. @summary borrows from @tokens and from
 * @fingerprint, which the caller frees after its use. */
void         cck_token_set_summarize       (CckTokenSet       *tokens,
                                            CckAccountTokens  *summary,
                                            char             **fingerprint);

G_END_DECLS
