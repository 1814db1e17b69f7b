/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-verdict.h"

G_BEGIN_DECLS

#define TEST_ISSUER "https://issuer.example"
#define TEST_CLIENT "client"
#define TEST_NOW    G_GINT64_CONSTANT (1700000300)

/* A private key for @algorithm, the same at each call of a process. (transfer none) */
CckJwk     *test_key             (CckAlgorithm           algorithm);
/* A key set of the public parts, or the secret. (transfer full) */
CckJwks    *test_set             (CckJwk                *jwk);

/* The claims of a good ID token, changed: pairs of a name and its JSON text, or NULL to leave it
 * out; ends with NULL. (transfer full) */
char       *test_claims          (const char            *first,
                                  ...) G_GNUC_NULL_TERMINATED;
/* Signs any texts with @algorithm and @jwk, valid JSON or not. (transfer full) */
char       *test_sign_raw        (CckAlgorithm           algorithm,
                                  CckJwk                *jwk,
                                  const char            *header,
                                  const char            *payload);
/* A token with alg and kid as they belong to @algorithm's key; takes @claims. (transfer full) */
char       *test_token           (CckAlgorithm           algorithm,
                                  char                  *claims);

/* What a good ID token is held against. */
CckExpectations test_expectations (void);
/* Parses and judges with the keys of @jwk; NULL where the token can't be taken apart. */
CckVerdict *test_judge           (const char            *token,
                                  CckJwk                *jwk,
                                  const CckExpectations *expected);
/* Judges an ES256 token of @claims (taken) and looks at one check. */
void        test_claim_check     (char                  *claims,
                                  const CckExpectations *expected,
                                  const char            *id,
                                  CckOutcome             outcome);
/* That @token is refused, whether it can be taken apart or not. */
void        test_refused         (const char            *token,
                                  CckJwk                *jwk);
/* Good claims under @header, signed by @algorithm's key whatever the header says. (transfer full) */
char       *test_header_token    (CckAlgorithm           algorithm,
                                  const char            *header);
void        test_refuse_header   (CckAlgorithm           algorithm,
                                  const char            *header);
/* So that a refusal beside it is one for its own reason. */
void        test_accept_header   (CckAlgorithm           algorithm,
                                  const char            *header);
void        test_outcome         (CckVerdict            *verdict,
                                  const char            *id,
                                  CckOutcome             outcome);

G_END_DECLS
