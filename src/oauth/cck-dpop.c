/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-dpop.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jwk.h"
#include "cck-jwt.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"

/* 96 bits would do (RFC 9449 §4.2). */
#define JTI_BYTES 16
/* A nonce is the provider’s, its length isn’t said anywhere. */
#define MAX_NONCE_LENGTH 4096
#define MAX_ORIGINS 32

struct _CckDpop
{
  gatomicrefcount ref_count;
  CckJwk *key;
  GHashTable *nonces;
};

G_DEFINE_BOXED_TYPE (CckDpop, cck_dpop, cck_dpop_ref, cck_dpop_unref)

static CckDpop *
dpop_new_take (CckJwk *key)
{
  CckDpop *self = g_new0 (CckDpop, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->key = key;
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) cck_sensitive_free);

  return self;
}

CckDpop *
cck_dpop_new (GError **error)
{
  g_autoptr (GError) fault = NULL;
  CckJwk *key = cck_jwk_generate (CCK_ALGORITHM_ES256, &fault);

  if (key == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_RANDOM,
                   _("The key for this session could not be made: %s"), fault->message);
      return NULL;
    }

  return dpop_new_take (key);
}

CckDpop *
cck_dpop_new_from_secret_json (const char *text, GError **error)
{
  g_autoptr (CckJwk) key = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  key = cck_jwk_new_from_text (text, strlen (text), NULL);
  if (key == NULL || !cck_jwk_is_private (key) || !cck_jwk_fits (key, CCK_ALGORITHM_ES256, NULL))
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_SECRET_TEXT,
                           _("The key that the tokens in the keyring are bound to cannot be read. "
                             "Sign in again."));
      return NULL;
    }

  return dpop_new_take (g_steal_pointer (&key));
}

CckDpop *
cck_dpop_ref (CckDpop *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_dpop_unref (CckDpop *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  cck_jwk_unref (self->key);
  g_hash_table_unref (self->nonces);
  g_free (self);
}

char *
cck_dpop_to_secret_json (CckDpop *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_jwk_to_json (self->key, TRUE);
}

char *
cck_dpop_dup_thumbprint (CckDpop *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_jwk_dup_thumbprint (self->key);
}

/* RFC 6454 §4, as an address without path. */
static char *
dup_origin (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_autofree char *host = NULL;

  if (parsed == NULL || g_uri_get_host (parsed) == NULL)
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (parsed), -1);

  return g_uri_join (G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (parsed), NULL, host,
                     g_uri_get_port (parsed), "", NULL, NULL);
}

static char *
dup_header (CckDpop *self, GError **error)
{
  g_autofree char *public_key = cck_jwk_to_json (self->key, FALSE);
  g_autoptr (CckJson) json = cck_json_parse (public_key, strlen (public_key), CCK_JSON_OBJECT, error);
  const CckJsonValue *root;

  if (json == NULL)
    return NULL;

  /* RFC 9449 §4.2: what the key is, and nothing that it is called. */
  root = cck_json_get_root (json);

  return g_strdup_printf ("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\","
                          "\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}}",
                          cck_json_get_member_string (root, "x"),
                          cck_json_get_member_string (root, "y"));
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
dup_hash (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text));
  g_checksum_get_digest (checksum, digest, &length);

  return cck_base64url_encode (digest, length);
}

/* RFC 9449 §4.2. */
static char *
dup_payload (CckDpop *self,
             const char *method,
             const char *uri,
             const char *access_token,
             gint64 now,
             GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *jti = cck_sensitive_new_random (JTI_BYTES, error);
  g_autofree char *htu = g_strndup (uri, strcspn (uri, "?#"));
  g_autofree char *origin = dup_origin (uri);
  g_autofree char *ath = access_token != NULL ? dup_hash (access_token) : NULL;

  if (jti == NULL)
    return NULL;

  json_builder_begin_object (builder);
  add_string (builder, "jti", jti);
  add_string (builder, "htm", method);
  add_string (builder, "htu", htu);
  json_builder_set_member_name (builder, "iat");
  json_builder_add_int_value (builder, now);
  add_string (builder, "ath", ath);
  add_string (builder, "nonce",
              origin != NULL ? g_hash_table_lookup (self->nonces, origin) : NULL);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

char *
cck_dpop_dup_proof (CckDpop *self,
                    const char *method,
                    const char *uri,
                    const char *access_token,
                    gint64 now,
                    GError **error)
{
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;
  g_autoptr (GError) fault = NULL;
  char *proof = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (method != NULL && uri != NULL, NULL);

  payload = dup_payload (self, method, uri, access_token, now, error);
  if (payload == NULL)
    return NULL;

  header = dup_header (self, &fault);
  if (header != NULL)
    proof = cck_jwt_sign (header, payload, self->key, &fault);
  if (proof == NULL)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                 _("The proof of this session’s key could not be made: %s"), fault->message);

  return proof;
}

/* RFC 9449 §8.1: NQCHAR, %x21 / %x23-5B / %x5D-7E. */
static gboolean
is_nonce (const char *text)
{
  gsize length = 0;

  while (text[length] >= 0x21 && text[length] <= 0x7e && strchr ("\"\\", text[length]) == NULL)
    length++;

  return length > 0 && length <= MAX_NONCE_LENGTH && text[length] == '\0';
}

gboolean
cck_dpop_remember_nonce (CckDpop *self, const char *uri, const char *nonce)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  origin = dup_origin (uri);
  if (nonce == NULL || !is_nonce (nonce) || origin == NULL ||
      g_strcmp0 (g_hash_table_lookup (self->nonces, origin), nonce) == 0)
    return FALSE;

  if (g_hash_table_size (self->nonces) >= MAX_ORIGINS)
    g_hash_table_remove_all (self->nonces);
  g_hash_table_replace (self->nonces, g_steal_pointer (&origin), g_strdup (nonce));

  return TRUE;
}

gboolean
cck_dpop_check_offered (CckMetadata *metadata, GError **error)
{
  const char *const *algorithms;

  g_return_val_if_fail (metadata != NULL, FALSE);

  algorithms = cck_metadata_get_dpop_signing_alg_values_supported (metadata);
  if (algorithms != NULL ? g_strv_contains (algorithms, "ES256")
                         : cck_metadata_get_document (metadata) == NULL)
    return TRUE;

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
               algorithms == NULL
                   ? _("“%s” does not offer DPoP. Switch it off for this provider.")
                   : _("“%s” offers DPoP, but not with ES256. Switch it off for this provider."),
               cck_metadata_get_issuer (metadata));

  return FALSE;
}
