/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-base64url-blocks-private.h"

#if defined (__x86_64__)

#include <immintrin.h>

#define BLOCK 32
#define AVX2 __attribute__ ((target ("avx2")))

/* All tables are looked up by half a character, its high or its low four bits. */
typedef gint8 Halves[16];

/* The characters in six kinds, a bit for each, by their high half: "-", digits, "A" to "O" and "a"
 * to "o", "P" to "Z" and "_", "p" to "z", and those that are never right. */
static const Halves kinds = { 32, 32, 1, 2, 4, 8, 4, 16, 32, 32, 32, 32, 32, 32, 32, 32 };
/* In which kinds a character with this low half is a fault. */
static const Halves faults = { 37, 33, 33, 33, 33, 33, 33, 33, 33, 33, 35, 59, 59, 58, 59, 51 };
/* What has to be added to a character to get its value; for "_" that and UNDERSCORE. */
static const Halves offsets = { 0, 0, 62 - '-', 52 - '0', -'A', -'A', 26 - 'a', 26 - 'a' };
#define UNDERSCORE (63 - '_' + 'A')
/* Groups of 24 bits stand in four bytes, the lowest first; this is where their bytes belong. */
static const Halves order = { 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1 };

AVX2 static inline __m256i
load_table (const Halves table)
{
  return _mm256_broadcastsi128_si256 (_mm_loadu_si128 ((const void *) table));
}

/* Four values of six bits become one of 24, by two multiplications: of pairs, then of pairs of
 * these. */
AVX2 static inline __m256i
join_values (__m256i values)
{
  __m256i pairs = _mm256_maddubs_epi16 (values, _mm256_set1_epi32 (0x01400140));
  __m256i groups = _mm256_madd_epi16 (pairs, _mm256_set1_epi32 (0x00011000));

  groups = _mm256_shuffle_epi8 (groups, load_table (order));
  return _mm256_permutevar8x32_epi32 (groups, _mm256_setr_epi32 (0, 1, 2, 4, 5, 6, 7, 7));
}

/* FALSE where a character of the block is a fault. */
AVX2 static inline gboolean
decode_block (const guint8 *in,
              guint8       *out)
{
  const __m256i half = _mm256_set1_epi8 (15);
  __m256i block = _mm256_loadu_si256 ((const void *) in);
  __m256i high = _mm256_and_si256 (_mm256_srli_epi16 (block, 4), half);
  __m256i low = _mm256_and_si256 (block, half);
  __m256i underscores = _mm256_cmpeq_epi8 (block, _mm256_set1_epi8 ('_'));
  __m256i values = _mm256_add_epi8 (block, _mm256_shuffle_epi8 (load_table (offsets), high));

  if (!_mm256_testz_si256 (_mm256_shuffle_epi8 (load_table (kinds), high),
                           _mm256_shuffle_epi8 (load_table (faults), low)))
    return FALSE;

  values = _mm256_add_epi8 (values, _mm256_and_si256 (underscores, _mm256_set1_epi8 (UNDERSCORE)));
  values = join_values (values);
  _mm_storeu_si128 ((void *) out, _mm256_castsi256_si128 (values));
  _mm_storel_epi64 ((void *) (out + 16), _mm256_extracti128_si256 (values, 1));
  return TRUE;
}

/* @length: a multiple of four, at least a block. */
AVX2 static gsize
decode_blocks (const guint8 *in,
               gsize         length,
               guint8       *out)
{
  gsize done;

  for (done = 0; length - done >= BLOCK; done += BLOCK)
    if (!decode_block (in + done, out + done / 4 * 3))
      return done;

  /* What is left is less than a block, and decoded with the end of the block before. */
  return decode_block (in + length - BLOCK, out + (length - BLOCK) / 4 * 3) ? length : done;
}

gsize
cck_base64url_decode_blocks (const guint8 *in,
                             gsize         length,
                             guint8       *out)
{
  return length >= BLOCK && __builtin_cpu_supports ("avx2") ? decode_blocks (in, length / 4 * 4, out) : 0;
}

#elif defined (__aarch64__)

#include <arm_neon.h>

#define BLOCK 64

/* The value of each of 16 characters. A table of 64 answers with zero for what is not in it, and
 * all from 128 on keep their top bit, as a fault does. */
static inline uint8x16_t
look_up (uint8x16x4_t first,
         uint8x16x4_t second,
         uint8x16_t   characters)
{
  uint8x16_t values = vqtbl4q_u8 (first, characters);

  values = vorrq_u8 (values, vqtbl4q_u8 (second, veorq_u8 (characters, vdupq_n_u8 (64))));
  return vorrq_u8 (values, vandq_u8 (characters, vdupq_n_u8 (128)));
}

gsize
cck_base64url_decode_blocks (const guint8 *in,
                             gsize         length,
                             guint8       *out)
{
  const uint8x16x4_t first = vld1q_u8_x4 (cck_base64url_values);
  const uint8x16x4_t second = vld1q_u8_x4 (cck_base64url_values + 64);
  gsize done;

  for (done = 0; length - done >= BLOCK; done += BLOCK, out += BLOCK / 4 * 3)
    {
      uint8x16x4_t block = vld4q_u8 (in + done); /* every fourth character together */
      uint8x16_t a = look_up (first, second, block.val[0]);
      uint8x16_t b = look_up (first, second, block.val[1]);
      uint8x16_t c = look_up (first, second, block.val[2]);
      uint8x16_t d = look_up (first, second, block.val[3]);
      uint8x16x3_t bytes;

      if (vmaxvq_u8 (vorrq_u8 (vorrq_u8 (a, b), vorrq_u8 (c, d))) > 63)
        break;

      bytes.val[0] = vorrq_u8 (vshlq_n_u8 (a, 2), vshrq_n_u8 (b, 4));
      bytes.val[1] = vorrq_u8 (vshlq_n_u8 (b, 4), vshrq_n_u8 (c, 2));
      bytes.val[2] = vorrq_u8 (vshlq_n_u8 (c, 6), d);
      vst3q_u8 (out, bytes);
    }

  return done;
}

#else

gsize
cck_base64url_decode_blocks (const guint8 *in,
                             gsize         length,
                             guint8       *out)
{
  return 0;
}

#endif
