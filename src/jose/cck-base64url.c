/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-base64url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jose-error.h"

static const char alphabet[64] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#define X 0xff
/* RFC 4648 §5, table 2; everything else is 0xff. */
static const guint8 values[256] = {
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  62, X,  X,
  52, 53, 54, 55, 56, 57, 58, 59, 60, 61, X,  X,  X,  X,  X,  X,
  X,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
  15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, X,  X,  X,  X,  63,
  X,  26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
  41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
};
#undef X

/* The same values where they stand in a group of 24 bits, for each of its four characters. */
static guint32 shifted[4][256];
#define FAULT 0x80000000u

static void
fill_shifted (void)
{
  static gsize filled;

  if (!g_once_init_enter (&filled))
    return;

  for (guint place = 0; place < 4; place++)
    for (guint c = 0; c < 256; c++)
      shifted[place][c] = values[c] == 0xff ? FAULT : (guint32) values[c] << (18 - 6 * place);
  g_once_init_leave (&filled, 1);
}

gsize
cck_base64url_decoded_size (gsize length)
{
  return length / 4 * 3 + (length % 4 > 1 ? length % 4 - 1 : 0);
}

static gsize
first_fault (const guint8 *in,
             gsize         length)
{
  for (gsize i = 0; i < length; i++)
    if (values[in[i]] == 0xff)
      return i + 1;

  return length;
}

/* The two or three characters after the last full group of four. */
static gboolean
decode_rest (const guint8 *in,
             gsize         rest,
             guint8       *out)
{
  guint32 word;

  if (rest == 0)
    return TRUE;
  if (rest == 1 || values[in[0]] == 0xff || values[in[1]] == 0xff)
    return FALSE;

  word = (guint32) values[in[0]] << 18 | (guint32) values[in[1]] << 12;
  if (rest == 3)
    {
      if (values[in[2]] == 0xff)
        return FALSE;
      word |= (guint32) values[in[2]] << 6;
      out[1] = (guint8) (word >> 8);
    }
  out[0] = (guint8) (word >> 16);

  /* RFC 4648 §3.5: the bits that carry nothing are zero, or two texts would stand for one value. */
  return (word & (rest == 2 ? 0xffff : 0xff)) == 0;
}

gboolean
cck_base64url_decode_into (const char *text,
                           gsize       length,
                           guint8     *out,
                           gsize      *position)
{
  const guint8 *in = (const guint8 *) text;
  gsize groups = length / 4;

  fill_shifted ();
  for (gsize i = 0; i < groups; i++, in += 4, out += 3)
    {
      guint32 word = shifted[0][in[0]] | shifted[1][in[1]] | shifted[2][in[2]] | shifted[3][in[3]];

      if ((word & FAULT) != 0)
        {
          if (position != NULL)
            *position = i * 4 + first_fault (in, 4);
          return FALSE;
        }
      out[0] = (guint8) (word >> 16);
      out[1] = (guint8) (word >> 8);
      out[2] = (guint8) word;
    }

  if (decode_rest (in, length % 4, out))
    return TRUE;
  if (position != NULL)
    *position = groups * 4 + first_fault (in, length % 4);
  return FALSE;
}

GBytes *
cck_base64url_decode (const char  *text,
                      gsize        length,
                      GError     **error)
{
  gsize size = cck_base64url_decoded_size (length);
  g_autofree guint8 *out = NULL;
  gsize position = 0;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  out = g_malloc (size + 1);
  if (!cck_base64url_decode_into (text, length, out, &position))
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                   _("Not valid Base64URL (character %" G_GSIZE_FORMAT ")"), position);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&out), size);
}

char *
cck_base64url_encode (gconstpointer data,
                      gsize         length)
{
  const guint8 *in = data;
  char *text = g_malloc (length / 3 * 4 + 5);
  char *out = text;
  gsize i;

  g_return_val_if_fail (data != NULL || length == 0, text);

  for (i = 0; i + 2 < length; i += 3)
    {
      *out++ = alphabet[in[i] >> 2];
      *out++ = alphabet[(in[i] & 3) << 4 | in[i + 1] >> 4];
      *out++ = alphabet[(in[i + 1] & 15) << 2 | in[i + 2] >> 6];
      *out++ = alphabet[in[i + 2] & 63];
    }
  if (i < length)
    {
      guint8 second = i + 1 < length ? in[i + 1] : 0;

      *out++ = alphabet[in[i] >> 2];
      *out++ = alphabet[(in[i] & 3) << 4 | second >> 4];
      if (i + 1 < length)
        *out++ = alphabet[(second & 15) << 2];
    }
  *out = '\0';

  return text;
}
