/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_DISCOVERY (cck_discovery_get_type ())

/* What a provider says of itself, as the Add Provider dialog and `cck provider show` tell it. */
G_DECLARE_FINAL_TYPE (CckDiscovery, cck_discovery, CCK, DISCOVERY, GObject)

/* Fetches the provider configuration of @issuer (OpenID Connect Discovery §4, RFC 8414 §3). This is
 * a network request that the person asked for. @allow_http_loopback: accept http:// on 127.0.0.1,
 * [::1] and localhost. Resolves to a CckDiscovery; its issuer equals @issuer byte for byte. */
DexFuture          *cck_session_discover                       (CckSession   *session,
                                                                const char   *issuer,
                                                                gboolean      allow_http_loopback);

/* The same for a provider that need not be saved yet: its issuer, asked with the certificate
 * authorities that it is to be trusted by (RFC 9700 §4.12 leaves no other way round). */
DexFuture          *cck_session_discover_provider              (CckSession   *session,
                                                                CckProvider  *provider);

/* All (transfer none); NULL where the provider does not say. */
const char         *cck_discovery_get_issuer                   (CckDiscovery *self);
const char         *cck_discovery_get_authorization_endpoint   (CckDiscovery *self);
const char         *cck_discovery_get_token_endpoint           (CckDiscovery *self);
const char         *cck_discovery_get_jwks_uri                 (CckDiscovery *self);
const char         *cck_discovery_get_revocation_endpoint      (CckDiscovery *self);
/* Where a client can register itself (RFC 7591 §3). */
const char         *cck_discovery_get_registration_endpoint    (CckDiscovery *self);
const char * const *cck_discovery_get_scopes_supported         (CckDiscovery *self);
const char * const *cck_discovery_get_signing_algorithms       (CckDiscovery *self);
/* FALSE where the provider lists PKCE methods and S256 is not among them. */
gboolean            cck_discovery_get_supports_pkce            (CckDiscovery *self);
/* A good first value for the scope entry out of what is supported, "openid" first. */
char               *cck_discovery_dup_suggested_scopes         (CckDiscovery *self);

G_END_DECLS
