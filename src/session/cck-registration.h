/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

/* Saves a new provider, and its credential (nullable) to the keyring: the client secret, or with
 * private_key_jwt the key as JWK or PEM, or with tls_client_auth certificate and key as PEM. One that
 * can't be used is refused (CCK_SESSION_ERROR_BAD_INPUT). Resolves to TRUE. Nothing is left of either
 * where one fails. */
DexFuture *cck_session_add_provider      (CckSession  *self,
                                          CckProvider *provider,
                                          CckSecret   *credential);

/* Saves a provider of the store as it is now, and its credential where one is given; NULL keeps the
 * one before, unless the client authenticates in a way now that has no use for it: then it is cleared.
 * What may not be changed is refused before anything is kept. Resolves to TRUE. */
DexFuture *cck_session_save_provider     (CckSession  *self,
                                          CckProvider *provider,
                                          CckSecret   *credential);

/* Keeps the credential alone and leaves the provider as it is: how a person gives the secret or key of
 * an administrator's provider, whose file is not theirs. Refused as above. Resolves to TRUE. */
DexFuture *cck_session_keep_credential   (CckSession  *self,
                                          CckProvider *provider,
                                          CckSecret   *credential);

/* Whether the keyring has what @provider's method needs. Resolves to a boolean; rejects with
 * CCK_STORE_ERROR_KEYRING_* where that can't be told. */
DexFuture *cck_session_has_credential    (CckSession  *self,
                                          CckProvider *provider);

/* Takes the client secret and key of @provider out of the keyring. The provider stays as it is.
 * Resolves to TRUE. */
DexFuture *cck_session_forget_credential (CckSession  *self,
                                          CckProvider *provider);

/* Registers @provider, which has a name, an issuer, scopes and redirect settings and no client ID yet,
 * at its issuer as a native client (RFC 7591 §3, RFC 8252 §8.4), then adds it as it was registered. For
 * private_key_jwt a key is drawn, which never leaves the keyring; tls_client_auth is not for this
 * ("unsupported").
 * @initial_access_token: (nullable): where the provider wants one. What it hands out (client ID,
 * secret, the registration access token) goes where it belongs; the two secrets into the keyring.
 * A keyring that is locked stops it before anything is asked. Resolves to the CckProvider. */
DexFuture *cck_session_register_provider (CckSession  *self,
                                          CckProvider *provider,
                                          CckSecret   *initial_access_token);

G_END_DECLS
