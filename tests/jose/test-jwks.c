/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jose-error.h"
#include "test-tokens.h"

static CckJwks *
read_set (const char *text)
{
  g_autoptr (GError) error = NULL;
  CckJwks *jwks = cck_jwks_new_from_data (text, strlen (text), &error);

  g_assert_no_error (error);
  return jwks;
}

static void
test_not_a_set (void)
{
  static const char * const texts[] = { "", "[]", "{}", "<html>", "{\"keys\":{}}", "{\"keys\":7}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_jwks_new_from_data (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED);
    }
}

static void
test_skipped (void)
{
  g_autofree char *good = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES256), FALSE);
  g_autofree char *text = g_strdup_printf ("{\"keys\":[null,7,\"x\",{},{\"kty\":\"AKP\",\"kid\":\"new\"},"
                                           "{\"kty\":\"RSA\",\"kid\":\"broken\"},%s]}", good);
  g_autoptr (CckJwks) jwks = read_set (text);
  g_auto (GStrv) notes = cck_jwks_dup_notes (jwks);
  const char *kid = cck_jwk_get_kid (test_key (CCK_ALGORITHM_ES256), NULL);
  CckJwk *chosen[CCK_JWKS_MAX_CHOSEN];

  g_assert_cmpuint (cck_jwks_get_n_entries (jwks), ==, 7);
  g_assert_cmpuint (g_strv_length (notes), ==, 6);
  g_assert_nonnull (strstr (notes[0], "Key 1 is skipped"));
  g_assert_nonnull (strstr (notes[5], "Key “broken” is skipped"));
  g_assert_true (cck_jwks_has_kid (jwks, "broken", 6));
  g_assert_null (cck_jwks_lookup (jwks, "broken", 6));
  g_assert_cmpuint (cck_jwks_choose (jwks, CCK_ALGORITHM_ES256, kid, strlen (kid), chosen, NULL), ==, 1);
}

static void
test_private_members (void)
{
  g_autofree char *key = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES256), TRUE);
  g_autoptr (CckJwks) jwks = read_set (key);
  g_auto (GStrv) notes = cck_jwks_dup_notes (jwks);

  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  g_assert_nonnull (strstr (notes[0], "private part"));
}

static void
test_by_kid (void)
{
  g_autofree char *key = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES256), FALSE);
  g_autofree char *bare = g_strndup (strstr (key, "\"crv\""), strlen (strstr (key, "\"crv\"")) - 1);
  g_autofree char *text = g_strdup_printf ("{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\\u0000b\",%s},"
                                           "{\"kty\":\"EC\",\"kid\":\"A\",%s},{\"kty\":\"EC\",%s}]}",
                                           bare, bare, bare);
  g_autoptr (CckJwks) jwks = read_set (text);
  g_autoptr (GError) error = NULL;
  CckJwk *chosen[CCK_JWKS_MAX_CHOSEN];

  g_assert_nonnull (cck_jwks_lookup (jwks, "a\0b", 3));
  g_assert_null (cck_jwks_lookup (jwks, "a", 1));
  g_assert_nonnull (cck_jwks_lookup (jwks, "A", 1));
  g_assert_cmpuint (cck_jwks_choose (jwks, CCK_ALGORITHM_ES256, "a", 1, chosen, &error), ==, 0);
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_NO_MATCHING_KEY);
  g_clear_error (&error);
  g_assert_cmpuint (cck_jwks_choose (jwks, CCK_ALGORITHM_ES384, "A", 1, chosen, &error), ==, 0);
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE);
}

static void
test_same_kid (void)
{
  g_autoptr (CckJwk) other = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *first = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES256), FALSE);
  g_autofree char *second = cck_jwk_to_json (other, FALSE);
  char *kid = strstr (second, "\"kid\":\"") + 7;
  g_autofree char *twice = g_strdup_printf ("{\"keys\":[%s,%s]}", first, first);
  g_autofree char *both = NULL;
  g_autoptr (CckJwks) same = read_set (twice);
  g_autoptr (CckJwks) different = NULL;
  CckJwk *chosen[CCK_JWKS_MAX_CHOSEN];
  g_autoptr (GError) error = NULL;
  const char *name = cck_jwk_get_kid (test_key (CCK_ALGORITHM_ES256), NULL);

  memcpy (kid, name, 43);
  both = g_strdup_printf ("{\"keys\":[%s,%s]}", first, second);
  different = read_set (both);

  g_assert_cmpuint (cck_jwks_choose (same, CCK_ALGORITHM_ES256, name, 43, chosen, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (cck_jwks_choose (different, CCK_ALGORITHM_ES256, name, 43, chosen, &error), ==, 0);
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE);
}

/* A large set is read once, and one key of it is imported: the others could be nonsense. */
static void
test_large_set (void)
{
  g_autofree char *key = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES256), FALSE);
  g_autoptr (GString) text = g_string_new ("{\"keys\":[");
  g_autoptr (CckJwks) jwks = NULL;
  CckJwk *chosen[CCK_JWKS_MAX_CHOSEN];
  const char *kid = cck_jwk_get_kid (test_key (CCK_ALGORITHM_ES256), NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "{\"kty\":\"EC\",\"kid\":\"number-%u\",\"crv\":\"P-256\"},", i);
  g_string_append_printf (text, "%s]}", key);
  jwks = read_set (text->str);
  g_assert_cmpuint (cck_jwks_get_n_entries (jwks), ==, 10001);
  g_assert_true (cck_jwks_has_kid (jwks, "number-9999", 11));
  g_assert_cmpuint (cck_jwks_choose (jwks, CCK_ALGORITHM_ES256, kid, strlen (kid), chosen, NULL), ==, 1);
}

static void
test_too_large (void)
{
  g_autofree char *text = g_strnfill (CCK_JWKS_MAX_SIZE + 1, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_jwks_new_from_data (text, CCK_JWKS_MAX_SIZE + 1, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE);
}

static gpointer
import_all (gpointer data)
{
  CckJwks *jwks = data;

  for (guint i = 0; i < cck_jwks_get_n_entries (jwks); i++)
    g_assert_nonnull (cck_jwks_get_jwk (jwks, i, NULL));
  return NULL;
}

static void
test_threads (void)
{
  g_autofree char *key = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES256), FALSE);
  g_autoptr (GString) text = g_string_new ("{\"keys\":[");
  g_autoptr (CckJwks) jwks = NULL;
  GThread *threads[4];

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", key);
  g_string_append (text, "]}");
  jwks = read_set (text->str);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("import", import_all, jwks);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/jwks/A49-what-is-no-set-is-refused", test_not_a_set);
  g_test_add_func ("/jose/jwks/A49-broken-entries-are-skipped-and-named", test_skipped);
  g_test_add_func ("/jose/jwks/A49-private-members-are-told", test_private_members);
  g_test_add_func ("/jose/jwks/A49-size-is-bounded", test_too_large);
  g_test_add_func ("/jose/jwks/A49-one-of-ten-thousand-is-found", test_large_set);
  g_test_add_func ("/jose/jwks/A09-a-kid-is-compared-exactly", test_by_kid);
  g_test_add_func ("/jose/jwks/A10-two-keys-of-one-kid-are-not-believed", test_same_kid);
  g_test_add_func ("/jose/jwks/threads-import-together", test_threads);

  return g_test_run ();
}
