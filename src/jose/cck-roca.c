/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-roca-private.h"

/* Primes of the library's primorial of 1024-bit keys, which all larger keys share. */
static const guint8 primes[] = {
  3,  5,  7,  11, 13, 17, 19, 23,  29,  31,  37,  41,  43,  47,  53,  59,  61,  67,
  71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
};

static guint
remainder_by (const guint8 *number,
              gsize         length,
              guint         prime)
{
  guint rest = 0;

  for (gsize i = 0; i < length; i++)
    rest = (rest * 256 + number[i]) % prime;

  return rest;
}

static gboolean
is_power_of_65537 (guint rest,
                   guint prime)
{
  guint power = 1;

  do
    {
      if (power == rest)
        return TRUE;
      power = power * (65537 % prime) % prime;
    }
  while (power != 1);

  return FALSE;
}

/* The primes that the library makes are powers of 65537 modulo each small prime, so is their
 * product. By chance that happens to less than one in 2^27 moduli. */
gboolean
cck_roca_is_weak (const guint8 *modulus,
                  gsize         length)
{
  for (guint i = 0; i < G_N_ELEMENTS (primes); i++)
    if (!is_power_of_65537 (remainder_by (modulus, length, primes[i]), primes[i]))
      return FALSE;

  return TRUE;
}
