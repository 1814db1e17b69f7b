/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys, as JWK, key set, PEM or DER: a key that is taken has sane measures, survives being written
 * and read, and verifies no empty signature. */

#include "fuzz.h"

#include <string.h>

#include "cck-jwks.h"
#include "cck-signature.h"
#include "cck-visible-text.h"

/* A set of thousands is read, but not every key of it imported. */
#define IMPORTED 16

static void
same_after_writing (CckJwk   *jwk,
                    gboolean  with_private)
{
  g_autofree char *text = cck_jwk_to_json (jwk, with_private);
  g_autofree char *thumbprint = cck_jwk_dup_thumbprint (jwk);
  g_autofree char *second = NULL;
  g_autoptr (CckJwk) again = NULL;

  if (text == NULL)
    return;
  again = cck_jwk_new_from_text (text, strlen (text), NULL);
  FUZZ_CHECK (again != NULL);
  FUZZ_CHECK (cck_jwk_is_same_key (jwk, again));
  second = cck_jwk_dup_thumbprint (again);
  FUZZ_CHECK (strcmp (thumbprint, second) == 0);
}

static void
look_at_certificate (CckJwk *jwk)
{
  const CckCertificate *certificate = cck_jwk_get_certificate (jwk);
  const char *fault = cck_jwk_get_certificate_fault (jwk);
  const char *text = cck_jwk_get_certificate_text (jwk);

  FUZZ_CHECK (fault == NULL || g_utf8_validate (fault, -1, NULL));
  FUZZ_CHECK (text == NULL || !cck_visible_text_needed (text, -1));
  if (certificate == NULL)
    return;
  FUZZ_CHECK (!cck_visible_text_needed (cck_certificate_get_subject (certificate), -1));
  FUZZ_CHECK (!cck_visible_text_needed (cck_certificate_get_issuer (certificate), -1));
  FUZZ_CHECK (cck_certificate_get_valid_from (certificate) >= -1);
  FUZZ_CHECK (cck_certificate_get_valid_until (certificate) >= -1);
}

static void
look_at (CckJwk *jwk)
{
  static const guint8 zeros[2048];
  static const gsize lengths[] = { 0, 32, 64, 96, 114, 132, 256, 384 };

  FUZZ_CHECK (cck_jwk_get_kty (jwk) != NULL);
  FUZZ_CHECK (cck_jwk_get_description (jwk) != NULL);
  FUZZ_CHECK (strcmp (cck_jwk_get_kty (jwk), "RSA") != 0 ||
              (cck_jwk_get_bits (jwk) >= 2048 && cck_jwk_get_bits (jwk) <= 16384));
  FUZZ_CHECK (cck_jwk_is_same_key (jwk, jwk));
  for (CckAlgorithm algorithm = CCK_ALGORITHM_RS256; algorithm <= CCK_ALGORITHM_HS512; algorithm++)
    {
      g_autoptr (GError) error = NULL;
      gboolean fits = cck_jwk_fits (jwk, algorithm, &error);

      FUZZ_CHECK_ERROR (fits, error);
      for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
        FUZZ_CHECK (!cck_signature_verify (algorithm, jwk, "text", 4, zeros, lengths[i], NULL));
    }
  look_at_certificate (jwk);
  same_after_writing (jwk, FALSE);
  same_after_writing (jwk, TRUE);
}

static void
look_at_set (CckJwks *jwks)
{
  guint count = cck_jwks_get_n_entries (jwks);

  for (guint i = 0; i < MIN (count, IMPORTED); i++)
    {
      g_autoptr (GError) error = NULL;
      CckJwk *jwk = cck_jwks_get_jwk (jwks, i, &error);
      gsize length = 0;
      const char *kid;

      FUZZ_CHECK_ERROR (jwk, error);
      if (jwk == NULL)
        continue;
      look_at (jwk);
      kid = cck_jwk_get_kid (jwk, &length);
      if (kid == NULL)
        continue;
      FUZZ_CHECK (cck_jwks_has_kid (jwks, kid, length));
      FUZZ_CHECK (cck_jwks_lookup (jwks, kid, length) != NULL);
    }
  if (count <= IMPORTED)
    {
      g_auto (GStrv) notes = cck_jwks_dup_notes (jwks);

      FUZZ_CHECK (notes != NULL);
      for (guint i = 0; notes[i] != NULL; i++)
        FUZZ_CHECK (g_utf8_validate (notes[i], -1, NULL));
    }
}

static void
read_as_file (const uint8_t *data,
              size_t         size)
{
  g_autofree char *terminated = g_strndup ("", size);
  g_autoptr (GError) set_error = NULL;
  g_autoptr (GError) key_error = NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (CckJwk) jwk = NULL;

  memcpy (terminated, data, size);
  jwk = cck_jwk_new_from_file_data (terminated, size, &key_error);
  jwks = cck_jwks_new_from_file_data (terminated, size, &set_error);
  FUZZ_CHECK_ERROR (jwk, key_error);
  FUZZ_CHECK_ERROR (jwks, set_error);
  if (jwk != NULL)
    look_at (jwk);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) set_error = NULL;
  g_autoptr (GError) key_error = NULL;
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_data ((const char *) data, size, &set_error);
  g_autoptr (CckJwk) jwk = cck_jwk_new_from_text ((const char *) data, size, &key_error);

  FUZZ_CHECK_ERROR (jwks, set_error);
  FUZZ_CHECK_ERROR (jwk, key_error);
  if (jwks != NULL)
    look_at_set (jwks);
  if (jwk != NULL)
    look_at (jwk);
  else
    read_as_file (data, size);
  return 0;
}
