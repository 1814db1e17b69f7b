/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-authorization.h"
#include "cck-client-auth.h"

G_BEGIN_DECLS

/**
 * cck_request_object_sign:
 * @authorization: a transaction whose address wasn't given out yet
 * @auth: the client; its key signs, or its secret with an HMAC
 * @now: seconds since the epoch
 * @error: return location
 *
 * Puts all parameters of the request into a signed request object (RFC 9101 §4, §10.8: type
 * `oauth-authz-req+jwt`). cck_authorization_dup_uri() then holds `client_id` and `request` only
 * (§5). It is good for five minutes.
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_UNSUPPORTED where the client has nothing to sign with, or
 *   the provider's `request_object_signing_alg_values_supported` holds nothing that fits
 */
gboolean cck_request_object_sign (CckAuthorization  *authorization,
                                  CckClientAuth     *auth,
                                  gint64             now,
                                  GError           **error);

G_END_DECLS
