/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* RSA-OAEP-256 is GnuTLS's. RSA-OAEP, which is OAEP with SHA-1 (RFC 7518 §4.3), it refuses, and has
 * no RSA without padding either: that one root is nettle's (hogweed), the padding is taken off
 * here. SHA-1 as OAEP uses it is not weakened by its collisions. */

#include "cck-key-management-private.h"

#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <nettle/bignum.h>
#include <nettle/rsa.h>
#include <string.h>

#define SHA1_SIZE 20

/* A key of its own, for the padding is set on it, and @jwk is shared. */
static gboolean
import_for_oaep (gnutls_privkey_t           key,
                 const gnutls_datum_t      *m,
                 gnutls_digest_algorithm_t  hash)
{
  gnutls_x509_spki_t spki;
  gboolean imported;

  if (gnutls_privkey_import_rsa_raw (key, &m[CCK_JWK_N], &m[CCK_JWK_E], &m[CCK_JWK_D],
                                     &m[CCK_JWK_P], &m[CCK_JWK_Q], &m[CCK_JWK_QI],
                                     &m[CCK_JWK_DP], &m[CCK_JWK_DQ]) < 0 ||
      gnutls_x509_spki_init (&spki) < 0)
    return FALSE;

  imported = gnutls_x509_spki_set_rsa_oaep_params (spki, hash, NULL) == 0 &&
             gnutls_privkey_set_spki (key, spki, 0) == 0;
  gnutls_x509_spki_deinit (spki);

  return imported;
}

static gboolean
decrypt_with_gnutls (const CckKeyRequest *request,
                     CckJwk              *jwk,
                     guint8              *key)
{
  gsize size;
  guint8 *data = (guint8 *) g_bytes_get_data (request->encrypted_key, &size);
  const gnutls_datum_t encrypted = { data, (guint) size };
  gnutls_privkey_t oaep;
  gboolean decrypted;

  if (gnutls_privkey_init (&oaep) < 0)
    return FALSE;

  decrypted = import_for_oaep (oaep, jwk->members,
                               (gnutls_digest_algorithm_t) request->management->hash) &&
              gnutls_privkey_decrypt_data2 (oaep, 0, &encrypted, key,
                                            request->encryption->key_size) == 0;
  gnutls_privkey_deinit (oaep);

  return decrypted;
}

/* nettle has no way to hear that there is no randomness; @context remembers it. */
static void
draw (void    *context,
      size_t   length,
      uint8_t *data)
{
  gboolean *failed = context;

  if (gnutls_rnd (GNUTLS_RND_NONCE, data, length) < 0)
    {
      *failed = TRUE;
      memset (data, 0x55, length);
    }
}

static void
wipe_number (mpz_t number)
{
  if (mpz_size (number) > 0)
    explicit_bzero (mpz_limbs_modify (number, (mp_size_t) mpz_size (number)),
                    mpz_size (number) * sizeof (mp_limb_t));
}

static void
set_number (mpz_t                 number,
            const gnutls_datum_t *datum)
{
  nettle_mpz_set_str_256_u (number, datum->size, datum->data);
}

static gboolean
prepare (struct rsa_public_key  *public_key,
         struct rsa_private_key *private_key,
         const gnutls_datum_t   *m)
{
  rsa_public_key_init (public_key);
  set_number (public_key->n, &m[CCK_JWK_N]);
  set_number (public_key->e, &m[CCK_JWK_E]);
  rsa_private_key_init (private_key);
  set_number (private_key->d, &m[CCK_JWK_D]);
  set_number (private_key->p, &m[CCK_JWK_P]);
  set_number (private_key->q, &m[CCK_JWK_Q]);
  set_number (private_key->a, &m[CCK_JWK_DP]);
  set_number (private_key->b, &m[CCK_JWK_DQ]);
  set_number (private_key->c, &m[CCK_JWK_QI]);

  return rsa_public_key_prepare (public_key) && rsa_private_key_prepare (private_key);
}

static void
clear (struct rsa_public_key  *public_key,
       struct rsa_private_key *private_key)
{
  rsa_public_key_clear (public_key);
  wipe_number (private_key->d);
  wipe_number (private_key->p);
  wipe_number (private_key->q);
  wipe_number (private_key->a);
  wipe_number (private_key->b);
  wipe_number (private_key->c);
  rsa_private_key_clear (private_key);
}

/* RFC 8017 §5.1.2, blinded and checked. @message: of the modulus's size. */
static gboolean
take_root (CckJwk       *jwk,
           const guint8 *encrypted,
           gsize         size,
           guint8       *message)
{
  struct rsa_public_key public_key;
  struct rsa_private_key private_key;
  gboolean failed = FALSE, taken;
  mpz_t root, number;

  taken = prepare (&public_key, &private_key, jwk->members);
  mpz_init (root);
  nettle_mpz_init_set_str_256_u (number, size, encrypted);

  taken = taken && mpz_cmp (number, public_key.n) < 0 &&
          rsa_compute_root_tr (&public_key, &private_key, &failed, draw, root, number) && !failed;
  if (taken)
    nettle_mpz_get_str_256 (size, message, root);

  wipe_number (root);
  mpz_clear (root);
  mpz_clear (number);
  clear (&public_key, &private_key);

  return taken;
}

/* RFC 8017 §B.2.1: masks @size bytes of @data with what is made of the seed. */
static gboolean
apply_mask (guint8       *data,
            gsize         size,
            const guint8 *seed,
            gsize         seed_size)
{
  guint8 digest[SHA1_SIZE];

  for (gsize done = 0; done < size; done += SHA1_SIZE)
    {
      guint32 counter = GUINT32_TO_BE ((guint32) (done / SHA1_SIZE));
      gnutls_hash_hd_t hash;

      if (gnutls_hash_init (&hash, GNUTLS_DIG_SHA1) < 0)
        return FALSE;
      gnutls_hash (hash, seed, seed_size);
      gnutls_hash (hash, &counter, sizeof counter);
      gnutls_hash_deinit (hash, digest);
      for (gsize i = 0; i < MIN (SHA1_SIZE, size - done); i++)
        data[done + i] ^= digest[i];
    }
  explicit_bzero (digest, sizeof digest);

  return TRUE;
}

/* RFC 8017 §7.1.2 step 3 for a message whose size is known, so that every byte before it is known
 * too: looked at all together, whichever is wrong (Manger's attack asks for the first). */
static gboolean
take_padding_off (guint8 *encoded,
                  gsize   size,
                  guint8 *message,
                  gsize   message_size)
{
  guint8 *seed = encoded + 1, *block = seed + SHA1_SIZE;
  gsize block_size = size - 1 - SHA1_SIZE, head = block_size - message_size;
  guint8 expected[SHA1_SIZE], wrong = encoded[0];

  if (gnutls_hash_fast (GNUTLS_DIG_SHA1, "", 0, expected) < 0 ||
      !apply_mask (seed, SHA1_SIZE, block, block_size) ||
      !apply_mask (block, block_size, seed, SHA1_SIZE))
    return FALSE;

  for (gsize i = 0; i < SHA1_SIZE; i++)
    wrong |= block[i] ^ expected[i];
  for (gsize i = SHA1_SIZE; i < head - 1; i++)
    wrong |= block[i];
  wrong |= block[head - 1] ^ 1;
  memcpy (message, block + head, message_size);

  return wrong == 0;
}

static gboolean
decrypt_with_nettle (const CckKeyRequest *request,
                     CckJwk              *jwk,
                     guint8              *key)
{
  gsize size;
  const guint8 *encrypted = g_bytes_get_data (request->encrypted_key, &size);
  g_autofree guint8 *encoded = g_malloc0 (size);
  gboolean decrypted;

  decrypted = take_root (jwk, encrypted, size, encoded) &&
              take_padding_off (encoded, size, key, request->encryption->key_size);
  explicit_bzero (encoded, size);

  return decrypted;
}

gboolean
cck_key_recover_rsa (const CckKeyRequest *request,
                     CckJwk              *jwk,
                     guint8              *key)
{
  /* RFC 8017 §7.1.2 step 1: as long as the modulus, which has 2048 bits or more. */
  if (g_bytes_get_size (request->encrypted_key) != (jwk->bits + 7) / 8)
    return FALSE;

  return request->management->hash == GNUTLS_MAC_SHA1 ? decrypt_with_nettle (request, jwk, key)
                                                      : decrypt_with_gnutls (request, jwk, key);
}
