/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "cck-base64url.h"
#include "cck-jwk-private.h"

/* Seconds that a proof is good for: it is made for one request, right before it (RFC 9449 §11.1). */
#define PROOF_LIFETIME 300

/* RFC 9449 §4.3 (7): the key that a proof brings is a public one. A secret of any kind in there has
 * been told to everybody. */
static gboolean
has_private_member (const CckJsonValue *key)
{
  for (CckJwkMember member = 0; member < CCK_JWK_N_MEMBERS; member++)
    if (cck_jwk_member_is_private (member) &&
        cck_json_get_member (key, cck_jwk_member_get_name (member)) != NULL)
      return TRUE;

  return FALSE;
}

CckJwk *
cck_trial_proof_key (CckTrial *trial,
                     CckCheck *check)
{
  const CckJsonValue *key = trial->header.values[CCK_MEMBER_JWK];
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwk) jwk = NULL;

  if (key == NULL)
    {
      cck_check_explain (check, CCK_OUTCOME_FAILED, _("The proof brings no key."));
      return NULL;
    }
  if (has_private_member (key))
    {
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The proof brings the private part of its key. Anyone who saw it can "
                           "make proofs."));
      return NULL;
    }

  jwk = cck_jwk_new_from_json (key, &error);
  if (jwk == NULL || !cck_jwk_fits (jwk, trial->algorithm, &error))
    {
      cck_check_explain (check, CCK_OUTCOME_FAILED, _("The key of the proof can’t be used: %s"),
                         error->message);
      return NULL;
    }

  cck_check_take_found (check, cck_jwk_dup_thumbprint (jwk));
  cck_check_explain (check, CCK_OUTCOME_PASSED,
                     _("The proof brings its own key. A token that is used with it has to be bound "
                       "to the fingerprint %s."), cck_check_get_found (check));
  return g_steal_pointer (&jwk);
}

/* RFC 9449 §4.3 (9): without query and fragment. */
static gboolean
is_same_target (const char *htu,
                const char *uri)
{
  gsize length = strcspn (htu, "?#");

  return length == strcspn (uri, "?#") && strncmp (htu, uri, length) == 0;
}

static void
check_request (CckTrial   *trial,
               CckCheckId  id,
               CckMember   member,
               const char *expected)
{
  const CckJsonValue *value = trial->claims.values[member];
  const char *text = cck_json_get_string (value, NULL);
  CckCheck *check = cck_trial_check (trial, id);
  gboolean matches;

  cck_check_show (check, value);
  cck_check_take_expected (check, g_strdup (expected));
  if (text == NULL || text[0] == '\0')
    {
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The proof does not say for which request it is (“%s”)."),
                         cck_member_get_name (member));
      return;
    }
  if (expected == NULL)
    {
      cck_check_explain (check, CCK_OUTCOME_PASSED,
                         _("The proof is for “%s”. Whether the request was that, it can’t show."),
                         cck_check_get_found (check));
      return;
    }

  matches = id == CCK_CHECK_TARGET ? is_same_target (text, expected) : strcmp (text, expected) == 0;
  if (!matches)
    /* Translators: the method or address in the proof, then the request’s. */
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The proof is for “%s”, not for “%s”."),
                       cck_check_get_found (check), cck_check_get_expected (check));
}

static void
check_proof_time (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_ISSUED_AT);
  double now = (double) trial->expected->now, leeway = (double) trial->expected->leeway;
  g_autofree char *span = NULL;
  double iat;
  CckClaimState state = cck_trial_time (trial, check, CCK_MEMBER_IAT, &iat);

  cck_check_expect_number (check, CCK_LOOK_AFTER, now - PROOF_LIFETIME - leeway);
  if (state == CCK_CLAIM_ABSENT)
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("The proof does not say when it was made."));
  else if (state == CCK_CLAIM_PRESENT && iat > now + leeway)
    {
      span = cck_trial_dup_span (iat - now);
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The proof says it will be made in %s. Is the clock right?"), span);
    }
  else if (state == CCK_CLAIM_PRESENT && iat + PROOF_LIFETIME + leeway < now)
    {
      span = cck_trial_dup_span (now - iat);
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The proof was made %s ago. It is good for one request, right away."),
                         span);
    }
}

static void
check_proof_nonce (CckTrial *trial)
{
  const CckJsonValue *nonce = trial->claims.values[CCK_MEMBER_NONCE];
  CckCheck *check;

  if (trial->texts.nonce == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_NONCE);
  cck_check_show (check, nonce);
  cck_check_expect (check, trial->texts.nonce);
  if (nonce == NULL || !cck_json_equals (nonce, trial->texts.nonce))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The proof does not repeat the nonce that the server gave."));
}

/* RFC 9449 §4.2: "ath" is the whole SHA-256 of the access token. */
static void
check_proof_hash (CckTrial *trial)
{
  const CckJsonValue *ath = trial->claims.values[CCK_MEMBER_ATH];
  const char *token = trial->expected->access_token;
  guint8 digest[32];
  CckCheck *check;

  if (ath == NULL && token == NULL)
    return;

  check = cck_trial_check (trial, CCK_CHECK_AT_HASH);
  cck_check_show (check, ath);
  if (token == NULL)
    {
      cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                         _("There is nothing here that the hash could be compared with."));
      return;
    }

  if (gnutls_hash_fast (GNUTLS_DIG_SHA256, token, strlen (token), digest) >= 0)
    cck_check_take_expected (check, cck_base64url_encode (digest, sizeof digest));
  if (ath == NULL || cck_check_get_expected (check) == NULL ||
      !cck_json_equals (ath, cck_check_get_expected (check)))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The proof is not for the access token that it came with."));
}

void
cck_trial_proof (CckTrial *trial)
{
  const CckJsonValue *jti = trial->claims.values[CCK_MEMBER_JTI];
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_TOKEN_ID);
  gsize length;

  cck_check_show (check, jti);
  if (cck_json_get_string (jti, &length) == NULL || length == 0)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The proof has no identifier, so nobody could tell that it was sent "
                         "twice."));

  check_request (trial, CCK_CHECK_METHOD, CCK_MEMBER_HTM, trial->expected->http_method);
  check_request (trial, CCK_CHECK_TARGET, CCK_MEMBER_HTU, trial->expected->http_uri);
  check_proof_time (trial);
  check_proof_nonce (trial);
  check_proof_hash (trial);
}
