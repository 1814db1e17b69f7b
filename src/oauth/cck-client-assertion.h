/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client-auth.h"

G_BEGIN_DECLS

/** What `client_assertion_type` says (RFC 7523 §2.2). */
#define CCK_CLIENT_ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

/**
 * cck_client_assertion_dup:
 * @key: the private key, or the client secret
 * @client_id: who
 * @metadata: the provider
 * @audience: for whom
 * @now: seconds since the epoch
 * @error: return location
 *
 * A fresh assertion that is good for a minute (RFC 7523 §3). Private to the layer.
 *
 * Returns: (transfer full): free with cck_sensitive_free(); %NULL with
 *   %CCK_OAUTH_ERROR_UNSUPPORTED or _NO_RANDOM
 */
char *cck_client_assertion_dup (CckJwk               *key,
                                const char           *client_id,
                                CckMetadata          *metadata,
                                CckAssertionAudience  audience,
                                gint64                now,
                                GError              **error);

/**
 * cck_client_assertion_choose_audience:
 * @metadata: the provider
 *
 * The issuer, but at those providers that document their token endpoint as the only audience.
 */
CckAssertionAudience
      cck_client_assertion_choose_audience (CckMetadata *metadata);

/**
 * cck_client_assertion_may_name_endpoint:
 * @metadata: the provider
 * @target: where the assertion goes
 *
 * Whether the token endpoint may be the audience there: only where it is of the same origin, so that
 * whoever gets to see the assertion is who it was made for.
 */
gboolean
      cck_client_assertion_may_name_endpoint (CckMetadata *metadata,
                                              const char  *target);

G_END_DECLS
