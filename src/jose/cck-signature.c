/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-signature.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-algorithm-private.h"
#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-jwk-private.h"

#define MAX_COORDINATE 66
#define MAX_HASH 64

/* EdDSA is what its key is (RFC 8037 §3.1). */
static const CckAlgorithmInfo *
resolve (CckAlgorithm  algorithm,
         CckJwk       *jwk)
{
  if (algorithm == CCK_ALGORITHM_EDDSA)
    algorithm = cck_algorithm_from_name (jwk->curve->name);

  return cck_algorithm_get_info (algorithm);
}

static gsize
signature_size (const CckAlgorithmInfo *info,
                CckJwk                 *jwk)
{
  return info->signature_size != 0 ? info->signature_size : (jwk->bits + 7) / 8;
}

/* An INTEGER of DER: the shortest, with a zero in front of a top bit. Returns 0 for the number
 * zero, which is no part of a signature (CVE-2022-21449). */
static gsize
put_integer (guint8       *out,
             const guint8 *number,
             gsize         size)
{
  gsize fill;

  while (size > 0 && *number == 0)
    {
      number++;
      size--;
    }
  if (size == 0)
    return 0;

  fill = number[0] >> 7;
  out[0] = 0x02;
  out[1] = (guint8) (size + fill);
  out[2] = 0;
  memcpy (out + 2 + fill, number, size);
  return 2 + fill + size;
}

/* RFC 7518 §3.4: r || s, each of the curve's size, as the SEQUENCE that GnuTLS wants. */
static gsize
put_sequence (guint8       *out,
              const guint8 *raw,
              gsize         half)
{
  guint8 body[2 * (MAX_COORDINATE + 3)];
  gsize r = put_integer (body, raw, half);
  gsize s = put_integer (body + r, raw + half, half);
  gsize head = 0;

  if (r == 0 || s == 0)
    return 0;

  out[head++] = 0x30;
  if (r + s > 127)
    out[head++] = 0x81;
  out[head++] = (guint8) (r + s);
  memcpy (out + head, body, r + s);
  return head + r + s;
}

#define PREFIX_SIZE 19

/* RFC 8017 §9.2, note 1: what stands before a hash of SHA-2 in a signature of RSASSA-PKCS1-v1_5. The
 * lengths and the last number of the object identifier, 2.16.840.1.101.3.4.2, differ from hash to
 * hash. */
static void
put_prefix (guint8                    *out,
            gnutls_digest_algorithm_t  hash,
            gsize                      size)
{
  const guint8 kind = hash == GNUTLS_DIG_SHA256 ? 1 : hash == GNUTLS_DIG_SHA384 ? 2 : 3;
  const guint8 prefix[PREFIX_SIZE] = {
    0x30, (guint8) (17 + size), 0x30, 0x0d,
    0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, kind, 0x05, 0x00,
    0x04, (guint8) size,
  };

  memcpy (out, prefix, sizeof prefix);
}

static gboolean
is_pss (const CckAlgorithmInfo *info)
{
  return info->sign == GNUTLS_SIGN_RSA_PSS_SHA256 || info->sign == GNUTLS_SIGN_RSA_PSS_SHA384 ||
         info->sign == GNUTLS_SIGN_RSA_PSS_SHA512;
}

/* For RSASSA-PKCS1-v1_5 GnuTLS would put the prefix together with an ASN.1 library for each
 * signature, at a tenth of the whole verification. Told that what it gets is complete, it compares
 * with that byte for byte, as it does with its own. */
static gboolean
verify_rsa (const CckAlgorithmInfo *info,
            CckJwk                 *jwk,
            const gnutls_datum_t   *data,
            const gnutls_datum_t   *signature)
{
  guint8 prefixed[PREFIX_SIZE + MAX_HASH];
  gsize size = gnutls_hash_get_len (info->hash);
  gnutls_datum_t bare = { prefixed + PREFIX_SIZE, (guint) size };
  gnutls_datum_t complete = { prefixed, (guint) (PREFIX_SIZE + size) };

  if (gnutls_hash_fast (info->hash, data->data, data->size, bare.data) < 0)
    return FALSE;
  if (is_pss (info))
    return gnutls_pubkey_verify_hash2 (jwk->public_key, info->sign, 0, &bare, signature) >= 0;

  put_prefix (prefixed, info->hash, size);
  return gnutls_pubkey_verify_hash2 (jwk->public_key, GNUTLS_SIGN_RSA_RAW,
                                     GNUTLS_VERIFY_USE_TLS1_RSA, &complete, signature) >= 0;
}

static gboolean
verify_public (const CckAlgorithmInfo *info,
               CckJwk                 *jwk,
               const gnutls_datum_t   *data,
               const guint8           *signature,
               gsize                   length)
{
  guint8 der[3 + 2 * (MAX_COORDINATE + 3)];
  gnutls_datum_t datum = { (guint8 *) signature, (guint) length };

  if (jwk->kty == CCK_JWK_KTY_RSA)
    return verify_rsa (info, jwk, data, &datum);
  if (jwk->kty == CCK_JWK_KTY_EC)
    {
      datum.data = der;
      datum.size = (guint) put_sequence (der, signature, length / 2);
      if (datum.size == 0)
        return FALSE;
    }
  /* RFC 8032 §5.2.7: S is below the order, so the last octet is zero; GnuTLS does not look. */
  if (info->sign == GNUTLS_SIGN_EDDSA_ED448 && signature[length - 1] != 0)
    return FALSE;

  return gnutls_pubkey_verify_data2 (jwk->public_key, info->sign, 0, data, &datum) >= 0;
}

/* The secret taken in already, which is a good part of the work for a short text. Several threads
 * may ask at once; the first answer stays, and nobody gives data to it but to copies of it. */
static gnutls_hmac_hd_t
get_mac (const CckAlgorithmInfo *info,
         CckJwk                 *jwk)
{
  const gnutls_datum_t *k = &jwk->members[CCK_JWK_K];
  gnutls_hmac_hd_t *place = &jwk->macs[info->signature_size / 16 - 2]; /* of 32, 48 or 64 bytes */
  gnutls_hmac_hd_t mac = g_atomic_pointer_get (place);

  if (mac != NULL)
    return mac;
  if (gnutls_hmac_init (&mac, (gnutls_mac_algorithm_t) info->hash, k->data, k->size) < 0)
    return NULL;
  if (g_atomic_pointer_compare_and_exchange (place, NULL, mac))
    return mac;

  gnutls_hmac_deinit (mac, NULL);
  return g_atomic_pointer_get (place);
}

static gboolean
make_mac (const CckAlgorithmInfo *info,
          CckJwk                 *jwk,
          const gnutls_datum_t   *data,
          guint8                 *out)
{
  gnutls_hmac_hd_t ready = get_mac (info, jwk);
  gnutls_hmac_hd_t mac = ready != NULL ? gnutls_hmac_copy (ready) : NULL;
  int result;

  if (mac == NULL)
    return FALSE;

  result = gnutls_hmac (mac, data->data, data->size);
  gnutls_hmac_deinit (mac, out);
  return result >= 0;
}

static gboolean
verify_mac (const CckAlgorithmInfo *info,
            CckJwk                 *jwk,
            const gnutls_datum_t   *data,
            const guint8           *signature,
            gsize                   length)
{
  guint8 mac[MAX_HASH];

  return make_mac (info, jwk, data, mac) && gnutls_memcmp (mac, signature, length) == 0;
}

gboolean
cck_signature_verify (CckAlgorithm    algorithm,
                      CckJwk         *jwk,
                      gconstpointer   data,
                      gsize           length,
                      gconstpointer   signature,
                      gsize           signature_length,
                      GError        **error)
{
  gnutls_datum_t datum = { (guint8 *) data, (guint) length };
  const CckAlgorithmInfo *info;
  gboolean matches;

  g_return_val_if_fail (jwk != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (length <= G_MAXUINT, FALSE);

  if (!cck_jwk_fits (jwk, algorithm, error))
    return FALSE;

  info = resolve (algorithm, jwk);
  if (signature == NULL || signature_length != signature_size (info, jwk))
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_SIGNATURE_MISMATCH,
                   _("The signature has %zu bytes, and %s with this key has %zu"),
                   signature_length, info->name, signature_size (info, jwk));
      return FALSE;
    }

  if (jwk->kty == CCK_JWK_KTY_OCT)
    matches = verify_mac (info, jwk, &datum, signature, signature_length);
  else
    matches = verify_public (info, jwk, &datum, signature, signature_length);
  if (!matches)
    g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_SIGNATURE_MISMATCH,
                         _("The signature does not match the key"));

  return matches;
}

/* The INTEGER at @in, right-aligned into @out. Returns what stands after it. */
static const guint8 *
get_integer (const guint8 *in,
             guint8       *out,
             gsize         size)
{
  const guint8 *number = in + 2;
  gsize length = in[1];

  while (length > size)
    {
      number++;
      length--;
    }
  memset (out, 0, size - length);
  memcpy (out + size - length, number, length);
  return in + 2 + in[1];
}

static GBytes *
sign_mac (const CckAlgorithmInfo *info,
          CckJwk                 *jwk,
          const gnutls_datum_t   *data,
          int                    *result)
{
  const gnutls_datum_t *k = &jwk->members[CCK_JWK_K];
  guint8 mac[MAX_HASH];

  *result = gnutls_hmac_fast ((gnutls_mac_algorithm_t) info->hash, k->data, k->size,
                              data->data, data->size, mac);
  return *result < 0 ? NULL : g_bytes_new (mac, info->signature_size);
}

static GBytes *
sign_private (const CckAlgorithmInfo *info,
              CckJwk                 *jwk,
              const gnutls_datum_t   *data,
              int                    *result)
{
  guint8 raw[2 * MAX_COORDINATE];
  gsize half = info->signature_size / 2;
  gnutls_datum_t signature;
  const guint8 *in;
  GBytes *bytes;

  *result = gnutls_privkey_sign_data2 (jwk->private_key, info->sign,
                                       GNUTLS_PRIVKEY_FLAG_RSA_PSS_FIXED_SALT_LENGTH,
                                       data, &signature);
  if (*result < 0)
    return NULL;

  if (jwk->kty == CCK_JWK_KTY_EC)
    {
      in = signature.data + (signature.data[1] == 0x81 ? 3 : 2);
      in = get_integer (in, raw, half);
      get_integer (in, raw + half, half);
      bytes = g_bytes_new (raw, 2 * half);
    }
  else
    bytes = g_bytes_new (signature.data, signature.size);
  gnutls_free (signature.data);

  return bytes;
}

GBytes *
cck_signature_sign (CckAlgorithm    algorithm,
                    CckJwk         *jwk,
                    gconstpointer   data,
                    gsize           length,
                    GError        **error)
{
  gnutls_datum_t datum = { (guint8 *) data, (guint) length };
  const CckAlgorithmInfo *info;
  GBytes *signature;
  int result = 0;

  g_return_val_if_fail (jwk != NULL, NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (length <= G_MAXUINT, NULL);

  if (!cck_jwk_is_private (jwk))
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
                           _("The key is a public one and can’t sign"));
      return NULL;
    }
  if (!cck_jwk_fits_for (jwk, algorithm, jwk->may_sign, error))
    return NULL;

  info = resolve (algorithm, jwk);
  signature = jwk->kty == CCK_JWK_KTY_OCT ? sign_mac (info, jwk, &datum, &result)
                                          : sign_private (info, jwk, &datum, &result);
  if (signature == NULL)
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_CRYPTO, _("Nothing could be signed: %s"),
                 gnutls_strerror (result));

  return signature;
}

/* Ed448 signs over SHAKE256, of which the practice takes 114 bytes. */
static gsize
hash_text (const CckAlgorithmInfo *info,
           const char             *text,
           guint8                 *digest)
{
  gnutls_hash_hd_t hash;
  gsize size = gnutls_hash_get_len (info->hash);
  int result;

  if (info->hash != GNUTLS_DIG_SHAKE_256)
    return gnutls_hash_fast (info->hash, text, strlen (text), digest) < 0 ? 0 : size;

  if (gnutls_hash_init (&hash, info->hash) < 0)
    return 0;
  result = gnutls_hash (hash, text, strlen (text));
  if (result >= 0)
    result = gnutls_hash_squeeze (hash, digest, info->signature_size);
  gnutls_hash_deinit (hash, NULL);

  return result < 0 ? 0 : info->signature_size;
}

char *
cck_signature_half_hash (CckAlgorithm  algorithm,
                         CckJwk       *jwk,
                         const char   *text)
{
  guint8 digest[128];
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  if (algorithm == CCK_ALGORITHM_UNKNOWN)
    return NULL;
  if (algorithm == CCK_ALGORITHM_EDDSA && jwk != NULL && jwk->curve != NULL)
    algorithm = cck_algorithm_from_name (jwk->curve->name);

  size = hash_text (cck_algorithm_get_info (algorithm), text, digest);
  return size > 0 ? cck_base64url_encode (digest, size / 2) : NULL;
}
