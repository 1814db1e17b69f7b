/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

#include "cck-base64url.h"
#include "test-tokens.h"

/* A self-signed certificate for a fresh P-256 key. (transfer full) */
static GBytes *
make_certificate (gnutls_x509_crt_fmt_t format)
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t crt;
  gnutls_datum_t out;
  GBytes *bytes;

  gnutls_x509_privkey_init (&key);
  g_assert_cmpint (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                                 GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                   >=, 0);
  gnutls_x509_crt_init (&crt);
  gnutls_x509_crt_set_version (crt, 3);
  gnutls_x509_crt_set_serial (crt, "\1", 1);
  gnutls_x509_crt_set_dn (crt, "CN=signer.example", NULL);
  gnutls_x509_crt_set_activation_time (crt, 1700000000);
  gnutls_x509_crt_set_expiration_time (crt, 1800000000);
  gnutls_x509_crt_set_key (crt, key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (crt, crt, key, GNUTLS_DIG_SHA256, 0), >=, 0);
  g_assert_cmpint (gnutls_x509_crt_export2 (crt, format, &out), >=, 0);
  bytes = g_bytes_new (out.data, out.size);
  gnutls_free (out.data);
  gnutls_x509_crt_deinit (crt);
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

/* The key of @bytes as a JWK with x5c and a thumbprint that is right or is not. */
static CckJwk *
read_jwk (GBytes   *bytes,
          CckJwk   *key,
          gboolean  right)
{
  gsize length;
  const guchar *der = g_bytes_get_data (bytes, &length);
  g_autofree char *json = cck_jwk_to_json (key, FALSE);
  g_autofree char *chain = g_base64_encode (der, length);
  g_autofree char *print = NULL, *text = NULL;
  guint8 digest[32];

  gnutls_hash_fast (GNUTLS_DIG_SHA256, der, right ? length : length - 1, digest);
  print = cck_base64url_encode (digest, sizeof digest);
  json[strlen (json) - 1] = '\0';
  text = g_strdup_printf ("%s,\"x5c\":[\"%s\"],\"x5t#S256\":\"%s\"}", json, chain, print);
  return cck_jwk_new_from_text (text, strlen (text), NULL);
}

static void
test_files (void)
{
  for (int format = GNUTLS_X509_FMT_DER; format <= GNUTLS_X509_FMT_PEM; format++)
    {
      g_autoptr (GBytes) bytes = make_certificate (format);
      g_autoptr (CckJwk) jwk = read_file (bytes);
      const CckCertificate *certificate = cck_jwk_get_certificate (jwk);

      g_assert_cmpstr (cck_jwk_get_crv (jwk), ==, "P-256");
      g_assert_cmpstr (cck_certificate_get_subject (certificate), ==, "CN=signer.example");
      g_assert_cmpint (cck_certificate_get_valid_until (certificate), ==, 1800000000);
    }
}

static void
test_chain (void)
{
  g_autoptr (GBytes) bytes = make_certificate (GNUTLS_X509_FMT_DER);
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jose/certificate/a-key-is-read-from-pem-and-der", test_files);
  g_test_add_func ("/jose/certificate/x5c-is-held-against-key-and-fingerprint", test_chain);

  return g_test_run ();
}
