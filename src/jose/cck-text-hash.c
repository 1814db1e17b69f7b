/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-text-hash-private.h"

#include <gnutls/crypto.h>
#include <string.h>

/* SipHash-1-3 (Aumasson and Bernstein, 2012): one round a word, three at the end, which is what
 * hash tables take. */

typedef struct
{
  guint64 a, b, c, d;
} State;

/* Without a random number there is a hash nevertheless, one that can be guessed. */
static const guint64 *
get_key (void)
{
  static gsize filled;
  static guint64 key[2];

  if (g_once_init_enter (&filled))
    {
      gnutls_rnd (GNUTLS_RND_NONCE, key, sizeof key);
      g_once_init_leave (&filled, 1);
    }

  return key;
}

static inline guint64
rotate (guint64 word,
        guint   bits)
{
  return word << bits | word >> (64 - bits);
}

static inline void
stir (State *s)
{
  s->a += s->b;
  s->c += s->d;
  s->b = rotate (s->b, 13) ^ s->a;
  s->d = rotate (s->d, 16) ^ s->c;
  s->a = rotate (s->a, 32) + s->d;
  s->c += s->b;
  s->d = rotate (s->d, 21) ^ s->a;
  s->b = rotate (s->b, 17) ^ s->c;
  s->c = rotate (s->c, 32);
}

static inline void
take_word (State   *s,
           guint64  word)
{
  s->d ^= word;
  stir (s);
  s->a ^= word;
}

guint
cck_text_hash (const char *text,
               gsize       length)
{
  const guint64 *key = get_key ();
  State s = {
    key[0] ^ G_GUINT64_CONSTANT (0x736f6d6570736575), key[1] ^ G_GUINT64_CONSTANT (0x646f72616e646f6d),
    key[0] ^ G_GUINT64_CONSTANT (0x6c7967656e657261), key[1] ^ G_GUINT64_CONSTANT (0x7465646279746573),
  };
  const char *end = text + length / 8 * 8;
  guint64 word;

  for (; text < end; text += sizeof word)
    {
      memcpy (&word, text, sizeof word);
      take_word (&s, GUINT64_FROM_LE (word));
    }
  word = (guint64) length << 56;
  for (gsize i = 0; i < length % 8; i++)
    word |= (guint64) (guchar) text[i] << (8 * i);
  take_word (&s, word);

  s.c ^= 0xff;
  for (guint i = 0; i < 3; i++)
    stir (&s);
  return (guint) (s.a ^ s.b ^ s.c ^ s.d);
}
