/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-signing.h"

#include <string.h>

#include "cck-base64url.h"

static gboolean
does (CckPracticeContext      *context,
      CckPracticeMisbehaviour  kind)
{
  return cck_practice_context_misbehaves (context, kind);
}

CckPracticeAlgorithm
cck_practice_signing_get_algorithm (CckPracticeContext *context,
                                    CckPracticeClient  *client)
{
  CckPracticeAlgorithm registered =
    cck_practice_algorithm_from_name (client->id_token_alg, context->id_token_algorithm);

  if (does (context, CCK_PRACTICE_MISBEHAVE_SIGNATURE_RS256))
    return CCK_PRACTICE_RS256;
  if (does (context, CCK_PRACTICE_MISBEHAVE_SIGNATURE_ES256))
    return CCK_PRACTICE_ES256;
  if (does (context, CCK_PRACTICE_MISBEHAVE_ALGORITHM))
    return registered == CCK_PRACTICE_RS256 ? CCK_PRACTICE_ES256 : CCK_PRACTICE_RS256;

  return registered;
}

/* RFC 7519 §6: an unsecured token has an empty signature. */
static char *
dup_unsigned (const char *payload)
{
  static const char header[] = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
  g_autofree char *first = cck_base64url_encode (header, strlen (header));
  g_autofree char *second = cck_base64url_encode (payload, strlen (payload));

  return g_strconcat (first, ".", second, ".", NULL);
}

/* OpenID Connect Core §10.1: with the client's secret. A public client has none, and gets what
 * everyone knows. */
static char *
dup_with_secret (CckPracticeClient  *client,
                 const char         *payload,
                 GError            **error)
{
  const char *secret = client->secret != NULL ? client->secret : CCK_PRACTICE_CLIENT_SECRET;
  g_autoptr (CckJwk) jwk = cck_jwk_new_secret (secret, strlen (secret));

  return cck_jwt_sign ("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload, jwk, error);
}

/* Takes @token and flips one bit in the middle of its signature, which stays well-formed. */
static char *
take_broken (char *token)
{
  const char *signature = strrchr (token, '.') + 1;
  g_autoptr (GBytes) bytes = cck_base64url_decode (signature, strlen (signature), NULL);
  g_autofree guint8 *broken =
    g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *encoded = NULL;
  g_autofree char *taken = token;

  broken[g_bytes_get_size (bytes) / 2] ^= 1;
  encoded = cck_base64url_encode (broken, g_bytes_get_size (bytes));
  return g_strdup_printf ("%.*s%s", (int) (signature - token), token, encoded);
}

char *
cck_practice_signing_dup_id (CckPracticeContext  *context,
                             CckPracticeClient   *client,
                             const char          *payload,
                             GError             **error)
{
  CckPracticeAlgorithm algorithm = cck_practice_signing_get_algorithm (context, client);
  gboolean with_kid = !does (context, CCK_PRACTICE_MISBEHAVE_NO_KID) &&
                      !does (context, CCK_PRACTICE_MISBEHAVE_NO_KID_SEVERAL);
  gboolean with_secret = does (context, CCK_PRACTICE_MISBEHAVE_SIGNATURE_HS256);
  gboolean broken = with_secret || does (context, CCK_PRACTICE_MISBEHAVE_SIGNATURE) ||
                    does (context, CCK_PRACTICE_MISBEHAVE_SIGNATURE_RS256) ||
                    does (context, CCK_PRACTICE_MISBEHAVE_SIGNATURE_ES256);
  char *token;

  if (does (context, CCK_PRACTICE_MISBEHAVE_NONE))
    return dup_unsigned (payload);

  token = with_secret
            ? dup_with_secret (client, payload, error)
            : cck_practice_keys_sign (context->keys, algorithm, "JWT", with_kid, payload, error);
  return token != NULL && broken ? take_broken (token) : token;
}

char *
cck_practice_signing_dup_userinfo (CckPracticeContext  *context,
                                   CckPracticeClient   *client,
                                   const char          *payload,
                                   GError             **error)
{
  CckPracticeAlgorithm algorithm =
    cck_practice_algorithm_from_name (client->userinfo_alg, CCK_PRACTICE_RS256);
  char *token;

  if (does (context, CCK_PRACTICE_MISBEHAVE_USERINFO_NONE))
    return dup_unsigned (payload);

  token = cck_practice_keys_sign (context->keys, algorithm, "JWT", TRUE, payload, error);
  if (token != NULL && does (context, CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNATURE))
    return take_broken (token);

  return token;
}
