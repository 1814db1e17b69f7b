/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-content-encryption-private.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "cck-jwe-bytes-private.h"

#define AES_BLOCK_SIZE 16
#define GCM_IV_SIZE 12
#define GCM_TAG_SIZE 16
#define MAX_MAC 64

/* RFC 7518 §5.2.3-5.2.5, §5.3 */
static const CckContentEncryption encryptions[] = {
  { "A128CBC-HS256", GNUTLS_CIPHER_AES_128_CBC, GNUTLS_MAC_SHA256, 32, AES_BLOCK_SIZE, 16 },
  { "A192CBC-HS384", GNUTLS_CIPHER_AES_192_CBC, GNUTLS_MAC_SHA384, 48, AES_BLOCK_SIZE, 24 },
  { "A256CBC-HS512", GNUTLS_CIPHER_AES_256_CBC, GNUTLS_MAC_SHA512, 64, AES_BLOCK_SIZE, 32 },
  { "A128GCM", GNUTLS_CIPHER_AES_128_GCM, GNUTLS_MAC_AEAD, 16, GCM_IV_SIZE, GCM_TAG_SIZE },
  { "A192GCM", GNUTLS_CIPHER_AES_192_GCM, GNUTLS_MAC_AEAD, 24, GCM_IV_SIZE, GCM_TAG_SIZE },
  { "A256GCM", GNUTLS_CIPHER_AES_256_GCM, GNUTLS_MAC_AEAD, 32, GCM_IV_SIZE, GCM_TAG_SIZE },
};

const CckContentEncryption *
cck_content_encryption_lookup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (encryptions); i++)
    if (strcmp (encryptions[i].name, name) == 0)
      return &encryptions[i];

  return NULL;
}

gboolean
cck_content_encryption_open_gcm (gnutls_cipher_algorithm_t  cipher,
                                 const gnutls_datum_t      *key,
                                 const CckSealed           *sealed,
                                 guint8                    *text,
                                 gsize                      size)
{
  const giovec_t aad = { (void *) sealed->aad, sealed->aad_length };
  const giovec_t iov = { text, size };
  gnutls_aead_cipher_hd_t handle;
  gsize iv_size, tag_size;
  const guint8 *iv = g_bytes_get_data (sealed->iv, &iv_size);
  guint8 *tag = (guint8 *) g_bytes_get_data (sealed->tag, &tag_size);
  gboolean opened;

  /* RFC 7518 §5.3: a tag that is cut short is none; GnuTLS would take it. */
  if (iv_size != GCM_IV_SIZE || tag_size != GCM_TAG_SIZE)
    return FALSE;
  if (gnutls_aead_cipher_init (&handle, cipher, key) < 0)
    return FALSE;

  opened = gnutls_aead_cipher_decryptv2 (handle, iv, iv_size, &aad, 1, &iov, 1,
                                         tag, tag_size) == 0;
  gnutls_aead_cipher_deinit (handle);

  return opened;
}

static GBytes *
open_gcm (const CckContentEncryption *self,
          const guint8               *key,
          const CckSealed            *sealed)
{
  const gnutls_datum_t datum = { (guint8 *) key, (guint) self->key_size };
  gsize size = g_bytes_get_size (sealed->ciphertext);
  guint8 *text;
  g_autoptr (GBytes) opened = cck_jwe_bytes_new (size, &text);

  if (size > 0)
    memcpy (text, g_bytes_get_data (sealed->ciphertext, NULL), size);

  return cck_content_encryption_open_gcm (self->cipher, &datum, sealed, text, size)
           ? g_steal_pointer (&opened) : NULL;
}

static gboolean
mac_bytes (gnutls_hmac_hd_t  handle,
           GBytes           *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return gnutls_hmac (handle, data, size) == 0;
}

/* RFC 7518 §5.2.2.1: the MAC of AAD, IV, ciphertext and the AAD's length in bits; half is kept. */
static gboolean
tag_is_right (const CckContentEncryption *self,
              const guint8               *mac_key,
              const CckSealed            *sealed)
{
  guint64 aad_bits = GUINT64_TO_BE ((guint64) sealed->aad_length * 8);
  guint8 mac[MAX_MAC];
  gnutls_hmac_hd_t handle;
  gsize tag_size;
  gconstpointer tag = g_bytes_get_data (sealed->tag, &tag_size);
  gboolean made;

  if (tag_size != self->tag_size ||
      gnutls_hmac_init (&handle, self->mac, mac_key, self->key_size / 2) < 0)
    return FALSE;

  made = gnutls_hmac (handle, sealed->aad, sealed->aad_length) == 0 &&
         mac_bytes (handle, sealed->iv) &&
         mac_bytes (handle, sealed->ciphertext) &&
         gnutls_hmac (handle, &aad_bits, sizeof aad_bits) == 0;
  gnutls_hmac_deinit (handle, mac);

  return made && gnutls_memcmp (mac, tag, self->tag_size) == 0;
}

static GBytes *
open_cbc (const CckContentEncryption *self,
          const guint8               *key,
          const CckSealed            *sealed)
{
  gsize half = self->key_size / 2;
  const gnutls_datum_t cipher_key = { (guint8 *) key + half, (guint) half };
  gnutls_datum_t iv = { NULL, (guint) g_bytes_get_size (sealed->iv) };
  gsize size, length;
  gconstpointer ciphertext = g_bytes_get_data (sealed->ciphertext, &size);
  g_autoptr (GBytes) opened = NULL;
  gnutls_cipher_hd_t handle;
  guint8 *text;
  int result;

  if (iv.size != self->iv_size || size == 0 || size % AES_BLOCK_SIZE != 0 ||
      !tag_is_right (self, key, sealed))
    return NULL;

  iv.data = (guint8 *) g_bytes_get_data (sealed->iv, NULL);
  if (gnutls_cipher_init (&handle, self->cipher, &cipher_key, &iv) < 0)
    return NULL;

  opened = cck_jwe_bytes_new (size, &text);
  length = size;
  result = gnutls_cipher_decrypt3 (handle, ciphertext, size, text, &length,
                                   GNUTLS_CIPHER_PADDING_PKCS7);
  gnutls_cipher_deinit (handle);

  return result == 0 ? g_bytes_new_from_bytes (opened, 0, length) : NULL;
}

GBytes *
cck_content_encryption_open (const CckContentEncryption *self,
                             const guint8               *key,
                             const CckSealed            *sealed)
{
  return self->mac == GNUTLS_MAC_AEAD ? open_gcm (self, key, sealed)
                                      : open_cbc (self, key, sealed);
}
