/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The RSA of OAEP is nettle's (hogweed), and its padding is taken off here. GnuTLS 3.8 has no OAEP
 * with SHA-1 (RSA-OAEP, RFC 7518 §4.3), no RSA without padding to build it on, and what it takes for
 * OAEP with SHA-256 may have other bytes than zeros in its padding. SHA-1 as OAEP uses it is not
 * weakened by its collisions. */

#include "cck-key-management-private.h"

#include <gnutls/crypto.h>
#include <nettle/bignum.h>
#include <nettle/rsa.h>
#include <string.h>

#define MAX_HASH 32

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
apply_mask (gnutls_digest_algorithm_t  hash,
            guint8                    *data,
            gsize                      size,
            const guint8              *seed,
            gsize                      seed_size)
{
  gsize hash_size = gnutls_hash_get_len (hash);
  guint8 digest[MAX_HASH];

  for (gsize done = 0; done < size; done += hash_size)
    {
      guint32 counter = GUINT32_TO_BE ((guint32) (done / hash_size));
      gnutls_hash_hd_t handle;

      if (gnutls_hash_init (&handle, hash) < 0)
        return FALSE;
      gnutls_hash (handle, seed, seed_size);
      gnutls_hash (handle, &counter, sizeof counter);
      gnutls_hash_deinit (handle, digest);
      for (gsize i = 0; i < MIN (hash_size, size - done); i++)
        data[done + i] ^= digest[i];
    }
  explicit_bzero (digest, sizeof digest);

  return TRUE;
}

/* RFC 8017 §7.1.2 step 3 for a message whose size is known, so that every byte before it is known
 * too: looked at all together, whichever is wrong (Manger's attack asks for the first). */
static gboolean
take_padding_off (gnutls_digest_algorithm_t  hash,
                  guint8                    *encoded,
                  gsize                      size,
                  guint8                    *message,
                  gsize                      message_size)
{
  gsize hash_size = gnutls_hash_get_len (hash);
  guint8 *seed = encoded + 1, *block = seed + hash_size;
  gsize block_size = size - 1 - hash_size, head = block_size - message_size;
  guint8 expected[MAX_HASH], wrong = encoded[0];

  if (gnutls_hash_fast (hash, "", 0, expected) < 0 ||
      !apply_mask (hash, seed, hash_size, block, block_size) ||
      !apply_mask (hash, block, block_size, seed, hash_size))
    return FALSE;

  for (gsize i = 0; i < hash_size; i++)
    wrong |= block[i] ^ expected[i];
  for (gsize i = hash_size; i < head - 1; i++)
    wrong |= block[i];
  wrong |= block[head - 1] ^ 1;
  memcpy (message, block + head, message_size);

  return wrong == 0;
}

gboolean
cck_key_recover_rsa (const CckKeyRequest *request,
                     CckJwk              *jwk,
                     guint8              *key)
{
  gnutls_digest_algorithm_t hash = (gnutls_digest_algorithm_t) request->management->hash;
  gsize size;
  const guint8 *encrypted = g_bytes_get_data (request->encrypted_key, &size);
  g_autofree guint8 *encoded = NULL;
  gboolean recovered;

  /* RFC 8017 §7.1.2 step 1: as long as the modulus, which has 2048 bits or more. */
  if (size != (jwk->bits + 7) / 8)
    return FALSE;

  encoded = g_malloc0 (size);
  recovered = take_root (jwk, encrypted, size, encoded) &&
              take_padding_off (hash, encoded, size, key, request->encryption->key_size);
  explicit_bzero (encoded, size);

  return recovered;
}
