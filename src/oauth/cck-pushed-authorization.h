/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "cck-authorization.h"
#include "cck-client.h"

G_BEGIN_DECLS

/* Pushed authorization requests (RFC 9126). */

/**
 * cck_pushed_authorization_is_used:
 * @metadata: the provider
 * @asked_for: whether the person asked for it
 * @used: (out): whether the request is to be pushed: offered, required or asked for
 * @error: return location
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_UNSUPPORTED where it is required or asked for and there is
 *   no endpoint for it
 */
gboolean   cck_pushed_authorization_is_used (CckMetadata       *metadata,
                                             gboolean           asked_for,
                                             gboolean          *used,
                                             GError           **error);

/**
 * cck_pushed_authorization_push:
 * @client: the client; it authenticates as at the token endpoint (RFC 9126 §2), with a proof where
 *   it has a key (RFC 9449 §10.1)
 * @authorization: the transaction; a request object that it has is pushed instead of the parameters
 *   (RFC 9126 §3)
 * @now: seconds since the epoch
 *
 * Pushes the request. cck_authorization_dup_uri() then holds `client_id` and `request_uri` only.
 * The `request_uri` belongs to this transaction and is never used for another (§4).
 *
 * Returns: (transfer full): a future of %TRUE; it rejects as cck_client_send() does
 */
DexFuture *cck_pushed_authorization_push    (CckClient         *client,
                                             CckAuthorization  *authorization,
                                             gint64             now);

G_END_DECLS
