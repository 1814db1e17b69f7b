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

G_END_DECLS
