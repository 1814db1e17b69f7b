/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-base64url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-base64url-blocks-private.h"
#include "cck-jose-error.h"

static const char alphabet[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#define X CCK_BASE64URL_FAULT
const guint8 cck_base64url_values[256] = {
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
    if (cck_base64url_values[in[i]] == CCK_BASE64URL_FAULT)
      return i + 1;

  return length;
}

/* @count characters as a group of 24 bits, filled with zeros. FALSE where one of them is a fault,
 * which has bits that no value has. */
static inline gboolean
read_group (const guint8 *in,
            gsize         count,
            guint32      *group)
{
  guint8 seen = 0;

  *group = 0;
  for (gsize i = 0; i < count; i++)
    {
      seen |= cck_base64url_values[in[i]];
      *group |= (guint32) cck_base64url_values[in[i]] << (18 - 6 * i);
    }

  return seen != CCK_BASE64URL_FAULT;
}

/* The two or three characters after the last full group of four. */
static gboolean
decode_rest (const guint8 *in,
             gsize         rest,
             guint8       *out)
{
  guint32 group;

  if (rest == 0)
    return TRUE;
  if (rest == 1 || !read_group (in, rest, &group))
    return FALSE;

  out[0] = (guint8) (group >> 16);
  if (rest == 3)
    out[1] = (guint8) (group >> 8);

  /* RFC 4648 §3.5: the bits that carry nothing are zero, or two texts would stand for one value. */
  return (group & (rest == 2 ? 0xffff : 0xff)) == 0;
}

gboolean
cck_base64url_decode_into (const char *text,
                           gsize       length,
                           guint8     *out,
                           gsize      *position)
{
  const guint8 *in = (const guint8 *) text;
  gsize done = cck_base64url_decode_blocks (in, length, out);
  gboolean good = TRUE;

  for (out += done / 4 * 3; good && length - done >= 4; done += good ? 4 : 0, out += 3)
    {
      guint32 group;

      good = read_group (in + done, 4, &group);
      out[0] = (guint8) (group >> 16);
      out[1] = (guint8) (group >> 8);
      out[2] = (guint8) group;
    }
  if (good && decode_rest (in + done, length - done, out))
    return TRUE;

  if (position != NULL)
    *position = done + first_fault (in + done, MIN (length - done, 4));
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
                   _("Not valid Base64URL (character %zu)"), position);
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
