/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Claims: any payload under a good signature, as every profile. A verdict that accepts one is right
 * about its issuer, audience and time. */

#include "fuzz.h"

#include <string.h>

#include "cck-base64url.h"
#include "cck-claim-info.h"
#include "cck-claims.h"
#include "cck-signature.h"
#include "cck-verdict.h"
#include "cck-visible-text.h"
#include "fuzz-checks.h"

#define ISSUER "https://issuer.example"
#define CLIENT "client"
#define NONCE "n-0S6_WzA2Mj"
#define NOW G_GINT64_CONSTANT (1700000300)
#define LEEWAY 30
#define SECRET "a shared secret of 32 characters"

static CckJwt *
sign (CckJwk         *jwk,
      const char     *header,
      const uint8_t  *data,
      size_t          size)
{
  g_autofree char *first = cck_base64url_encode (header, strlen (header));
  g_autofree char *second = cck_base64url_encode (data, size);
  g_autofree char *input = g_strconcat (first, ".", second, NULL);
  g_autoptr (GBytes) mac = cck_signature_sign (CCK_ALGORITHM_HS256, jwk, input, strlen (input), NULL);
  g_autofree char *third = cck_base64url_encode (g_bytes_get_data (mac, NULL), g_bytes_get_size (mac));
  g_autofree char *text = g_strconcat (input, ".", third, NULL);
  CckJwt *jwt = cck_jwt_parse (text, -1, CCK_JWT_KEEP_DUPLICATES, NULL);

  FUZZ_CHECK (jwt == NULL || strcmp (cck_jwt_get_text (jwt, NULL), text) == 0);
  return jwt;
}

static void
is_rightly_accepted (const CckJsonValue *claims,
                     CckProfile          profile)
{
  gboolean contains = FALSE;
  double seconds;

  if (profile == CCK_PROFILE_JWS)
    return;
  FUZZ_CHECK (profile != CCK_PROFILE_DPOP); /* its key comes with it, and none does here */
  FUZZ_CHECK (cck_json_equals (cck_json_get_member (claims, "iss"), ISSUER));
  FUZZ_CHECK (cck_claims_get_audience (claims, CLIENT, &contains, NULL) == CCK_CLAIM_PRESENT);
  FUZZ_CHECK (contains);
  FUZZ_CHECK (cck_claims_get_time (claims, "exp", &seconds) == CCK_CLAIM_PRESENT);
  FUZZ_CHECK (seconds > NOW - LEEWAY - 1);
  if (cck_json_get_member (claims, "nbf") != NULL)
    FUZZ_CHECK (cck_claims_get_time (claims, "nbf", &seconds) == CCK_CLAIM_PRESENT &&
                seconds < NOW + LEEWAY + 1);
  if (profile == CCK_PROFILE_ID_TOKEN)
    FUZZ_CHECK (cck_json_equals (cck_json_get_member (claims, "nonce"), NONCE));
  if (profile == CCK_PROFILE_LOGOUT)
    FUZZ_CHECK (cck_json_get_member (claims, "nonce") == NULL);
}

static void
judge (CckJwt     *jwt,
       CckJwks    *jwks,
       CckProfile  profile)
{
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckVerdict) verdict = NULL;

  expected.profile = profile;
  expected.issuer = ISSUER;
  expected.audience = CLIENT;
  expected.nonce = profile == CCK_PROFILE_ID_TOKEN ? NONCE : NULL;
  expected.access_token = "an access token";
  expected.code = "a code";
  expected.state = "a state";
  expected.http_method = "POST";
  expected.http_uri = ISSUER "/token";
  expected.max_age = 3600;
  expected.now = NOW;
  expected.leeway = LEEWAY;
  verdict = cck_verdict_new (jwt, jwks, &expected);
  fuzz_check_verdict (verdict);
  if (cck_verdict_is_accepted (verdict))
    is_rightly_accepted (cck_json_get_root (cck_jwt_get_payload (jwt)), profile);
}

static void
look_at_claims (const CckJsonValue *claims)
{
  g_auto (GStrv) audiences = cck_claims_dup_audiences (claims);
  g_auto (GStrv) scopes = cck_claims_dup_scopes (claims);
  const CckJsonValue *value;
  const char *name;
  gsize length;
  CckJsonIter iter;

  FUZZ_CHECK (audiences != NULL && scopes != NULL);
  for (guint i = 0; audiences[i] != NULL; i++)
    FUZZ_CHECK (!cck_visible_text_needed (audiences[i], -1));
  cck_json_iter_init (&iter, claims);
  while (cck_json_iter_next (&iter, &name, &length, &value))
    {
      const CckClaimInfo *info = cck_claim_info_lookup (name);
      const char *text;
      gsize text_length;
      double seconds;

      FUZZ_CHECK (info == NULL || strcmp (cck_claim_info_get_name (info), name) == 0);
      FUZZ_CHECK (cck_claims_get_text (claims, name, &text, &text_length) != CCK_CLAIM_ABSENT ||
                  strlen (name) != length);
      cck_claims_get_time (claims, name, &seconds);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const headers[] = {
    "{\"alg\":\"HS256\"}",
    "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
    "{\"alg\":\"HS256\",\"typ\":\"logout+jwt\",\"kid\":\"1\"}",
  };
  g_autoptr (CckJwk) jwk = cck_jwk_new_secret (SECRET, strlen (SECRET));
  g_autoptr (CckJwks) jwks = cck_jwks_new_from_jwk (jwk);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (CckJwt) jwt = sign (jwk, headers[i], data, size);
      gint64 seconds;

      if (jwt == NULL)
        return 0;
      if (i == 0)
        look_at_claims (cck_json_get_root (cck_jwt_get_payload (jwt)));
      cck_jwt_guess_profile (jwt);
      cck_jwt_get_time (jwt, "exp", &seconds);
      for (CckProfile profile = CCK_PROFILE_JWT; profile < CCK_N_PROFILES; profile++)
        judge (jwt, jwks, profile);
    }
  return 0;
}
