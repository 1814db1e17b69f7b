/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-misbehaviour.h"

#include <glib/gi18n-lib.h>

#include "cck-practice-error.h"

#define ACCEPT CCK_PRACTICE_EXPECT_ACCEPT
#define REFUSE CCK_PRACTICE_EXPECT_REFUSE
#define DISCARD CCK_PRACTICE_EXPECT_DISCARD
#define WAIT CCK_PRACTICE_EXPECT_WAIT
#define ERROR CCK_PRACTICE_EXPECT_ERROR
#define SIGN_IN CCK_PRACTICE_EXPECT_SIGN_IN

#define KIND(id) [CCK_PRACTICE_MISBEHAVE_##id]

static const struct
{
  const char *name;
  CckPracticeExpectation expectation;
  const char *description;
} kinds[CCK_PRACTICE_N_MISBEHAVIOURS] = {
  KIND (NONE) = { "none", REFUSE, N_("The ID token is not signed (alg none)") },
  KIND (SIGNATURE) = { "signature", REFUSE, N_("The ID token’s signature has a wrong bit") },
  KIND (SIGNATURE_RS256) = { "signature-rs256", REFUSE,
    N_("The ID token’s RS256 signature has a wrong bit") },
  KIND (SIGNATURE_ES256) = { "signature-es256", REFUSE,
    N_("The ID token’s ES256 signature has a wrong bit") },
  KIND (SIGNATURE_HS256) = { "signature-hs256", REFUSE,
    N_("The ID token’s HS256 signature has a wrong bit") },
  KIND (ALGORITHM) = { "algorithm", REFUSE,
    N_("The ID token is signed with another algorithm than the registered one") },
  KIND (NO_KID) = { "no-kid", ACCEPT, N_("The ID token has no kid, and one key fits") },
  KIND (NO_KID_SEVERAL) = { "no-kid-several", ACCEPT,
    N_("The ID token has no kid, and several keys fit; it may be refused as well") },
  KIND (NEW_KEYS) = { "new-keys", ACCEPT, N_("Each sign-in finds new signing keys") },
  KIND (NEW_KEYS_SIGNING) = { "new-keys-signing", ACCEPT,
    N_("New keys and kids are made right before signing") },

  KIND (ISSUER) = { "issuer", REFUSE, N_("The ID token’s issuer differs by one character") },
  KIND (AUDIENCE) = { "audience", REFUSE, N_("The ID token’s audience differs by one character") },
  KIND (AUDIENCE_OTHER) = { "audience-other", REFUSE,
    N_("The ID token has a second audience and no azp") },
  KIND (AUDIENCE_LIST) = { "audience-list", ACCEPT,
    N_("The ID token’s audience is a list of one") },
  KIND (NONCE) = { "nonce", REFUSE, N_("The ID token has another nonce than the request") },
  KIND (EXPIRED) = { "expired", REFUSE, N_("The ID token expired six minutes ago") },
  KIND (AT_HASH) = { "at-hash", REFUSE, N_("The ID token’s at_hash is of another access token") },
  KIND (C_HASH) = { "c-hash", REFUSE, N_("The ID token’s c_hash is of another code") },
  KIND (NO_ISSUER) = { "no-issuer", REFUSE, N_("The ID token has no issuer") },
  KIND (NO_AUDIENCE) = { "no-audience", REFUSE, N_("The ID token has no audience") },
  KIND (NO_SUBJECT) = { "no-subject", REFUSE, N_("The ID token has no subject") },
  KIND (NO_EXPIRY) = { "no-expiry", REFUSE, N_("The ID token never expires") },
  KIND (NO_ISSUED_AT) = { "no-issued-at", REFUSE,
    N_("The ID token does not say when it was issued") },
  KIND (NO_NONCE) = { "no-nonce", REFUSE, N_("The ID token has no nonce") },

  KIND (STATE) = { "state", WAIT, N_("The authorization answer has another state") },
  KIND (NO_STATE) = { "no-state", WAIT, N_("The authorization answer has no state") },
  KIND (RESPONSE_ISSUER) = { "response-issuer", REFUSE,
    N_("The authorization answer names another issuer") },
  KIND (NO_RESPONSE_ISSUER) = { "no-response-issuer", REFUSE,
    N_("The authorization answer lacks the issuer that was announced") },

  KIND (TOKEN_TYPE_CASE) = { "token-type-case", ACCEPT,
    N_("The token type is written “bEARER” or “dPOP”") },
  KIND (TOKEN_TYPE) = { "token-type", REFUSE, N_("The token type is one that nobody knows") },
  KIND (NO_EXPIRES_IN) = { "no-expires-in", ACCEPT,
    N_("The token answer does not say how long the token lasts") },
  KIND (EXPIRES_IN_TEXT) = { "expires-in-text", ACCEPT,
    N_("The token answer says how long the token lasts as a string") },
  KIND (NO_ID_TOKEN) = { "no-id-token", REFUSE,
    N_("The sign-in is answered without an ID token although openid was granted") },

  KIND (REFRESH_ID_TOKEN) = { "refresh-id-token", ACCEPT,
    N_("A refresh brings an ID token that repeats the first nonce") },
  KIND (REFRESH_NO_ID_TOKEN) = { "refresh-no-id-token", ACCEPT,
    N_("A refresh brings no ID token") },
  KIND (REFRESH_ISSUER) = { "refresh-issuer", REFUSE,
    N_("A refresh brings an ID token of another issuer") },
  KIND (REFRESH_SUBJECT) = { "refresh-subject", REFUSE,
    N_("A refresh brings an ID token about someone else") },
  KIND (REFRESH_AUDIENCE) = { "refresh-audience", REFUSE,
    N_("A refresh brings an ID token for another audience") },
  KIND (REFRESH_NONCE) = { "refresh-nonce", REFUSE,
    N_("A refresh brings an ID token with another nonce") },
  KIND (REFRESH_AUTH_TIME) = { "refresh-auth-time", REFUSE,
    N_("A refresh brings an ID token with another time of sign-in") },
  KIND (NO_ROTATION) = { "no-rotation", ACCEPT, N_("A refresh keeps the refresh token as it is") },
  KIND (NO_REFRESH_TOKEN) = { "no-refresh-token", ACCEPT,
    N_("A refresh does not mention the refresh token, which stays good") },
  KIND (INVALID_GRANT) = { "invalid-grant", SIGN_IN, N_("No refresh token is accepted any more") },

  KIND (SUBJECT) = { "userinfo-subject", DISCARD, N_("User information is about someone else") },
  KIND (USERINFO_SIGNED) = { "userinfo-signed", ACCEPT,
    N_("User information is a signed token, and a good one") },
  KIND (USERINFO_SIGNATURE) = { "userinfo-signature", DISCARD,
    N_("User information is a signed token with a wrong bit") },
  KIND (USERINFO_NONE) = { "userinfo-none", DISCARD,
    N_("User information is a token that nobody signed") },
  KIND (METADATA_ISSUER) = { "metadata-issuer", REFUSE, N_("The metadata names another issuer") },
  KIND (JWKS_ELSEWHERE) = { "jwks-elsewhere", ACCEPT,
    N_("The keys are at another address, which the metadata tells") },

  KIND (TOKEN_HUGE) = { "token-huge", ERROR, N_("The token endpoint answers 100 MB") },
  KIND (TOKEN_SLOW) = { "token-slow", ERROR, N_("The token endpoint answers one byte a second") },
  KIND (TOKEN_CUT) = { "token-cut", ERROR, N_("The token endpoint stops half way") },
  KIND (TOKEN_HTML) = { "token-html", ERROR, N_("The token endpoint answers with a web page") },
  KIND (TOKEN_REDIRECT) = { "token-redirect", ERROR, N_("The token endpoint redirects") },
  KIND (TOKEN_500) = { "token-500", ERROR, N_("The token endpoint is broken (500)") },
  KIND (BUSY) = { "busy", ERROR, N_("The token endpoint is busy and says when to come again") },
  KIND (TOKEN_429) = { "token-429", ERROR, N_("The token endpoint is asked too often (429)") },
  KIND (TOKEN_DUPLICATE) = { "token-duplicate", ERROR,
    N_("The token answer has a member twice") },
  KIND (METADATA_HUGE) = { "metadata-huge", ERROR, N_("The metadata are 100 MB") },
  KIND (METADATA_SLOW) = { "metadata-slow", ERROR, N_("The metadata come one byte a second") },
  KIND (METADATA_CUT) = { "metadata-cut", ERROR, N_("The metadata stop half way") },
  KIND (METADATA_HTML) = { "metadata-html", ERROR, N_("The metadata are a web page") },
  KIND (METADATA_REDIRECT) = { "metadata-redirect", ERROR,
    N_("The metadata redirect to another page") },
  KIND (METADATA_500) = { "metadata-500", ERROR, N_("The metadata are broken (500)") },
  KIND (METADATA_503) = { "metadata-503", ERROR,
    N_("The metadata are busy and say when to come again") },
  KIND (METADATA_429) = { "metadata-429", ERROR, N_("The metadata are asked too often (429)") },
  KIND (METADATA_DUPLICATE) = { "metadata-duplicate", ERROR,
    N_("The metadata have a member twice") },
  KIND (JWKS_HUGE) = { "jwks-huge", ERROR, N_("The keys are 100 MB") },
  KIND (JWKS_SLOW) = { "jwks-slow", ERROR, N_("The keys come one byte a second") },
  KIND (JWKS_CUT) = { "jwks-cut", ERROR, N_("The keys stop half way") },
  KIND (JWKS_HTML) = { "jwks-html", ERROR, N_("The keys are a web page") },
  KIND (JWKS_REDIRECT) = { "jwks-redirect", ERROR, N_("The keys redirect to another page") },
  KIND (JWKS_500) = { "jwks-500", ERROR, N_("The keys are broken (500)") },
  KIND (JWKS_503) = { "jwks-503", ERROR, N_("The keys are busy and say when to come again") },
  KIND (JWKS_429) = { "jwks-429", ERROR, N_("The keys are asked too often (429)") },
  KIND (JWKS_DUPLICATE) = { "jwks-duplicate", ERROR, N_("The keys have a member twice") },
  KIND (USERINFO_HUGE) = { "userinfo-huge", DISCARD, N_("User information is 100 MB") },
  KIND (USERINFO_SLOW) = { "userinfo-slow", DISCARD,
    N_("User information comes one byte a second") },
  KIND (USERINFO_CUT) = { "userinfo-cut", DISCARD, N_("User information stops half way") },
  KIND (USERINFO_HTML) = { "userinfo-html", DISCARD, N_("User information is a web page") },
  KIND (USERINFO_REDIRECT) = { "userinfo-redirect", DISCARD,
    N_("User information redirects to another page") },
  KIND (USERINFO_500) = { "userinfo-500", DISCARD, N_("User information is broken (500)") },
  KIND (USERINFO_503) = { "userinfo-503", DISCARD,
    N_("User information is busy and says when to come again") },
  KIND (USERINFO_429) = { "userinfo-429", DISCARD,
    N_("User information is asked for too often (429)") },
  KIND (USERINFO_DUPLICATE) = { "userinfo-duplicate", DISCARD,
    N_("User information has a member twice") },
};

G_STATIC_ASSERT (CCK_PRACTICE_N_MISBEHAVIOURS <= 128);

static const struct
{
  const char *name;
  const char *title;
} expectations[] = {
  [CCK_PRACTICE_EXPECT_ACCEPT] = { "accept", N_("A client accepts it") },
  [CCK_PRACTICE_EXPECT_REFUSE] = { "refuse", N_("A client refuses it") },
  [CCK_PRACTICE_EXPECT_DISCARD] = { "discard",
    N_("A client throws the answer away and keeps the session") },
  [CCK_PRACTICE_EXPECT_WAIT] = { "wait", N_("A client ignores it and goes on waiting") },
  [CCK_PRACTICE_EXPECT_ERROR] = { "error", N_("A client says so and keeps the session") },
  [CCK_PRACTICE_EXPECT_SIGN_IN] = { "sign-in", N_("A client asks to sign in again") },
};

void
cck_practice_misbehaviours_add (CckPracticeMisbehaviours *set,
                                CckPracticeMisbehaviour   kind)
{
  g_return_if_fail (set != NULL);
  g_return_if_fail (kind < CCK_PRACTICE_N_MISBEHAVIOURS);

  if (kind != CCK_PRACTICE_MISBEHAVE_NOT)
    set->bits[kind / 64] |= G_GUINT64_CONSTANT (1) << (kind % 64);
}

gboolean
cck_practice_misbehaviours_contains (const CckPracticeMisbehaviours *set,
                                     CckPracticeMisbehaviour         kind)
{
  g_return_val_if_fail (set != NULL, FALSE);
  g_return_val_if_fail (kind < CCK_PRACTICE_N_MISBEHAVIOURS, FALSE);

  return (set->bits[kind / 64] >> (kind % 64) & 1) != 0;
}

CckPracticeMisbehaviour
cck_practice_misbehaviour_from_name (const char  *name,
                                     GError     **error)
{
  g_return_val_if_fail (name != NULL, CCK_PRACTICE_MISBEHAVE_NOT);

  for (guint i = 1; i < CCK_PRACTICE_N_MISBEHAVIOURS; i++)
    if (g_str_equal (name, kinds[i].name))
      return (CckPracticeMisbehaviour) i;

  g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_KIND,
               _("The practice provider has no misbehaviour “%s”. "
                 "“cck practice --help” lists them."), name);
  return CCK_PRACTICE_MISBEHAVE_NOT;
}

const char *
cck_practice_misbehaviour_get_name (CckPracticeMisbehaviour kind)
{
  g_return_val_if_fail (kind < CCK_PRACTICE_N_MISBEHAVIOURS, NULL);

  return kinds[kind].name;
}

gboolean
cck_practice_misbehaviour_list (guint        index,
                                const char **name,
                                const char **description)
{
  g_return_val_if_fail (name != NULL && description != NULL, FALSE);

  if (index >= CCK_PRACTICE_N_MISBEHAVIOURS - 1)
    return FALSE;

  *name = kinds[index + 1].name;
  *description = _(kinds[index + 1].description);
  return TRUE;
}

CckPracticeExpectation
cck_practice_misbehaviour_get_expectation (CckPracticeMisbehaviour kind)
{
  g_return_val_if_fail (kind < CCK_PRACTICE_N_MISBEHAVIOURS, CCK_PRACTICE_EXPECT_ACCEPT);

  return kinds[kind].expectation;
}

const char *
cck_practice_expectation_get_name (CckPracticeExpectation expectation)
{
  g_return_val_if_fail (expectation < G_N_ELEMENTS (expectations), NULL);

  return expectations[expectation].name;
}

const char *
cck_practice_expectation_get_title (CckPracticeExpectation expectation)
{
  g_return_val_if_fail (expectation < G_N_ELEMENTS (expectations), NULL);

  return _(expectations[expectation].title);
}
