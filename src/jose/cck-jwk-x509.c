/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwk-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/x509.h>
#include <string.h>

#include "cck-certificate-private.h"
#include "cck-jose-error.h"

static int
export_public (CckJwk          *draft,
               gnutls_pubkey_t  key)
{
  gnutls_datum_t first = { NULL, 0 }, second = { NULL, 0 };
  gnutls_ecc_curve_t curve;
  int result;

  if (gnutls_pubkey_get_pk_algorithm (key, NULL) == GNUTLS_PK_RSA)
    {
      result = gnutls_pubkey_export_rsa_raw2 (key, &first, &second, GNUTLS_EXPORT_FLAG_NO_LZ);
      if (result < 0)
        return result;
      cck_jwk_take_number (draft, CCK_JWK_N, &first, 0);
      cck_jwk_take_number (draft, CCK_JWK_E, &second, 0);
      draft->kty = CCK_JWK_KTY_RSA;
      return 0;
    }

  result = gnutls_pubkey_export_ecc_raw2 (key, &curve, &first, &second, GNUTLS_EXPORT_FLAG_NO_LZ);
  if (result < 0)
    return result;
  draft->curve = cck_jwk_curve_by_id (curve);
  if (draft->curve == NULL)
    {
      gnutls_free (first.data);
      gnutls_free (second.data);
      return GNUTLS_E_ECC_UNSUPPORTED_CURVE;
    }
  draft->kty = draft->curve->kty;
  cck_jwk_take_number (draft, CCK_JWK_X, &first, draft->curve->size);
  if (draft->kty == CCK_JWK_KTY_EC)
    cck_jwk_take_number (draft, CCK_JWK_Y, &second, draft->curve->size);
  else
    gnutls_free (second.data);
  return 0;
}

static int
read_public (CckJwk               *draft,
             const gnutls_datum_t *data,
             gnutls_x509_crt_fmt_t format)
{
  gnutls_pubkey_t key;
  int result;

  gnutls_pubkey_init (&key);
  result = gnutls_pubkey_import (key, data, format);
  if (result >= 0)
    result = export_public (draft, key);
  gnutls_pubkey_deinit (key);

  return result;
}

static int
read_certificate (CckJwk               *draft,
                  const gnutls_datum_t *data,
                  gnutls_x509_crt_fmt_t format)
{
  gnutls_x509_crt_t crt;
  gnutls_pubkey_t key;
  int result;

  gnutls_x509_crt_init (&crt);
  gnutls_pubkey_init (&key);
  result = gnutls_x509_crt_import (crt, data, format);
  if (result >= 0)
    result = gnutls_pubkey_import_x509 (key, crt, 0);
  if (result >= 0)
    result = export_public (draft, key);
  if (result >= 0)
    draft->certificate = cck_certificate_new (crt);
  gnutls_pubkey_deinit (key);
  gnutls_x509_crt_deinit (crt);

  return result;
}

/* PKCS#8 without a password (RFC 5958), PKCS#1, SEC1. */
static int
read_private (CckJwk               *draft,
              const gnutls_datum_t *data,
              gnutls_x509_crt_fmt_t format)
{
  gnutls_privkey_t key;
  int result;

  gnutls_privkey_init (&key);
  result = gnutls_privkey_import_x509_raw (key, data, format, NULL, 0);
  if (result >= 0)
    result = cck_jwk_export_private (draft, key);
  gnutls_privkey_deinit (key);

  return result;
}

static CckJwk *
check_draft (CckJwk  *draft,
             GError **error)
{
  /* Through the same door as every other key. */
  g_autofree char *text = cck_jwk_to_json (draft, TRUE);
  CckJwk *self = cck_jwk_new_from_text (text, strlen (text), error);

  explicit_bzero (text, strlen (text));
  if (self != NULL && draft->certificate != NULL)
    {
      self->certificate = g_steal_pointer (&draft->certificate);
      cck_jwk_describe_certificate (self);
    }
  return self;
}

static gboolean
looks_like_pem (const char *data,
                gsize       length)
{
  return g_strstr_len (data, (gssize) length, "-----BEGIN ") != NULL;
}

CckJwk *
cck_jwk_new_from_file_data (const char  *data,
                            gsize        length,
                            GError     **error)
{
  static int (* const readers[]) (CckJwk *, const gnutls_datum_t *, gnutls_x509_crt_fmt_t) = {
    read_public, read_certificate, read_private,
  };
  const gnutls_datum_t datum = { (guint8 *) data, (guint) length };
  gnutls_x509_crt_fmt_t format;

  g_return_val_if_fail (data != NULL, NULL);

  if (length == 0 || length > CCK_JWK_MAX_FILE_SIZE)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE,
                           _("A key file has between one byte and a megabyte."));
      return NULL;
    }
  if (data[strspn (data, " \t\r\n")] == '{')
    return cck_jwk_new_from_text (data, length, error);

  format = looks_like_pem (data, length) ? GNUTLS_X509_FMT_PEM : GNUTLS_X509_FMT_DER;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autoptr (CckJwk) draft = cck_jwk_alloc ();

      if (readers[i] (draft, &datum, format) >= 0)
        return check_draft (draft, error);
    }

  g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                       format == GNUTLS_X509_FMT_PEM
                         ? _("This PEM holds no public key, certificate or private key (without a "
                             "password) that is known here.")
                         : _("This is neither a JWK, nor a public key, certificate or private key "
                             "in PEM or DER."));
  return NULL;
}
