/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An encrypted token: it is its five segments, and what decrypts does so in this one form only. */

#include "fuzz.h"

#include <string.h>

#include "cck-jose-error.h"
#include "cck-jwe.h"
#include "fuzz-vectors.h"

/* PBES2 takes a second for what a token may ask for; that bound has its own test. */
#define ITERATIONS 2048

static gboolean
is_slow (CckJwe *jwe)
{
  gint64 rounds;

  return cck_json_get_member_int64 (cck_json_get_root (cck_jwe_get_header (jwe)), "p2c", &rounds) &&
         rounds > ITERATIONS;
}

static GBytes *
decrypt (CckJwe *jwe)
{
  g_autoptr (GError) error = NULL;
  GBytes *content = cck_jwe_decrypt (jwe, fuzz_decrypting_keys (), &error);

  FUZZ_CHECK_ERROR (content, error);
  FUZZ_CHECK (error == NULL || error->domain == CCK_JOSE_ERROR);
  FUZZ_CHECK (error == NULL || g_utf8_validate (error->message, -1, NULL));
  return content;
}

/* One character is another, which one depends on the token: it is no token any more, or it no longer
 * opens. Every segment is either authenticated or leads to the key. */
static void
change_a_character (const char *text,
                    gsize       length)
{
  g_autofree char *changed = g_strndup (text, length);
  gsize where = g_str_hash (changed) % length;
  g_autoptr (CckJwe) jwe = NULL;
  g_autoptr (GBytes) content = NULL;

  if (changed[where] == '.')
    return;
  changed[where] = changed[where] == 'Q' ? 'A' : 'Q';
  jwe = cck_jwe_parse (changed, length, NULL);
  if (jwe == NULL || is_slow (jwe))
    return;
  content = decrypt (jwe);
  FUZZ_CHECK (content == NULL);
}

static void
look_at (CckJwe *jwe)
{
  GBytes *bytes = cck_jwe_get_header_bytes (jwe);

  FUZZ_CHECK (cck_jwe_get_alg (jwe) != NULL && cck_jwe_get_enc (jwe) != NULL);
  FUZZ_CHECK (cck_jwe_get_header (jwe) != NULL && bytes != NULL);
  cck_jwe_get_kid (jwe);
  cck_jwe_get_typ (jwe);
  FUZZ_CHECK (!cck_jwe_is_nested (jwe) || cck_jwe_get_content_type (jwe) != NULL);
  for (guint i = 0; i < cck_jwks_get_n_entries (fuzz_decrypting_keys ()); i++)
    {
      g_autoptr (GError) error = NULL;
      CckJwk *jwk = cck_jwks_get_jwk (fuzz_decrypting_keys (), i, NULL);
      gboolean fits = jwk == NULL || cck_jwe_fits (jwe, jwk, &error);

      FUZZ_CHECK_ERROR (fits, error);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwe) jwe = cck_jwe_parse ((const char *) data, size, &error);
  g_autoptr (GBytes) content = NULL;

  FUZZ_CHECK_ERROR (jwe, error);
  FUZZ_CHECK (error == NULL || g_utf8_validate (error->message, -1, NULL));
  if (jwe == NULL)
    return 0;
  look_at (jwe);
  if (is_slow (jwe))
    return 0;
  content = decrypt (jwe);
  if (content != NULL)
    change_a_character ((const char *) data, size);
  return 0;
}
