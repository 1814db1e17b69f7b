/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-key-management-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <inttypes.h>
#include <string.h>

#include "cck-jose-error.h"
#include "cck-jwe.h"

#define MIN_SALT_SIZE 8 /* RFC 7518 §4.8.1.1 */
#define MAX_WRAPPING_KEY 32

/* The rounds are the sender's to choose and ours to pay: they are bounded before the first
 * (CVE-2022-36083, CVE-2023-50967). */
gboolean
cck_key_check_password (const CckKeyRequest  *request,
                        GError              **error)
{
  g_autoptr (GBytes) salt = cck_key_request_dup_bytes (request, "p2s");
  gint64 iterations = 0;

  if (salt == NULL || g_bytes_get_size (salt) < MIN_SALT_SIZE)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                   _("The header’s “p2s” is not at least %d bytes in Base64URL."), MIN_SALT_SIZE);
      return FALSE;
    }
  if (!cck_json_get_member_int64 (request->header, "p2c", &iterations) || iterations < 1)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                           _("The header’s “p2c” is not a positive whole number."));
      return FALSE;
    }
  if (iterations > CCK_JWE_MAX_ITERATIONS)
    {
      g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_TOO_LARGE,
                   _("The header’s “p2c” asks for %" PRIi64
                     " rounds, more than the %d that are made."),
                   iterations, CCK_JWE_MAX_ITERATIONS);
      return FALSE;
    }

  return TRUE;
}

/* RFC 7518 §4.8.1.1: the name of alg, a zero, and p2s. */
static GByteArray *
make_salt (const CckKeyRequest *request)
{
  g_autoptr (GBytes) p2s = cck_key_request_dup_bytes (request, "p2s");
  const char *name = request->management->name;
  GByteArray *salt = g_byte_array_new ();

  g_byte_array_append (salt, (const guint8 *) name, (guint) strlen (name) + 1);
  g_byte_array_append (salt, g_bytes_get_data (p2s, NULL), (guint) g_bytes_get_size (p2s));
  return salt;
}

gboolean
cck_key_recover_by_password (const CckKeyRequest *request,
                             CckJwk              *jwk,
                             guint8              *key)
{
  g_autoptr (GByteArray) salt = make_salt (request);
  const gnutls_datum_t salt_datum = { salt->data, salt->len };
  guint8 derived[MAX_WRAPPING_KEY];
  gint64 iterations = 0;
  gboolean recovered;

  cck_json_get_member_int64 (request->header, "p2c", &iterations);
  recovered = gnutls_pbkdf2 (request->management->hash, &jwk->members[CCK_JWK_K], &salt_datum,
                             (guint) iterations, derived, request->management->wrap_size) == 0 &&
              cck_key_unwrap (request, derived, key);
  explicit_bzero (derived, sizeof derived);

  return recovered;
}
