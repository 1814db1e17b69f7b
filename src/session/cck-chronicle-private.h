/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-chronicle.h"
#include "cck-token-set.h"

G_BEGIN_DECLS

/* What the flows write down. None of these fails: what can't be written is said by the session's
 * signal. Accounts that are kept in memory only leave nothing behind. Those named "await" look at what
 * was there before, and are called in a fiber; the others don't wait. */

/* @event: without time, account and name, which are filled in. @account: (nullable) */
void cck_session_note               (CckSession             *self,
                                     CckProvider            *provider,
                                     CckAccount             *account,
                                     const CckHistoryEvent  *event);

/* After a sign-in: who, how (the grant's wire word), and the tokens that came. */
void cck_session_await_note_signed_in (CckSession             *self,
                                     CckProvider            *provider,
                                     CckAccount             *account,
                                     CckTokenSet            *tokens);
/* After a refresh: the new access token, what its claims say otherwise, and whether the refresh token
 * was rotated. A refresh token that was spent before and comes back is an alarm. */
void cck_session_await_note_refreshed (CckSession             *self,
                                     CckProvider            *provider,
                                     CckAccount             *account,
                                     CckTokenSet            *before,
                                     CckTokenSet            *after);
/* The provider refused a refresh token which somebody else had used. */
void cck_session_note_reused        (CckSession             *self,
                                     CckProvider            *provider,
                                     CckAccount             *account,
                                     const char             *fingerprint);
/* @check: the id of a check, or the word for what failed. */
void cck_session_note_check_failed  (CckSession             *self,
                                     CckProvider            *provider,
                                     CckAccount             *account,
                                     const char             *token_kind,
                                     const char             *check);
/* @told: whether the provider knows. */
void cck_session_note_revoked       (CckSession             *self,
                                     CckProvider            *provider,
                                     CckAccount             *account,
                                     CckTokenSet            *tokens,
                                     gboolean                told);

/* Whether a refresh token of the account was used twice since it signed in. Called in a fiber. */
gboolean cck_session_await_was_reused (CckSession           *self,
                                       CckAccount           *account);

/* Whether another refresh token of the account came after the one with @fingerprint: it was spent
 * already when it was sent. Called in a fiber. */
gboolean cck_session_await_was_spent  (CckSession           *self,
                                       CckAccount           *account,
                                       const char           *fingerprint);

G_END_DECLS
