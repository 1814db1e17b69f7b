/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http-request.h"

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

#define CCK_TYPE_CLIENT_AUTH (cck_client_auth_get_type ())

/**
 * CckClientAuth:
 *
 * A client's name, method and secret, immutable; the secret is overwritten with the last reference.
 */
typedef struct _CckClientAuth CckClientAuth;

GType          cck_client_auth_get_type      (void);

/**
 * cck_client_auth_new:
 * @method: how
 * @client_id: who
 * @secret: (nullable): the client secret, for the methods that have one
 * @error: return location
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_UNSUPPORTED for a method that Claimcheck
 *   does not speak, named in the message, or %CCK_OAUTH_ERROR_BAD_PARAMETER where the secret is
 *   missing
 */
CckClientAuth *cck_client_auth_new           (CckClientAuthMethod   method,
                                              const char           *client_id,
                                              const char           *secret,
                                              GError              **error);
CckClientAuth *cck_client_auth_ref           (CckClientAuth        *self);
void           cck_client_auth_unref         (CckClientAuth        *self);

const char    *cck_client_auth_get_client_id (CckClientAuth        *self);

/** The secret, borrowed, %NULL where the method has none. For keeping it out of an error text. */
const char    *cck_client_auth_get_secret    (CckClientAuth        *self);

/**
 * cck_client_auth_apply:
 * @self: who
 * @request: a POST that isn't sent yet
 *
 * Puts the authentication on the request: `client_id` in the form without a secret (RFC 6749
 * §3.2.1), both in the form (client_secret_post), or both form-encoded in the Basic header
 * (client_secret_basic, RFC 6749 §2.3.1). On each request again, refreshes too.
 */
void           cck_client_auth_apply         (CckClientAuth        *self,
                                              CckHttpRequest       *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckClientAuth, cck_client_auth_unref)

G_END_DECLS
