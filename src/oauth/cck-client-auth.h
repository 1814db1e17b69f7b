/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http-request.h"
#include "cck-jwk.h"
#include "cck-metadata.h"

G_BEGIN_DECLS

/**
 * CckClientAuthMethod:
 *
 * How a client shows at the token endpoint who it is (RFC 6749 §2.3, OpenID Connect Core §9,
 * RFC 8705 §2).
 */
typedef enum
{
  CCK_CLIENT_AUTH_NONE,
  CCK_CLIENT_AUTH_SECRET_BASIC,
  CCK_CLIENT_AUTH_SECRET_POST,
  CCK_CLIENT_AUTH_SECRET_JWT,
  CCK_CLIENT_AUTH_PRIVATE_KEY_JWT,
  CCK_CLIENT_AUTH_TLS,
} CckClientAuthMethod;

/** The registered name (`token_endpoint_auth_method`, RFC 7591 §2): `client_secret_basic`, … */
const char    *cck_client_auth_method_to_wire   (CckClientAuthMethod   method);

/** Finds a method by its registered name; %FALSE where there is none. */
gboolean       cck_client_auth_method_from_wire (const char           *wire,
                                                 CckClientAuthMethod  *method);

/**
 * CckAssertionAudience:
 * @CCK_ASSERTION_FOR_ISSUER: the issuer alone, so that no provider can have an assertion made for
 *   another one (RFC 9126 §2, draft-ietf-oauth-rfc7523bis §4)
 * @CCK_ASSERTION_FOR_ENDPOINT: the token endpoint, for a provider that takes nothing else
 *
 * For whom an assertion is made (RFC 7523 §3).
 */
typedef enum
{
  CCK_ASSERTION_FOR_ISSUER,
  CCK_ASSERTION_FOR_ENDPOINT,
} CckAssertionAudience;

#define CCK_TYPE_CLIENT_AUTH (cck_client_auth_get_type ())

/**
 * CckClientAuth:
 *
 * A client's name, method, secret and key, immutable; secrets are overwritten with the last
 * reference.
 */
typedef struct _CckClientAuth CckClientAuth;

GType          cck_client_auth_get_type      (void);

/**
 * cck_client_auth_new:
 * @method: how
 * @client_id: who
 * @secret: (nullable): the client secret, for the methods that have one
 * @key: (nullable): the private key of private_key_jwt. With any other method it may be given for
 *   signing request objects (RFC 9101)
 * @error: return location
 *
 * With tls_client_auth the certificate belongs to the session, see cck_http_new_for_provider().
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_PARAMETER where the secret or the
 *   private key is missing
 */
CckClientAuth *cck_client_auth_new           (CckClientAuthMethod   method,
                                              const char           *client_id,
                                              const char           *secret,
                                              CckJwk               *key,
                                              GError              **error);
CckClientAuth *cck_client_auth_ref           (CckClientAuth        *self);
void           cck_client_auth_unref         (CckClientAuth        *self);

CckClientAuthMethod
               cck_client_auth_get_method    (CckClientAuth        *self);
const char    *cck_client_auth_get_client_id (CckClientAuth        *self);

/** The secret, borrowed, %NULL where the method has none. For keeping it out of an error text. */
const char    *cck_client_auth_get_secret    (CckClientAuth        *self);

/** The private key, borrowed, %NULL where there is none. */
CckJwk        *cck_client_auth_get_key       (CckClientAuth        *self);

/**
 * cck_client_auth_apply:
 * @self: who
 * @request: a POST that isn't sent yet
 * @metadata: the provider it goes to
 * @audience: for whom an assertion is made
 * @now: seconds since the epoch
 * @error: return location
 *
 * Puts the authentication on the request, on each one again:
 *
 * - none and tls_client_auth: `client_id` in the form (RFC 6749 §3.2.1, RFC 8705 §2);
 * - client_secret_post: both in the form;
 * - client_secret_basic: both form-encoded in the Basic header (RFC 6749 §2.3.1);
 * - client_secret_jwt and private_key_jwt: a fresh assertion that is good for a minute (RFC 7523
 *   §2.2, §3; OpenID Connect Core §9), signed with an algorithm that fits the key and stands in
 *   `token_endpoint_auth_signing_alg_values_supported`.
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_UNSUPPORTED where no algorithm fits, _BAD_PARAMETER where
 *   the secret is too short for an HMAC, or _NO_RANDOM
 */
gboolean       cck_client_auth_apply         (CckClientAuth        *self,
                                              CckHttpRequest       *request,
                                              CckMetadata          *metadata,
                                              CckAssertionAudience  audience,
                                              gint64                now,
                                              GError              **error);

/** Whether it makes assertions at all (client_secret_jwt, private_key_jwt). */
gboolean       cck_client_auth_asserts       (CckClientAuth        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckClientAuth, cck_client_auth_unref)

G_END_DECLS
