/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-authorization.h"
#include "cck-client-auth.h"
#include "cck-token-set.h"

G_BEGIN_DECLS

/*
 * The requests to a provider's endpoints once there is something to ask with. All are POSTs but
 * userinfo; none follows a redirect (RFC 9700 §4.12), and none is sent a second time by itself.
 *
 * `parameters` are a caller's own, `NAME=VALUE` each and not encoded, NULL-terminated, or NULL. The
 * protocol's own names are refused with CCK_OAUTH_ERROR_BAD_PARAMETER.
 *
 * Beside the errors of cck_http_send() all reject with what an OAuth error answer means (RFC 6749
 * §5.2): CCK_OAUTH_ERROR_SIGN_IN_AGAIN, _WRONG_CLIENT or _REFUSED; with _BAD_ANSWER where the
 * answer can't be read, and with _UNSUPPORTED where the provider has no such endpoint.
 */

/**
 * cck_token_client_exchange:
 * @http: the session
 * @client: our authentication
 * @authorization: the transaction: it says which provider, redirect URI, verifier and nonce
 * @response: the browser's answer; its code is taken out of it and sent once
 * @parameters: (nullable): own parameters, such as `resource=https://api.example`
 * @now: seconds since the epoch
 *
 * Turns the code into tokens (RFC 6749 §4.1.3, RFC 7636 §4.5).
 *
 * Returns: (transfer full): a future of a boxed #CckTokenSet; it rejects also as
 *   cck_token_set_parse() does
 */
DexFuture *cck_token_client_exchange (CckHttp                  *http,
                                      CckClientAuth            *client,
                                      CckAuthorization         *authorization,
                                      CckAuthorizationResponse *response,
                                      const char * const       *parameters,
                                      gint64                    now);

/**
 * cck_token_client_refresh:
 * @http: the session
 * @metadata: the provider that issued the token
 * @client: our authentication
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
DexFuture *cck_token_client_refresh  (CckHttp                  *http,
                                      CckMetadata              *metadata,
                                      CckClientAuth            *client,
                                      CckTokenSet              *tokens,
                                      const char * const       *parameters,
                                      gint64                    now);

/**
 * cck_token_client_revoke:
 * @token: the token to end
 * @hint: `refresh_token` or `access_token`
 *
 * Ends one token (RFC 7009 §2.1). A token that the provider doesn't know counts as done (§2.2).
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *cck_token_client_revoke   (CckHttp                  *http,
                                      CckMetadata              *metadata,
                                      CckClientAuth            *client,
                                      const char               *token,
                                      const char               *hint);

/**
 * cck_token_client_userinfo:
 * @access_token: the access token; it goes in the header (RFC 6750 §2.1)
 *
 * Asks who the token stands for (OpenID Connect Core §5.3). Whether the answer's `sub` is the ID
 * token's is for the caller to compare (§5.3.2).
 *
 * Returns: (transfer full): a future of a boxed #CckHttpResponse with status 200 whose body is
 *   strict JSON, or a JWT where its content type is `application/jwt`; rejects with
 *   %CCK_OAUTH_ERROR_TOKEN_REFUSED on 401 and 403
 */
DexFuture *cck_token_client_userinfo (CckHttp                  *http,
                                      CckMetadata              *metadata,
                                      const char               *access_token);

G_END_DECLS
