/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client-auth.h"
#include "cck-dpop.h"
#include "cck-http.h"
#include "cck-metadata.h"
#include "cck-token-set.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLIENT (cck_client_get_type ())

/**
 * CckClient:
 *
 * One client at one provider: the session, what the provider says of itself, how we show who we
 * are, and for one session of tokens the key that they are bound to. Reference counted, used on one
 * thread.
 */
typedef struct _CckClient CckClient;

GType            cck_client_get_type         (void);

/**
 * cck_client_new:
 * @http: the session; for tls_client_auth one of cck_http_new_for_provider() with an identity
 * @metadata: the provider
 * @auth: our name and how we authenticate
 */
CckClient       *cck_client_new              (CckHttp        *http,
                                              CckMetadata    *metadata,
                                              CckClientAuth  *auth);

/**
 * cck_client_with_dpop:
 * @dpop: (nullable): the key of one session
 *
 * Returns: (transfer full): the same client for this one session: its token requests carry a proof,
 *   and an answer that isn't bound to the key is refused (RFC 9449 §5)
 */
CckClient       *cck_client_with_dpop        (CckClient      *self,
                                              CckDpop        *dpop);
CckClient       *cck_client_ref              (CckClient      *self);
void             cck_client_unref            (CckClient      *self);

CckHttp         *cck_client_get_http         (CckClient      *self);
CckMetadata     *cck_client_get_metadata     (CckClient      *self);
CckClientAuth   *cck_client_get_auth         (CckClient      *self);
/** The session's key, %NULL where there is none. */
CckDpop         *cck_client_get_dpop         (CckClient      *self);
const char      *cck_client_get_client_id    (CckClient      *self);

/**
 * cck_client_get_endpoint:
 * @name: its name in the metadata, such as `token_endpoint`
 * @error: (nullable): return location
 *
 * Where a request of this client goes. A client that authenticates with a certificate uses the
 * provider's `mtls_endpoint_aliases` where there are some (RFC 8705 §5).
 *
 * Returns: (nullable): an address, borrowed; %NULL with %CCK_OAUTH_ERROR_UNSUPPORTED where the
 *   provider has no such endpoint
 */
const char      *cck_client_get_endpoint     (CckClient      *self,
                                              const char     *name,
                                              GError        **error);

/**
 * cck_client_new_request:
 * @endpoint: the address, from cck_client_get_endpoint()
 *
 * A POST to one of the provider's endpoints, with the flags of its metadata; it follows no redirect
 * (RFC 9700 §4.12).
 */
CckHttpRequest  *cck_client_new_request      (CckClient      *self,
                                              const char     *endpoint);

/**
 * cck_client_send:
 * @self: the client
 * @request: a POST without authentication or proof; it is copied, and not changed
 * @now: seconds since the epoch
 *
 * Authenticates the request, adds a proof where the client has a key, and sends it once; once more,
 * with an assertion and a proof of its own, only where the provider asks for another nonce
 * (`use_dpop_nonce`, RFC 9449 §8), and once more where it refuses an assertion that names the issuer
 * and its token endpoint is of the same origin (see #CckAssertionAudience). No error text repeats a
 * form value or credential of the request.
 *
 * Returns: (transfer full): a future of a boxed #CckHttpResponse with a 2xx status that is no OAuth
 *   error. Beside the errors of cck_http_send() it rejects with what an error answer means (RFC
 *   6749 §5.2): %CCK_OAUTH_ERROR_SIGN_IN_AGAIN, _WRONG_CLIENT, _DECLINED or _REFUSED, see
 *   cck_oauth_error_get_word(), or _BAD_ANSWER where the answer can't be read.
 */
DexFuture       *cck_client_send             (CckClient      *self,
                                              CckHttpRequest *request,
                                              gint64          now);

/**
 * cck_client_send_with_tokens:
 * @self: the client
 * @request: a request to a protected resource, such as the userinfo endpoint; it is not changed
 * @tokens: the token set whose access token goes in the header
 * @now: seconds since the epoch
 *
 * Sends @request with `Authorization: Bearer` (RFC 6750 §2.1), or for a bound token with
 * `Authorization: DPoP` and a proof with `ath` (RFC 9449 §7.1), and once more where another nonce is
 * asked for (§9). The client itself isn't authenticated.
 *
 * Returns: (transfer full): a future of a boxed #CckHttpResponse, as of cck_http_send()
 */
DexFuture       *cck_client_send_with_tokens (CckClient      *self,
                                              CckHttpRequest *request,
                                              CckTokenSet    *tokens,
                                              gint64          now);

/**
 * cck_client_parse_tokens:
 * @self: the client that asked
 * @response: what the token endpoint answered
 * @requested_scope: (nullable): as for cck_token_set_parse()
 * @nonce: (nullable): as for cck_token_set_parse()
 * @needs_id_token: as for cck_token_set_parse()
 * @now: when it was asked for, seconds since the epoch
 * @error: return location
 *
 * Reads a token answer for this client. One with a key takes `DPoP` tokens only, which then keep the
 * key; one without takes `Bearer` tokens only. There is no silent way from one to the other.
 *
 * Returns: (transfer full): %NULL with the errors of cck_token_set_parse()
 */
CckTokenSet     *cck_client_parse_tokens     (CckClient       *self,
                                              CckHttpResponse *response,
                                              const char      *requested_scope,
                                              const char      *nonce,
                                              gboolean         needs_id_token,
                                              gint64           now,
                                              GError         **error);

/**
 * cck_client_add_parameters:
 * @request: a POST that isn't sent yet
 * @parameters: (nullable): `NAME=VALUE` each and not encoded, NULL-terminated
 * @error: return location
 *
 * Adds a person's own parameters to a request. What the protocol says itself can't be said, nor can
 * a name stand twice but `resource` (RFC 8707 §2) and `audience` (RFC 8693 §2.1).
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_BAD_PARAMETER
 */
gboolean         cck_client_add_parameters   (CckHttpRequest      *request,
                                              const char * const  *parameters,
                                              GError             **error);

/**
 * cck_client_get_clock_offset:
 * @offset: (out): seconds that the provider's clock is ahead of ours, negative where it is behind
 *
 * From the `Date` of the last answer that this client had, errors too. Dates have whole seconds and
 * answers take time: a second or two is noise.
 *
 * Returns: whether any answer said it
 */
gboolean         cck_client_get_clock_offset (CckClient      *self,
                                              gint64         *offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckClient, cck_client_unref)

G_END_DECLS
