/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-token.h"

G_BEGIN_DECLS

/* Another library, on the same token. Its key is read before, where it lets that be. */
typedef struct
{
  const char *name;
  /* NULL where it does not know the token's algorithm. */
  gpointer  (*prepare) (const BenchToken *token);
  void      (*release) (gpointer          data);
  /* Takes the token apart and checks its signature. */
  gboolean  (*verify)  (gpointer          data);
  /* Takes it apart, both objects read, nothing checked; NULL where it does not offer that. */
  gboolean  (*parse)   (gpointer          data);
} BenchPeer;

/* Each is defined where the build has found its library (BENCH_HAS_…). */
extern const BenchPeer bench_peer_libjwt;
extern const BenchPeer bench_peer_cjose;
extern const BenchPeer bench_peer_jose;
extern const BenchPeer bench_peer_rhonabwy;

/* Those that are there, ends with NULL; says of the others that they are not installed. */
const BenchPeer * const *bench_peers_list (void);

G_END_DECLS
