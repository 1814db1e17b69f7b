/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwe-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-inflate-private.h"
#include "cck-jose-error.h"
#include "cck-key-management-private.h"
#include "cck-visible-text.h"

/* Trying more keys than this for one token is work that a stranger could ask for. */
#define MAX_TRIED 16

static gboolean
refuse_name (GError     **error,
             const char  *format,
             const char  *name)
{
  g_autofree char *visible = cck_visible_text_new (name, -1);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_UNSUPPORTED, format, visible);
#pragma GCC diagnostic pop
  return FALSE;
}

static gboolean
check_types (const CckJsonValue  *header,
             GError             **error)
{
  static const char * const strings[] = { "kid", "typ", "cty", "zip" };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      const CckJsonValue *value = cck_json_get_member (header, strings[i]);

      if (value == NULL || cck_json_get_value_type (value) == CCK_JSON_TYPE_STRING)
        continue;
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                   _("The header’s “%s” is not a string."), strings[i]);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_names (CckJwe         *self,
             CckKeyRequest  *request,
             GError        **error)
{
  const char *alg = cck_jwe_get_alg (self);

  /* RFC 8725 §3.2: whoever may ask often learns the key from its padding. */
  if (strcmp (alg, "RSA1_5") == 0)
    return refuse_name (error, _("The token’s key is encrypted with %s, which is broken and "
                                 "not decrypted. Let the sender use RSA-OAEP-256."), alg);
  request->management = cck_key_management_lookup (alg);
  if (request->management == NULL)
    return refuse_name (error, _("The token’s key is encrypted with “%s”, which is not known."),
                        alg);
  request->encryption = cck_content_encryption_lookup (cck_jwe_get_enc (self));
  if (request->encryption == NULL)
    return refuse_name (error, _("The token is encrypted with “%s”, which is not known."),
                        cck_jwe_get_enc (self));

  return TRUE;
}

/* What everyone can see of a JWE is refused by name, before a key is touched. */
static gboolean
read_request (CckJwe         *self,
              CckKeyRequest  *request,
              GError        **error)
{
  const CckJsonValue *header = cck_json_get_root (self->header);
  const CckJsonValue *zip = cck_json_get_member (header, "zip");
  const char *zip_name = cck_json_get_string (zip, NULL);

  request->header = header;
  request->encrypted_key = self->encrypted_key;

  /* RFC 7516 §4.1.13: no extension is known here. */
  if (cck_json_get_member (header, "crit") != NULL)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_UNSUPPORTED,
                           _("The header names extensions that must be understood (“crit”), "
                             "and none is."));
      return FALSE;
    }
  if (!check_types (header, error) || !check_names (self, request, error))
    return FALSE;
  if (zip != NULL && !cck_json_equals (zip, "DEF"))
    return refuse_name (error, _("The token is packed with “%s”, which is not known."),
                        zip_name != NULL ? zip_name : "");

  return request->management->check == NULL || request->management->check (request, error);
}

/* RFC 7516 §11.5: a key that can't be recovered is replaced by one that nobody knows, and the
 * content decides, so that both failures look and last the same. FALSE where there is no
 * randomness. */
static gboolean
recover_key (const CckKeyRequest *request,
             CckJwk              *jwk,
             guint8              *key)
{
  guint8 recovered[CCK_CONTENT_ENCRYPTION_MAX_KEY] = { 0 };
  guint8 mask;

  if (gnutls_rnd (GNUTLS_RND_KEY, key, request->encryption->key_size) < 0)
    return FALSE;

  mask = (guint8) -(gint) request->management->recover (request, jwk, recovered);
  for (gsize i = 0; i < request->encryption->key_size; i++)
    key[i] = (guint8) ((recovered[i] & mask) | (key[i] & ~mask));
  explicit_bzero (recovered, sizeof recovered);

  return TRUE;
}

static GBytes *
open_with (CckJwe              *self,
           const CckKeyRequest *request,
           CckJwk              *jwk)
{
  const CckSealed sealed = { self->text, self->header_length,
                             self->iv, self->ciphertext, self->tag };
  guint8 key[CCK_CONTENT_ENCRYPTION_MAX_KEY];
  GBytes *content = NULL;

  if (recover_key (request, jwk, key))
    content = cck_content_encryption_open (request->encryption, key, &sealed);
  explicit_bzero (key, sizeof key);

  return content;
}

static GBytes *
fail (GError **error)
{
  g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_ENCRYPTED,
                       _("The token can’t be decrypted: it is for another key, or it was changed."));
  return NULL;
}

/* RFC 7516 §4.1.3, on content that was authentic. */
static GBytes *
unpack (CckJwe  *self,
        GBytes  *content,
        GError **error)
{
  g_autoptr (GBytes) packed = content;
  GBytes *unpacked = NULL;

  if (cck_json_get_member (cck_json_get_root (self->header), "zip") == NULL)
    return g_steal_pointer (&packed);

  switch (cck_inflate (packed, CCK_JWE_MAX_UNPACKED_SIZE, &unpacked))
    {
    case CCK_INFLATE_DONE:
      return unpacked;
    case CCK_INFLATE_TOO_LARGE:
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE,
                   _("The token’s content unpacks to more than the %d bytes that are read."),
                   CCK_JWE_MAX_UNPACKED_SIZE);
      return NULL;
    case CCK_INFLATE_BROKEN:
    default:
      return fail (error);
    }
}

static GBytes *
open_with_any (CckJwe               *self,
               const CckKeyRequest  *request,
               GPtrArray            *keys,
               GError              **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      GBytes *content = open_with (self, request, g_ptr_array_index (keys, i));

      if (content != NULL)
        return unpack (self, content, error);
    }

  return fail (error);
}

/* The rounds of all keys together stay within the bound of one. */
static guint
count_tries (const CckKeyRequest *request)
{
  gint64 iterations = 0;

  if (request->management->check != cck_key_check_password)
    return MAX_TRIED;

  cck_json_get_member_int64 (request->header, "p2c", &iterations);
  return (guint) CLAMP (CCK_JWE_MAX_ITERATIONS / iterations, 1, MAX_TRIED);
}

/* Adds the fitting keys of those that have the token's kid, or of those that have none. */
static void
add_fitting (const CckKeyRequest  *request,
             CckJwks              *keys,
             gboolean              with_kid,
             GPtrArray            *chosen,
             GError              **reason)
{
  const CckJsonValue *kid = cck_json_get_member (request->header, "kid");
  gsize length = 0, other_length = 0;
  const char *wanted = cck_json_get_string (kid, &length);
  guint tries = count_tries (request);

  for (guint i = 0; i < cck_jwks_get_n_entries (keys) && chosen->len < tries; i++)
    {
      CckJwk *jwk = cck_jwks_get_jwk (keys, i, NULL);
      const char *other = jwk != NULL ? cck_jwk_get_kid (jwk, &other_length) : NULL;
      gboolean is_same = other != NULL && wanted != NULL && other_length == length &&
                         memcmp (other, wanted, length) == 0;

      if (jwk == NULL || (wanted != NULL && (with_kid ? !is_same : other != NULL)))
        continue;
      if (cck_key_management_fits (request, jwk, *reason == NULL ? reason : NULL))
        g_ptr_array_add (chosen, jwk);
    }
}

static GPtrArray *
choose_keys (CckJwe               *self,
             const CckKeyRequest  *request,
             CckJwks              *keys,
             GError              **error)
{
  const char *kid = cck_jwe_get_kid (self);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GError) reason = NULL;

  /* RFC 7516 §4.1.6: the kid is a hint, and keys that the user gives often have none. */
  add_fitting (request, keys, TRUE, chosen, &reason);
  if (chosen->len == 0 && cck_json_get_member (request->header, "kid") != NULL)
    add_fitting (request, keys, FALSE, chosen, &reason);
  if (chosen->len > 0)
    return g_steal_pointer (&chosen);

  if (reason != NULL)
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
                 _("No key of the set can be used: %s"), reason->message);
  else if (kid != NULL)
    {
      g_autofree char *visible = cck_visible_text_new (kid, -1);

      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_NO_MATCHING_KEY,
                   _("The key set has no key “%s”."), visible);
    }
  else
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_NO_MATCHING_KEY,
                 _("The key set has no key for %s."), request->management->name);
  return NULL;
}

GBytes *
cck_jwe_decrypt (CckJwe   *self,
                 CckJwks  *keys,
                 GError  **error)
{
  g_autoptr (GPtrArray) chosen = NULL;
  CckKeyRequest request;

  g_return_val_if_fail (self != NULL && keys != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!read_request (self, &request, error))
    return NULL;
  chosen = choose_keys (self, &request, keys, error);
  return chosen != NULL ? open_with_any (self, &request, chosen, error) : NULL;
}

GBytes *
cck_jwe_decrypt_with_jwk (CckJwe  *self,
                          CckJwk  *jwk,
                          GError **error)
{
  CckKeyRequest request;
  GBytes *content;

  g_return_val_if_fail (self != NULL && jwk != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!read_request (self, &request, error) || !cck_key_management_fits (&request, jwk, error))
    return NULL;
  content = open_with (self, &request, jwk);
  return content != NULL ? unpack (self, content, error) : fail (error);
}

gboolean
cck_jwe_fits (CckJwe  *self,
              CckJwk  *jwk,
              GError **error)
{
  CckKeyRequest request;

  g_return_val_if_fail (self != NULL && jwk != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return read_request (self, &request, error) && cck_key_management_fits (&request, jwk, error);
}
