/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-dpop.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-practice-answer.h"
#include "cck-verdict.h"

/* Seconds that a nonce is the newest one; the one before is good as well. */
#define NONCE_LIFETIME 300
#define LEEWAY 30
#define DIGEST_SIZE 32

/* A nonce is a MAC over the number of its span of time, so none is kept. */
static char *
dup_nonce (CckPracticeContext *context,
           gint64              spans_ago)
{
  gint64 span = GINT64_TO_BE (cck_practice_context_now (context) / NONCE_LIFETIME - spans_ago);
  guint8 mac[DIGEST_SIZE];

  if (gnutls_hmac_fast (GNUTLS_MAC_SHA256, context->nonce_key, sizeof context->nonce_key, &span,
                        sizeof span, mac) != GNUTLS_E_SUCCESS)
    return NULL;

  return cck_base64url_encode (mac, sizeof mac);
}

static gboolean
has_nonce (CckPracticeContext *context,
           CckJwt             *proof)
{
  for (gint64 ago = 0; ago < 2; ago++)
    {
      g_autofree char *nonce = dup_nonce (context, ago);

      if (nonce != NULL && cck_json_equals (cck_jwt_get_claim (proof, "nonce"), nonce))
        return TRUE;
    }

  return FALSE;
}

/* RFC 9449 §4.2: `ath` is the SHA-256 of the access token that is used. */
static gboolean
is_for_token (CckJwt     *proof,
              const char *access_token)
{
  guint8 digest[DIGEST_SIZE];
  g_autofree char *encoded = NULL;

  if (access_token == NULL)
    return TRUE;
  if (gnutls_hash_fast (GNUTLS_DIG_SHA256, access_token, strlen (access_token), digest) !=
      GNUTLS_E_SUCCESS)
    return FALSE;

  encoded = cck_base64url_encode (digest, sizeof digest);
  return cck_json_equals (cck_jwt_get_claim (proof, "ath"), encoded);
}

/* RFC 9449 §4.3: everything that the proof alone can show. (transfer full): its key's thumbprint */
static char *
verify (CckPracticeContext *context,
        SoupServerMessage  *message,
        CckJwt             *proof)
{
  g_autofree char *uri = g_strconcat (
    context->issuer, g_uri_get_path (soup_server_message_get_uri (message)), NULL);
  CckExpectations expectations = CCK_EXPECTATIONS_INIT;
  g_autoptr (CckVerdict) verdict = NULL;
  const CckCheck *signature;

  expectations.profile = CCK_PROFILE_DPOP;
  expectations.http_method = soup_server_message_get_method (message);
  expectations.http_uri = uri;
  expectations.now = cck_practice_context_now (context);
  expectations.leeway = LEEWAY;
  verdict = cck_verdict_new (proof, NULL, &expectations);
  signature = cck_verdict_find_check (verdict, "signature");
  if (cck_verdict_get_failed (verdict) != NULL || signature == NULL ||
      cck_check_get_outcome (signature) != CCK_OUTCOME_PASSED ||
      cck_verdict_get_jwk (verdict) == NULL)
    return NULL;

  return cck_jwk_dup_thumbprint (cck_verdict_get_jwk (verdict));
}

CckPracticeProof
cck_practice_dpop_check (CckPracticeContext  *context,
                         SoupServerMessage   *message,
                         const char          *access_token,
                         char               **thumbprint)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  /* RFC 9449 §4.3 (1): several fields come as one with commas, which is no token. */
  const char *text = soup_message_headers_get_list (asked, "DPoP");
  g_autoptr (CckJwt) proof = NULL;
  g_autofree char *found = NULL;
  const char *jti;

  *thumbprint = NULL;
  if (text == NULL)
    return CCK_PRACTICE_PROOF_NONE;

  proof = cck_jwt_parse (text, -1, CCK_JWT_FLAGS_NONE, NULL);
  found = proof != NULL ? verify (context, message, proof) : NULL;
  if (found == NULL || !is_for_token (proof, access_token))
    return CCK_PRACTICE_PROOF_BAD;
  if (context->dpop_nonce)
    {
      g_autofree char *nonce = dup_nonce (context, 0);

      /* RFC 9449 §8.2: each answer may bring the nonce for the next request. */
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "DPoP-Nonce", nonce != NULL ? nonce : "");
      if (!has_nonce (context, proof))
        return CCK_PRACTICE_PROOF_NEEDS_NONCE;
    }

  /* RFC 9449 §11.1 */
  jti = cck_json_get_string (cck_jwt_get_claim (proof, "jti"), NULL);
  if (jti == NULL || !cck_practice_once_use (context->once, found, jti))
    return CCK_PRACTICE_PROOF_BAD;

  context->statistics.proofs++;
  *thumbprint = g_steal_pointer (&found);
  return CCK_PRACTICE_PROOF_GOOD;
}

gboolean
cck_practice_dpop_read (CckPracticeContext  *context,
                        SoupServerMessage   *message,
                        char               **thumbprint)
{
  switch (cck_practice_dpop_check (context, message, NULL, thumbprint))
    {
    case CCK_PRACTICE_PROOF_NONE:
    case CCK_PRACTICE_PROOF_GOOD:
      return TRUE;

    case CCK_PRACTICE_PROOF_NEEDS_NONCE:
      cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "use_dpop_nonce",
                                 "the DPoP proof needs the nonce of this answer");
      return FALSE;

    case CCK_PRACTICE_PROOF_BAD:
    default:
      cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "invalid_dpop_proof",
                                 "the DPoP proof is wrong, too old, for another request or was "
                                 "used before");
      return FALSE;
    }
}
