/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cck-jose-error.h"
#include "cck-jwks.h"
#include "cck-signature.h"
#include "test-vectors.h"

static void
test_generated (gconstpointer data)
{
  CckAlgorithm algorithm = cck_algorithm_from_name (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwk) jwk = cck_jwk_generate (algorithm, &error);
  g_autofree char *text = NULL, *thumbprint = NULL, *again = NULL;
  g_autoptr (CckJwk) copy = NULL;
  g_autoptr (GBytes) signature = NULL;

  g_assert_no_error (error);
  g_assert_true (cck_jwk_is_private (jwk));
  g_assert_true (cck_jwk_fits (jwk, algorithm, NULL));
  g_assert_cmpstr (cck_jwk_get_alg (jwk), ==, data);
  thumbprint = cck_jwk_dup_thumbprint (jwk);
  g_assert_cmpstr (cck_jwk_get_kid (jwk, NULL), ==, thumbprint);

  text = cck_jwk_to_json (jwk, cck_algorithm_is_symmetric (algorithm));
  copy = cck_jwk_new_from_text (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (cck_jwk_is_private (copy) == cck_algorithm_is_symmetric (algorithm));
  g_assert_true (cck_jwk_is_same_key (jwk, copy));
  again = cck_jwk_dup_thumbprint (copy);
  g_assert_cmpstr (again, ==, thumbprint);

  signature = cck_signature_sign (algorithm, jwk, "text", 4, &error);
  g_assert_no_error (error);
  g_assert_true (cck_signature_verify (algorithm, copy, "text", 4, g_bytes_get_data (signature, NULL),
                                       g_bytes_get_size (signature), &error));
  g_assert_no_error (error);
  g_assert_false (cck_signature_verify (algorithm, copy, "Text", 4,
                                        g_bytes_get_data (signature, NULL),
                                        g_bytes_get_size (signature), &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_SIGNATURE_MISMATCH);
}

/* Fresh keys until a coordinate has a leading zero, which must not be lost (RFC 7518 §6.2.1.2). */
static void
test_leading_zeros (void)
{
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckJwk) jwk = cck_jwk_generate (CCK_ALGORITHM_ES256, &error);
      g_autoptr (GBytes) signature = NULL;

      g_assert_no_error (error);
      signature = cck_signature_sign (CCK_ALGORITHM_ES256, jwk, "text", 4, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (signature), ==, 64);
      g_assert_true (cck_signature_verify (CCK_ALGORITHM_ES256, jwk, "text", 4,
                                           g_bytes_get_data (signature, NULL), 64, &error));
    }
}

static void
test_public_cannot_sign (void)
{
  g_autoptr (CckJwk) jwk = cck_jwk_generate (CCK_ALGORITHM_ES256, NULL);
  g_autofree char *text = cck_jwk_to_json (jwk, FALSE);
  g_autoptr (CckJwk) public_key = cck_jwk_new_from_text (text, strlen (text), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (strstr (text, "\"d\""));
  g_assert_null (cck_signature_sign (CCK_ALGORITHM_ES256, public_key, "x", 1, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE);
}

static void
assert_unusable (const char *text,
                 const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwk) jwk = cck_jwk_new_from_text (text, strlen (text), &error);

  g_assert_null (jwk);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_unusable (void)
{
  assert_unusable ("{}", "kty");
  assert_unusable ("{\"kty\":\"AKP\"}", "type is not known");
  assert_unusable ("{\"kty\":\"RSA\",\"e\":\"AQAB\"}", "“n”");
  assert_unusable ("{\"kty\":\"RSA\",\"n\":7,\"e\":\"AQAB\"}", "“n”");
  assert_unusable ("{\"kty\":\"RSA\",\"n\":\"a+b/\",\"e\":\"AQAB\"}", "character 2");
  assert_unusable ("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", "bits");
  assert_unusable ("{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}", "0 bits");
  assert_unusable ("{\"kty\":\"EC\",\"crv\":\"P-256K\",\"x\":\"AA\",\"y\":\"AA\"}", "curve");
  assert_unusable ("{\"kty\":\"EC\",\"crv\":\"Ed25519\",\"x\":\"AA\",\"y\":\"AA\"}", "curve");
  assert_unusable ("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}", "1 bytes");
  assert_unusable ("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}", "1 bytes");
  assert_unusable ("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}", "1 bytes");
  assert_unusable ("{\"kty\":\"oct\",\"k\":\"\"}", "empty");
  assert_unusable ("{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":7}", "“kid”");
  assert_unusable ("{\"kty\":\"oct\",\"k\":\"AAAA\",\"key_ops\":\"sign\"}", "“key_ops”");
  assert_unusable ("{\"kty\":\"oct\",\"k\":\"AAAA\",\"k\":\"AAAB\"}", "twice");
}

static void
test_libjwt_bad_keys (void)
{
  g_autofree char *path = g_build_filename (CCK_TEST_DATA, "libjwt", "bad_keys.json", NULL);
  g_autofree char *data = NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_auto (GStrv) notes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  jwks = cck_jwks_new_from_data (data, length, NULL);
  g_assert_cmpuint (cck_jwks_get_n_entries (jwks), ==, 14);
  for (guint i = 0; i < 14; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cck_jwks_get_jwk (jwks, i, &error));
      g_assert_nonnull (error);
    }
  notes = cck_jwks_dup_notes (jwks);
  g_assert_cmpuint (g_strv_length (notes), ==, 14);
}

static void
test_libjwt_files (void)
{
  static const struct
  {
    const char *file;
    guint       entries;
    guint       usable;
  } files[] = {
    { "jwks_keyring.json", 27, 21 },
    { "jwks_jws_pair.json", 2, 2 },
    { "jwks_test-1.json", 1, 1 },
    { "jwks_test-2.json", 1, 1 },
    { "oct_key_256_invalid_base64.json", 1, 1 },
    { "oct_key_512_bad.json", 1, 1 },
    { "ec_key_x5c_bad_x5t.json", 1, 0 }, /* a certificate of another key: RFC 7517 §4.7 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (CCK_TEST_DATA, "libjwt", files[i].file, NULL);
      g_autofree char *data = NULL;
      g_autoptr (CckJwks) jwks = NULL;
      gsize length;
      guint usable = 0;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      jwks = cck_jwks_new_from_data (data, length, NULL);
      g_assert_nonnull (jwks);
      g_assert_cmpuint (cck_jwks_get_n_entries (jwks), ==, files[i].entries);
      for (guint j = 0; j < files[i].entries; j++)
        {
          g_autoptr (GError) error = NULL;

          if (cck_jwks_get_jwk (jwks, j, &error) != NULL)
            usable++;
          else
            g_test_message ("%s %u: %s", files[i].file, j, error->message);
        }
      g_test_message ("%s", files[i].file);
      g_assert_cmpuint (usable, ==, files[i].usable);
    }
}

static void
test_cookbook_keys (void)
{
  static const char * const files[] = {
    "3_1.ec_public_key", "3_2.ec_private_key", "3_3.rsa_public_key", "3_4.rsa_private_key",
    "3_5.symmetric_key_mac_computation", "3_6.symmetric_key_encryption",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strdup_printf ("rfc7520/jwk/%s.json", files[i]);
      g_autoptr (CckJson) json = load_vectors (name);
      g_autoptr (GError) error = NULL;
      g_autoptr (CckJwk) jwk = cck_jwk_new_from_json (cck_json_get_root (json), &error);

      g_assert_no_error (error);
      g_assert_true (cck_jwk_is_private (jwk) == (strstr (files[i], "public") == NULL));
    }
}

static void
test_roca (void)
{
  g_autoptr (CckJson) json = load_vectors ("wycheproof/json_web_key_test.json");
  const CckJsonValue *group, *key = NULL;
  g_autoptr (GError) error = NULL;
  CckJsonIter groups, keys;

  cck_json_iter_init (&groups, cck_json_get_member (cck_json_get_root (json), "testGroups"));
  while (key == NULL && cck_json_iter_next (&groups, NULL, NULL, &group))
    if (strstr (cck_json_get_member_string (group, "comment"), "oca") != NULL)
      {
        cck_json_iter_init (&keys, cck_json_get_member (cck_json_get_member (group, "public"), "keys"));
        cck_json_iter_next (&keys, NULL, NULL, &key);
      }
  g_assert_nonnull (key);
  g_assert_null (cck_jwk_new_from_json (key, &error));
  g_assert_nonnull (strstr (error->message, "CVE-2017-15361"));
}

/* A secret is taken in once for each hash. */
static void
test_secret_for_each_hash (void)
{
  static const CckAlgorithm algorithms[] = { CCK_ALGORITHM_HS256, CCK_ALGORITHM_HS384, CCK_ALGORITHM_HS512 };
  g_autofree char *secret = g_strnfill (64, 's');
  g_autoptr (CckJwk) jwk = cck_jwk_new_secret (secret, 64);

  for (guint i = 0; i < 6; i++)
    {
      CckAlgorithm algorithm = algorithms[i % 3];
      g_autoptr (GBytes) mac = cck_signature_sign (algorithm, jwk, "text", 4, NULL);
      gsize length;
      const guint8 *data = g_bytes_get_data (mac, &length);

      g_assert_true (cck_signature_verify (algorithm, jwk, "text", 4, data, length, NULL));
      g_assert_false (cck_signature_verify (algorithm, jwk, "texts", 5, data, length, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (const char * const *name = cck_algorithm_list_names (); *name != NULL; name++)
    {
      g_autofree char *path = g_strdup_printf ("/jose/jwk/generated/%s", *name);

      g_test_add_data_func (path, *name, test_generated);
    }
  g_test_add_func ("/jose/jwk/A18-leading-zeros-are-kept", test_leading_zeros);
  g_test_add_func ("/jose/jwk/a-public-key-cannot-sign", test_public_cannot_sign);
  g_test_add_func ("/jose/jwk/A14-what-is-unusable-is-named", test_unusable);
  g_test_add_func ("/jose/jwk/A50-a-key-of-a-flawed-chip-is-refused", test_roca);
  g_test_add_func ("/jose/jwk/libjwt-bad-keys-are-named", test_libjwt_bad_keys);
  g_test_add_func ("/jose/jwk/libjwt-key-files-are-read", test_libjwt_files);
  g_test_add_func ("/jose/jwk/cookbook-keys-are-read", test_cookbook_keys);
  g_test_add_func ("/jose/jwk/a-secret-is-for-each-hash", test_secret_for_each_hash);

  return g_test_run ();
}
