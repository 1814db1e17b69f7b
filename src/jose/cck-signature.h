/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-jwk.h"

G_BEGIN_DECLS

/* Signatures and MACs as JWS has them (RFC 7518 §3, RFC 8037 §3.1): lengths are exact, ECDSA is r
 * || s, PSS has a salt of the hash's size, MACs are compared in constant time. */

/* FALSE with CCK_JOSE_ERROR_SIGNATURE_MISMATCH, or _KEY_UNUSABLE where @jwk does not fit
 * @algorithm. */
gboolean  cck_signature_verify (CckAlgorithm    algorithm,
                                CckJwk         *jwk,
                                gconstpointer   data,
                                gsize           length,
                                gconstpointer   signature,
                                gsize           signature_length,
                                GError        **error);

/* CCK_JOSE_ERROR_KEY_UNUSABLE where @jwk does not fit or can't sign, _CRYPTO. (transfer full) */
GBytes   *cck_signature_sign   (CckAlgorithm    algorithm,
                                CckJwk         *jwk,
                                gconstpointer   data,
                                gsize           length,
                                GError        **error);

/* The left half of the hash of @algorithm over @text, Base64URL: at_hash, c_hash, s_hash (OIDC Core
 * §3.1.3.6, §3.3.2.11). @jwk: (nullable): tells Ed25519 from Ed448 for EdDSA, Ed25519 where NULL.
 * NULL for CCK_ALGORITHM_UNKNOWN. (transfer full) */
char     *cck_signature_half_hash (CckAlgorithm algorithm,
                                   CckJwk      *jwk,
                                   const char  *text);

G_END_DECLS
