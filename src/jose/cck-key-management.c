/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-key-management-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jose-error.h"
#include "cck-jwe-bytes-private.h"
#include "cck-visible-text.h"

#define UNWRAPS (CCK_JWK_MAY_UNWRAP | CCK_JWK_MAY_DECRYPT)
#define DERIVES (CCK_JWK_MAY_DERIVE)

/* RFC 7518 §4.5: the key is the content's. */
static gboolean
recover_direct (const CckKeyRequest *request,
                CckJwk              *jwk,
                guint8              *key)
{
  /* RFC 7516 §5.2 step 10 */
  if (g_bytes_get_size (request->encrypted_key) != 0)
    return FALSE;

  memcpy (key, jwk->members[CCK_JWK_K].data, request->encryption->key_size);
  return TRUE;
}

static const CckKeyManagement managements[] = {
  { "RSA-OAEP", CCK_KEY_FOR_RSA, 0, GNUTLS_MAC_SHA1, UNWRAPS, NULL, cck_key_recover_rsa },
  { "RSA-OAEP-256", CCK_KEY_FOR_RSA, 0, GNUTLS_MAC_SHA256, UNWRAPS, NULL, cck_key_recover_rsa },
  { "A128KW", CCK_KEY_FOR_SECRET, 16, 0, UNWRAPS, NULL, cck_key_recover_wrapped },
  { "A192KW", CCK_KEY_FOR_SECRET, 24, 0, UNWRAPS, NULL, cck_key_recover_wrapped },
  { "A256KW", CCK_KEY_FOR_SECRET, 32, 0, UNWRAPS, NULL, cck_key_recover_wrapped },
  { "A128GCMKW", CCK_KEY_FOR_SECRET, 16, 0, UNWRAPS, NULL, cck_key_recover_gcm_wrapped },
  { "A192GCMKW", CCK_KEY_FOR_SECRET, 24, 0, UNWRAPS, NULL, cck_key_recover_gcm_wrapped },
  { "A256GCMKW", CCK_KEY_FOR_SECRET, 32, 0, UNWRAPS, NULL, cck_key_recover_gcm_wrapped },
  { "dir", CCK_KEY_FOR_SECRET, 0, 0, CCK_JWK_MAY_DECRYPT, NULL, recover_direct },
  { "ECDH-ES", CCK_KEY_FOR_AGREEMENT, 0, 0, DERIVES,
    cck_key_check_agreement, cck_key_recover_agreed },
  { "ECDH-ES+A128KW", CCK_KEY_FOR_AGREEMENT, 16, 0, DERIVES,
    cck_key_check_agreement, cck_key_recover_agreed },
  { "ECDH-ES+A192KW", CCK_KEY_FOR_AGREEMENT, 24, 0, DERIVES,
    cck_key_check_agreement, cck_key_recover_agreed },
  { "ECDH-ES+A256KW", CCK_KEY_FOR_AGREEMENT, 32, 0, DERIVES,
    cck_key_check_agreement, cck_key_recover_agreed },
  { "PBES2-HS256+A128KW", CCK_KEY_FOR_SECRET, 16, GNUTLS_MAC_SHA256, DERIVES | UNWRAPS,
    cck_key_check_password, cck_key_recover_by_password },
  { "PBES2-HS384+A192KW", CCK_KEY_FOR_SECRET, 24, GNUTLS_MAC_SHA384, DERIVES | UNWRAPS,
    cck_key_check_password, cck_key_recover_by_password },
  { "PBES2-HS512+A256KW", CCK_KEY_FOR_SECRET, 32, GNUTLS_MAC_SHA512, DERIVES | UNWRAPS,
    cck_key_check_password, cck_key_recover_by_password },
};

const CckKeyManagement *
cck_key_management_lookup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (managements); i++)
    if (strcmp (managements[i].name, name) == 0)
      return &managements[i];

  return NULL;
}

GBytes *
cck_key_request_dup_bytes (const CckKeyRequest *request,
                           const char          *name)
{
  const char *text;
  gsize length;

  text = cck_json_get_string (cck_json_get_member (request->header, name), &length);
  return text != NULL ? cck_jwe_bytes_decode (text, length, NULL) : NULL;
}

static gboolean
kind_fits (CckKeyKind  kind,
           CckJwk     *jwk)
{
  switch (kind)
    {
    case CCK_KEY_FOR_RSA:
      return jwk->kty == CCK_JWK_KTY_RSA;
    case CCK_KEY_FOR_AGREEMENT:
      return jwk->kty == CCK_JWK_KTY_EC || cck_jwk_is_for_agreement (jwk);
    case CCK_KEY_FOR_SECRET:
    default:
      return jwk->kty == CCK_JWK_KTY_OCT;
    }
}

/* The secret's exact size in bytes, 0 for any: a password, or no secret at all. */
static gsize
needed_size (const CckKeyRequest *request)
{
  if (request->management->recover == recover_direct)
    return request->encryption->key_size;
  if (request->management->kind == CCK_KEY_FOR_SECRET && request->management->check == NULL)
    return request->management->wrap_size;

  return 0;
}

/* RFC 7517 §4.4. The key of "dir" names what encrypts the content, as RFC 7520 §5.6 does. */
static gboolean
alg_fits (const CckKeyRequest *request,
          const char          *alg)
{
  return alg == NULL || strcmp (alg, request->management->name) == 0 ||
         (request->management->recover == recover_direct &&
          strcmp (alg, request->encryption->name) == 0);
}

static gboolean
unusable (GError **error,
          char    *message)
{
  g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE, message);
  g_free (message);
  return FALSE;
}

/* RFC 7517 §4.2-4.4: what the key says of itself. */
static gboolean
purpose_fits (const CckKeyRequest  *request,
              CckJwk               *jwk,
              GError              **error)
{
  g_autofree char *visible = NULL;

  if (!alg_fits (request, jwk->alg))
    {
      visible = cck_visible_text_new (jwk->alg, -1);
      return unusable (error, g_strdup_printf (_("The key is for the algorithm “%s”, not for %s."),
                                               visible, request->management->name));
    }
  if (jwk->use != NULL && strcmp (jwk->use, "enc") != 0)
    {
      visible = cck_visible_text_new (jwk->use, -1);
      return unusable (error, g_strdup_printf (_("The key is not for encryption, its use is “%s”."),
                                               visible));
    }
  if ((jwk->decrypt_ops & request->management->ops) == 0)
    return unusable (error, g_strdup (_("The key’s “key_ops” do not allow this use.")));

  return TRUE;
}

gboolean
cck_key_management_fits (const CckKeyRequest  *request,
                         CckJwk               *jwk,
                         GError              **error)
{
  const CckKeyManagement *management = request->management;
  gsize size = needed_size (request);

  /* RFC 8725 §3.1: the key's type decides, whatever the token says. */
  if (!kind_fits (management->kind, jwk))
    return unusable (error, g_strdup_printf (_("The key is of type %s, and %s needs another."),
                                             cck_jwk_get_description (jwk), management->name));
  if (!purpose_fits (request, jwk, error))
    return FALSE;
  if (management->kind != CCK_KEY_FOR_SECRET && jwk->private_key == NULL)
    return unusable (error, g_strdup (_("The key has no private part, and only that decrypts.")));
  if (size != 0 && jwk->members[CCK_JWK_K].size != size)
    return unusable (error, g_strdup_printf (_("The shared secret has %u bits, and %s needs %u."),
                                             jwk->bits,
                                             management->recover == recover_direct
                                               ? request->encryption->name : management->name,
                                             (guint) size * 8));

  return TRUE;
}
