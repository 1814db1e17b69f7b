/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-bare.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-base64url.h"

static const struct
{
  CckAlgorithm            algorithm;
  gnutls_sign_algorithm_t sign;
  gnutls_ecc_curve_t      curve;
} methods[] = {
  { CCK_ALGORITHM_RS256, GNUTLS_SIGN_RSA_SHA256, GNUTLS_ECC_CURVE_INVALID },
  { CCK_ALGORITHM_PS256, GNUTLS_SIGN_RSA_PSS_SHA256, GNUTLS_ECC_CURVE_INVALID },
  { CCK_ALGORITHM_ES256, GNUTLS_SIGN_ECDSA_SHA256, GNUTLS_ECC_CURVE_SECP256R1 },
  { CCK_ALGORITHM_ES384, GNUTLS_SIGN_ECDSA_SHA384, GNUTLS_ECC_CURVE_SECP384R1 },
  { CCK_ALGORITHM_EDDSA, GNUTLS_SIGN_EDDSA_ED25519, GNUTLS_ECC_CURVE_ED25519 },
  { CCK_ALGORITHM_HS256, GNUTLS_SIGN_UNKNOWN, GNUTLS_ECC_CURVE_INVALID },
};

struct _BenchBare
{
  gnutls_pubkey_t         key;
  gnutls_sign_algorithm_t sign;
  gnutls_datum_t          secret;
  gnutls_datum_t          data;
  gnutls_datum_t          signature;
};

static gnutls_datum_t
member (const CckJsonValue *jwk,
        const char         *name)
{
  const char *text = cck_json_get_member_string (jwk, name);
  gnutls_datum_t datum = { NULL, 0 };

  if (text == NULL)
    return datum;
  datum.size = (guint) cck_base64url_decoded_size (strlen (text));
  datum.data = g_malloc (datum.size);
  g_assert (cck_base64url_decode_into (text, strlen (text), datum.data, NULL));
  return datum;
}

static void
import_key (BenchBare        *self,
            const BenchToken *token,
            guint             method)
{
  g_autoptr (CckJson) json = cck_json_parse (token->public_json, strlen (token->public_json), CCK_JSON_OBJECT, NULL);
  const CckJsonValue *jwk = cck_json_get_root (json);
  gnutls_datum_t n = member (jwk, "n"), e = member (jwk, "e"), x = member (jwk, "x"), y = member (jwk, "y");

  self->secret = member (jwk, "k");
  if (self->secret.data == NULL)
    {
      gnutls_pubkey_init (&self->key);
      g_assert ((n.data != NULL ? gnutls_pubkey_import_rsa_raw (self->key, &n, &e)
                                : gnutls_pubkey_import_ecc_raw (self->key, methods[method].curve, &x,
                                                                y.data != NULL ? &y : NULL)) >= 0);
    }
  g_free (n.data);
  g_free (e.data);
  g_free (x.data);
  g_free (y.data);
}

static void
copy_signature (BenchBare *self,
                CckJwt    *jwt,
                gboolean   ecdsa)
{
  gsize length;
  const guint8 *signature = cck_jwt_get_signature (jwt, &length);
  gnutls_datum_t r = { (guint8 *) signature, (guint) length / 2 };
  gnutls_datum_t s = { (guint8 *) signature + length / 2, (guint) length / 2 };

  if (ecdsa)
    {
      g_assert (gnutls_encode_rs_value (&self->signature, &r, &s) >= 0);
      return;
    }
  self->signature.size = (guint) length;
  self->signature.data = gnutls_malloc (length);
  memcpy (self->signature.data, signature, length);
}

BenchBare *
bench_bare_new (const BenchToken *token)
{
  BenchBare *self = g_new0 (BenchBare, 1);
  g_autoptr (CckJwt) jwt = cck_jwt_parse (token->text, token->length, CCK_JWT_FLAGS_NONE, NULL);
  guint method = 0;
  gsize length;
  const char *input = cck_jwt_get_signing_input (jwt, &length);

  while (methods[method].algorithm != token->algorithm)
    method++;
  self->sign = methods[method].sign;
  self->data.data = g_memdup2 (input, length);
  self->data.size = (guint) length;
  import_key (self, token, method);
  copy_signature (self, jwt, g_strcmp0 (cck_jwk_get_kty (token->jwk), "EC") == 0);
  return self;
}

void
bench_bare_free (BenchBare *self)
{
  if (self->key != NULL)
    gnutls_pubkey_deinit (self->key);
  g_free (self->secret.data);
  g_free (self->data.data);
  gnutls_free (self->signature.data);
  g_free (self);
}

gboolean
bench_bare_verify (gpointer bare)
{
  BenchBare *self = bare;
  guint8 mac[64];

  if (self->key != NULL)
    return gnutls_pubkey_verify_data2 (self->key, self->sign, 0, &self->data, &self->signature) >= 0;
  return gnutls_hmac_fast (GNUTLS_MAC_SHA256, self->secret.data, self->secret.size, self->data.data,
                           self->data.size, mac) >= 0 &&
         gnutls_memcmp (mac, self->signature.data, self->signature.size) == 0;
}

char *
bench_bare_dup_pem (BenchBare *self,
                    gsize     *length)
{
  gnutls_datum_t pem;
  char *text;

  if (self->key == NULL)
    {
      *length = self->secret.size;
      return g_memdup2 (self->secret.data, self->secret.size);
    }
  g_assert (gnutls_pubkey_export2 (self->key, GNUTLS_X509_FMT_PEM, &pem) >= 0);
  *length = pem.size;
  text = g_strndup ((const char *) pem.data, pem.size);
  gnutls_free (pem.data);
  return text;
}
