/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-inspection.h"

G_BEGIN_DECLS

/* What the token is to be checked with. All members may be left empty; strings are borrowed for
 * the call. */
typedef struct
{
  CckProvider *provider;            /* its issuer, client ID and keys; a network request for them */
  const char  *jwks;                /* a JWK Set or a JWK as JSON text, or a key in PEM */
  const char  *hmac_secret;         /* the bytes of a shared secret; the key of an encrypted token */
  const char  *issuer;              /* expected; of the provider where NULL */
  const char  *audience;            /* expected; of the provider where NULL */
  const char  *nonce;
  const char  *profile;             /* id_token, at+jwt, jwt, jws, logout+jwt, dpop+jwt; guessed from
                                     * the token where NULL */
  const char  *algorithms;          /* "RS256,ES256"; all that are safe where NULL */
  gint64       at;                  /* seconds since the epoch; the clock's where 0 */
  gint64       leeway;              /* seconds; the session's where negative */
  gconstpointer key;                /* a key as a file holds it: JWK, JWK Set, PEM or DER */
  gsize        key_length;
  const char  *acr_values;          /* separated by spaces; the levels that were demanded */
  gint64       max_age;             /* seconds; -1 for any */
  const char  *http_method;         /* of the request that a dpop+jwt came with */
  const char  *http_uri;            /* its address */
  gboolean     fetch_unknown_issuer; /* the person asked: fetch the keys of the token's own issuer */
} CckInspectOptions;

#define CCK_INSPECT_OPTIONS_INIT { .leeway = -1, .max_age = -1 }

/* A token as it is stored for an account, checked with the provider's keys where the network can be
 * reached; where it can't, the checks that need keys say "not checked" and why. Never refreshes.
 * Resolves to a CckInspection. */
DexFuture *cck_session_inspect_account (CckSession              *session,
                                        CckAccount              *account,
                                        CckTokenKind             kind);

/* Text as a person pastes it: a token, "Bearer …", a whole token answer as JSON. White space around
 * is forgiven. @text: any bytes; @length: -1 for a terminated string. Makes no request unless
 * @options name a provider or ask for one. Nothing is kept. Resolves to a CckInspection; rejects
 * with an error that points ("The payload is not valid Base64URL (character 214)."). */
DexFuture *cck_session_inspect_text    (CckSession              *session,
                                        const char              *text,
                                        gssize                   length,
                                        const CckInspectOptions *options);

/* The provider that has the issuer which @inspection's token names, or NULL; where several have it, one
 * whose keys come from the issuer itself. Makes no request.
 * (transfer none) */
CckProvider *cck_session_find_issuer   (CckSession              *session,
                                        CckInspection           *inspection);

G_END_DECLS
