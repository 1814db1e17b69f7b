/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-jwk.h"

G_BEGIN_DECLS

/* How a token is made. Plain and borrowed for the call. */
typedef struct
{
  const char *claims; /* one JSON object as text; nothing is added or corrected */
  const char *alg;    /* nullable: RS256; `none` leaves the signature out */
  const char *typ;    /* nullable: JWT; empty: no typ at all */
  const char *kid;    /* nullable: the key's own; empty: no kid at all */
  CckJwk *key;        /* nullable: a fresh one that fits */
} CckPracticeMint;

/**
 * cck_practice_mint:
 * @jwks: (out) (optional) (transfer full): the public key as a JWK set, %NULL where there is none
 * @error: %CCK_PRACTICE_ERROR_CORRECT_CLAIMS for claims, algorithm or key, %CCK_PRACTICE_ERROR_REPORT
 *
 * Signs any claims, right or wrong, byte for byte as they are written. A fresh RSA key takes 50 to
 * 500 ms.
 *
 * Returns: (transfer full): the token (RFC 7519), or %NULL
 */
char *cck_practice_mint (const CckPracticeMint  *mint,
                         char                  **jwks,
                         GError                **error);

G_END_DECLS
