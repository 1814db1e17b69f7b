/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-jwe-tokens.h"

#include <gnutls/crypto.h>
#include <string.h>
#include <zlib.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"

#define IV "twelve bytes"
#define IV_SIZE 12
#define TAG_SIZE 16

CckJwk *
test_jwe_key (const char *more)
{
  g_autofree char *k = cck_base64url_encode (TEST_JWE_SECRET, strlen (TEST_JWE_SECRET));
  g_autofree char *text = g_strdup_printf ("{\"kty\":\"oct\",\"k\":\"%s\"%s}", k, more);
  g_autoptr (GError) error = NULL;
  CckJwk *jwk = cck_jwk_new_from_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return jwk;
}

char *
test_jwe_seal (const char    *header,
               gconstpointer  content,
               gsize          size)
{
  const gnutls_datum_t secret = { (guint8 *) TEST_JWE_SECRET, strlen (TEST_JWE_SECRET) };
  g_autofree char *aad = cck_base64url_encode (header, strlen (header));
  g_autofree guint8 *sealed = g_malloc (size + TAG_SIZE);
  g_autofree char *ciphertext = NULL, *tag = NULL, *iv = NULL;
  gsize sealed_size = size + TAG_SIZE;
  gnutls_aead_cipher_hd_t handle;

  g_assert_cmpint (gnutls_aead_cipher_init (&handle, GNUTLS_CIPHER_AES_128_GCM, &secret), ==, 0);
  g_assert_cmpint (gnutls_aead_cipher_encrypt (handle, IV, IV_SIZE, aad, strlen (aad), TAG_SIZE,
                                               content, size, sealed, &sealed_size), ==, 0);
  gnutls_aead_cipher_deinit (handle);

  iv = cck_base64url_encode (IV, IV_SIZE);
  ciphertext = cck_base64url_encode (sealed, size);
  tag = cck_base64url_encode (sealed + size, TAG_SIZE);
  return g_strdup_printf ("%s..%s.%s.%s", aad, iv, ciphertext, tag);
}

GBytes *
test_jwe_deflate (gconstpointer content,
                  gsize         size)
{
  z_stream stream = { .next_in = (Bytef *) content, .avail_in = (uInt) size };
  gsize room = size + 1024;
  guint8 *packed = g_malloc (room);

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY),
                   ==, Z_OK);
  stream.next_out = packed;
  stream.avail_out = (uInt) room;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  deflateEnd (&stream);

  return g_bytes_new_take (packed, room - stream.avail_out);
}

CckJwk *
test_jwe_read_key (const CckJsonValue *value)
{
  g_autoptr (GError) error = NULL;
  CckJwk *jwk = cck_jwk_new_from_json (value, &error);

  g_assert_no_error (error);
  return jwk;
}

GBytes *
test_jwe_open (const char  *token,
               CckJwk      *jwk,
               GError     **error)
{
  g_autoptr (CckJwe) jwe = cck_jwe_parse (token, -1, error);

  return jwe != NULL ? cck_jwe_decrypt_with_jwk (jwe, jwk, error) : NULL;
}

void
test_jwe_opens (const char *token,
                CckJwk     *jwk,
                const char *content,
                gsize       size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = test_jwe_open (token, jwk, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), content, size);
}

char *
test_jwe_refused (const char *token,
                  CckJwk     *jwk,
                  int         code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = test_jwe_open (token, jwk, &error);

  g_assert_null (opened);
  g_assert_error (error, CCK_JOSE_ERROR, code);
  return g_strdup (error->message);
}
