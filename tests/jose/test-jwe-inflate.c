/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inflate-private.h"
#include "test-jwe-tokens.h"

static CckInflateResult
inflate_part (GBytes *packed,
              gsize   size,
              gsize   max_size)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, size);
  g_autoptr (GBytes) unpacked = NULL;
  CckInflateResult result = cck_inflate (part, max_size, &unpacked);

  g_assert_true ((unpacked != NULL) == (result == CCK_INFLATE_DONE));
  return result;
}

static void
test_bounds_and_ends (void)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr (GBytes) packed = test_jwe_deflate (text, 5000);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) followed = NULL, broken = g_bytes_new_static ("\xff\xff\xff", 3);
  gsize size = g_bytes_get_size (packed);

  g_byte_array_append (longer, g_bytes_get_data (packed, NULL), (guint) size);
  g_byte_array_append (longer, (const guint8 *) "!", 1);
  followed = g_bytes_new (longer->data, longer->len);

  g_assert_cmpint (inflate_part (packed, size, 5000), ==, CCK_INFLATE_DONE);
  g_assert_cmpint (inflate_part (packed, size, 4999), ==, CCK_INFLATE_TOO_LARGE);
  g_assert_cmpint (inflate_part (packed, size - 1, 5000), ==, CCK_INFLATE_BROKEN);
  g_assert_cmpint (inflate_part (packed, 0, 5000), ==, CCK_INFLATE_BROKEN);
  g_assert_cmpint (inflate_part (followed, size + 1, 5000), ==, CCK_INFLATE_BROKEN);
  g_assert_cmpint (inflate_part (broken, 3, 5000), ==, CCK_INFLATE_BROKEN);
}

static void
test_empty (void)
{
  g_autoptr (GBytes) packed = test_jwe_deflate ("", 0);

  g_assert_cmpint (inflate_part (packed, g_bytes_get_size (packed), 0), ==, CCK_INFLATE_DONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/jwe/inflate/bounds-and-ends", test_bounds_and_ends);
  g_test_add_func ("/jose/jwe/inflate/empty", test_empty);

  return g_test_run ();
}
