/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http.h"
#include "cck-metadata.h"
#include "cck-session.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

/* The verdict on @jwt with the keys at the provider's jwks_uri. A key that the set does not name makes
 * one more request for the keys (OpenID Connect Core §10.1.1). Where `now` of @expectations is
 * 0 it is the session's. Keys that can't be had leave the signature "not checked"; why is given
 * in @keys_error (nullable). Call it in a fiber.
 *
 * Returns: (transfer full): never NULL */
CckVerdict *cck_session_await_verdict (CckSession             *session,
                                       CckHttp                *http,
                                       CckMetadata            *metadata,
                                       CckJwt                 *jwt,
                                       const CckExpectations  *expectations,
                                       GError                **keys_error);

G_END_DECLS
