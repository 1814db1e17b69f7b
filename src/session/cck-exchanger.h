/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-token.h"

G_BEGIN_DECLS

/* What a token is to be exchanged for (RFC 8693 §2.1). Borrowed for the call; NULL where not set. */
typedef struct
{
  const char *audience;
  const char *resource;             /* an absolute URI */
  const char *scope;                /* separated by spaces */
  const char *requested_token_type; /* "access_token", "id_token", "jwt", or a whole URN */
} CckExchangeOptions;

/* Exchanges the account's access token, refreshed where it has ended, for another one. The result is
 * given out and stored nowhere. Resolves to a CckToken. */
DexFuture *cck_session_exchange (CckSession               *session,
                                 CckAccount               *account,
                                 const CckExchangeOptions *options);

G_END_DECLS
