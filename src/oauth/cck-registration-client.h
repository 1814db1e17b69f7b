/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client-registration.h"
#include "cck-metadata.h"

G_BEGIN_DECLS

/**
 * CckRegistrationRequest:
 * @client_name: what the provider's pages call us
 * @redirect_uris: (nullable): loopback addresses (RFC 8252 §7.3), NULL-terminated; none for a
 *   client without a browser
 * @auth_method: %CCK_CLIENT_AUTH_NONE unless there is a reason
 * @grant_types: (nullable): NULL-terminated; `authorization_code` and `refresh_token` where %NULL
 * @scope: (nullable): separated by spaces
 * @jwks: (nullable): our public keys as a JWK Set, needed for private_key_jwt
 * @dpop_bound: whether our access tokens are to be bound to a key always (RFC 9449 §5.2)
 *
 * What to register (RFC 7591 §2): always `application_type` `native` (OpenID Connect Registration
 * §2). Borrowed for the call.
 */
typedef struct
{
  const char          *client_name;
  const char * const  *redirect_uris;
  CckClientAuthMethod  auth_method;
  const char * const  *grant_types;
  const char          *scope;
  const char          *jwks;
  gboolean             dpop_bound;
} CckRegistrationRequest;

/**
 * cck_registration_client_register:
 * @http: the session
 * @metadata: the provider
 * @request: what to register
 * @initial_access_token: (nullable): a secret that the provider gave out for this (RFC 7591 §3)
 *
 * Registers us. Sent once: a second answer would be a second client.
 *
 * Returns: (transfer full): a future of a boxed #CckClientRegistration. It rejects with
 *   %CCK_OAUTH_ERROR_UNSUPPORTED (no registration endpoint), _BAD_PARAMETER (a redirect URI that is
 *   none on loopback, keys that are missing or private), _REFUSED, _TOKEN_REFUSED (401: a token is
 *   wanted, or another one), and as cck_http_send() and cck_client_registration_parse() do
 */
DexFuture *cck_registration_client_register (CckHttp                      *http,
                                             CckMetadata                  *metadata,
                                             const CckRegistrationRequest *request,
                                             const char                   *initial_access_token);

/**
 * cck_registration_client_read:
 * @http: the session
 * @uri: the registration's own address
 * @access_token: the registration access token; a secret
 * @flags: %CCK_HTTP_ALLOW_LOOPBACK where the user allowed it
 *
 * Looks at the registration as it is now (RFC 7592 §2.1). The answer may bring a new access token,
 * which replaces the old one.
 *
 * Returns: (transfer full): a future of a boxed #CckClientRegistration; rejects as above
 */
DexFuture *cck_registration_client_read     (CckHttp                      *http,
                                             const char                   *uri,
                                             const char                   *access_token,
                                             CckHttpFlags                  flags);

/**
 * cck_registration_client_delete:
 *
 * Ends the registration (RFC 7592 §2.3). One that is gone already (401, 404) counts as done.
 *
 * Returns: (transfer full): a future of %TRUE; rejects as above
 */
DexFuture *cck_registration_client_delete   (CckHttp                      *http,
                                             const char                   *uri,
                                             const char                   *access_token,
                                             CckHttpFlags                  flags);

G_END_DECLS
