/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"

G_BEGIN_DECLS

/*
 * The grants that need no browser and nobody in front of it. Beside the errors of cck_client_send()
 * both reject with CCK_OAUTH_ERROR_UNSUPPORTED where the provider has no token endpoint, and with
 * _BAD_PARAMETER for own parameters that belong to the protocol. What a provider's metadata lists
 * of grants decides nothing: many lists are incomplete, and the provider itself says no.
 *
 * Own parameters are `NAME=VALUE` each, not encoded, NULL-terminated, or NULL.
 */

/**
 * cck_grants_client_credentials:
 * @client: us; a client that authenticates, since `none` proves nothing
 * @scope: (nullable): the scopes, separated by spaces
 * @parameters: (nullable): own parameters, such as `resource=https://api.example`
 * @now: seconds since the epoch
 *
 * A token for the client itself (RFC 6749 §4.4). A public client is refused here with
 * %CCK_OAUTH_ERROR_UNSUPPORTED (§4.4: confidential clients only). A refresh token in the answer is
 * left out (§4.4.3 asks providers not to send one, and asking anew does the same).
 *
 * Returns: (transfer full): a future of a boxed #CckTokenSet; it rejects also as
 *   cck_token_set_parse() does
 */
DexFuture *cck_grants_client_credentials (CckClient           *client,
                                          const char          *scope,
                                          const char * const  *parameters,
                                          gint64               now);

/**
 * CckTokenExchange:
 * @subject_token: whom the new token is about; a secret
 * @subject_token_type: what it is, in full or short: `access_token`, `refresh_token`, `id_token`,
 *   `saml1`, `saml2`, `jwt` (RFC 8693 §3)
 * @actor_token: (nullable): who acts for them; a secret
 * @actor_token_type: (nullable): its type; needed with, and only with, @actor_token (§2.1)
 * @requested_token_type: (nullable): what is wanted, as above
 * @audience: (nullable): logical names of the targets, NULL-terminated
 * @resource: (nullable): absolute addresses of the targets without a fragment, NULL-terminated
 * @scope: (nullable): separated by spaces
 *
 * What is to be exchanged for what (RFC 8693 §2.1). Borrowed for the call.
 */
typedef struct
{
  const char         *subject_token;
  const char         *subject_token_type;
  const char         *actor_token;
  const char         *actor_token_type;
  const char         *requested_token_type;
  const char * const *audience;
  const char * const *resource;
  const char         *scope;
} CckTokenExchange;

/**
 * cck_grants_exchange_token:
 * @client: us
 * @exchange: what for what
 * @parameters: (nullable): own parameters
 * @now: seconds since the epoch
 *
 * Trades one token for another (RFC 8693 §2).
 *
 * Returns: (transfer full): a future of a boxed #CckIssuedToken; it rejects also with
 *   %CCK_OAUTH_ERROR_BAD_TOKEN, for an answer without `issued_token_type` too (§2.2.1), and for a
 *   bearer token where @client has a key (RFC 9449 §5)
 */
DexFuture *cck_grants_exchange_token     (CckClient              *client,
                                          const CckTokenExchange *exchange,
                                          const char * const     *parameters,
                                          gint64                  now);

G_END_DECLS
