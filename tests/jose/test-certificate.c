/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "test-tokens.h"

#define P256 GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1)

/* A self-signed certificate for a fresh key. (transfer full) */
static GBytes *
make_certificate (gnutls_pk_algorithm_t pk,
                  guint                 bits,
                  gnutls_x509_crt_fmt_t format)
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t crt;
  gnutls_datum_t out;
  GBytes *bytes;

  gnutls_x509_privkey_init (&key);
  g_assert_cmpint (gnutls_x509_privkey_generate (key, pk, bits, 0), >=, 0);
  gnutls_x509_crt_init (&crt);
  gnutls_x509_crt_set_version (crt, 3);
  gnutls_x509_crt_set_serial (crt, "\1", 1);
  gnutls_x509_crt_set_dn (crt, "CN=signer.example", NULL);
  gnutls_x509_crt_set_activation_time (crt, 1700000000);
  gnutls_x509_crt_set_expiration_time (crt, 1800000000);
  gnutls_x509_crt_set_key (crt, key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (crt, crt, key, pk == GNUTLS_PK_EDDSA_ED25519 ? GNUTLS_DIG_SHA512 : GNUTLS_DIG_SHA256, 0), >=, 0);
  g_assert_cmpint (gnutls_x509_crt_export2 (crt, format, &out), >=, 0);
  bytes = g_bytes_new (out.data, out.size);
  gnutls_free (out.data);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (key);

  return bytes;
}

/* The private key of a fresh pair, as PKCS#8 or as it was before that. (transfer full) */
static GBytes *
make_private_key (gboolean              pkcs8,
                  gnutls_x509_crt_fmt_t format)
{
  gnutls_x509_privkey_t key;
  gnutls_datum_t out;
  GBytes *bytes;

  gnutls_x509_privkey_init (&key);
  g_assert_cmpint (gnutls_x509_privkey_generate (key, P256, 0), >=, 0);
  g_assert_cmpint (pkcs8 ? gnutls_x509_privkey_export2_pkcs8 (key, format, NULL, GNUTLS_PKCS_PLAIN, &out)
                         : gnutls_x509_privkey_export2 (key, format, &out), >=, 0);
  bytes = g_bytes_new (out.data, out.size);
  gnutls_free (out.data);
  gnutls_x509_privkey_deinit (key);

  return bytes;
}

static CckJwk *
read_file (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_malloc0 (length + 1);
  g_autoptr (GError) error = NULL;
  CckJwk *jwk;

  memcpy (text, data, length);
  jwk = cck_jwk_new_from_file_data (text, length, &error);
  g_assert_no_error (error);
  return jwk;
}

/* @json, an object, with more members. */
static CckJwk *
read_with (const char *json,
           const char *members)
{
  g_autofree char *text = g_strdup_printf ("%.*s,%s}", (int) strlen (json) - 1, json, members);

  return cck_jwk_new_from_text (text, strlen (text), NULL);
}

/* "x5c" and a fingerprint, of the whole certificate or of less. */
static char *
dup_members (GBytes                    *bytes,
             const char                *name,
             gnutls_digest_algorithm_t  hash,
             gboolean                   right)
{
  gsize length;
  const guchar *der = g_bytes_get_data (bytes, &length);
  g_autofree char *chain = g_base64_encode (der, length);
  g_autofree char *print = NULL;
  guint8 digest[32];

  gnutls_hash_fast (hash, der, right ? length : length - 1, digest);
  print = cck_base64url_encode (digest, gnutls_hash_get_len (hash));
  return g_strdup_printf ("\"x5c\":[\"%s\"],\"%s\":\"%s\"", chain, name, print);
}

/* The key of @bytes as a JWK with x5c and a thumbprint that is right or is not. */
static CckJwk *
read_jwk (GBytes   *bytes,
          CckJwk   *key,
          gboolean  right)
{
  g_autofree char *json = cck_jwk_to_json (key, FALSE);
  g_autofree char *members = dup_members (bytes, "x5t#S256", GNUTLS_DIG_SHA256, right);

  return read_with (json, members);
}

static void
test_files (void)
{
  for (int format = GNUTLS_X509_FMT_DER; format <= GNUTLS_X509_FMT_PEM; format++)
    {
      g_autoptr (GBytes) bytes = make_certificate (P256, format);
      g_autoptr (CckJwk) jwk = read_file (bytes);
      const CckCertificate *certificate = cck_jwk_get_certificate (jwk);

      g_assert_cmpstr (cck_jwk_get_crv (jwk), ==, "P-256");
      g_assert_cmpstr (cck_certificate_get_subject (certificate), ==, "CN=signer.example");
      g_assert_cmpint (cck_certificate_get_valid_until (certificate), ==, 1800000000);
    }
}

static void
test_private_files (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) bytes = make_private_key (i % 2 == 0, i < 2 ? GNUTLS_X509_FMT_DER : GNUTLS_X509_FMT_PEM);
      g_autoptr (CckJwk) jwk = read_file (bytes);
      g_autofree char *json = cck_jwk_to_json (jwk, TRUE);
      g_autofree char *padded = g_strdup_printf (" \n%s", json);
      g_autoptr (CckJwk) again = cck_jwk_new_from_file_data (padded, strlen (padded), NULL);

      g_assert_true (cck_jwk_is_private (jwk));
      g_assert_cmpstr (cck_jwk_get_crv (jwk), ==, "P-256");
      g_assert_true (again != NULL && cck_jwk_is_private (again) && cck_jwk_is_same_key (jwk, again));
    }
}

static void
test_chain (void)
{
  g_autoptr (GBytes) bytes = make_certificate (P256, GNUTLS_X509_FMT_DER);
  g_autoptr (CckJwk) key = read_file (bytes);
  g_autoptr (CckJwk) good = read_jwk (bytes, key, TRUE);
  g_autoptr (CckJwk) bad = read_jwk (bytes, key, FALSE);

  g_assert_cmpstr (cck_certificate_get_issuer (cck_jwk_get_certificate (good)), ==, "CN=signer.example");
  g_assert_cmpint (cck_certificate_get_valid_from (cck_jwk_get_certificate (good)), ==, 1700000000);
  g_assert_null (cck_jwk_get_certificate_fault (good));
  g_assert_nonnull (strstr (cck_jwk_get_certificate_text (good), "until 2027-01-15"));
  g_assert_nonnull (strstr (cck_jwk_get_certificate_fault (bad), "x5t#S256"));
  /* RFC 7517 §4.7: a certificate of another key. */
  g_assert_null (read_jwk (bytes, test_key (CCK_ALGORITHM_ES256), TRUE));
}

static void
assert_only_its_own (gnutls_pk_algorithm_t pk,
                     guint                 bits)
{
  g_autoptr (GBytes) bytes = make_certificate (pk, bits, GNUTLS_X509_FMT_DER);
  g_autoptr (GBytes) other = make_certificate (pk, bits, GNUTLS_X509_FMT_DER);
  g_autoptr (CckJwk) key = read_file (bytes);
  g_autoptr (CckJwk) good = read_jwk (bytes, key, TRUE);

  g_assert_nonnull (good);
  g_assert_null (cck_jwk_get_certificate_fault (good));
  g_assert_null (read_jwk (other, key, TRUE));
}

/* RFC 7517 §4.7 */
static void
test_key_of_each_kind (void)
{
  assert_only_its_own (P256);
  assert_only_its_own (GNUTLS_PK_RSA, 2048);
  assert_only_its_own (GNUTLS_PK_EDDSA_ED25519, 0);
}

/* The point with the same x on the other side: y is the field's prime less this y. */
static void
test_opposite_point (void)
{
  static const guint8 prime[32] = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  };
  g_autoptr (GBytes) bytes = make_certificate (P256, GNUTLS_X509_FMT_DER);
  g_autoptr (CckJwk) key = read_file (bytes), opposite = NULL;
  g_autofree char *json = cck_jwk_to_json (key, FALSE), *text = NULL, *text_of_y = NULL;
  g_autoptr (CckJson) parsed = cck_json_parse (json, strlen (json), CCK_JSON_OBJECT, NULL);
  const char *x = cck_json_get_member_string (cck_json_get_root (parsed), "x");
  const char *y = cck_json_get_member_string (cck_json_get_root (parsed), "y");
  guint8 number[32];
  int borrow = 0;

  g_assert_true (cck_base64url_decode_into (y, strlen (y), number, NULL));
  for (int i = 31; i >= 0; i--)
    {
      int digit = prime[i] - number[i] - borrow;

      borrow = digit < 0;
      number[i] = (guint8) (digit & 0xff);
    }
  text_of_y = cck_base64url_encode (number, sizeof number);
  text = g_strdup_printf ("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}", x, text_of_y);
  opposite = cck_jwk_new_from_text (text, strlen (text), NULL);
  g_assert_nonnull (opposite);
  g_assert_null (read_jwk (bytes, opposite, TRUE));
}

static void
test_fingerprints (void)
{
  g_autoptr (GBytes) bytes = make_certificate (P256, GNUTLS_X509_FMT_DER);
  g_autoptr (CckJwk) key = read_file (bytes);
  g_autofree char *json = cck_jwk_to_json (key, FALSE);
  g_autofree char *right = dup_members (bytes, "x5t", GNUTLS_DIG_SHA1, TRUE);
  g_autofree char *wrong = dup_members (bytes, "x5t", GNUTLS_DIG_SHA1, FALSE);
  g_autoptr (CckJwk) good = read_with (json, right);
  g_autoptr (CckJwk) bad = read_with (json, wrong);
  g_autoptr (CckJwk) cut = read_with (json, "\"x5c\":[\"MIIBIjANBgk\"]");
  g_autoptr (CckJwk) no_list = read_with (json, "\"x5c\":\"MIIBIjANBgkq\"");

  g_assert_null (cck_jwk_get_certificate_fault (good));
  g_assert_nonnull (strstr (cck_jwk_get_certificate_fault (bad), "“x5t”"));
  g_assert_nonnull (strstr (cck_jwk_get_certificate_fault (cut), "not a list of certificates"));
  g_assert_nonnull (strstr (cck_jwk_get_certificate_fault (no_list), "not a list of certificates"));
}

/* The key stays the key; what it says of its certificate is doubted. */
static void
test_check (void)
{
  CckExpectations expected = test_expectations ();
  g_autofree char *json = cck_jwk_to_json (test_key (CCK_ALGORITHM_ES256), FALSE);
  g_autoptr (CckJwk) with = read_with (json, "\"x5c\":[\"MIIBIjANBgkq\"]");
  g_autofree char *token = test_token (CCK_ALGORITHM_ES256, test_claims (NULL, NULL));
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_jwk (with);
  g_autoptr (CckVerdict) doubted = cck_verdict_new (jwt, jwks, &expected);
  g_autoptr (CckVerdict) silent = test_judge (token, test_key (CCK_ALGORITHM_ES256), &expected);

  test_outcome (doubted, "certificate", CCK_OUTCOME_WARNING);
  g_assert_cmpint (cck_verdict_get_result (doubted), ==, CCK_VERDICT_VALID_WITH_WARNINGS);
  g_assert_null (cck_verdict_find_check (silent, "certificate"));
}

static void
test_size (void)
{
  g_autofree char *large = g_strnfill (CCK_JWK_MAX_FILE_SIZE + 1, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (cck_jwk_new_from_file_data (large, CCK_JWK_MAX_FILE_SIZE + 1, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (cck_jwk_new_from_file_data ("", 0, &error));
  g_assert_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/certificate/a-key-is-read-from-pem-and-der", test_files);
  g_test_add_func ("/jose/certificate/a-private-key-is-read-from-pem-and-der", test_private_files);
  g_test_add_func ("/jose/certificate/x5c-is-held-against-key-and-fingerprint", test_chain);
  g_test_add_func ("/jose/certificate/x5c-is-of-the-key-whatever-its-kind", test_key_of_each_kind);
  g_test_add_func ("/jose/certificate/x5c-is-not-of-the-opposite-point", test_opposite_point);
  g_test_add_func ("/jose/certificate/fingerprints-are-of-the-certificate", test_fingerprints);
  g_test_add_func ("/jose/certificate/one-that-cannot-be-read-warns", test_check);
  g_test_add_func ("/jose/certificate/a-file-has-a-bounded-size", test_size);

  return g_test_run ();
}
