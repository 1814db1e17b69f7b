/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwe-bytes-private.h"

#include <string.h>

#include "cck-base64url.h"

typedef struct
{
  gsize  size;
  guint8 data[];
} Wiped;

static void
wipe (gpointer pointer)
{
  Wiped *wiped = pointer;

  explicit_bzero (wiped->data, wiped->size);
  g_free (wiped);
}

GBytes *
cck_jwe_bytes_new (gsize    size,
                   guint8 **data)
{
  Wiped *wiped = g_malloc0 (sizeof *wiped + size + 1);

  wiped->size = size;
  *data = wiped->data;
  return g_bytes_new_with_free_func (wiped->data, size, wipe, wiped);
}

GBytes *
cck_jwe_bytes_decode (const char *text,
                      gsize       length,
                      gsize      *position)
{
  guint8 *data;
  g_autoptr (GBytes) bytes = cck_jwe_bytes_new (cck_base64url_decoded_size (length), &data);

  return cck_base64url_decode_into (text, length, data, position) ? g_steal_pointer (&bytes)
                                                                  : NULL;
}
