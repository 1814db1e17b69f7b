/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A compact token: it is its three segments and nothing else, and no signature passes but those that
 * were made, on what they were made for. */

#include "fuzz.h"

#include <string.h>

#include "cck-base64url.h"
#include "cck-verdict.h"
#include "fuzz-checks.h"
#include "fuzz-vectors.h"

static char *
encode_bytes (GBytes *bytes)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  return cck_base64url_encode (data, length);
}

static char *
put_together (CckJwt       *jwt,
              const guint8 *signature,
              gsize         length)
{
  g_autofree char *header = encode_bytes (cck_jwt_get_header_bytes (jwt));
  g_autofree char *payload = encode_bytes (cck_jwt_get_payload_bytes (jwt));
  g_autofree char *last = cck_base64url_encode (signature, length);

  return g_strconcat (header, ".", payload, ".", last, NULL);
}

/* What the token itself says is expected, so that everything but the signature may pass. */
static CckVerdict *
judge (CckJwt *jwt)
{
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  CckJson *payload = cck_jwt_get_payload (jwt);
  const CckJsonValue *claims = payload != NULL ? cck_json_get_root (payload) : NULL;
  CckVerdict *verdict;

  expected.profile = cck_jwt_guess_profile (jwt);
  expected.issuer = cck_json_get_member_string (claims, "iss");
  expected.audience = cck_json_get_member_string (claims, "aud");
  expected.nonce = cck_json_get_member_string (claims, "nonce");
  expected.http_method = cck_json_get_member_string (claims, "htm");
  expected.http_uri = cck_json_get_member_string (claims, "htu");
  if (!cck_jwt_get_time (jwt, "iat", &expected.now))
    expected.now = 1772836544;
  verdict = cck_verdict_new (jwt, fuzz_verifying_keys (), &expected);
  fuzz_check_verdict (verdict);
  return verdict;
}

/* One bit of the signature is another, which one depends on the token: it no longer passes. */
static void
change_the_signature (CckJwt *jwt)
{
  gsize length, where;
  const guint8 *signature = cck_jwt_get_signature (jwt, &length);
  g_autofree guint8 *changed = g_memdup2 (signature, length);
  g_autofree char *text = NULL;
  g_autoptr (CckJwt) other = NULL;
  g_autoptr (CckVerdict) verdict = NULL;

  where = g_str_hash (cck_jwt_get_text (jwt, NULL)) % (8 * length);
  changed[where / 8] ^= 1 << (where % 8);
  text = put_together (jwt, changed, length);
  other = cck_jwt_parse (text, -1, CCK_JWT_ANY_PAYLOAD, NULL);
  FUZZ_CHECK (other != NULL);
  verdict = judge (other);
  FUZZ_CHECK (!fuzz_check_has_passed (verdict, "signature"));
  FUZZ_CHECK (!cck_verdict_is_accepted (verdict));
}

static void
look_at (CckJwt        *jwt,
         CckJwtFlags    flags,
         const uint8_t *data,
         size_t         size)
{
  gsize length, signature_length;
  const char *text = cck_jwt_get_text (jwt, &length);
  const guint8 *signature = cck_jwt_get_signature (jwt, &signature_length);
  g_autofree char *again = put_together (jwt, signature, signature_length);
  g_autoptr (CckJson) header = cck_jwt_parse_header (text, length, NULL);
  g_autoptr (CckVerdict) verdict = judge (jwt);
  const char *input = cck_jwt_get_signing_input (jwt, &length);

  FUZZ_CHECK (strlen (again) == size && memcmp (again, data, size) == 0);
  FUZZ_CHECK (strcmp (again, text) == 0);
  FUZZ_CHECK (header != NULL || (flags & CCK_JWT_KEEP_DUPLICATES));
  FUZZ_CHECK (length < size && text[length] == '.');
  if (!fuzz_check_has_passed (verdict, "signature"))
    return;
  FUZZ_CHECK (signature_length > 0);
  /* A DPoP proof brings the key that it passes with (RFC 9449 §4.2). */
  if (cck_verdict_get_profile (verdict) != CCK_PROFILE_DPOP)
    FUZZ_CHECK (fuzz_is_known_token (input, length));
  change_the_signature (jwt);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const CckJwtFlags flags[] = {
    CCK_JWT_FLAGS_NONE,
    CCK_JWT_KEEP_DUPLICATES,
    CCK_JWT_ANY_PAYLOAD | CCK_JWT_KEEP_DUPLICATES,
  };
  gboolean before = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CckJwt) jwt = cck_jwt_parse ((const char *) data, size, flags[i], &error);

      FUZZ_CHECK_ERROR (jwt, error);
      FUZZ_CHECK (error == NULL || g_utf8_validate (error->message, -1, NULL));
      FUZZ_CHECK (jwt != NULL || !before); /* each takes more than the one before */
      if (jwt != NULL && !before)
        look_at (jwt, flags[i], data, size);
      before = jwt != NULL;
    }
  cck_token_form_of ((const char *) data, size);
  return 0;
}
