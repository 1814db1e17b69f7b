/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CckPracticeMisbehaviour:
 *
 * What the practice provider does wrong, or right in an unusual way, on purpose. Each kind has a
 * name that stays for `cck practice --misbehave NAME`, a sentence, and what a client is expected to
 * make of it, in one table. The order here is the order of the table.
 */
typedef enum
{
  CCK_PRACTICE_MISBEHAVE_NOT,

  /* How the ID token is signed */
  CCK_PRACTICE_MISBEHAVE_NONE,            /* none: not at all */
  CCK_PRACTICE_MISBEHAVE_SIGNATURE,       /* signature: one bit of it is flipped */
  CCK_PRACTICE_MISBEHAVE_SIGNATURE_RS256, /* signature-rs256: RS256, and one bit is flipped */
  CCK_PRACTICE_MISBEHAVE_SIGNATURE_ES256, /* signature-es256: ES256, and one bit is flipped */
  CCK_PRACTICE_MISBEHAVE_SIGNATURE_HS256, /* signature-hs256: HS256, and one bit is flipped */
  CCK_PRACTICE_MISBEHAVE_ALGORITHM,       /* algorithm: another one than is registered */
  CCK_PRACTICE_MISBEHAVE_NO_KID,          /* no-kid: no kid, and one key fits */
  CCK_PRACTICE_MISBEHAVE_NO_KID_SEVERAL,  /* no-kid-several: no kid, and several keys fit */
  CCK_PRACTICE_MISBEHAVE_NEW_KEYS,        /* new-keys: new keys at each authorization request */
  CCK_PRACTICE_MISBEHAVE_NEW_KEYS_SIGNING, /* new-keys-signing: new ones right before signing */

  /* What the ID token says */
  CCK_PRACTICE_MISBEHAVE_ISSUER,          /* issuer: iss differs by one character */
  CCK_PRACTICE_MISBEHAVE_AUDIENCE,        /* audience: aud differs by one character */
  CCK_PRACTICE_MISBEHAVE_AUDIENCE_OTHER,  /* audience-other: [client, other] without azp */
  CCK_PRACTICE_MISBEHAVE_AUDIENCE_LIST,   /* audience-list: [client] */
  CCK_PRACTICE_MISBEHAVE_NONCE,           /* nonce: it is another */
  CCK_PRACTICE_MISBEHAVE_EXPIRED,         /* expired: six minutes ago */
  CCK_PRACTICE_MISBEHAVE_AT_HASH,         /* at-hash: of another access token */
  CCK_PRACTICE_MISBEHAVE_C_HASH,          /* c-hash: of another code */
  CCK_PRACTICE_MISBEHAVE_NO_ISSUER,       /* no-issuer, and so on: the claim is left out */
  CCK_PRACTICE_MISBEHAVE_NO_AUDIENCE,
  CCK_PRACTICE_MISBEHAVE_NO_SUBJECT,
  CCK_PRACTICE_MISBEHAVE_NO_EXPIRY,
  CCK_PRACTICE_MISBEHAVE_NO_ISSUED_AT,
  CCK_PRACTICE_MISBEHAVE_NO_NONCE,

  /* The authorization answer */
  CCK_PRACTICE_MISBEHAVE_STATE,              /* state: it is another */
  CCK_PRACTICE_MISBEHAVE_NO_STATE,           /* no-state: it is missing */
  CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER,    /* response-issuer: iss is another */
  CCK_PRACTICE_MISBEHAVE_NO_RESPONSE_ISSUER, /* no-response-issuer: it was announced */

  /* The token answer */
  CCK_PRACTICE_MISBEHAVE_TOKEN_TYPE_CASE,    /* token-type-case: "bEARER" or "dPOP" */
  CCK_PRACTICE_MISBEHAVE_TOKEN_TYPE,         /* token-type: one that nobody knows */
  CCK_PRACTICE_MISBEHAVE_NO_EXPIRES_IN,      /* no-expires-in: it is missing */
  CCK_PRACTICE_MISBEHAVE_EXPIRES_IN_TEXT,    /* expires-in-text: a string of digits */
  CCK_PRACTICE_MISBEHAVE_NO_ID_TOKEN,        /* no-id-token: although openid is granted */

  /* The answer to a refresh */
  CCK_PRACTICE_MISBEHAVE_REFRESH_ID_TOKEN,    /* refresh-id-token: with the first nonce, allowed */
  CCK_PRACTICE_MISBEHAVE_REFRESH_NO_ID_TOKEN, /* refresh-no-id-token: without one, allowed */
  CCK_PRACTICE_MISBEHAVE_REFRESH_ISSUER,      /* refresh-issuer, and so on: another than before */
  CCK_PRACTICE_MISBEHAVE_REFRESH_SUBJECT,
  CCK_PRACTICE_MISBEHAVE_REFRESH_AUDIENCE,
  CCK_PRACTICE_MISBEHAVE_REFRESH_NONCE,
  CCK_PRACTICE_MISBEHAVE_REFRESH_AUTH_TIME,
  CCK_PRACTICE_MISBEHAVE_NO_ROTATION,         /* no-rotation: the refresh token stays the same */
  CCK_PRACTICE_MISBEHAVE_NO_REFRESH_TOKEN,    /* no-refresh-token: left out, the old one is good */
  CCK_PRACTICE_MISBEHAVE_INVALID_GRANT,       /* invalid-grant: no refresh token is good */

  /* User information and metadata */
  CCK_PRACTICE_MISBEHAVE_SUBJECT,             /* userinfo-subject: it is about someone else */
  CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNED,     /* userinfo-signed: a JWT, and a good one */
  CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNATURE,  /* userinfo-signature: a JWT with a wrong bit */
  CCK_PRACTICE_MISBEHAVE_USERINFO_NONE,       /* userinfo-none: a JWT that nobody signed */
  CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER,     /* metadata-issuer: another issuer is named */
  CCK_PRACTICE_MISBEHAVE_JWKS_ELSEWHERE,      /* jwks-elsewhere: at another path, /jwks is gone */

  /* How an endpoint answers. The four groups have the same order; busy is token-503. */
  CCK_PRACTICE_MISBEHAVE_TOKEN_HUGE,      /* -huge: 100 MB */
  CCK_PRACTICE_MISBEHAVE_TOKEN_SLOW,      /* -slow: one byte a second */
  CCK_PRACTICE_MISBEHAVE_TOKEN_CUT,       /* -cut: the connection ends half way */
  CCK_PRACTICE_MISBEHAVE_TOKEN_HTML,      /* -html: a page, with status 200 */
  CCK_PRACTICE_MISBEHAVE_TOKEN_REDIRECT,  /* -redirect: 307 to another path here */
  CCK_PRACTICE_MISBEHAVE_TOKEN_500,
  CCK_PRACTICE_MISBEHAVE_BUSY,            /* busy: 503, Retry-After: 7 */
  CCK_PRACTICE_MISBEHAVE_TOKEN_429,       /* -429: with Retry-After: 7 */
  CCK_PRACTICE_MISBEHAVE_TOKEN_DUPLICATE, /* -duplicate: JSON with a member twice */
  CCK_PRACTICE_MISBEHAVE_METADATA_HUGE,
  CCK_PRACTICE_MISBEHAVE_METADATA_SLOW,
  CCK_PRACTICE_MISBEHAVE_METADATA_CUT,
  CCK_PRACTICE_MISBEHAVE_METADATA_HTML,
  CCK_PRACTICE_MISBEHAVE_METADATA_REDIRECT,
  CCK_PRACTICE_MISBEHAVE_METADATA_500,
  CCK_PRACTICE_MISBEHAVE_METADATA_503,
  CCK_PRACTICE_MISBEHAVE_METADATA_429,
  CCK_PRACTICE_MISBEHAVE_METADATA_DUPLICATE,
  CCK_PRACTICE_MISBEHAVE_JWKS_HUGE,
  CCK_PRACTICE_MISBEHAVE_JWKS_SLOW,
  CCK_PRACTICE_MISBEHAVE_JWKS_CUT,
  CCK_PRACTICE_MISBEHAVE_JWKS_HTML,
  CCK_PRACTICE_MISBEHAVE_JWKS_REDIRECT,
  CCK_PRACTICE_MISBEHAVE_JWKS_500,
  CCK_PRACTICE_MISBEHAVE_JWKS_503,
  CCK_PRACTICE_MISBEHAVE_JWKS_429,
  CCK_PRACTICE_MISBEHAVE_JWKS_DUPLICATE,
  CCK_PRACTICE_MISBEHAVE_USERINFO_HUGE,
  CCK_PRACTICE_MISBEHAVE_USERINFO_SLOW,
  CCK_PRACTICE_MISBEHAVE_USERINFO_CUT,
  CCK_PRACTICE_MISBEHAVE_USERINFO_HTML,
  CCK_PRACTICE_MISBEHAVE_USERINFO_REDIRECT,
  CCK_PRACTICE_MISBEHAVE_USERINFO_500,
  CCK_PRACTICE_MISBEHAVE_USERINFO_503,
  CCK_PRACTICE_MISBEHAVE_USERINFO_429,
  CCK_PRACTICE_MISBEHAVE_USERINFO_DUPLICATE,

  CCK_PRACTICE_N_MISBEHAVIOURS,
} CckPracticeMisbehaviour;

/**
 * CckPracticeExpectation:
 * @CCK_PRACTICE_EXPECT_ACCEPT: it is unusual and right: all goes on
 * @CCK_PRACTICE_EXPECT_REFUSE: nothing of the answer is kept
 * @CCK_PRACTICE_EXPECT_DISCARD: this answer is thrown away, the session stays
 * @CCK_PRACTICE_EXPECT_WAIT: the answer changes nothing; the client goes on listening
 * @CCK_PRACTICE_EXPECT_ERROR: a clear error in bounded time and memory; the session stays
 * @CCK_PRACTICE_EXPECT_SIGN_IN: the session has ended: sign in again
 *
 * What a careful client makes of it.
 */
typedef enum
{
  CCK_PRACTICE_EXPECT_ACCEPT,
  CCK_PRACTICE_EXPECT_REFUSE,
  CCK_PRACTICE_EXPECT_DISCARD,
  CCK_PRACTICE_EXPECT_WAIT,
  CCK_PRACTICE_EXPECT_ERROR,
  CCK_PRACTICE_EXPECT_SIGN_IN,
} CckPracticeExpectation;

/* A set of kinds. Plain data: begin with CCK_PRACTICE_MISBEHAVIOURS_INIT, copy with `=`. */
typedef struct
{
  guint64 bits[2];
} CckPracticeMisbehaviours;

#define CCK_PRACTICE_MISBEHAVIOURS_INIT { { 0, 0 } }

/* Adding CCK_PRACTICE_MISBEHAVE_NOT changes nothing. */
void      cck_practice_misbehaviours_add      (CckPracticeMisbehaviours       *set,
                                               CckPracticeMisbehaviour         kind);
gboolean  cck_practice_misbehaviours_contains (const CckPracticeMisbehaviours *set,
                                               CckPracticeMisbehaviour         kind);

/**
 * cck_practice_misbehaviour_from_name:
 * @name: a kind, like `issuer`
 * @error: %CCK_PRACTICE_ERROR_CORRECT_KIND where there is none of this name
 *
 * Returns: the kind, or %CCK_PRACTICE_MISBEHAVE_NOT with @error set
 */
CckPracticeMisbehaviour   cck_practice_misbehaviour_from_name (const char  *name,
                                                               GError     **error);

/* The kind's name; %NULL for CCK_PRACTICE_MISBEHAVE_NOT. */
const char               *cck_practice_misbehaviour_get_name  (CckPracticeMisbehaviour  kind);

/**
 * cck_practice_misbehaviour_list:
 * @index: from 0; the row's kind is @index + 1
 * @name: (out) (transfer none): the kind's name
 * @description: (out) (transfer none): one translated sentence on what the provider does then
 *
 * The table, row by row, for `cck practice --help` and menus.
 *
 * Returns: %FALSE past the last row
 */
gboolean                  cck_practice_misbehaviour_list      (guint        index,
                                                               const char **name,
                                                               const char **description);

CckPracticeExpectation    cck_practice_misbehaviour_get_expectation (CckPracticeMisbehaviour kind);

/* "accept", "refuse", "discard", "wait", "error", "sign-in" */
const char               *cck_practice_expectation_get_name   (CckPracticeExpectation  expectation);

/* "A client accepts it", and so on: translated. */
const char               *cck_practice_expectation_get_title  (CckPracticeExpectation  expectation);

G_END_DECLS
