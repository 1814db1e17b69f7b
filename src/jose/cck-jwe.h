/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-jwks.h"

G_BEGIN_DECLS

/* A compact JWE (RFC 7516 §3.1): taken apart, and opened with a key that the user gives. Immutable,
 * ref-counted, usable from several threads; wiped when freed.
 *
 * Decryption is never authentication (RFC 8725 §3.3, RFC 7519 §11.2): whoever knows a public key,
 * which is everyone, can encrypt for it. What comes out of a JWE is as unproven as what came in,
 * and becomes a token to believe only where it is a signed JWS of its own that a verdict accepts:
 * give the content to cck_jwt_parse() and that to cck_verdict_new().
 *
 * Known "alg" (RFC 7518 §4, RFC 8037 §3.2): RSA-OAEP, RSA-OAEP-256, A128KW, A192KW, A256KW,
 * A128GCMKW, A192GCMKW, A256GCMKW, dir, ECDH-ES and ECDH-ES+A128KW, +A192KW, +A256KW (P-256, P-384,
 * P-521, X25519, X448), PBES2-HS256+A128KW, PBES2-HS384+A192KW, PBES2-HS512+A256KW. RSA1_5 is known
 * and refused: its padding tells too much to whoever may ask often (RFC 8725 §3.2).
 * Known "enc" (RFC 7518 §5): A128CBC-HS256, A192CBC-HS384, A256CBC-HS512, A128GCM, A192GCM,
 * A256GCM. */
typedef struct _CckJwe CckJwe;

#define CCK_TYPE_JWE (cck_jwe_get_type ())

/* The bound of a token's text, in bytes. */
#define CCK_JWE_MAX_SIZE (1024 * 1024)
/* The bound of what "zip" unpacks to, in bytes (CVE-2024-28176). */
#define CCK_JWE_MAX_UNPACKED_SIZE 250000
/* The bound of "p2c", the rounds of PBES2, looked at before the first of them (CVE-2022-36083). */
#define CCK_JWE_MAX_ITERATIONS 1200000

GType       cck_jwe_get_type             (void) G_GNUC_CONST;

/* Takes the exact bytes of a token apart; they are never trimmed. Five segments of Base64URL, the
 * first of them a JSON object with the strings "alg" and "enc". @length: -1 for a terminated text.
 * Errors say which segment and where: CCK_JOSE_ERROR_MALFORMED, _TOO_LARGE. (transfer full) */
CckJwe     *cck_jwe_parse                (const char   *text,
                                          gssize        length,
                                          GError      **error);
CckJwe     *cck_jwe_ref                  (CckJwe       *self);
void        cck_jwe_unref                (CckJwe       *self);

/* The protected header, unproven until cck_jwe_decrypt() has succeeded. (transfer none) */
CckJson    *cck_jwe_get_header           (CckJwe       *self);
/* Its bytes as received. (transfer none) */
GBytes     *cck_jwe_get_header_bytes     (CckJwe       *self);
/* Header parameters; NULL where missing, no string, or with U+0000 inside. alg and enc are never
 * missing, but may be names that nobody knows. */
const char *cck_jwe_get_alg              (CckJwe       *self);
const char *cck_jwe_get_enc              (CckJwe       *self);
const char *cck_jwe_get_kid              (CckJwe       *self);
const char *cck_jwe_get_typ              (CckJwe       *self);
/* "cty", what the content says to be: "JWT" for a nested token (RFC 7519 §5.2). */
const char *cck_jwe_get_content_type     (CckJwe       *self);
/* TRUE where cty is "JWT" or "application/jwt", in any case (RFC 7515 §4.1.10). A hint: the content
 * may be a JWS without it. */
gboolean    cck_jwe_is_nested            (CckJwe       *self);

/* Decrypts with the first key of @keys that can: where the token has a "kid", those that have
 * exactly it, else those without a kid; without one, all that fit alg, enc, use and key_ops.
 * At most 16, and for PBES2 no more than the bound of rounds allows in all. Waits on the processor
 * for up to a second for PBES2, else for milliseconds.
 *
 * Before a key is touched, what everyone can see is refused by name: CCK_JOSE_ERROR_UNSUPPORTED
 * (alg, enc, zip, or any "crit"), _MALFORMED (a parameter of the wrong type), _TOO_LARGE (p2c),
 * _NO_MATCHING_KEY and _KEY_UNUSABLE (the message says why). From then on every failure is the
 * same CCK_JOSE_ERROR_ENCRYPTED with the same sentence, so that nobody learns which step it was
 * (RFC 7516 §11.5); only content that was authentic, but unpacks to too much, is _TOO_LARGE.
 * The content is wiped when freed. (transfer full) */
GBytes     *cck_jwe_decrypt              (CckJwe       *self,
                                          CckJwks      *keys,
                                          GError      **error);
/* The same with one key, whatever its kid is. (transfer full) */
GBytes     *cck_jwe_decrypt_with_jwk     (CckJwe       *self,
                                          CckJwk       *jwk,
                                          GError      **error);
/* TRUE where kty, crv, size, alg, use and key_ops let @jwk be tried; nothing is decrypted.
 * @error: (out) (optional): why not, as of cck_jwe_decrypt(). */
gboolean    cck_jwe_fits                 (CckJwe       *self,
                                          CckJwk       *jwk,
                                          GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckJwe, cck_jwe_unref)

G_END_DECLS
