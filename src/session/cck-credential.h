/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client-auth.h"
#include "cck-session.h"

G_BEGIN_DECLS

/* What we prove with who we are at a provider: the client secret, or the key, or certificate and key;
 * and the key for signed requests where there is one. Internal to this layer. */
typedef struct _CckCredential CckCredential;

/* Reads @text as the credential of @provider's client authentication: a secret as it is, a private key
 * as JWK or PEM for private_key_jwt, certificate and key as PEM for tls_client_auth. @text: (nullable):
 * where the method needs none. (transfer full); NULL with CCK_SESSION_ERROR_BAD_INPUT. */
CckCredential *cck_credential_new               (CckProvider    *provider,
                                                 CckSecret      *text,
                                                 GError        **error);
void           cck_credential_free              (CckCredential  *self);

/* Called in a fiber. As above with what the keyring holds; also CCK_STORE_ERROR_KEYRING_*, and
 * CCK_SESSION_ERROR_NO_CREDENTIAL where it holds nothing. */
CckCredential *cck_session_await_credential     (CckSession     *session,
                                                 CckProvider    *provider,
                                                 GError        **error);
/* Which item of the keyring holds the credential of @provider; FALSE where its method needs none. */
gboolean       cck_credential_get_kind          (CckProvider    *provider,
                                                 CckSecretKind  *kind);

/* (transfer full); NULL with CCK_OAUTH_ERROR_BAD_PARAMETER. */
CckClientAuth *cck_credential_new_auth          (CckCredential  *self,
                                                 CckProvider    *provider,
                                                 GError        **error);
/* The client secret; NULL where the method has none. (transfer full) */
CckSecret     *cck_credential_dup_secret        (CckCredential  *self);
/* Certificate and key in PEM for the TLS session; NULL where the method has none. (transfer none) */
CckSecret     *cck_credential_get_identity      (CckCredential  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckCredential, cck_credential_free)

G_END_DECLS
