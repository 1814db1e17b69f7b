/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-token.h"

G_BEGIN_DECLS

/* A Node.js process that does the work when it is asked to, and says how long it took. */
typedef struct _BenchNode BenchNode;

/* NULL, after a line that says why, where node or the packages of package.json are not there. They
 * are looked for in the folder that CLAIMCHECK_BENCH_NODE names, else beside the sources (npm ci). */
BenchNode *bench_node_new       (void);
void       bench_node_free      (BenchNode        *self);
/* The token and the key for what follows. */
void       bench_node_set_token (BenchNode        *self,
                                 const BenchToken *token);
/* The timing functions of a BenchWay. */
double     bench_node_jose_decode (gpointer         node,
                                   guint            runs);
double     bench_node_jose_verify (gpointer         node,
                                   guint            runs);
double     bench_node_jsonwebtoken_decode (gpointer node,
                                           guint    runs);
double     bench_node_jsonwebtoken_verify (gpointer node,
                                           guint    runs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchNode, bench_node_free)

G_END_DECLS
