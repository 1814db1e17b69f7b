/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"
#include "cck-session.h"

G_BEGIN_DECLS

/* A token for the client itself (RFC 6749 §4.4), at the first sign-in and whenever the last one has
 * ended: there is no refresh token (§4.4.3). Internal to this layer. Resolves to a CckTokenSet. */
DexFuture *cck_client_grant_ask (CckSession  *session,
                                 CckProvider *provider,
                                 CckClient   *client);

G_END_DECLS
