/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-token.h"

G_BEGIN_DECLS

/* What GnuTLS alone takes for a token's signature: the key imported before, the bytes of the
 * signature as it wants them, nothing read from the token. */
typedef struct _BenchBare BenchBare;

BenchBare *bench_bare_new    (const BenchToken *token);
void       bench_bare_free   (BenchBare        *self);
gboolean   bench_bare_verify (gpointer          bare);
/* The public key as PEM, for libraries that want that; the secret's bytes for HS*.
 * (transfer full) */
char      *bench_bare_dup_pem (BenchBare       *self,
                               gsize           *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchBare, bench_bare_free)

G_END_DECLS
