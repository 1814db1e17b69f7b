/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-refresher.h"

G_BEGIN_DECLS

/* As cck_session_get_token(), for requests that are made with the tokens. Resolves to a
 * CckTokenSet. */
DexFuture *cck_session_get_token_set (CckSession *session,
                                      CckAccount *account,
                                      guint       min_valid);

/* Whether the account's tokens, which it can renew, came at a time that is still to come. */
gboolean   cck_session_is_ahead     (CckSession *session,
                                     CckAccount *account);

G_END_DECLS
