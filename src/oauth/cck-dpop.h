/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-metadata.h"

G_BEGIN_DECLS

#define CCK_TYPE_DPOP (cck_dpop_get_type ())

/**
 * CckDpop:
 *
 * The key that one session's tokens are bound to (RFC 9449), an EC key on P-256, and the nonces
 * that the provider's servers gave, one an origin (§8, §9). Reference counted, used on one thread;
 * the key is overwritten with the last reference. The nonces are in memory only.
 */
typedef struct _CckDpop CckDpop;

GType       cck_dpop_get_type             (void);

/**
 * cck_dpop_new:
 * @error: return location
 *
 * Draws a fresh key, for a new session.
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_NO_RANDOM
 */
CckDpop    *cck_dpop_new                  (GError      **error);

/**
 * cck_dpop_new_from_secret_json:
 * @text: the private key as a JWK
 * @error: return location
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_SECRET_TEXT for anything but a private
 *   key on P-256
 */
CckDpop    *cck_dpop_new_from_secret_json (const char   *text,
                                           GError      **error);
CckDpop    *cck_dpop_ref                  (CckDpop      *self);
void        cck_dpop_unref                (CckDpop      *self);

/** The private key as a JWK, for the keyring and nothing else. Free with cck_sensitive_free(). */
char       *cck_dpop_to_secret_json       (CckDpop      *self);

/** The key's thumbprint (RFC 7638), which is `dpop_jkt` (RFC 9449 §10) and a token's `cnf.jkt`. */
char       *cck_dpop_dup_thumbprint       (CckDpop      *self);

/**
 * cck_dpop_dup_proof:
 * @self: the session's key
 * @method: `GET` or `POST`
 * @uri: where the request goes; its query and fragment stay out of `htu`
 * @access_token: (nullable): the token that goes with the request, for `ath` (RFC 9449 §4.2)
 * @now: seconds since the epoch
 * @error: return location
 *
 * A proof for one request, with a `jti` of its own and the last nonce of the address's origin.
 *
 * Returns: (transfer full): the value of the `DPoP` header
 */
char       *cck_dpop_dup_proof            (CckDpop      *self,
                                           const char   *method,
                                           const char   *uri,
                                           const char   *access_token,
                                           gint64        now,
                                           GError      **error);

/**
 * cck_dpop_remember_nonce:
 * @uri: where the request went
 * @nonce: (nullable): the answer's `DPoP-Nonce`; what is no nonce (RFC 9449 §8.1) is passed over
 *
 * Keeps the newest nonce of the address's origin.
 *
 * Returns: whether it is another nonce than the last one
 */
gboolean    cck_dpop_remember_nonce       (CckDpop      *self,
                                           const char   *uri,
                                           const char   *nonce);

/**
 * cck_dpop_check_offered:
 * @metadata: the provider
 * @error: return location
 *
 * Whether the provider takes proofs of ours: its `dpop_signing_alg_values_supported` (RFC 9449
 * §5.1) holds ES256, or it has no metadata document that could say so.
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_UNSUPPORTED
 */
gboolean    cck_dpop_check_offered        (CckMetadata  *metadata,
                                           GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckDpop, cck_dpop_unref)

G_END_DECLS
