/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inflate-private.h"

#include <string.h>
#include <zlib.h>

#include "cck-jwe-bytes-private.h"

/* No zlib header around the stream. */
#define RAW_DEFLATE (-MAX_WBITS)

/* All room is there from the start: with Z_FINISH zlib then makes no window of its own for content
 * that fits, in which plaintext would stay behind. */
static CckInflateResult
inflate_into (GBytes *packed,
              guint8 *room,
              gsize   max_size,
              gsize  *size)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (packed, &length);
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) length };
  int result;

  if (length > G_MAXUINT || inflateInit2 (&stream, RAW_DEFLATE) != Z_OK)
    return CCK_INFLATE_BROKEN;

  /* One byte more than is allowed, so that reaching it means too much. */
  stream.next_out = room;
  stream.avail_out = (uInt) max_size + 1;
  result = inflate (&stream, Z_FINISH);
  *size = max_size + 1 - stream.avail_out;
  inflateEnd (&stream);

  if (*size > max_size)
    return CCK_INFLATE_TOO_LARGE;
  return result == Z_STREAM_END && stream.avail_in == 0 ? CCK_INFLATE_DONE : CCK_INFLATE_BROKEN;
}

CckInflateResult
cck_inflate (GBytes  *packed,
             gsize    max_size,
             GBytes **unpacked)
{
  g_autoptr (GBytes) room = NULL;
  CckInflateResult result;
  guint8 *data, *exact;
  gsize size = 0;

  g_return_val_if_fail (packed != NULL, CCK_INFLATE_BROKEN);
  g_return_val_if_fail (max_size < G_MAXUINT, CCK_INFLATE_BROKEN);

  *unpacked = NULL;
  room = cck_jwe_bytes_new (max_size + 1, &data);
  result = inflate_into (packed, data, max_size, &size);
  if (result != CCK_INFLATE_DONE)
    return result;

  *unpacked = cck_jwe_bytes_new (size, &exact);
  memcpy (exact, data, size);
  return result;
}
