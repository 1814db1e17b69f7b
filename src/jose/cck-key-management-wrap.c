/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* AES Key Wrap (RFC 3394) is nettle's: GnuTLS, which stands on it, has no function for it. */

#include "cck-key-management-private.h"

#include <nettle/nist-keywrap.h>
#include <string.h>

/* RFC 3394 §2.2.3.1 */
static const guint8 integrity_value[] = { 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6 };

gboolean
cck_key_unwrap (const CckKeyRequest *request,
                const guint8        *wrapping_key,
                guint8              *key)
{
  gsize key_size = request->encryption->key_size, size;
  const guint8 *wrapped = g_bytes_get_data (request->encrypted_key, &size);
  union { struct aes128_ctx aes128; struct aes192_ctx aes192; struct aes256_ctx aes256; } context;
  gboolean unwrapped = FALSE;

  if (size != key_size + sizeof integrity_value)
    return FALSE;

  switch (request->management->wrap_size)
    {
    case AES128_KEY_SIZE:
      aes128_set_decrypt_key (&context.aes128, wrapping_key);
      unwrapped = aes128_keyunwrap (&context.aes128, integrity_value, key_size, key, wrapped);
      break;
    case AES192_KEY_SIZE:
      aes192_set_decrypt_key (&context.aes192, wrapping_key);
      unwrapped = aes192_keyunwrap (&context.aes192, integrity_value, key_size, key, wrapped);
      break;
    case AES256_KEY_SIZE:
    default:
      aes256_set_decrypt_key (&context.aes256, wrapping_key);
      unwrapped = aes256_keyunwrap (&context.aes256, integrity_value, key_size, key, wrapped);
      break;
    }
  explicit_bzero (&context, sizeof context);

  return unwrapped;
}

/* RFC 7518 §4.4 */
gboolean
cck_key_recover_wrapped (const CckKeyRequest *request,
                         CckJwk              *jwk,
                         guint8              *key)
{
  return cck_key_unwrap (request, jwk->members[CCK_JWK_K].data, key);
}

static gnutls_cipher_algorithm_t
gcm_of_size (gsize size)
{
  return size == 16 ? GNUTLS_CIPHER_AES_128_GCM :
         size == 24 ? GNUTLS_CIPHER_AES_192_GCM : GNUTLS_CIPHER_AES_256_GCM;
}

/* RFC 7518 §4.7: IV and tag stand in the header, and nothing is authenticated beside the key. */
gboolean
cck_key_recover_gcm_wrapped (const CckKeyRequest *request,
                             CckJwk              *jwk,
                             guint8              *key)
{
  g_autoptr (GBytes) iv = cck_key_request_dup_bytes (request, "iv");
  g_autoptr (GBytes) tag = cck_key_request_dup_bytes (request, "tag");
  const CckSealed sealed = { "", 0, iv, request->encrypted_key, tag };
  gsize size = g_bytes_get_size (request->encrypted_key);

  if (iv == NULL || tag == NULL || size != request->encryption->key_size)
    return FALSE;

  memcpy (key, g_bytes_get_data (request->encrypted_key, NULL), size);
  return cck_content_encryption_open_gcm (gcm_of_size (request->management->wrap_size),
                                          &jwk->members[CCK_JWK_K], &sealed, key, size);
}
