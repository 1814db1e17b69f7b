/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Base64URL: what decodes encodes to the same text, and what encodes decodes to the same bytes. */

#include "fuzz.h"

#include <string.h>

#include "cck-base64url.h"

static void
decode (const char *text,
        size_t      size)
{
  gsize room = cck_base64url_decoded_size (size);
  g_autofree guint8 *out = g_malloc (room + 1);
  gsize position = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cck_base64url_decode (text, size, &error);
  gboolean decoded;

  FUZZ_CHECK_ERROR (bytes, error);
  out[room] = 0xa5;
  decoded = cck_base64url_decode_into (text, size, out, &position);
  FUZZ_CHECK (out[room] == 0xa5);
  FUZZ_CHECK (decoded == (bytes != NULL));
  if (decoded)
    {
      g_autofree char *again = cck_base64url_encode (out, room);

      FUZZ_CHECK (g_bytes_get_size (bytes) == room);
      FUZZ_CHECK (room == 0 || memcmp (g_bytes_get_data (bytes, NULL), out, room) == 0);
      FUZZ_CHECK (strlen (again) == size);
      FUZZ_CHECK (size == 0 || memcmp (again, text, size) == 0);
    }
  else
    {
      FUZZ_CHECK (position >= 1 && position <= size + 1);
    }
}

static void
encode (const uint8_t *data,
        size_t         size)
{
  g_autofree char *text = cck_base64url_encode (data, size);
  g_autoptr (GBytes) bytes = cck_base64url_decode (text, strlen (text), NULL);

  FUZZ_CHECK (bytes != NULL);
  FUZZ_CHECK (g_bytes_get_size (bytes) == size);
  FUZZ_CHECK (size == 0 || memcmp (g_bytes_get_data (bytes, NULL), data, size) == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  decode ((const char *) data, size);
  encode (data, size);
  return 0;
}
