/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-token.h"

#include <string.h>

/* The subject's length makes up for what a signature is shorter than RSA's. */
#define CLAIMS                                                                               \
  "{\"iss\":\"" BENCH_ISSUER "\",\"sub\":\"%s\",\"aud\":\"" BENCH_CLIENT "\","                   \
  "\"exp\":1700000900,\"iat\":1700000000,\"nbf\":1700000000,\"auth_time\":1699999900,"       \
  "\"nonce\":\"" BENCH_NONCE "\",\"acr\":\"1\",\"azp\":\"" BENCH_CLIENT "\",\"sid\":\"0f9a\"," \
  "\"email_verified\":true,\"name\":\"Ada L.\",\"preferred_username\":\"ada\","              \
  "\"given_name\":\"Ada\",\"email\":\"a@example.org\",\"jti\":\"81b2\"}"
#define SIZE 950
#define N_CLAIMS 17

static char *
public_json (CckJwk *jwk)
{
  return cck_jwk_to_json (jwk, strcmp (cck_jwk_get_kty (jwk), "oct") == 0);
}

/* A token of SIZE bytes, or as near to it as four characters for three bytes allow. */
static char *
sign (BenchToken *self,
      const char *header)
{
  char *text = NULL;
  gsize length = 4;

  do
    {
      g_autofree char *subject = g_strnfill (length++, 's');
      g_autofree char *claims = g_strdup_printf (CLAIMS, subject);

      g_free (text);
      text = cck_jwt_sign (header, claims, self->jwk, NULL);
      g_assert (text != NULL);
    }
  while (strlen (text) < SIZE);
  return text;
}

BenchToken *
bench_token_new (CckAlgorithm algorithm)
{
  BenchToken *self = g_new0 (BenchToken, 1);
  g_autofree char *set = NULL;
  g_autofree char *header = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  self->algorithm = algorithm;
  self->jwk = cck_jwk_generate (algorithm, NULL);
  self->public_json = public_json (self->jwk);
  set = g_strdup_printf ("{\"keys\":[%s]}", self->public_json);
  self->jwks = cck_jwks_new_from_data (set, strlen (set), NULL);
  header = g_strdup_printf ("{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}",
                            cck_algorithm_get_name (algorithm), cck_jwk_get_kid (self->jwk, NULL));
  self->text = sign (self, header);
  self->length = strlen (self->text);
  jwt = cck_jwt_parse (self->text, self->length, CCK_JWT_FLAGS_NONE, NULL);
  g_assert (cck_json_get_n_items (cck_json_get_root (cck_jwt_get_payload (jwt))) == N_CLAIMS);
  return self;
}

void
bench_token_free (BenchToken *self)
{
  cck_jwk_unref (self->jwk);
  cck_jwks_unref (self->jwks);
  g_free (self->public_json);
  g_free (self->text);
  g_free (self);
}

gboolean
bench_token_judge (gpointer token)
{
  BenchToken *self = token;
  CckExpectations expected = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckJwt) jwt = cck_jwt_parse (self->text, self->length, CCK_JWT_FLAGS_NONE, NULL);
  g_autoptr (CckVerdict) verdict = NULL;

  expected.profile = CCK_PROFILE_ID_TOKEN;
  expected.issuer = BENCH_ISSUER;
  expected.audience = BENCH_CLIENT;
  expected.nonce = BENCH_NONCE;
  expected.now = BENCH_NOW;
  verdict = cck_verdict_new (jwt, self->jwks, &expected);
  return cck_verdict_is_accepted (verdict);
}

gboolean
bench_token_parse (gpointer token)
{
  BenchToken *self = token;
  g_autoptr (CckJwt) jwt = cck_jwt_parse (self->text, self->length, CCK_JWT_FLAGS_NONE, NULL);

  return jwt != NULL;
}
