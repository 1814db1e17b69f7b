/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-check.h"
#include "cck-jwks.h"
#include "cck-jwt.h"

G_BEGIN_DECLS

/* What a token is held against. Plain and borrowed for the call; begin with CCK_EXPECTATIONS_INIT.
 * What is left empty is not checked, and the verdict says so. */
typedef struct
{
  CckProfile          profile;
  const char         *issuer;             /* byte for byte */
  const char         *audience;           /* the client ID for an ID token, else the resource */
  const char         *client_id;          /* for azp; @audience of an ID token where NULL */
  const char         *subject;            /* the one that it must be, as after a refresh */
  const char         *nonce;              /* the one that was sent */
  gboolean            nonce_optional;     /* it may be missing: after a refresh (OIDC Core §12.2) */
  gboolean            expiry_optional;    /* no exp, no iat: user information (OIDC Core §5.3.2) */
  const char         *access_token;       /* for at_hash */
  const char         *code;               /* for c_hash */
  gint64              max_age;            /* seconds; -1 where none was asked for */
  const char * const *algorithms;         /* NULL-terminated wire words; NULL: all but none */
  gint64              now;                /* seconds since the epoch */
  gint64              leeway;             /* seconds that clocks may differ */
  gboolean            public_client;      /* it has no secret, so HS* proves nothing */
  gconstpointer       hmac_secret;        /* for HS*: the client secret's bytes */
  gsize               hmac_secret_length;
  const char         *no_keys_reason;     /* translated: why @jwks is missing, where it is */
  const char         *state;              /* the one that was sent, for s_hash */
  const char * const *acr_values;         /* those that were demanded; NULL where none was */
  const char         *http_method;        /* of the request that a DPoP proof came with */
  const char         *http_uri;           /* its address; query and fragment do not count */
} CckExpectations;

#define CCK_EXPECTATIONS_INIT { .max_age = -1, .leeway = 30 }

typedef enum
{
  CCK_VERDICT_VALID,
  CCK_VERDICT_VALID_WITH_WARNINGS,
  CCK_VERDICT_NOT_VALID,
  CCK_VERDICT_NOT_FULLY_CHECKED,
} CckVerdictResult;

/* The one place that says whether a token is good: the list of checks made on it. Immutable,
 * ref-counted, usable from several threads. */
typedef struct _CckVerdict CckVerdict;

#define CCK_TYPE_VERDICT (cck_verdict_get_type ())

GType             cck_verdict_get_type       (void) G_GNUC_CONST;

/* Keeps @jwt. For CCK_PROFILE_DPOP, and only there, a key in the header is used, and @jwks is not.
 * @jwks: (nullable): without it, and without a secret for HS*, the signature is not checked.
 * Never fails: what is wrong is a failed check. Makes no request and looks at no clock. (transfer
 * full) */
CckVerdict       *cck_verdict_new            (CckJwt                *jwt,
                                              CckJwks               *jwks,
                                              const CckExpectations *expectations);
CckVerdict       *cck_verdict_ref            (CckVerdict            *self);
void              cck_verdict_unref          (CckVerdict            *self);

/* VALID is said only where signature, issuer, audience and time have all been checked and nothing
 * failed; NOT_VALID where anything failed; NOT_FULLY_CHECKED else. For CCK_PROFILE_JWS, whose
 * payload is no claims, the signature is all that there is to check; for CCK_PROFILE_DPOP it is the
 * signature by the key that the proof itself brings, its type, time, method, target and identifier
 * (RFC 9449 §4.3): what that key is worth, only the token that is bound to it can say. */
CckVerdictResult  cck_verdict_get_result     (CckVerdict            *self);
/* TRUE for VALID and VALID_WITH_WARNINGS. */
gboolean          cck_verdict_is_accepted    (CckVerdict            *self);
CckProfile        cck_verdict_get_profile    (CckVerdict            *self);

guint             cck_verdict_get_n_checks   (CckVerdict            *self);
/* In the order in which they are shown. (transfer none) */
const CckCheck   *cck_verdict_get_check      (CckVerdict            *self,
                                              guint                  index);
/* The check with this id ("signature", "issuer" …), or NULL. (transfer none) */
const CckCheck   *cck_verdict_find_check     (CckVerdict            *self,
                                              const char            *id);
/* The failed check that matters most, or NULL. (transfer none) */
const CckCheck   *cck_verdict_get_failed     (CckVerdict            *self);
/* TRUE where no key of the set has the token's kid, or fits it where it has none: fetching the keys
 * once more may help (OIDC Core §10.1.1). */
gboolean          cck_verdict_key_is_unknown (CckVerdict            *self);
/* The key that the signature was checked with, or NULL. (transfer none) */
CckJwk           *cck_verdict_get_jwk        (CckVerdict            *self);

/* "valid", "valid-with-warnings", "not-valid", "not-fully-checked" */
const char       *cck_verdict_result_get_name (CckVerdictResult      result);
/* "Valid", "Valid with Warnings", "Not Valid", "Not Fully Checked": translated. */
const char       *cck_verdict_result_get_title (CckVerdictResult     result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckVerdict, cck_verdict_unref)

G_END_DECLS
