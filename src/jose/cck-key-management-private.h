/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-content-encryption-private.h"
#include "cck-json.h"
#include "cck-jwk-private.h"

G_BEGIN_DECLS

/* The longest secret that two keys agree on, in bytes: P-521. */
#define CCK_KEY_AGREEMENT_MAX_SIZE 66

typedef struct _CckKeyManagement CckKeyManagement;

/* What a JWE says about its content's key. */
typedef struct
{
  const CckKeyManagement     *management;
  const CckContentEncryption *encryption;
  const CckJsonValue         *header;
  GBytes                     *encrypted_key;
} CckKeyRequest;

/* The kinds of key that an "alg" takes. */
typedef enum
{
  CCK_KEY_FOR_RSA,
  CCK_KEY_FOR_AGREEMENT,
  CCK_KEY_FOR_SECRET,
} CckKeyKind;

/* An "alg" of RFC 7518 §4.1. */
struct _CckKeyManagement
{
  const char             *name;
  CckKeyKind              kind;
  gsize                   wrap_size; /* of the AES key that wraps, in bytes; 0 where none does */
  gnutls_mac_algorithm_t  hash;      /* of RSA-OAEP and PBES2 */
  CckJwkDecryptOps        ops;       /* one of these must be allowed */
  /* What everyone can see, before a key is touched; NULL where there is nothing to look at. */
  gboolean              (*check)   (const CckKeyRequest  *request,
                                    GError              **error);
  /* Fills @key with encryption->key_size bytes. FALSE, without a reason, where it can't. */
  gboolean              (*recover) (const CckKeyRequest  *request,
                                    CckJwk               *jwk,
                                    guint8               *key);
};

/* By its exact name; NULL where it is not known. */
const CckKeyManagement *cck_key_management_lookup (const char           *name);
/* TRUE where kty, crv, size, use, alg and key_ops let @jwk be tried; else
 * CCK_JOSE_ERROR_KEY_UNUSABLE. */
gboolean                cck_key_management_fits   (const CckKeyRequest  *request,
                                                   CckJwk               *jwk,
                                                   GError              **error);

/* The bytes of a header parameter; NULL where it is missing or not Base64URL. (transfer full) */
GBytes  *cck_key_request_dup_bytes   (const CckKeyRequest  *request,
                                      const char           *name);
/* As above: RFC 7518 §4.4 with the bytes of a key, §4.4, §4.7, §4.3, §4.6 and §4.8. */
gboolean cck_key_unwrap              (const CckKeyRequest  *request,
                                      const guint8         *wrapping_key,
                                      guint8               *key);
gboolean cck_key_recover_wrapped     (const CckKeyRequest  *request,
                                      CckJwk               *jwk,
                                      guint8               *key);
gboolean cck_key_recover_gcm_wrapped (const CckKeyRequest  *request,
                                      CckJwk               *jwk,
                                      guint8               *key);
gboolean cck_key_recover_rsa         (const CckKeyRequest  *request,
                                      CckJwk               *jwk,
                                      guint8               *key);
gboolean cck_key_check_agreement     (const CckKeyRequest  *request,
                                      GError              **error);
gboolean cck_key_recover_agreed      (const CckKeyRequest  *request,
                                      CckJwk               *jwk,
                                      guint8               *key);
gboolean cck_key_check_password      (const CckKeyRequest  *request,
                                      GError              **error);
gboolean cck_key_recover_by_password (const CckKeyRequest  *request,
                                      CckJwk               *jwk,
                                      guint8               *key);

/* ECDH of two keys on the same curve. @secret: (out): up to CCK_KEY_AGREEMENT_MAX_SIZE bytes.
 * FALSE where the curves differ or the secret is zero (RFC 7748 §6). */
gboolean cck_key_agree               (CckJwk               *mine,
                                      CckJwk               *theirs,
                                      guint8               *secret,
                                      gsize                *size);

G_END_DECLS
