/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verdict-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jose-error.h"
#include "cck-signature.h"
#include "cck-visible-text.h"

static void
check_critical (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_CRITICAL);
  const CckJsonValue *crit = trial->header.values[CCK_MEMBER_CRIT];
  gboolean encoded;

  /* RFC 7515 §4.1.11: what must be understood and is not, ends it. No extension is known here. */
  if (crit != NULL)
    {
      cck_check_show (check, crit);
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The token demands an extension that is not known here."));
    }
  /* RFC 7797 §7: not in a JWT. */
  else if (trial->header.values[CCK_MEMBER_B64] != NULL &&
           (!cck_json_get_boolean (trial->header.values[CCK_MEMBER_B64], &encoded) || !encoded))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token says that its payload is not encoded (“b64”), which no JSON "
                         "Web Token may."));
}

static gboolean
is_type (const char *type,
         const char *wanted)
{
  return type != NULL && (strcmp (type, wanted) == 0 || g_ascii_strcasecmp (type, wanted) == 0);
}

static void
judge_id_token_type (CckCheck   *check,
                     const char *type)
{
  cck_check_expect (check, "JWT");
  if (type == NULL || is_type (type, "JWT"))
    return;

  if (is_type (type, "at+jwt"))
    cck_check_explain (check, CCK_OUTCOME_FAILED, _("This is an access token, not an ID token."));
  else
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("This is a token of the type “%s”, not an ID token."),
                       cck_check_get_found (check));
}

/* OIDC Back-Channel Logout §2.4: the type is recommended, and older providers do not say it. */
static void
judge_logout_type (CckCheck   *check,
                   const char *type)
{
  cck_check_expect (check, "logout+jwt");
  if (is_type (type, "logout+jwt"))
    return;

  if (type == NULL || is_type (type, "JWT"))
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token does not say in its header that it is a logout token."));
  else
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("This is a token of the type “%s”, not a logout token."),
                       cck_check_get_found (check));
}

static void
judge_type (CckCheck   *check,
            CckProfile  profile,
            const char *type)
{
  if (profile == CCK_PROFILE_ID_TOKEN)
    judge_id_token_type (check, type);
  else if (profile == CCK_PROFILE_LOGOUT)
    judge_logout_type (check, type);
  else if (profile == CCK_PROFILE_AT_JWT)
    {
      cck_check_expect (check, "at+jwt");
      if (!is_type (type, "at+jwt"))
        cck_check_explain (check, CCK_OUTCOME_FAILED,
                           _("The token does not say that it is an access token."));
    }
  else if (profile == CCK_PROFILE_DPOP)
    {
      cck_check_expect (check, "dpop+jwt");
      if (!is_type (type, "dpop+jwt"))
        cck_check_explain (check, CCK_OUTCOME_FAILED,
                           _("The token does not say that it is a DPoP proof."));
    }
  else if (type != NULL && !is_type (type, "JWT") && !is_type (type, "at+jwt"))
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token is of the type “%s”, whose own rules are not checked."),
                       cck_check_get_found (check));
}

static void
check_type (CckTrial *trial)
{
  const CckJsonValue *typ = trial->header.values[CCK_MEMBER_TYP];
  const char *type = cck_json_get_string (typ, NULL);
  CckCheck *check;

  /* RFC 7515 §4.1.9: it is for applications, which signed data says nothing of. */
  if (trial->verdict->profile == CCK_PROFILE_JWS)
    return;

  check = cck_trial_check (trial, CCK_CHECK_TYPE);
  cck_check_show (check, typ);
  if (typ != NULL && type == NULL)
    {
      cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token’s type is not a text."));
      return;
    }

  /* RFC 7515 §4.1.9: "application/" may be left out, case does not matter. */
  if (type != NULL && strchr (type, '/') != NULL && g_ascii_strncasecmp (type, "application/", 12) == 0)
    type += 12;
  judge_type (check, trial->verdict->profile, type);
}

static void
check_names (CckTrial *trial)
{
  CckJson *payload = cck_jwt_get_payload (trial->jwt);
  CckJson *documents[] = { cck_jwt_get_header (trial->jwt), payload };
  CckCheck *check;

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      if (documents[i] == NULL || cck_json_get_n_duplicates (documents[i]) == 0)
        continue;
      check = cck_trial_check (trial, CCK_CHECK_NAMES);
      cck_check_take_found (check, g_strdup (cck_json_get_duplicate (documents[i], 0)));
      cck_check_explain (check, CCK_OUTCOME_FAILED,
                         _("The name “%s” stands twice, so two readers may find two different "
                           "values."), cck_check_get_found (check));
    }
}

void
cck_trial_header (CckTrial *trial)
{
  check_critical (trial);
  check_type (trial);
  check_names (trial);
}

static CCK_COLD void
refuse_algorithm (CckTrial   *trial,
                  CckCheck   *check,
                  const char *name)
{
  if (name == NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token does not say how it is signed."));
  else if (g_ascii_strcasecmp (name, "none") == 0)
    {
      /* RFC 8725 §3.1, §3.2: an unsecured token is what anyone can write. */
      const char *sentence = _("The token is not signed. Anyone could have written it.");

      cck_check_explain (check, CCK_OUTCOME_FAILED, "%s", sentence);
      cck_check_explain (cck_trial_check (trial, CCK_CHECK_SIGNATURE), CCK_OUTCOME_FAILED, "%s",
                         sentence);
    }
  else if (cck_algorithm_is_known_unsupported (name))
    cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED,
                       _("The algorithm “%s” is known, but not supported by this build."), name);
  else
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The algorithm “%s” is not one that signs tokens."), cck_check_get_found (check));
}

/* RFC 8725 §3.1: the token may only name an algorithm that was agreed on before it came. */
static gboolean
check_algorithm (CckTrial *trial)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_ALGORITHM);
  const CckJsonValue *alg = trial->header.values[CCK_MEMBER_ALG];
  const char * const *allowed = trial->expected->algorithms;
  const char *name = cck_json_get_string (alg, NULL);

  cck_check_show (check, alg);
  cck_check_expect (check, trial->texts.algorithms);
  trial->algorithm = cck_algorithm_from_name (name);

  if (trial->algorithm == CCK_ALGORITHM_UNKNOWN)
    refuse_algorithm (trial, check, name);
  else if (allowed != NULL && !g_strv_contains (allowed, name))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       /* Translators: the token’s algorithm, then the one allowed. */
                       _("The token is signed with %s, and only %s is allowed."), name,
                       trial->texts.algorithms);
  /* RFC 9449 §4.2: a proof is of a private key, which nobody shares. */
  else if (trial->verdict->profile == CCK_PROFILE_DPOP &&
           cck_algorithm_is_symmetric (trial->algorithm))
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("A proof is signed with a private key, never with a shared secret."));
  else if (trial->expected->public_client && cck_algorithm_is_symmetric (trial->algorithm))
    cck_check_explain (check, CCK_OUTCOME_WARNING,
                       _("The token is signed with a shared secret, which a public client can’t "
                         "keep."));

  return check->outcome == CCK_OUTCOME_PASSED || check->outcome == CCK_OUTCOME_WARNING;
}

/* The keys that may have signed the token. */
typedef struct
{
  CckJwk *jwks[CCK_JWKS_MAX_CHOSEN]; /* borrowed */
  guint   count; /* 0 where there is none, which the check of the key explains */
  CckJwk *own; /* the only one, where it is in no set */
} Keys;

static void
clear_keys (Keys *keys)
{
  g_clear_pointer (&keys->own, cck_jwk_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, clear_keys)

/* @jwk: (transfer full) (nullable) */
static void
take_own_key (Keys   *keys,
              CckJwk *jwk)
{
  keys->own = keys->jwks[0] = jwk;
  keys->count = jwk != NULL ? 1 : 0;
}

static void
choose_keys (CckTrial    *trial,
             const char  *kid,
             gsize        kid_length,
             Keys        *keys,
             GError     **error)
{
  const CckExpectations *expected = trial->expected;
  g_autoptr (CckJwk) secret = NULL;

  /* OIDC Core §10.1: HS* is keyed with the client secret, where there is one. */
  if (!cck_algorithm_is_symmetric (trial->algorithm) || expected->hmac_secret == NULL)
    {
      keys->count = cck_jwks_choose (trial->jwks, trial->algorithm, kid, kid_length, keys->jwks, error);
      return;
    }

  secret = cck_jwk_new_secret (expected->hmac_secret, expected->hmac_secret_length);
  if (cck_jwk_fits (secret, trial->algorithm, error))
    take_own_key (keys, g_steal_pointer (&secret));
}

static gboolean
have_keys (CckTrial *trial)
{
  return trial->jwks != NULL ||
         (trial->expected->hmac_secret != NULL && cck_algorithm_is_symmetric (trial->algorithm));
}

static void
check_key (CckTrial *trial,
           Keys     *keys)
{
  CckCheck *check = cck_trial_check (trial, CCK_CHECK_KEY);
  const CckJsonValue *parameter = trial->header.values[CCK_MEMBER_KID];
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *kid = cck_json_get_string (parameter, &length);

  if (trial->verdict->profile == CCK_PROFILE_DPOP)
    {
      take_own_key (keys, cck_trial_proof_key (trial, check));
      return;
    }

  cck_check_show (check, parameter);
  if (parameter != NULL && kid == NULL)
    {
      cck_check_explain (check, CCK_OUTCOME_FAILED, _("The token’s key ID is not a text."));
      return;
    }
  if (!have_keys (trial))
    {
      const char *reason = trial->expected->no_keys_reason;

      cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED, "%s",
                         reason != NULL ? reason : _("The issuer’s keys are not known here."));
      return;
    }

  choose_keys (trial, kid, length, keys, &error);
  if (keys->count == 0)
    {
      trial->verdict->key_is_unknown =
        g_error_matches (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_NO_MATCHING_KEY) &&
        !cck_algorithm_is_symmetric (trial->algorithm);
      cck_check_explain (check, CCK_OUTCOME_FAILED, "%s", error->message);
    }
  else if (cck_algorithm_is_symmetric (trial->algorithm))
    cck_check_note (check, N_("The shared secret is long enough."));
}

static CckJwk *
find_signer (CckTrial   *trial,
             const Keys *keys)
{
  gsize input_length, signature_length;
  const char *input = cck_jwt_get_signing_input (trial->jwt, &input_length);
  const guint8 *signature = cck_jwt_get_signature (trial->jwt, &signature_length);

  for (guint i = 0; i < keys->count; i++)
    if (cck_signature_verify (trial->algorithm, keys->jwks[i], input, input_length, signature,
                              signature_length, NULL))
      return keys->jwks[i];

  return NULL;
}

static CCK_COLD void
explain_mismatch (CckTrial   *trial,
                  CckCheck   *check,
                  const Keys *keys)
{
  const char *kid = cck_check_get_found (&trial->verdict->slots[CCK_CHECK_KEY]);
  gsize length;

  cck_jwt_get_signature (trial->jwt, &length);
  if (length == 0)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("The token’s signature was removed. Anyone could have changed it."));
  else if (trial->verdict->profile == CCK_PROFILE_DPOP)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("Signature does not match the key that the proof brings."));
  else if (kid != NULL)
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       _("Signature does not match key “%s”. The token was changed or comes from "
                         "another issuer."), kid);
  else
    cck_check_explain (check, CCK_OUTCOME_FAILED,
                       keys->count == 1
                         ? _("Signature does not match the key. The token was changed or comes "
                             "from another issuer.")
                         : _("Signature matches none of the keys. The token was changed or comes "
                             "from another issuer."));
}

void
cck_trial_signature (CckTrial *trial)
{
  g_auto (Keys) keys = { .count = 0 };
  CckJwk *signer;
  CckCheck *check;

  if (!check_algorithm (trial))
    {
      if (!cck_verdict_has (trial->verdict, CCK_CHECK_SIGNATURE))
        cck_check_explain (cck_trial_check (trial, CCK_CHECK_SIGNATURE), CCK_OUTCOME_NOT_CHECKED,
                           _("The signature can’t be checked with this algorithm."));
      return;
    }

  check_key (trial, &keys);
  check = cck_trial_check (trial, CCK_CHECK_SIGNATURE);
  if (keys.count == 0)
    {
      cck_check_explain (check, CCK_OUTCOME_NOT_CHECKED, "%s",
                         trial->verdict->slots[CCK_CHECK_KEY].explanation);
      return;
    }

  signer = find_signer (trial, &keys);
  if (signer == NULL)
    {
      explain_mismatch (trial, check, &keys);
      return;
    }

  trial->verdict->jwk = cck_jwk_ref (signer);
  cck_check_show_text (check, cck_jwk_get_description (signer));
}
