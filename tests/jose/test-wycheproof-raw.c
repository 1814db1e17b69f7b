/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Wycheproof's raw signatures and MACs through the function that verifies tokens. */

#include <string.h>

#include "cck-base64url.h"
#include "cck-signature.h"
#include "test-vectors.h"

typedef struct
{
  const char   *file;
  const char   *key_member;
  CckAlgorithm  algorithm;
  guint         count;
} File;

static const File files[] = {
  { "ecdsa_secp256r1_sha256_p1363", "publicKeyJwk", CCK_ALGORITHM_ES256, 262 },
  { "ecdsa_secp384r1_sha384_p1363", "publicKeyJwk", CCK_ALGORITHM_ES384, 280 },
  { "ecdsa_secp521r1_sha512_p1363", "publicKeyJwk", CCK_ALGORITHM_ES512, 318 },
  { "ed25519", "publicKeyJwk", CCK_ALGORITHM_EDDSA, 151 },
  { "ed448", "publicKeyJwk", CCK_ALGORITHM_EDDSA, 87 },
  { "rsa_pss_2048_sha256_mgf1_32", "publicKeyJwk", CCK_ALGORITHM_PS256, 108 },
  { "rsa_pss_2048_sha384_mgf1_48", "publicKeyJwk", CCK_ALGORITHM_PS384, 141 },
  { "rsa_pss_4096_sha512_mgf1_64", "publicKeyJwk", CCK_ALGORITHM_PS512, 179 },
  { "rsa_signature_2048_sha256", "keyJwk", CCK_ALGORITHM_RS256, 259 },
  { "rsa_signature_2048_sha384", "keyJwk", CCK_ALGORITHM_RS384, 258 },
  { "rsa_signature_2048_sha512", "keyJwk", CCK_ALGORITHM_RS512, 259 },
  { "hmac_sha256", NULL, CCK_ALGORITHM_HS256, 174 },
  { "hmac_sha384", NULL, CCK_ALGORITHM_HS384, 174 },
  { "hmac_sha512", NULL, CCK_ALGORITHM_HS512, 174 },
};

static GBytes *
from_hex (const CckJsonValue *value)
{
  const char *hex = cck_json_get_string (value, NULL);
  gsize length = strlen (hex) / 2;
  guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));

  return g_bytes_new_take (data, length);
}

/* The key in numbers, for the groups that give no JWK. */
static CckJwk *
read_point (const CckJsonValue *group,
            const File         *file)
{
  const CckJsonValue *key = cck_json_get_member (group, "publicKey");
  g_autoptr (GBytes) wx = from_hex (cck_json_get_member (key, "wx"));
  g_autoptr (GBytes) wy = from_hex (cck_json_get_member (key, "wy"));
  g_autofree char *x = cck_base64url_encode (g_bytes_get_data (wx, NULL), g_bytes_get_size (wx));
  g_autofree char *y = cck_base64url_encode (g_bytes_get_data (wy, NULL), g_bytes_get_size (wy));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CckJwk *jwk;

  text = g_strdup_printf ("{\"kty\":\"EC\",\"crv\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}",
                          cck_algorithm_get_crv (file->algorithm), x, y);
  jwk = cck_jwk_new_from_text (text, strlen (text), &error);
  g_assert_no_error (error);
  return jwk;
}

static CckJwk *
read_key (const CckJsonValue *group,
          const CckJsonValue *test,
          const File         *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;
  CckJwk *jwk;

  if (file->key_member == NULL)
    {
      secret = from_hex (cck_json_get_member (test, "key"));
      return cck_jwk_new_secret (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
    }

  if (cck_json_get_member (group, file->key_member) == NULL)
    return read_point (group, file);

  jwk = cck_jwk_new_from_json (cck_json_get_member (group, file->key_member), &error);
  g_assert_no_error (error);
  return jwk;
}

/* A valid MAC under a key that is too short for a JWS, or cut as no JWS has it, is still refused. */
static gboolean
is_for_jws (const CckJsonValue *group,
            const File         *file)
{
  gint64 key_size, tag_size, least = file->algorithm == CCK_ALGORITHM_HS256 ? 256 :
                                     file->algorithm == CCK_ALGORITHM_HS384 ? 384 : 512;

  if (file->key_member != NULL)
    return TRUE;

  g_assert_true (cck_json_get_member_int64 (group, "keySize", &key_size));
  g_assert_true (cck_json_get_member_int64 (group, "tagSize", &tag_size));
  return key_size >= least && tag_size == least;
}

static void
check_vector (const CckJsonValue *group,
              const CckJsonValue *test,
              const File         *file)
{
  const char *result = cck_json_get_member_string (test, "result");
  g_autoptr (CckJwk) jwk = read_key (group, test, file);
  g_autoptr (GBytes) message = from_hex (cck_json_get_member (test, "msg"));
  const CckJsonValue *sig = cck_json_get_member (test, "sig");
  g_autoptr (GBytes) signature = from_hex (sig != NULL ? sig : cck_json_get_member (test, "tag"));
  gsize length, signature_length;
  gconstpointer data = g_bytes_get_data (message, &length);
  gconstpointer bytes = g_bytes_get_data (signature, &signature_length);
  gboolean accepted = cck_signature_verify (file->algorithm, jwk, data, length, bytes,
                                            signature_length, NULL);

  g_test_message ("tc%s %s", cck_json_get_number_text (cck_json_get_member (test, "tcId")), result);
  if (g_str_equal (result, "invalid") || !is_for_jws (group, file))
    g_assert_false (accepted);
  else if (g_str_equal (result, "valid"))
    g_assert_true (accepted);
}

static void
test_file (gconstpointer data)
{
  const File *file = data;
  g_autofree char *name = g_strdup_printf ("wycheproof-raw/%s_test.json", file->file);
  g_autoptr (CckJson) json = load_vectors (name);
  const CckJsonValue *group, *test;
  CckJsonIter groups, tests;
  guint count = 0;

  cck_json_iter_init (&groups, cck_json_get_member (cck_json_get_root (json), "testGroups"));
  while (cck_json_iter_next (&groups, NULL, NULL, &group))
    {
      cck_json_iter_init (&tests, cck_json_get_member (group, "tests"));
      for (; cck_json_iter_next (&tests, NULL, NULL, &test); count++)
        check_vector (group, test, file);
    }

  g_assert_cmpuint (count, ==, file->count);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/jose/wycheproof-raw/%s", files[i].file);

      g_test_add_data_func (path, &files[i], test_file);
    }

  return g_test_run ();
}
