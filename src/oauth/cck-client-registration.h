/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client-auth.h"
#include "cck-http-request.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLIENT_REGISTRATION (cck_client_registration_get_type ())

/**
 * CckClientRegistration:
 *
 * What a provider handed out when we registered (RFC 7591 §3.2.1, RFC 7592 §3). Immutable,
 * reference counted; its two secrets are overwritten with the last reference.
 */
typedef struct _CckClientRegistration CckClientRegistration;

GType                  cck_client_registration_get_type              (void);

/**
 * cck_client_registration_parse:
 * @document: the JSON answer
 * @flags: %CCK_HTTP_ALLOW_LOOPBACK where the user allowed it
 * @error: return location
 *
 * Reads it strictly: a client ID of visible characters; `client_secret_expires_at` with every
 * secret; a management address together with its token or neither (RFC 7592 §3), and https.
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_ANSWER, _INSECURE or _UNSUPPORTED (a
 *   way of authenticating that Claimcheck doesn't know)
 */
CckClientRegistration *cck_client_registration_parse                 (GBytes        *document,
                                                                      CckHttpFlags   flags,
                                                                      GError       **error);
CckClientRegistration *cck_client_registration_ref                   (CckClientRegistration  *self);
void                   cck_client_registration_unref                 (CckClientRegistration  *self);

const char            *cck_client_registration_get_client_id         (CckClientRegistration  *self);

/** The client secret, %NULL for a public client. A secret, borrowed. */
const char            *cck_client_registration_get_client_secret     (CckClientRegistration  *self);

/** When the client secret ends, seconds since the epoch; 0 for never. */
gint64                 cck_client_registration_get_secret_expires_at (CckClientRegistration  *self);

/** How the provider wants us to authenticate, which may differ from what was asked for. */
CckClientAuthMethod    cck_client_registration_get_auth_method       (CckClientRegistration  *self);

/** The redirect URIs as registered, %NULL where the answer names none. */
const char * const    *cck_client_registration_get_redirect_uris     (CckClientRegistration  *self);

/** The scope as registered, %NULL where the answer names none. */
const char            *cck_client_registration_get_scope             (CckClientRegistration  *self);

/**
 * cck_client_registration_dup_scope:
 * @self: the answer
 * @asked: (nullable): the scope that was asked for
 *
 * What of @asked the client may ask for (RFC 7591 §2, §3.2.1). A word that only the answer has is left
 * out: it lists what the provider would allow, and nobody here wanted it (RFC 9700 §2.3). Where the
 * answer names nothing else of @asked, it is a list of something else, as Keycloak's of optional
 * scopes; `openid` is in none of the lists that leave it out by mistake.
 *
 * Returns: (transfer full) (nullable): the scope to sign in with, %NULL where @asked is
 */
char                  *cck_client_registration_dup_scope             (CckClientRegistration  *self,
                                                                      const char             *asked);

/** Where the registration is looked at and ended, %NULL where it can't be (RFC 7592 §2). */
const char            *cck_client_registration_get_uri               (CckClientRegistration  *self);

/** What opens that address, %NULL where there is none. A secret, borrowed. */
const char            *cck_client_registration_get_access_token      (CckClientRegistration  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckClientRegistration, cck_client_registration_unref)

G_END_DECLS
