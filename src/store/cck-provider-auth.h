/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How the client proves itself at the token endpoint (RFC 6749 §2.3, OpenID Connect Core §9). */
typedef enum
{
  CCK_PROVIDER_AUTH_NONE,                /* a public client: PKCE only */
  CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC,
  CCK_PROVIDER_AUTH_CLIENT_SECRET_POST,
  CCK_PROVIDER_AUTH_CLIENT_SECRET_JWT,   /* RFC 7523 §2.2, keyed with the client secret */
  CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT,     /* RFC 7523 §2.2 */
  CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH,     /* RFC 8705 §2.1 */
} CckProviderAuth;

#define CCK_TYPE_PROVIDER_AUTH (cck_provider_auth_get_type ())

GType       cck_provider_auth_get_type     (void) G_GNUC_CONST;
/* The registered word, such as "client_secret_basic" (RFC 7591 §2). Static. */
const char *cck_provider_auth_to_string    (CckProviderAuth  self);
/* FALSE where @word is none of them; @self is left alone then. */
gboolean    cck_provider_auth_from_string  (const char      *word,
                                            CckProviderAuth *self);
/* Whether the method needs the client secret that is kept in the keyring. */
gboolean    cck_provider_auth_needs_secret (CckProviderAuth  self);

G_END_DECLS
