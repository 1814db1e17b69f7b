/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-certificate-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-jwk-private.h"
#include "cck-visible-text.h"

/* No certificate of a key comes near this. */
#define MAX_CERTIFICATE_SIZE (64 * 1024)

struct _CckCertificate
{
  char   *subject;
  char   *issuer;
  gint64  valid_from;
  gint64  valid_until;
};

static char *
take_name (gnutls_datum_t *name)
{
  char *visible = cck_visible_text_new ((const char *) name->data, (gssize) name->size);

  gnutls_free (name->data);
  return visible;
}

CckCertificate *
cck_certificate_new (gnutls_x509_crt_t crt)
{
  CckCertificate *self = g_new0 (CckCertificate, 1);
  gnutls_datum_t name;

  self->subject = gnutls_x509_crt_get_dn3 (crt, &name, 0) >= 0 ? take_name (&name) : g_strdup ("");
  self->issuer = gnutls_x509_crt_get_issuer_dn3 (crt, &name, 0) >= 0 ? take_name (&name)
                                                                    : g_strdup ("");
  self->valid_from = gnutls_x509_crt_get_activation_time (crt);
  self->valid_until = gnutls_x509_crt_get_expiration_time (crt);

  return self;
}

void
cck_certificate_free (CckCertificate *self)
{
  if (self == NULL)
    return;

  g_free (self->subject);
  g_free (self->issuer);
  g_free (self);
}

const char *
cck_certificate_get_subject (const CckCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subject;
}

const char *
cck_certificate_get_issuer (const CckCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issuer;
}

gint64
cck_certificate_get_valid_from (const CckCertificate *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->valid_from;
}

gint64
cck_certificate_get_valid_until (const CckCertificate *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->valid_until;
}

/* Without the zeros in front, of which one has more than the other. */
static gboolean
is_same_number (gnutls_datum_t a,
                gnutls_datum_t b)
{
  for (; a.size > 0 && a.data[0] == 0; a.size--)
    a.data++;
  for (; b.size > 0 && b.data[0] == 0; b.size--)
    b.data++;

  return a.size == b.size && (a.size == 0 || memcmp (a.data, b.data, a.size) == 0);
}

/* RFC 7517 §4.7: the first certificate is one of this very key. */
static gboolean
is_of_key (gnutls_x509_crt_t  crt,
           CckJwk            *self)
{
  gnutls_datum_t first = { NULL, 0 }, second = { NULL, 0 };
  gnutls_ecc_curve_t curve;
  gnutls_pubkey_t key;
  gboolean same = FALSE;

  gnutls_pubkey_init (&key);
  if (gnutls_pubkey_import_x509 (key, crt, 0) < 0)
    same = FALSE;
  else if (self->kty == CCK_JWK_KTY_RSA)
    same = gnutls_pubkey_export_rsa_raw2 (key, &first, &second, 0) >= 0 &&
           is_same_number (first, self->members[CCK_JWK_N]) &&
           is_same_number (second, self->members[CCK_JWK_E]);
  else if (self->curve != NULL)
    same = gnutls_pubkey_export_ecc_raw2 (key, &curve, &first, &second,
                                          GNUTLS_EXPORT_FLAG_NO_LZ) >= 0 &&
           curve == self->curve->curve && is_same_number (first, self->members[CCK_JWK_X]) &&
           (self->kty == CCK_JWK_KTY_OKP || is_same_number (second, self->members[CCK_JWK_Y]));
  gnutls_free (first.data);
  gnutls_free (second.data);
  gnutls_pubkey_deinit (key);

  return same;
}

/* NULL where @value is no standard Base64 of RFC 4648 §4 (not Base64URL: RFC 7517 §4.7). */
static guchar *
decode_certificate (const CckJsonValue *value,
                    gnutls_datum_t     *der)
{
  gsize length, size;
  const char *text = cck_json_get_string (value, &length);
  guchar *bytes;

  if (text == NULL || length == 0 || length > MAX_CERTIFICATE_SIZE || length % 4 != 0 ||
      strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") != length)
    return NULL;

  bytes = g_base64_decode (text, &size);
  der->data = bytes;
  der->size = (guint) size;
  return bytes;
}

static gboolean
thumbprint_matches (const CckJsonValue        *value,
                    gnutls_digest_algorithm_t  hash,
                    const gnutls_datum_t      *der)
{
  g_autofree char *expected = NULL;
  guint8 digest[32];

  if (gnutls_hash_fast (hash, der->data, der->size, digest) < 0)
    return FALSE;

  expected = cck_base64url_encode (digest, gnutls_hash_get_len (hash));
  return cck_json_equals (value, expected);
}

static void
check_thumbprints (CckJwk               *self,
                   const CckJsonValue   *value,
                   const gnutls_datum_t *der)
{
  static const struct
  {
    const char                *name;
    gnutls_digest_algorithm_t  hash;
  } prints[] = {
    { "x5t", GNUTLS_DIG_SHA1 },
    { "x5t#S256", GNUTLS_DIG_SHA256 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (prints); i++)
    {
      const CckJsonValue *print = cck_json_get_member (value, prints[i].name);

      if (print != NULL && self->certificate_fault == NULL &&
          !thumbprint_matches (print, prints[i].hash, der))
        self->certificate_fault =
          g_strdup_printf (_("The key’s “%s” is not the fingerprint of its certificate."),
                           prints[i].name);
    }
}

static gboolean
take_certificate (CckJwk               *self,
                  const CckJsonValue   *value,
                  const gnutls_datum_t *der,
                  GError              **error)
{
  gboolean is_same = TRUE;
  gnutls_x509_crt_t crt;

  gnutls_x509_crt_init (&crt);
  if (gnutls_x509_crt_import (crt, der, GNUTLS_X509_FMT_DER) < 0)
    self->certificate_fault = g_strdup (_("The key’s certificate can’t be read."));
  else if (!is_of_key (crt, self))
    {
      is_same = FALSE;
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
                           _("The key’s certificate is one of another key"));
    }
  else
    {
      self->certificate = cck_certificate_new (crt);
      check_thumbprints (self, value, der);
    }
  gnutls_x509_crt_deinit (crt);

  return is_same;
}

/* "CN=example, valid until 2031-05-01" */
static char *
describe_certificate (const CckCertificate *certificate)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (certificate->valid_from);
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_utc (certificate->valid_until);
  g_autofree char *first = from != NULL ? g_date_time_format (from, "%Y-%m-%d") : g_strdup ("?");
  g_autofree char *last = until != NULL ? g_date_time_format (until, "%Y-%m-%d") : g_strdup ("?");

  /* Translators: a certificate's subject and issuer, and the dates between which it is valid. */
  return g_strdup_printf (_("%s, issued by %s, valid from %s until %s"), certificate->subject,
                          certificate->issuer, first, last);
}

gboolean
cck_jwk_read_certificate (CckJwk              *self,
                          const CckJsonValue  *value,
                          GError             **error)
{
  const CckJsonValue *chain = cck_json_get_member (value, "x5c");
  const CckJsonValue *first = NULL;
  g_autofree guchar *bytes = NULL;
  gnutls_datum_t der;
  CckJsonIter iter;

  if (chain == NULL || self->kty == CCK_JWK_KTY_OCT)
    return TRUE;

  cck_json_iter_init (&iter, cck_json_get_value_type (chain) == CCK_JSON_TYPE_ARRAY ? chain : NULL);
  cck_json_iter_next (&iter, NULL, NULL, &first);
  bytes = decode_certificate (first, &der);
  if (bytes == NULL)
    {
      self->certificate_fault = g_strdup (_("The key’s “x5c” is not a list of certificates."));
      return TRUE;
    }
  if (!take_certificate (self, value, &der, error))
    return FALSE;

  cck_jwk_describe_certificate (self);
  return TRUE;
}

void
cck_jwk_describe_certificate (CckJwk *self)
{
  if (self->certificate != NULL)
    self->certificate_text = describe_certificate (self->certificate);
}

const CckCertificate *
cck_jwk_get_certificate (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->certificate;
}

const char *
cck_jwk_get_certificate_text (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->certificate_text;
}

const char *
cck_jwk_get_certificate_fault (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->certificate_fault;
}
