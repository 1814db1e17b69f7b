/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-authorization.h"
#include "cck-client.h"
#include "cck-token-set.h"

G_BEGIN_DECLS

/*
 * The requests to a provider's endpoints once there is something to ask with. All are POSTs;
 * none follows a redirect (RFC 9700 §4.12), and none is sent a second time by itself, but
 * where the provider asks for another nonce (RFC 9449 §8).
 *
 * `parameters` are a caller's own, `NAME=VALUE` each and not encoded, NULL-terminated, or NULL. The
 * protocol's own names are refused with CCK_OAUTH_ERROR_BAD_PARAMETER.
 *
 * All reject as cck_client_send() does, and with CCK_OAUTH_ERROR_UNSUPPORTED where the provider has
 * no such endpoint.
 */

/**
 * cck_token_client_exchange:
 * @client: the client; it has to be one of the transaction's own provider, and with the key of a
 *   transaction that has one
 * @authorization: the transaction: it says which redirect URI, verifier and nonce
 * @response: the browser's answer; its code is taken out of it and sent once
 * @parameters: (nullable): own parameters, such as `resource=https://api.example`
 * @now: seconds since the epoch
 *
 * Turns the code into tokens (RFC 6749 §4.1.3, RFC 7636 §4.5).
 *
 * Returns: (transfer full): a future of a boxed #CckTokenSet; it rejects also as
 *   cck_client_parse_tokens() does, and with %CCK_OAUTH_ERROR_ISSUER_MISMATCH where @client is one
 *   of another provider: nothing is sent then
 */
DexFuture *cck_token_client_exchange (CckClient                *client,
                                      CckAuthorization         *authorization,
                                      CckAuthorizationResponse *response,
                                      const char * const       *parameters,
                                      gint64                    now);

/**
 * cck_token_client_refresh:
 * @client: the client at the provider that issued the token; the key of @tokens is used, whatever
 *   the client's is
 * @tokens: what is held, with a refresh token
 * @parameters: (nullable): own parameters
 * @now: seconds since the epoch
 *
 * Asks for a new access token (RFC 6749 §6). The future gives the merged set, see
 * cck_token_set_merge(): save it before it is used. Without a refresh token in @tokens it rejects
 * with %CCK_OAUTH_ERROR_SIGN_IN_AGAIN and sends nothing.
 *
 * Returns: (transfer full): a future of a boxed #CckTokenSet
 */
DexFuture *cck_token_client_refresh  (CckClient                *client,
                                      CckTokenSet              *tokens,
                                      const char * const       *parameters,
                                      gint64                    now);

/**
 * cck_token_client_revoke:
 * @client: the client at the provider that issued the token
 * @token: the token to end
 * @hint: (nullable): `refresh_token` or `access_token`
 * @now: seconds since the epoch
 *
 * Ends one token (RFC 7009 §2.1). A token that the provider doesn't know counts as done (§2.2).
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *cck_token_client_revoke   (CckClient                *client,
                                      const char               *token,
                                      const char               *hint,
                                      gint64                    now);

G_END_DECLS
