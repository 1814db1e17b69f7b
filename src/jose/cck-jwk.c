/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwk-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-algorithm-private.h"
#include "cck-certificate-private.h"
#include "cck-jose-error.h"

static const struct
{
  const char *name;
  gboolean    is_private;
} members[CCK_JWK_N_MEMBERS] = {
  [CCK_JWK_N] = { "n", FALSE },   [CCK_JWK_E] = { "e", FALSE },   [CCK_JWK_X] = { "x", FALSE },
  [CCK_JWK_Y] = { "y", FALSE },   [CCK_JWK_K] = { "k", TRUE },    [CCK_JWK_D] = { "d", TRUE },
  [CCK_JWK_P] = { "p", TRUE },    [CCK_JWK_Q] = { "q", TRUE },    [CCK_JWK_DP] = { "dp", TRUE },
  [CCK_JWK_DQ] = { "dq", TRUE },  [CCK_JWK_QI] = { "qi", TRUE },
};

/* RFC 7518 §6.2.1.1, RFC 8037 §2. */
static const CckJwkCurve curves[] = {
  { "P-256", CCK_JWK_KTY_EC, GNUTLS_ECC_CURVE_SECP256R1, GNUTLS_PK_ECDSA, 256, 32 },
  { "P-384", CCK_JWK_KTY_EC, GNUTLS_ECC_CURVE_SECP384R1, GNUTLS_PK_ECDSA, 384, 48 },
  { "P-521", CCK_JWK_KTY_EC, GNUTLS_ECC_CURVE_SECP521R1, GNUTLS_PK_ECDSA, 521, 66 },
  { "Ed25519", CCK_JWK_KTY_OKP, GNUTLS_ECC_CURVE_ED25519, GNUTLS_PK_EDDSA_ED25519, 256, 32 },
  { "Ed448", CCK_JWK_KTY_OKP, GNUTLS_ECC_CURVE_ED448, GNUTLS_PK_EDDSA_ED448, 456, 57 },
  { "X25519", CCK_JWK_KTY_OKP, GNUTLS_ECC_CURVE_X25519, GNUTLS_PK_ECDH_X25519, 256, 32 },
  { "X448", CCK_JWK_KTY_OKP, GNUTLS_ECC_CURVE_X448, GNUTLS_PK_ECDH_X448, 448, 56 },
};

static const char * const kty_names[] = {
  [CCK_JWK_KTY_RSA] = "RSA",
  [CCK_JWK_KTY_EC] = "EC",
  [CCK_JWK_KTY_OKP] = "OKP",
  [CCK_JWK_KTY_OCT] = "oct",
};

G_DEFINE_BOXED_TYPE (CckJwk, cck_jwk, cck_jwk_ref, cck_jwk_unref)

const char *
cck_jwk_member_get_name (CckJwkMember member)
{
  return members[member].name;
}

gboolean
cck_jwk_member_is_private (CckJwkMember member)
{
  return members[member].is_private;
}

const CckJwkCurve *
cck_jwk_curve_lookup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    if (strcmp (curves[i].name, name) == 0)
      return &curves[i];

  return NULL;
}

const CckJwkCurve *
cck_jwk_curve_by_id (gnutls_ecc_curve_t curve)
{
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    if (curves[i].curve == curve)
      return &curves[i];

  return NULL;
}

gboolean
cck_jwk_is_for_agreement (CckJwk *self)
{
  return self->curve != NULL && (self->curve->pk == GNUTLS_PK_ECDH_X25519 ||
                                 self->curve->pk == GNUTLS_PK_ECDH_X448);
}

CckJwk *
cck_jwk_alloc (void)
{
  CckJwk *self = g_new0 (CckJwk, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->may_verify = TRUE;
  self->may_sign = TRUE;
  self->decrypt_ops = CCK_JWK_MAY_DECRYPT | CCK_JWK_MAY_UNWRAP | CCK_JWK_MAY_DERIVE;

  return self;
}

CckJwk *
cck_jwk_new_secret (gconstpointer secret,
                    gsize         length)
{
  CckJwk *self;

  g_return_val_if_fail (secret != NULL || length == 0, NULL);

  self = cck_jwk_alloc ();
  self->kty = CCK_JWK_KTY_OCT;
  self->bits = (guint) MIN (length, G_MAXUINT / 8) * 8;
  self->members[CCK_JWK_K].data = g_malloc (length + 1);
  self->members[CCK_JWK_K].size = (guint) length;
  if (length > 0)
    memcpy (self->members[CCK_JWK_K].data, secret, length);
  cck_jwk_describe (self);

  return self;
}

CckJwk *
cck_jwk_ref (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cck_jwk_unref (CckJwk *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < CCK_JWK_N_MEMBERS; i++)
    {
      if (self->members[i].data != NULL)
        explicit_bzero (self->members[i].data, self->members[i].size);
      g_free (self->members[i].data);
    }
  if (self->public_key != NULL)
    gnutls_pubkey_deinit (self->public_key);
  if (self->private_key != NULL)
    gnutls_privkey_deinit (self->private_key);
  for (guint i = 0; i < CCK_JWK_N_MACS; i++)
    if (self->macs[i] != NULL)
      gnutls_hmac_deinit (self->macs[i], NULL);
  g_free (self->kid);
  g_free (self->alg);
  g_free (self->use);
  g_free (self->description);
  g_clear_pointer (&self->certificate, cck_certificate_free);
  g_free (self->certificate_text);
  g_free (self->certificate_fault);
  g_free (self);
}

const char *
cck_jwk_get_kid (CckJwk *self,
                 gsize  *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->kid_length;
  return self->kid;
}

const char *
cck_jwk_get_kty (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kty_names[self->kty];
}

const char *
cck_jwk_get_crv (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->curve != NULL ? self->curve->name : NULL;
}

const char *
cck_jwk_get_alg (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->alg;
}

const char *
cck_jwk_get_use (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->use;
}

guint
cck_jwk_get_bits (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->bits;
}

gboolean
cck_jwk_is_private (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->private_key != NULL || self->kty == CCK_JWK_KTY_OCT;
}

void
cck_jwk_describe (CckJwk *self)
{
  g_free (self->description);

  switch (self->kty)
    {
    case CCK_JWK_KTY_RSA:
      self->description = g_strdup_printf (_("RSA, %u bits"), self->bits);
      break;
    case CCK_JWK_KTY_EC:
      self->description = g_strdup_printf (_("Elliptic curve %s"), self->curve->name);
      break;
    case CCK_JWK_KTY_OKP:
      self->description = g_strdup (self->curve->name);
      break;
    case CCK_JWK_KTY_OCT:
    default:
      self->description = g_strdup_printf (_("Shared secret, %u bits"), self->bits);
    }
}

const char *
cck_jwk_get_description (CckJwk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->description;
}

char *
cck_jwk_dup_description (CckJwk *self)
{
  return g_strdup (cck_jwk_get_description (self));
}

static gboolean
set_unusable (GError     **error,
              const char  *format,
              const char  *first,
              const char  *second)
{
  g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (format, first, second);
#pragma GCC diagnostic pop
  g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE, message);
  return FALSE;
}

/* RFC 7518 §3.2: a MAC's key is at least as long as its hash. */
static gboolean
secret_is_long_enough (CckJwk                  *self,
                       const CckAlgorithmInfo  *info,
                       GError                 **error)
{
  if (self->members[CCK_JWK_K].size >= info->signature_size)
    return TRUE;

  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
               _("The shared secret has %u bits, and %s needs at least %u."),
               self->bits, info->name, (guint) info->signature_size * 8);
  return FALSE;
}

gboolean
cck_jwk_fits_for (CckJwk        *self,
                  CckAlgorithm   algorithm,
                  gboolean       allowed,
                  GError       **error)
{
  const CckAlgorithmInfo *info = cck_algorithm_get_info (algorithm);

  g_return_val_if_fail (self != NULL, FALSE);

  if (algorithm == CCK_ALGORITHM_UNKNOWN)
    return set_unusable (error, _("No key fits an unknown algorithm."), NULL, NULL);

  /* RFC 8725 §2.1, §3.1: the key's type decides, whatever the token says. */
  if (strcmp (info->kty, kty_names[self->kty]) != 0)
    /* Translators: the key’s type, then the algorithm. */
    return set_unusable (error, _("The key is of type %s, and %s needs another."),
                         kty_names[self->kty], info->name);
  if (cck_jwk_is_for_agreement (self))
    return set_unusable (error, _("The key is for encryption (%s), it can’t verify."),
                         self->curve->name, NULL);
  if (info->crv != NULL && strcmp (info->crv, self->curve->name) != 0)
    /* Translators: the curve’s name, then the algorithm. */
    return set_unusable (error, _("The key is on the curve %s, and %s needs another."),
                         self->curve->name, info->name);
  if (self->alg != NULL && strcmp (self->alg, info->name) != 0)
    /* Translators: what the key says, then the algorithm that was asked for. */
    return set_unusable (error, _("The key is for the algorithm “%s”, not for %s."),
                         self->alg, info->name);
  if (self->use != NULL && strcmp (self->use, "sig") != 0)
    return set_unusable (error, _("The key is not for signatures, its use is “%s”."),
                         self->use, NULL);
  if (!allowed)
    return set_unusable (error, _("The key’s “key_ops” do not allow this use."), NULL, NULL);

  return self->kty != CCK_JWK_KTY_OCT || secret_is_long_enough (self, info, error);
}

gboolean
cck_jwk_fits (CckJwk        *self,
              CckAlgorithm   algorithm,
              GError       **error)
{
  const guint bit = 1u << algorithm;

  g_return_val_if_fail (self != NULL, FALSE);

  /* A key does not change, and is asked for every token. */
  if ((g_atomic_int_get (&self->fitting) & bit) != 0)
    return TRUE;
  if (!cck_jwk_fits_for (self, algorithm, self->may_verify, error))
    return FALSE;

  g_atomic_int_or (&self->fitting, bit);
  return TRUE;
}

gboolean
cck_jwk_is_same_key (CckJwk *self,
                     CckJwk *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self->kty != other->kty || self->curve != other->curve)
    return FALSE;

  for (CckJwkMember i = CCK_JWK_N; i <= CCK_JWK_K; i++)
    if (self->members[i].size != other->members[i].size ||
        (self->members[i].size > 0 &&
         gnutls_memcmp (self->members[i].data, other->members[i].data, self->members[i].size) != 0))
      return FALSE;

  return TRUE;
}
