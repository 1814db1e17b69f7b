/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/gnutls.h>

#include <glib.h>

G_BEGIN_DECLS

/* The longest key of a content encryption, in bytes: A256CBC-HS512. */
#define CCK_CONTENT_ENCRYPTION_MAX_KEY 64

/* An "enc" of RFC 7518 §5.1. */
typedef struct
{
  const char                *name;
  gnutls_cipher_algorithm_t  cipher;
  gnutls_mac_algorithm_t     mac; /* GNUTLS_MAC_AEAD where the cipher has its own tag */
  gsize                      key_size; /* sizes in bytes */
  gsize                      iv_size;
  gsize                      tag_size;
} CckContentEncryption;

/* What is left of a JWE once its key is known. */
typedef struct
{
  const char *aad; /* the first segment's characters (RFC 7516 §5.2 step 14) */
  gsize       aad_length;
  GBytes     *iv;
  GBytes     *ciphertext;
  GBytes     *tag;
} CckSealed;

/* By its exact name; NULL where it is not known. */
const CckContentEncryption *cck_content_encryption_lookup (const char                 *name);
/* Checks the tag, in constant time and before anything else, and decrypts. @key: of key_size bytes.
 * NULL, without a reason, where it can't; else wiped when freed. (transfer full) */
GBytes                     *cck_content_encryption_open   (const CckContentEncryption *self,
                                                           const guint8               *key,
                                                           const CckSealed            *sealed);
/* AES-GCM alone, which A128GCMKW and its like use too (RFC 7518 §4.7): @size bytes of @text, in
 * place. The tag has 16 bytes, the IV 12, or it is FALSE. */
gboolean                    cck_content_encryption_open_gcm (gnutls_cipher_algorithm_t  cipher,
                                                             const gnutls_datum_t      *key,
                                                             const CckSealed           *sealed,
                                                             guint8                    *text,
                                                             gsize                      size);

G_END_DECLS
