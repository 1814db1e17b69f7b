/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-certificate-private.h"
#include "cck-jose-error.h"
#include "cck-roca-private.h"

#define RSA_MIN_BITS 2048 /* RFC 7518 §3.3 */
#define RSA_MAX_BITS 16384
#define RSA_MAX_EXPONENT_SIZE 8

static gboolean
unusable (GError     **error,
          const char  *message)
{
  g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE, message);
  return FALSE;
}

static gboolean
malformed (GError     **error,
           const char  *member)
{
  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
               _("The key’s member “%s” is missing or not a string."), member);
  return FALSE;
}

static gboolean
read_member (CckJwk              *self,
             const CckJsonValue  *value,
             CckJwkMember         member,
             GError             **error)
{
  const char *name = cck_jwk_member_get_name (member);
  gnutls_datum_t *datum = &self->members[member];
  gsize length, size, position;
  const char *text;

  text = cck_json_get_string (cck_json_get_member (value, name), &length);
  if (text == NULL)
    return malformed (error, name);

  size = cck_base64url_decoded_size (length);
  datum->data = g_malloc0 (size + 1);
  datum->size = (guint) size;
  if (!cck_base64url_decode_into (text, length, datum->data, &position))
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                   _("The key’s member “%s” is not valid Base64URL (character %zu)."), name, position);
      return FALSE;
    }

  return TRUE;
}

/* RFC 7518 §2: a Base64urlUInt has no leading zeros; some write one all the same. */
static void
strip_zeros (gnutls_datum_t *datum)
{
  guint zeros = 0;

  while (zeros < datum->size && datum->data[zeros] == 0)
    zeros++;
  memmove (datum->data, datum->data + zeros, datum->size - zeros);
  datum->size -= zeros;
}

static guint
count_bits (const gnutls_datum_t *datum)
{
  return datum->size == 0 ? 0 : (datum->size - 1) * 8 + g_bit_storage (datum->data[0]);
}

/* All of it is ours to refuse: GnuTLS verifies with 512 bits and with an exponent of 1, and works
 * for half a second on one of 16,000 bits. */
static gboolean
check_rsa (CckJwk  *self,
           GError **error)
{
  gnutls_datum_t *n = &self->members[CCK_JWK_N], *e = &self->members[CCK_JWK_E];

  strip_zeros (n);
  strip_zeros (e);
  self->bits = count_bits (n);

  if (self->bits < RSA_MIN_BITS || self->bits > RSA_MAX_BITS)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
                   _("The RSA key has %u bits; only %u to %u are used."),
                   self->bits, RSA_MIN_BITS, RSA_MAX_BITS);
      return FALSE;
    }
  if ((n->data[n->size - 1] & 1) == 0)
    return unusable (error, _("The RSA key’s modulus is even, so it is not one."));
  if (e->size == 0 || e->size > RSA_MAX_EXPONENT_SIZE || (e->data[e->size - 1] & 1) == 0 ||
      (e->size == 1 && e->data[0] < 3))
    return unusable (error, _("The RSA key’s exponent is even, below 3 or beyond 64 bits."));
  if (cck_roca_is_weak (n->data, n->size))
    return unusable (error, _("The RSA key comes from a flawed chip and can be broken "
                              "(CVE-2017-15361)."));

  return TRUE;
}

static gboolean
import_rsa_private (CckJwk              *self,
                    const CckJsonValue  *value,
                    GError             **error)
{
  static const CckJwkMember wanted[] = { CCK_JWK_D, CCK_JWK_P, CCK_JWK_Q, CCK_JWK_DP, CCK_JWK_DQ,
                                         CCK_JWK_QI };
  gnutls_datum_t *m = self->members;

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      if (!read_member (self, value, wanted[i], error))
        return FALSE;
      strip_zeros (&m[wanted[i]]);
    }

  gnutls_privkey_init (&self->private_key);
  if (gnutls_privkey_import_rsa_raw (self->private_key, &m[CCK_JWK_N], &m[CCK_JWK_E], &m[CCK_JWK_D],
                                     &m[CCK_JWK_P], &m[CCK_JWK_Q], &m[CCK_JWK_QI], &m[CCK_JWK_DP],
                                     &m[CCK_JWK_DQ]) < 0 ||
      gnutls_privkey_verify_params (self->private_key) < 0)
    return unusable (error, _("The private RSA key’s members do not belong together."));

  return TRUE;
}

static gboolean
import_rsa (CckJwk              *self,
            const CckJsonValue  *value,
            GError             **error)
{
  gnutls_datum_t *m = self->members;

  if (!read_member (self, value, CCK_JWK_N, error) ||
      !read_member (self, value, CCK_JWK_E, error) ||
      !check_rsa (self, error))
    return FALSE;

  gnutls_pubkey_init (&self->public_key);
  if (gnutls_pubkey_import_rsa_raw (self->public_key, &m[CCK_JWK_N], &m[CCK_JWK_E]) < 0)
    return unusable (error, _("The RSA key can’t be read."));

  if (cck_json_get_member (value, "d") == NULL)
    return TRUE;
  return import_rsa_private (self, value, error);
}

/* RFC 7518 §6.2.1.2, RFC 8037 §2: the length is exact, leading zeros included. */
static gboolean
read_coordinate (CckJwk              *self,
                 const CckJsonValue  *value,
                 CckJwkMember         member,
                 GError             **error)
{
  if (!read_member (self, value, member, error))
    return FALSE;
  if (self->members[member].size == self->curve->size)
    return TRUE;

  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
               /* Translators: the member, its bytes, the curve’s name, the bytes it needs. */
               _("The key’s member “%s” has %u bytes, and the curve %s needs %u."),
               cck_jwk_member_get_name (member), self->members[member].size, self->curve->name,
               (guint) self->curve->size);
  return FALSE;
}

static gboolean
import_curve (CckJwk              *self,
              const CckJsonValue  *value,
              GError             **error)
{
  gnutls_datum_t *m = self->members;
  gnutls_datum_t *y = self->kty == CCK_JWK_KTY_EC ? &m[CCK_JWK_Y] : NULL;

  if (!read_coordinate (self, value, CCK_JWK_X, error) ||
      (y != NULL && !read_coordinate (self, value, CCK_JWK_Y, error)))
    return FALSE;

  self->bits = self->curve->bits;
  gnutls_pubkey_init (&self->public_key);
  /* The verification of parameters is what looks whether the point is on the curve. */
  if (gnutls_pubkey_import_ecc_raw (self->public_key, self->curve->curve, &m[CCK_JWK_X], y) < 0 ||
      (y != NULL && gnutls_pubkey_verify_params (self->public_key) < 0))
    return unusable (error, _("The key’s point is not on its curve."));

  if (cck_json_get_member (value, "d") == NULL)
    return TRUE;
  if (!read_coordinate (self, value, CCK_JWK_D, error))
    return FALSE;

  gnutls_privkey_init (&self->private_key);
  if (gnutls_privkey_import_ecc_raw (self->private_key, self->curve->curve, &m[CCK_JWK_X], y,
                                     &m[CCK_JWK_D]) < 0 ||
      (y != NULL && gnutls_privkey_verify_params (self->private_key) < 0))
    return unusable (error, _("The private key’s members do not belong together."));

  return TRUE;
}

static gboolean
read_curve (CckJwk              *self,
            const CckJsonValue  *value,
            GError             **error)
{
  const char *crv = cck_json_get_member_string (value, "crv");

  if (crv == NULL)
    return malformed (error, "crv");

  self->curve = cck_jwk_curve_lookup (crv);
  if (self->curve != NULL && self->curve->kty == self->kty)
    return import_curve (self, value, error);

  g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_UNSUPPORTED,
                       _("The key’s curve is not supported."));
  return FALSE;
}

static gboolean
import_oct (CckJwk              *self,
            const CckJsonValue  *value,
            GError             **error)
{
  if (!read_member (self, value, CCK_JWK_K, error))
    return FALSE;

  self->bits = self->members[CCK_JWK_K].size * 8;
  return self->bits > 0 || unusable (error, _("The shared secret is empty."));
}

static gboolean
read_text (const CckJsonValue  *value,
           const char          *name,
           char               **text,
           GError             **error)
{
  const CckJsonValue *member = cck_json_get_member (value, name);
  const char *found = cck_json_get_string (member, NULL);

  if (member != NULL && found == NULL)
    return malformed (error, name);

  *text = g_strdup (found);
  return TRUE;
}

static CckJwkDecryptOps
read_decrypt_op (const CckJsonValue *item)
{
  static const struct
  {
    const char       *wire;
    CckJwkDecryptOps  op;
  } ops[] = {
    { "decrypt", CCK_JWK_MAY_DECRYPT },
    { "unwrapKey", CCK_JWK_MAY_UNWRAP },
    { "deriveKey", CCK_JWK_MAY_DERIVE },
    { "deriveBits", CCK_JWK_MAY_DERIVE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    if (cck_json_equals (item, ops[i].wire))
      return ops[i].op;

  return 0;
}

static gboolean
read_key_ops (CckJwk              *self,
              const CckJsonValue  *value,
              GError             **error)
{
  const CckJsonValue *ops = cck_json_get_member (value, "key_ops");
  const CckJsonValue *item;
  CckJsonIter iter;

  if (ops == NULL)
    return TRUE;

  /* RFC 7517 §4.3 */
  if (cck_json_get_value_type (ops) != CCK_JSON_TYPE_ARRAY)
    return malformed (error, "key_ops");
  self->may_verify = self->may_sign = FALSE;
  self->decrypt_ops = 0;
  cck_json_iter_init (&iter, ops);
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    {
      /* Whoever signs can verify, but a key that is published says "verify". */
      self->may_verify |= cck_json_equals (item, "verify");
      self->may_sign |= cck_json_equals (item, "sign");
      self->decrypt_ops |= read_decrypt_op (item);
    }

  return TRUE;
}

static gboolean
read_common (CckJwk              *self,
             const CckJsonValue  *value,
             GError             **error)
{
  const CckJsonValue *kid = cck_json_get_member (value, "kid");
  const char *text = cck_json_get_string (kid, &self->kid_length);

  if (kid != NULL && text == NULL)
    return malformed (error, "kid");
  if (text != NULL)
    self->kid = g_memdup2 (text, self->kid_length + 1);

  return read_text (value, "alg", &self->alg, error) &&
         read_text (value, "use", &self->use, error) &&
         read_key_ops (self, value, error);
}

CckJwk *
cck_jwk_new_from_json (const CckJsonValue  *value,
                       GError             **error)
{
  static const struct
  {
    const char *name;
    CckJwkKty   kty;
    gboolean  (*import) (CckJwk *, const CckJsonValue *, GError **);
  } types[] = {
    { "RSA", CCK_JWK_KTY_RSA, import_rsa },
    { "EC", CCK_JWK_KTY_EC, read_curve },
    { "OKP", CCK_JWK_KTY_OKP, read_curve },
    { "oct", CCK_JWK_KTY_OCT, import_oct },
  };
  g_autoptr (CckJwk) self = NULL;
  const char *kty;

  if (cck_json_get_value_type (value) != CCK_JSON_TYPE_OBJECT)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED, _("A key is an object, not %s."),
                   cck_json_type_describe (cck_json_get_value_type (value)));
      return NULL;
    }
  kty = cck_json_get_member_string (value, "kty");
  if (kty == NULL)
    {
      malformed (error, "kty");
      return NULL;
    }

  self = cck_jwk_alloc ();
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, kty) == 0)
      {
        self->kty = types[i].kty;
        if (!read_common (self, value, error) || !types[i].import (self, value, error) ||
            !cck_jwk_read_certificate (self, value, error))
          return NULL;
        cck_jwk_describe (self);
        return g_steal_pointer (&self);
      }

  g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_UNSUPPORTED,
                       _("The key’s type is not known."));
  return NULL;
}

CckJwk *
cck_jwk_new_from_text (const char  *text,
                       gsize        length,
                       GError     **error)
{
  g_autoptr (CckJson) json = cck_json_parse (text, length, CCK_JSON_OBJECT, error);

  return json != NULL ? cck_jwk_new_from_json (cck_json_get_root (json), error) : NULL;
}
