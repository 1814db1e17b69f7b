/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-key-management-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-jose-error.h"

#define HASH_SIZE 32 /* SHA-256 */

static gboolean
is_absent_or_bytes (const CckKeyRequest *request,
                    const char          *name)
{
  g_autoptr (GBytes) bytes = cck_key_request_dup_bytes (request, name);

  return bytes != NULL || cck_json_get_member (request->header, name) == NULL;
}

/* RFC 7518 §4.6.1. Whether the point of epk is on its curve is told with every other failure. */
gboolean
cck_key_check_agreement (const CckKeyRequest  *request,
                         GError              **error)
{
  static const char * const parties[] = { "apu", "apv" };
  const CckJsonValue *epk = cck_json_get_member (request->header, "epk");

  if (cck_json_get_value_type (epk) != CCK_JSON_TYPE_OBJECT)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                           _("The header’s “epk” is missing or not an object."));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    if (!is_absent_or_bytes (request, parties[i]))
      {
        g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                     _("The header’s “%s” is not valid Base64URL."), parties[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
is_zero (const guint8 *data,
         gsize         size)
{
  guint8 sum = 0;

  for (gsize i = 0; i < size; i++)
    sum |= data[i];

  return sum == 0;
}

gboolean
cck_key_agree (CckJwk *mine,
               CckJwk *theirs,
               guint8 *secret,
               gsize  *size)
{
  gnutls_datum_t agreed = { NULL, 0 };
  gboolean usable;

  /* CckJwk has looked whether each point is on its curve (RFC 8725 §3.4). */
  if (mine->curve == NULL || mine->curve != theirs->curve || mine->private_key == NULL ||
      gnutls_privkey_derive_secret (mine->private_key, theirs->public_key, NULL, &agreed, 0) < 0)
    return FALSE;

  /* RFC 7748 §6.1, §6.2: a public key of small order leaves nothing secret. */
  usable = agreed.size == mine->curve->size && !is_zero (agreed.data, agreed.size);
  if (usable)
    memcpy (secret, agreed.data, agreed.size);
  *size = agreed.size;
  explicit_bzero (agreed.data, agreed.size);
  gnutls_free (agreed.data);

  return usable;
}

static void
append_number (GByteArray *info,
               gsize       number)
{
  guint32 written = GUINT32_TO_BE ((guint32) number);

  g_byte_array_append (info, (const guint8 *) &written, sizeof written);
}

static void
append_sized (GByteArray    *info,
              gconstpointer  data,
              gsize          size)
{
  append_number (info, size);
  if (size > 0)
    g_byte_array_append (info, data, (guint) size);
}

static void
append_party (GByteArray          *info,
              const CckKeyRequest *request,
              const char          *name)
{
  g_autoptr (GBytes) bytes = cck_key_request_dup_bytes (request, name);

  append_sized (info, bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL,
                bytes != NULL ? g_bytes_get_size (bytes) : 0);
}

/* RFC 7518 §4.6.2: AlgorithmID, PartyUInfo, PartyVInfo and SuppPubInfo. */
static GByteArray *
make_other_info (const CckKeyRequest *request,
                 gsize                key_size)
{
  gboolean is_direct = request->management->wrap_size == 0;
  const char *id = is_direct ? request->encryption->name : request->management->name;
  GByteArray *info = g_byte_array_new ();

  append_sized (info, id, strlen (id));
  append_party (info, request, "apu");
  append_party (info, request, "apv");
  append_number (info, key_size * 8);
  return info;
}

/* The Concat KDF with SHA-256 (NIST SP 800-56A §5.8.2.1): GnuTLS has its hash, not the function. */
static gboolean
derive (const CckKeyRequest *request,
        const guint8        *secret,
        gsize                secret_size,
        guint8              *key,
        gsize                key_size)
{
  g_autoptr (GByteArray) info = make_other_info (request, key_size);
  guint8 digest[HASH_SIZE];
  gboolean derived = TRUE;

  for (gsize done = 0; derived && done < key_size; done += HASH_SIZE)
    {
      guint32 counter = GUINT32_TO_BE ((guint32) (done / HASH_SIZE + 1));
      gnutls_hash_hd_t hash;

      derived = gnutls_hash_init (&hash, GNUTLS_DIG_SHA256) == 0;
      if (!derived)
        break;
      derived = gnutls_hash (hash, &counter, sizeof counter) == 0 &&
                gnutls_hash (hash, secret, secret_size) == 0 &&
                gnutls_hash (hash, info->data, info->len) == 0;
      gnutls_hash_deinit (hash, digest);
      memcpy (key + done, digest, MIN (HASH_SIZE, key_size - done));
    }
  explicit_bzero (digest, sizeof digest);

  return derived;
}

static gboolean
derive_for (const CckKeyRequest *request,
            const guint8        *secret,
            gsize                size,
            guint8              *key)
{
  guint8 wrapping_key[HASH_SIZE];
  gboolean recovered;

  /* RFC 7516 §5.2 step 10: what is agreed on is the content's key, and no other is sent. */
  if (request->management->wrap_size == 0)
    return g_bytes_get_size (request->encrypted_key) == 0 &&
           derive (request, secret, size, key, request->encryption->key_size);

  recovered = derive (request, secret, size, wrapping_key, request->management->wrap_size) &&
              cck_key_unwrap (request, wrapping_key, key);
  explicit_bzero (wrapping_key, sizeof wrapping_key);

  return recovered;
}

/* RFC 7518 §4.6, RFC 8037 §3.2 */
gboolean
cck_key_recover_agreed (const CckKeyRequest *request,
                        CckJwk              *jwk,
                        guint8              *key)
{
  g_autoptr (CckJwk) epk = NULL;
  guint8 secret[CCK_KEY_AGREEMENT_MAX_SIZE];
  gboolean recovered;
  gsize size;

  epk = cck_jwk_new_from_json (cck_json_get_member (request->header, "epk"), NULL);
  if (epk == NULL || !cck_key_agree (jwk, epk, secret, &size))
    return FALSE;

  recovered = derive_for (request, secret, size, key);
  explicit_bzero (secret, sizeof secret);

  return recovered;
}
