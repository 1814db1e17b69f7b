/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The encryptions of RFC 7520 §5 and §6, of RFC 8037, and of the appendices of RFC 7516 to 7518. */

#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-jwt.h"
#include "cck-key-management-private.h"
#include "cck-verdict.h"
#include "test-jwe-tokens.h"
#include "test-vectors.h"

static const CckJsonValue *
find (const CckJsonValue *value,
      const char         *first,
      const char         *second)
{
  return cck_json_get_member (cck_json_get_member (value, first), second);
}

static const char *
find_text (const CckJsonValue *value,
           const char         *first,
           const char         *second)
{
  return cck_json_get_string (find (value, first, second), NULL);
}

static CckJson *
load_cookbook (const char *name)
{
  g_autofree char *path = g_strdup_printf ("rfc7520/jwe/%s.json", name);

  return load_vectors (path);
}

static GBytes *
decode (const char *text)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = cck_base64url_decode (text, strlen (text), &error);

  g_assert_no_error (error);
  return bytes;
}

/* The key, or the password's bytes as one. */
static CckJwk *
read_key (const CckJsonValue *root)
{
  const char *password = find_text (root, "input", "pwd");

  return password != NULL ? cck_jwk_new_secret (password, strlen (password))
                          : test_jwe_read_key (find (root, "input", "key"));
}

static void
test_compact (gconstpointer data)
{
  g_autoptr (CckJson) json = load_cookbook (data);
  const CckJsonValue *root = cck_json_get_root (json);
  const char *token = find_text (root, "output", "compact");
  const char *plaintext = find_text (root, "input", "plaintext");
  g_autoptr (CckJwk) jwk = read_key (root);

  g_assert_nonnull (plaintext);
  test_jwe_opens (token, jwk, plaintext, strlen (plaintext));
}

/* What is authenticated in a JSON serialization (RFC 7516 §5.1 step 14). */
static char *
make_aad (const CckJsonValue *root)
{
  const char *header = find_text (root, "encrypting_content", "protected_b64u");
  const char *aad = find_text (root, "generated", "aad_b64u");

  return g_strconcat (header != NULL ? header : "", aad != NULL ? "." : NULL, aad, NULL);
}

/* Opens the content of a file with a key that is known, and compares it. */
static void
open_content (const CckJsonValue         *root,
              const CckContentEncryption *encryption,
              const guint8               *key)
{
  g_autofree char *aad = make_aad (root);
  g_autoptr (GBytes) iv = decode (find_text (root, "generated", "iv"));
  g_autoptr (GBytes) ciphertext = decode (find_text (root, "encrypting_content", "ciphertext"));
  g_autoptr (GBytes) tag = decode (find_text (root, "encrypting_content", "tag"));
  const CckSealed sealed = { aad, strlen (aad), iv, ciphertext, tag };
  const char *plaintext = find_text (root, "input", "plaintext");
  g_autoptr (GBytes) content = cck_content_encryption_open (encryption, key, &sealed);

  g_assert_nonnull (content);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content),
                   plaintext, strlen (plaintext));
}

/* RSA1_5 is refused, but its content is what it should be. */
static void
test_rsa1_5 (void)
{
  g_autoptr (CckJson) json = load_cookbook ("5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2");
  const CckJsonValue *root = cck_json_get_root (json);
  g_autoptr (GBytes) cek = decode (find_text (root, "generated", "cek"));
  g_autoptr (CckJwk) jwk = read_key (root);
  g_autofree char *message = test_jwe_refused (find_text (root, "output", "compact"), jwk,
                                               CCK_JOSE_ERROR_UNSUPPORTED);

  g_assert_nonnull (strstr (message, "RSA1_5"));
  open_content (root, cck_content_encryption_lookup (find_text (root, "input", "enc")),
                g_bytes_get_data (cek, NULL));
}

/* One recipient of a JSON serialization: its key, then the content. */
static void
open_for (const CckJsonValue *root,
          const CckJsonValue *recipient,
          const CckJsonValue *key,
          const char         *alg,
          const char         *enc)
{
  const char *encrypted = cck_json_get_member_string (recipient, "encrypted_key");
  g_autoptr (GBytes) cek = decode (find_text (root, "generated", "cek"));
  g_autoptr (GBytes) encrypted_key = decode (encrypted);
  g_autoptr (CckJwk) jwk = test_jwe_read_key (key);
  const CckKeyRequest request = {
    cck_key_management_lookup (alg), cck_content_encryption_lookup (enc),
    cck_json_get_member (recipient, "header"), encrypted_key,
  };
  guint8 recovered[CCK_CONTENT_ENCRYPTION_MAX_KEY];

  g_assert_true (cck_key_management_fits (&request, jwk, NULL));
  g_assert_true (request.management->recover (&request, jwk, recovered));
  g_assert_cmpmem (recovered, request.encryption->key_size,
                   g_bytes_get_data (cek, NULL), g_bytes_get_size (cek));
  open_content (root, request.encryption, recovered);
}

static void
test_json (gconstpointer data)
{
  g_autoptr (CckJson) json = load_cookbook (data);
  const CckJsonValue *root = cck_json_get_root (json);

  g_assert_null (find (root, "output", "compact"));
  open_for (root, cck_json_get_member (root, "encrypting_key"), find (root, "input", "key"),
            find_text (root, "input", "alg"), find_text (root, "input", "enc"));
}

static void
test_recipients (void)
{
  g_autoptr (CckJson) json = load_cookbook ("5_13.encrypting_to_multiple_recipients");
  const CckJsonValue *root = cck_json_get_root (json), *recipient, *key, *alg;
  CckJsonIter recipients, keys, algs;
  guint count = 0;

  cck_json_iter_init (&recipients, cck_json_get_member (root, "encrypting_key"));
  cck_json_iter_init (&keys, find (root, "input", "key"));
  cck_json_iter_init (&algs, find (root, "input", "alg"));
  while (cck_json_iter_next (&recipients, NULL, NULL, &recipient) &&
         cck_json_iter_next (&keys, NULL, NULL, &key) &&
         cck_json_iter_next (&algs, NULL, NULL, &alg))
    if (!cck_json_equals (alg, "RSA1_5"))
      {
        open_for (root, recipient, key, cck_json_get_string (alg, NULL), "A128CBC-HS256");
        count++;
      }

  g_assert_cmpuint (count, ==, 2);
}

/* RFC 7520 §6: decrypted, and only then believed. */
static void
test_nested (void)
{
  g_autoptr (CckJson) json = load_cookbook ("6.nesting_signatures_and_encryption");
  const CckJsonValue *sign = cck_json_get_member (cck_json_get_root (json), "sign");
  const CckJsonValue *encrypt = cck_json_get_member (cck_json_get_root (json), "encrypt");
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckJwk) mine = read_key (encrypt), theirs = read_key (sign);
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_jwk (theirs);
  g_autoptr (CckJwe) jwe = cck_jwe_parse (find_text (encrypt, "output", "compact"), -1, NULL);
  g_autoptr (GBytes) content = cck_jwe_decrypt_with_jwk (jwe, mine, NULL);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (g_bytes_get_data (content, NULL),
                                          (gssize) g_bytes_get_size (content), 0, NULL);
  g_autoptr (CckVerdict) verdict = NULL;

  g_assert_true (cck_jwe_is_nested (jwe));
  g_assert_cmpstr (cck_jwt_get_text (jwt, NULL), ==, find_text (sign, "output", "compact"));
  expected.profile = CCK_PROFILE_JWS;
  verdict = cck_verdict_new (jwt, jwks, &expected);
  g_assert_true (cck_verdict_is_accepted (verdict));
}

static void
test_appendices (void)
{
  g_autoptr (CckJson) json = load_vectors ("rfc/jwe_appendices.json");
  const CckJsonValue *vector;
  CckJsonIter iter;
  guint count = 0;

  cck_json_iter_init (&iter, cck_json_get_member (cck_json_get_root (json), "compact"));
  while (cck_json_iter_next (&iter, NULL, NULL, &vector))
    {
      g_autoptr (CckJwk) jwk = test_jwe_read_key (cck_json_get_member (vector, "key"));
      const char *plaintext = cck_json_get_member_string (vector, "plaintext");

      g_test_message ("%s", cck_json_get_member_string (vector, "name"));
      test_jwe_opens (cck_json_get_member_string (vector, "jwe"), jwk,
                      plaintext, strlen (plaintext));
      count++;
    }

  g_assert_cmpuint (count, ==, 3);
}

/* RFC 7518 Appendix C */
static void
test_concat_kdf (void)
{
  g_autoptr (CckJson) json = load_vectors ("rfc/jwe_appendices.json");
  const CckJsonValue *vector = cck_json_get_member (cck_json_get_root (json), "agreement");
  g_autoptr (GBytes) derived = decode (cck_json_get_member_string (vector, "derived"));
  g_autoptr (CckJwk) jwk = test_jwe_read_key (cck_json_get_member (vector, "key"));
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  const CckKeyRequest request = {
    cck_key_management_lookup ("ECDH-ES"), cck_content_encryption_lookup ("A128GCM"),
    cck_json_get_member (vector, "header"), nothing,
  };
  guint8 key[CCK_CONTENT_ENCRYPTION_MAX_KEY];

  g_assert_true (request.management->recover (&request, jwk, key));
  g_assert_cmpmem (key, 16, g_bytes_get_data (derived, NULL), g_bytes_get_size (derived));
}

static void
add_files (const char * const *files,
           GTestDataFunc       run)
{
  for (; *files != NULL; files++)
    {
      g_autofree char *path = g_strdup_printf ("/jose/jwe/cookbook/%s", *files);

      g_test_add_data_func (path, *files, run);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char * const compact[] = {
    "5_2.key_encryption_using_rsa-oaep_with_aes-gcm",
    "5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2",
    "5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm",
    "5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2",
    "5_6.direct_encryption_using_aes-gcm",
    "5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2",
    "5_8.key_wrap_using_aes-keywrap_with_aes-gcm", "5_9.compressed_content",
    "curve25519_ecdh-es", NULL,
  };
  static const char * const json[] = {
    "5_10.including_additional_authentication_data", "5_11.protecting_specific_header_fields",
    "5_12.protecting_content_only", NULL,
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/jwe/cookbook/5_1.rsa1_5-is-refused", test_rsa1_5);
  add_files (compact, test_compact);
  add_files (json, test_json);
  g_test_add_func ("/jose/jwe/cookbook/5_13.multiple-recipients", test_recipients);
  g_test_add_func ("/jose/jwe/cookbook/6.nested", test_nested);
  g_test_add_func ("/jose/jwe/rfc/appendices-of-7516-and-7517", test_appendices);
  g_test_add_func ("/jose/jwe/rfc/7518-c-concat-kdf", test_concat_kdf);

  return g_test_run ();
}
