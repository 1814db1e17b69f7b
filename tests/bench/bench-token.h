/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-verdict.h"

G_BEGIN_DECLS

#define BENCH_ISSUER "https://accounts.issuer.example/realms/main"
#define BENCH_CLIENT "claimcheck-desktop"
#define BENCH_NONCE "n-0S6_WzA2MjJkfq1kX8bTn9w"
#define BENCH_NOW G_GINT64_CONSTANT (1700000300)

/* An ID token of 17 claims as a provider sends it, its key and the set that the key stands in. */
typedef struct
{
  CckAlgorithm algorithm;
  CckJwk      *jwk;       /* private */
  char        *public_json; /* the key alone; the secret itself for HS* */
  CckJwks     *jwks;
  char        *text;
  gsize        length;
} BenchToken;

/* (transfer full) */
BenchToken *bench_token_new     (CckAlgorithm      algorithm);
void        bench_token_free    (BenchToken       *self);
/* One full verdict: split, decode, JSON, key, signature, claims, each check's outcome. */
gboolean    bench_token_judge   (gpointer          token);
/* The taking apart alone. */
gboolean    bench_token_parse   (gpointer          token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchToken, bench_token_free)

G_END_DECLS
