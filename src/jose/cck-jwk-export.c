/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwk-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-algorithm-private.h"
#include "cck-base64url.h"
#include "cck-jose-error.h"
#include "cck-json-private.h"

#define GENERATED_RSA_BITS 2048

/* RFC 7638 §3.2 and RFC 8037 §2: the required members alone, in the order of their names. */
static char *
write_required (CckJwk *self)
{
  g_autofree char *first = NULL, *second = NULL;
  const gnutls_datum_t *m = self->members;

  switch (self->kty)
    {
    case CCK_JWK_KTY_RSA:
      first = cck_base64url_encode (m[CCK_JWK_E].data, m[CCK_JWK_E].size);
      second = cck_base64url_encode (m[CCK_JWK_N].data, m[CCK_JWK_N].size);
      return g_strdup_printf ("{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}", first, second);
    case CCK_JWK_KTY_EC:
      first = cck_base64url_encode (m[CCK_JWK_X].data, m[CCK_JWK_X].size);
      second = cck_base64url_encode (m[CCK_JWK_Y].data, m[CCK_JWK_Y].size);
      return g_strdup_printf ("{\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}",
                              self->curve->name, first, second);
    case CCK_JWK_KTY_OKP:
      first = cck_base64url_encode (m[CCK_JWK_X].data, m[CCK_JWK_X].size);
      return g_strdup_printf ("{\"crv\":\"%s\",\"kty\":\"OKP\",\"x\":\"%s\"}",
                              self->curve->name, first);
    case CCK_JWK_KTY_OCT:
    default:
      first = cck_base64url_encode (m[CCK_JWK_K].data, m[CCK_JWK_K].size);
      return g_strdup_printf ("{\"k\":\"%s\",\"kty\":\"oct\"}", first);
    }
}

char *
cck_jwk_dup_thumbprint (CckJwk *self)
{
  g_autofree char *required = NULL;
  guint8 digest[32];
  int result;

  g_return_val_if_fail (self != NULL, NULL);

  required = write_required (self);
  result = gnutls_hash_fast (GNUTLS_DIG_SHA256, required, strlen (required), digest);
  explicit_bzero (required, strlen (required));
  g_return_val_if_fail (result == 0, NULL);

  return cck_base64url_encode (digest, sizeof digest);
}

static void
add_text (GString    *json,
          const char *name,
          const char *text,
          gsize       length)
{
  if (text == NULL)
    return;

  g_string_append_c (json, json->len == 0 ? '{' : ',');
  cck_json_append_string (json, name, strlen (name));
  g_string_append_c (json, ':');
  cck_json_append_string (json, text, length);
}

static void
add_members (CckJwk   *self,
             GString  *json,
             gboolean  with_private)
{
  for (guint i = 0; i < CCK_JWK_N_MEMBERS; i++)
    {
      g_autofree char *text = NULL;

      if (self->members[i].data == NULL || (cck_jwk_member_is_private (i) && !with_private))
        continue;
      text = cck_base64url_encode (self->members[i].data, self->members[i].size);
      add_text (json, cck_jwk_member_get_name (i), text, strlen (text));
      explicit_bzero (text, strlen (text));
    }
}

/* More than the text can need: it is never moved, which would leave a secret behind. */
static gsize
get_room (CckJwk *self)
{
  gsize room = 256 + 6 * self->kid_length;

  for (guint i = 0; i < CCK_JWK_N_MEMBERS; i++)
    room += 16 + 2 * (gsize) self->members[i].size;
  if (self->alg != NULL)
    room += 6 * strlen (self->alg);
  if (self->use != NULL)
    room += 6 * strlen (self->use);

  return room;
}

char *
cck_jwk_to_json (CckJwk   *self,
                 gboolean  with_private)
{
  const char *kty, *crv;
  GString *json;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kty == CCK_JWK_KTY_OCT && !with_private)
    return NULL;

  kty = cck_jwk_get_kty (self);
  crv = cck_jwk_get_crv (self);
  json = g_string_sized_new (get_room (self));
  add_text (json, "kty", kty, strlen (kty));
  add_text (json, "kid", self->kid, self->kid_length);
  add_text (json, "use", self->use, self->use != NULL ? strlen (self->use) : 0);
  add_text (json, "alg", self->alg, self->alg != NULL ? strlen (self->alg) : 0);
  add_text (json, "crv", crv, crv != NULL ? strlen (crv) : 0);
  add_members (self, json, with_private);
  g_string_append_c (json, '}');

  return g_string_free_and_steal (json);
}

/* GnuTLS gives numbers with a zero in front where their top bit is set, and without the zeros that
 * fill a coordinate (RFC 7518 §6.2.1.2). @size: 0 for as short as it can be. */
void
cck_jwk_take_number (CckJwk         *self,
                     CckJwkMember    member,
                     gnutls_datum_t *number,
                     gsize           size)
{
  guint zeros = 0;
  gsize length, fill;

  while (zeros < number->size && number->data[zeros] == 0 && number->size - zeros > size)
    zeros++;
  length = number->size - zeros;
  fill = size > length ? size - length : 0;

  self->members[member].data = g_malloc0 (fill + length + 1);
  self->members[member].size = (guint) (fill + length);
  memcpy (self->members[member].data + fill, number->data + zeros, length);

  explicit_bzero (number->data, number->size);
  gnutls_free (number->data);
}

static int
export_rsa (CckJwk           *self,
            gnutls_privkey_t  key)
{
  gnutls_datum_t n, e, d, p, q, u, e1, e2;
  int result = gnutls_privkey_export_rsa_raw (key, &n, &e, &d, &p, &q, &u, &e1, &e2);

  if (result < 0)
    return result;

  cck_jwk_take_number (self, CCK_JWK_N, &n, 0);
  cck_jwk_take_number (self, CCK_JWK_E, &e, 0);
  cck_jwk_take_number (self, CCK_JWK_D, &d, 0);
  cck_jwk_take_number (self, CCK_JWK_P, &p, 0);
  cck_jwk_take_number (self, CCK_JWK_Q, &q, 0);
  cck_jwk_take_number (self, CCK_JWK_QI, &u, 0);
  cck_jwk_take_number (self, CCK_JWK_DP, &e1, 0);
  cck_jwk_take_number (self, CCK_JWK_DQ, &e2, 0);
  self->kty = CCK_JWK_KTY_RSA;
  return 0;
}

static int
export_curve (CckJwk           *self,
              gnutls_privkey_t  key)
{
  gnutls_datum_t x, y = { NULL, 0 }, k;
  gnutls_ecc_curve_t curve;
  int result = gnutls_privkey_export_ecc_raw (key, &curve, &x, &y, &k);

  if (result < 0)
    return result;

  self->curve = cck_jwk_curve_by_id (curve);
  if (self->curve == NULL)
    {
      gnutls_free (x.data);
      gnutls_free (y.data);
      explicit_bzero (k.data, k.size);
      gnutls_free (k.data);
      return GNUTLS_E_ECC_UNSUPPORTED_CURVE;
    }
  self->kty = self->curve->kty;
  cck_jwk_take_number (self, CCK_JWK_X, &x, self->curve->size);
  cck_jwk_take_number (self, CCK_JWK_D, &k, self->curve->size);
  if (self->kty == CCK_JWK_KTY_EC)
    cck_jwk_take_number (self, CCK_JWK_Y, &y, self->curve->size);
  return 0;
}

int
cck_jwk_export_private (CckJwk           *self,
                        gnutls_privkey_t  key)
{
  return gnutls_privkey_get_pk_algorithm (key, NULL) == GNUTLS_PK_RSA ? export_rsa (self, key)
                                                                      : export_curve (self, key);
}

static int
generate_pair (CckJwk                 *self,
               const CckAlgorithmInfo *info)
{
  const CckJwkCurve *curve = cck_jwk_curve_lookup (info->crv != NULL ? info->crv : "Ed25519");
  gnutls_privkey_t key;
  int result;

  gnutls_privkey_init (&key);
  if (strcmp (info->kty, "RSA") == 0)
    {
      result = gnutls_privkey_generate (key, GNUTLS_PK_RSA, GENERATED_RSA_BITS, 0);
      if (result == 0)
        result = export_rsa (self, key);
    }
  else
    {
      result = gnutls_privkey_generate (key, curve->pk, GNUTLS_CURVE_TO_BITS (curve->curve), 0);
      if (result == 0)
        result = export_curve (self, key);
    }
  gnutls_privkey_deinit (key);

  return result;
}

static int
generate_secret (CckJwk                 *self,
                 const CckAlgorithmInfo *info)
{
  gnutls_datum_t *k = &self->members[CCK_JWK_K];

  self->kty = CCK_JWK_KTY_OCT;
  k->size = (guint) info->signature_size;
  k->data = g_malloc0 (k->size);
  return gnutls_rnd (GNUTLS_RND_KEY, k->data, k->size);
}

CckJwk *
cck_jwk_generate (CckAlgorithm   algorithm,
                  GError       **error)
{
  const CckAlgorithmInfo *info = cck_algorithm_get_info (algorithm);
  g_autoptr (CckJwk) draft = NULL, self = NULL;
  g_autofree char *text = NULL;
  int result;

  g_return_val_if_fail (algorithm != CCK_ALGORITHM_UNKNOWN, NULL);

  draft = cck_jwk_alloc ();
  result = cck_algorithm_is_symmetric (algorithm) ? generate_secret (draft, info)
                                                  : generate_pair (draft, info);
  if (result < 0)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_CRYPTO, _("No key could be made: %s"),
                   gnutls_strerror (result));
      return NULL;
    }

  draft->alg = g_strdup (info->name);
  draft->use = g_strdup ("sig");
  draft->kid = cck_jwk_dup_thumbprint (draft);
  draft->kid_length = strlen (draft->kid);

  /* Through the same door as every other key. */
  text = cck_jwk_to_json (draft, TRUE);
  self = cck_jwk_new_from_text (text, strlen (text), error);
  explicit_bzero (text, strlen (text));
  return g_steal_pointer (&self);
}
