/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-certificate.h"

#include <gnutls/x509.h>
#include <string.h>

static void
append_pem (GString *pem, const gnutls_datum_t *datum)
{
  g_string_append_len (pem, (const char *) datum->data, datum->size);
  gnutls_free (datum->data);
}

static gnutls_x509_crt_t
new_crt (const char *name, guint8 last_octet, gint64 not_after, gnutls_x509_privkey_t key)
{
  const guint8 address[4] = { 127, 0, 0, last_octet };
  const guint8 serial[1] = { last_octet + 1 };
  gnutls_x509_crt_t crt;

  gnutls_x509_crt_init (&crt);
  gnutls_x509_crt_set_version (crt, 3);
  gnutls_x509_crt_set_serial (crt, serial, sizeof serial);
  gnutls_x509_crt_set_activation_time (crt, CCK_TEST_NOT_BEFORE);
  gnutls_x509_crt_set_expiration_time (crt, not_after);
  if (last_octet > 0)
    gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_IPADDRESS, address, sizeof address, 0);
  else
    {
      gnutls_x509_crt_set_basic_constraints (crt, 1, -1);
      gnutls_x509_crt_set_key_usage (crt, GNUTLS_KEY_KEY_CERT_SIGN);
    }
  gnutls_x509_crt_set_dn_by_oid (crt, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                 (unsigned int) strlen (name));
  gnutls_x509_crt_set_key (crt, key);

  return crt;
}

static void
sign_as (gnutls_x509_crt_t crt, GTlsCertificate *issuer)
{
  g_autofree char *pem = NULL;
  g_autofree char *key_pem = NULL;
  gnutls_datum_t datum;
  gnutls_x509_crt_t issuer_crt;
  gnutls_x509_privkey_t issuer_key;

  g_object_get (issuer, "certificate-pem", &pem, "private-key-pem", &key_pem, NULL);
  gnutls_x509_crt_init (&issuer_crt);
  datum.data = (guchar *) pem;
  datum.size = (unsigned int) strlen (pem);
  g_assert_cmpint (gnutls_x509_crt_import (issuer_crt, &datum, GNUTLS_X509_FMT_PEM), ==, 0);
  gnutls_x509_privkey_init (&issuer_key);
  datum.data = (guchar *) key_pem;
  datum.size = (unsigned int) strlen (key_pem);
  g_assert_cmpint (
      gnutls_x509_privkey_import2 (issuer_key, &datum, GNUTLS_X509_FMT_PEM, NULL, 0), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_sign2 (crt, issuer_crt, issuer_key, GNUTLS_DIG_SHA256, 0), ==,
                   0);
  gnutls_x509_crt_deinit (issuer_crt);
  gnutls_x509_privkey_deinit (issuer_key);
}

GTlsCertificate *
cck_test_certificate_new (const char *name,
                          guint8 last_octet,
                          gint64 not_after,
                          GTlsCertificate *issuer)
{
  g_autoptr (GString) pem = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gnutls_datum_t datum = { 0 };
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t crt;
  GTlsCertificate *certificate;

  gnutls_x509_privkey_init (&key);
  gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  crt = new_crt (name, last_octet, not_after, key);
  if (issuer != NULL)
    sign_as (crt, issuer);
  else
    g_assert_cmpint (gnutls_x509_crt_sign2 (crt, crt, key, GNUTLS_DIG_SHA256, 0), ==, 0);
  gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &datum);
  append_pem (pem, &datum);
  gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &datum);
  append_pem (pem, &datum);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (key);

  certificate = g_tls_certificate_new_from_pem (pem->str, -1, &error);
  g_assert_no_error (error);

  return certificate;
}

char *
cck_test_certificate_dup_pem (GTlsCertificate *certificate, gboolean with_key)
{
  g_autofree char *pem = NULL;
  g_autofree char *key = NULL;

  g_object_get (certificate, "certificate-pem", &pem, "private-key-pem", &key, NULL);

  return g_strconcat (pem, with_key ? key : NULL, NULL);
}
