/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"

static void
assert_decodes (const char *text,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cck_base64url_decode (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   expected, strlen (expected));
}

static void
assert_fault (const char *text,
              gsize       length,
              const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cck_base64url_decode (text, length, &error);

  g_assert_null (bytes);
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, where));
}

static void
test_decode (void)
{
  assert_decodes ("", "");
  assert_decodes ("Zg", "f");
  assert_decodes ("Zm8", "f" "o");
  assert_decodes ("Zm9v", "foo");
  assert_decodes ("Zm9vYg", "foob");
  assert_decodes ("Zm9vYmE", "fooba");
  assert_decodes ("Zm9vYmFy", "foobar");
  assert_decodes ("-_-_", "\xfb\xff\xbf");
}

static void
test_round_trip (void)
{
  guint8 data[256];

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 7 + 3);
  for (gsize length = 0; length <= sizeof data; length++)
    {
      g_autofree char *text = cck_base64url_encode (data, length);
      g_autoptr (GBytes) bytes = cck_base64url_decode (text, strlen (text), NULL);

      g_assert_nonnull (bytes);
      g_assert_cmpuint (cck_base64url_decoded_size (strlen (text)), ==, length);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), data, length);
    }
}

static void
test_position (void)
{
  assert_fault ("Zm9v YmFy", 9, "(character 5)");
  assert_fault ("Zm9vYm+y", 8, "(character 7)");
  assert_fault ("Zm9vYm/y", 8, "(character 7)");
  assert_fault ("Zg==", 4, "(character 3)");
  assert_fault ("Zm9vY", 5, "(character 5)");
  assert_fault ("\nZm9v", 5, "(character 1)");
  assert_fault ("Zm9v\0Zm9v", 9, "(character 5)");
  assert_fault ("Zm9\xc3\xa4", 5, "(character 4)");
}

/* Long texts are decoded in blocks: no character but those of the alphabet passes at any place of
 * one, and what is right has the value that it has alone. */
static void
test_each_place_of_long_texts (void)
{
  const char *alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  for (gsize length = 28; length <= 132; length += 4)
    for (gsize place = 0; place < length; place++)
      for (guint c = 0; c < 256; c++)
        {
          g_autofree char *text = g_strnfill (length, 'A');
          g_autofree guint8 *out = g_malloc (length / 4 * 3);
          const char *found = c != 0 ? strchr (alphabet, (int) c) : NULL;
          guint value = found != NULL ? (guint) (found - alphabet) << (18 - 6 * (place % 4)) : 0;
          const guint8 *group = out + place / 4 * 3;
          gsize position = 0;

          text[place] = (char) c;
          g_assert_true (cck_base64url_decode_into (text, length, out, &position) == (found != NULL));
          if (found != NULL)
            g_assert_cmphex ((guint) group[0] << 16 | (guint) group[1] << 8 | group[2], ==, value);
          else
            g_assert_cmpuint (position, ==, place + 1);
        }
}

/* Of two faults the first is reported, whatever is found first; and nothing is written behind the
 * last byte. */
static void
test_blocks_keep_their_bounds (void)
{
  for (gsize length = 0; length <= 150; length++)
    {
      g_autofree char *text = g_strnfill (length, 'A');
      gsize size = cck_base64url_decoded_size (length);
      g_autofree guint8 *out = g_malloc (size + 1);
      gsize position = 0;

      out[size] = 0x5a;
      g_assert_true (cck_base64url_decode_into (text, length, out, NULL) == (length % 4 != 1));
      g_assert_cmphex (out[size], ==, 0x5a);
      if (length < 3)
        continue;
      text[length - 1] = '=';
      text[length / 2] = '+';
      g_assert_false (cck_base64url_decode_into (text, length, out, &position));
      g_assert_cmpuint (position, ==, length / 2 + 1);
      g_assert_cmphex (out[size], ==, 0x5a);
    }
}

static void
test_unused_bits (void)
{
  assert_fault ("Zh", 2, "(character 2)");
  assert_fault ("Zm9", 3, "(character 3)");
}

/* Every pair and triple of characters: as many are accepted as there are values. */
static void
test_one_text_for_each_value (void)
{
  guint8 out[2];
  guint pairs = 0;

  for (guint a = 0; a < 256; a++)
    for (guint b = 0; b < 256; b++)
      {
        const char text[2] = { (char) a, (char) b };

        pairs += cck_base64url_decode_into (text, 2, out, NULL);
      }
  g_assert_cmpuint (pairs, ==, 256);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/base64url/decodes-the-values-of-rfc4648", test_decode);
  g_test_add_func ("/jose/base64url/what-is-encoded-comes-back", test_round_trip);
  g_test_add_func ("/jose/base64url/A23-a-fault-is-refused-at-its-position", test_position);
  g_test_add_func ("/jose/base64url/A23-each-place-of-long-texts", test_each_place_of_long_texts);
  g_test_add_func ("/jose/base64url/blocks-keep-their-bounds", test_blocks_keep_their_bounds);
  g_test_add_func ("/jose/base64url/A23-unused-bits-are-zero", test_unused_bits);
  g_test_add_func ("/jose/base64url/A23-each-value-has-one-text", test_one_text_for_each_value);

  return g_test_run ();
}
