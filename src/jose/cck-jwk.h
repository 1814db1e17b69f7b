/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-algorithm.h"
#include "cck-certificate.h"
#include "cck-json.h"

G_BEGIN_DECLS

/* One JSON Web Key (RFC 7517): RSA, EC (P-256, P-384, P-521), OKP (Ed25519, Ed448) or oct,
 * checked and imported once. Immutable, ref-counted, usable from several threads; secrets are
 * wiped when it is freed.
 *
 * A weak or broken key never comes to be: RSA of less than 2048 or more than 16384 bits, an
 * exponent that is even, below 3 or over 64 bits, a ROCA modulus, a point off its curve, a member
 * of the wrong length (RFC 7518 §3.3, §6.2.1, §6.3.1; RFC 8037 §2). */
typedef struct _CckJwk CckJwk;

#define CCK_TYPE_JWK (cck_jwk_get_type ())

GType         cck_jwk_get_type       (void) G_GNUC_CONST;

/* @value: an object. CCK_JOSE_ERROR_MALFORMED, _UNSUPPORTED (kty or crv) or _KEY_UNUSABLE; the
 * message names the member. (transfer full) */
CckJwk       *cck_jwk_new_from_json  (const CckJsonValue  *value,
                                      GError             **error);
/* The same from text. (transfer full) */
CckJwk       *cck_jwk_new_from_text  (const char          *text,
                                      gsize                length,
                                      GError             **error);
/* The bound of a key file, in bytes. */
#define CCK_JWK_MAX_FILE_SIZE (1024 * 1024)

/* A key as people keep it in a file: a JWK, or in PEM or DER a public key (SubjectPublicKeyInfo,
 * RFC 5280 §4.1.2.7), a certificate, or a private key without a password (PKCS#8, RFC 5958). It is
 * held to the same bounds as a JWK. @data is terminated beyond @length. CCK_JOSE_ERROR_MALFORMED,
 * _TOO_LARGE, _UNSUPPORTED or _KEY_UNUSABLE. (transfer full) */
CckJwk       *cck_jwk_new_from_file_data (const char       *data,
                                      gsize                length,
                                      GError             **error);
/* A shared secret's bytes as an "oct" key, such as a client secret (OIDC Core §10.1). It must be as
 * long as the hash of the algorithm that it is used with (RFC 7518 §3.2). (transfer full) */
CckJwk       *cck_jwk_new_secret     (gconstpointer        secret,
                                      gsize                length);
/* A fresh private key for @algorithm: RSA of 2048 bits, or as the algorithm says; EdDSA is Ed25519.
 * Its kid is its thumbprint, its use "sig". CCK_JOSE_ERROR_CRYPTO. (transfer full) */
CckJwk       *cck_jwk_generate       (CckAlgorithm         algorithm,
                                      GError             **error);
CckJwk       *cck_jwk_ref            (CckJwk              *self);
void          cck_jwk_unref          (CckJwk              *self);

/* As they stand in the key, NULL where they are missing. (transfer none) */
const char   *cck_jwk_get_kid        (CckJwk              *self,
                                      gsize               *length);
const char   *cck_jwk_get_kty        (CckJwk              *self);
const char   *cck_jwk_get_crv        (CckJwk              *self);
const char   *cck_jwk_get_alg        (CckJwk              *self);
const char   *cck_jwk_get_use        (CckJwk              *self);
/* The size of the modulus, of the curve or of the secret, in bits. */
guint         cck_jwk_get_bits       (CckJwk              *self);
/* TRUE where it can sign. */
gboolean      cck_jwk_is_private     (CckJwk              *self);
/* "RSA, 2048 bits", "Elliptic curve P-256", "Ed25519", "Shared secret, 256 bits": translated, for
 * display. (transfer none) */
const char   *cck_jwk_get_description (CckJwk             *self);
/* The same. (transfer full) */
char         *cck_jwk_dup_description (CckJwk             *self);

/* The first certificate of "x5c", or the one that the key was read from; NULL where there is none.
 * It is one of this very key (RFC 7517 §4.7), or the key would not be. (transfer none) */
const CckCertificate *cck_jwk_get_certificate (CckJwk      *self);
/* "CN=example, issued by CN=CA, valid from 2026-01-01 until 2027-01-01": translated. */
const char   *cck_jwk_get_certificate_text (CckJwk         *self);
/* A translated sentence where "x5c" can't be read or "x5t" or "x5t#S256" is not its fingerprint
 * (RFC 7517 §4.8, §4.9), else NULL. */
const char   *cck_jwk_get_certificate_fault (CckJwk        *self);
/* TRUE where kty, crv, alg, use and key_ops (verify) let it verify @algorithm: the key decides, the
 * token can only agree (RFC 7517 §4.2-4.4, RFC 8725 §3.1). @error: (out) (optional): why not. */
gboolean      cck_jwk_fits           (CckJwk              *self,
                                      CckAlgorithm         algorithm,
                                      GError             **error);
/* TRUE where both are the same key, whatever they are called. */
gboolean      cck_jwk_is_same_key    (CckJwk              *self,
                                      CckJwk              *other);
/* RFC 7638 with SHA-256, Base64URL. (transfer full) */
char         *cck_jwk_dup_thumbprint (CckJwk              *self);
/* One line of JSON. @with_private: with the private members too; it is a secret then, for the
 * caller to wipe. NULL for an oct key without @with_private, which has nothing else to give.
 * (transfer full) */
char         *cck_jwk_to_json        (CckJwk              *self,
                                      gboolean             with_private);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckJwk, cck_jwk_unref)

G_END_DECLS
