/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-jwk.h"
#include "cck-metadata.h"

G_BEGIN_DECLS

/** What `client_assertion_type` says (RFC 7523 §2.2). */
#define CCK_CLIENT_ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

/**
 * cck_client_assertion_dup:
 * @key: the private key, or the client secret
 * @client_id: who
 * @metadata: for whom
 * @now: seconds since the epoch
 * @error: return location
 *
 * A fresh assertion that is good for a minute (RFC 7523 §3). Private to the layer.
 *
 * Returns: (transfer full): free with cck_sensitive_free(); %NULL with
 *   %CCK_OAUTH_ERROR_UNSUPPORTED or _NO_RANDOM
 */
char *cck_client_assertion_dup (CckJwk       *key,
                                const char   *client_id,
                                CckMetadata  *metadata,
                                gint64        now,
                                GError      **error);

G_END_DECLS
