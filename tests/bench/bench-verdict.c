/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-verdict: a full verdict of an ID token of 17 claims against the bare verification of its
 * signature by GnuTLS, and against other libraries on the same token. */

#include <stdio.h>
#include <string.h>

#include "bench-bare.h"
#include "bench-node.h"
#include "bench-peers.h"
#include "bench.h"

#define MAX_WAYS 16

static void
compare (CckAlgorithm             algorithm,
         const BenchPeer * const *peers,
         BenchNode               *node)
{
  const char *name = cck_algorithm_get_name (algorithm);
  g_autoptr (BenchToken) token = bench_token_new (algorithm);
  g_autoptr (BenchBare) bare = bench_bare_new (token);
  BenchWay ways[MAX_WAYS] = {
    { .name = "bare GnuTLS verify", .run = bench_bare_verify, .data = bare },
    { .name = "Claimcheck, full verdict", .run = bench_token_judge, .data = token },
  };
  guint n_ways = 2;

  for (guint i = 0; peers[i] != NULL; i++)
    {
      gpointer data = peers[i]->prepare (token);

      if (data != NULL && peers[i]->verify (data))
        ways[n_ways++] = (BenchWay) { .name = peers[i]->name, .run = peers[i]->verify, .data = data };
      else
        printf ("%-10s %-28s can't verify this token\n", name, peers[i]->name);
    }
  if (node != NULL)
    {
      bench_node_set_token (node, token);
      ways[n_ways++] = (BenchWay) { .name = "npm jose", .time = bench_node_jose_verify, .data = node };
      if (algorithm != CCK_ALGORITHM_EDDSA)
        ways[n_ways++] = (BenchWay) { .name = "npm jsonwebtoken", .time = bench_node_jsonwebtoken_verify, .data = node };
    }
  printf ("%-10s token of %zu bytes\n", name, token->length);
  bench_measure (ways, n_ways);
  for (guint i = 1; i < n_ways; i++)
    bench_tell (name, &ways[i], &ways[0]);
  for (guint i = 0; peers[i] != NULL; i++)
    for (guint j = 2; j < n_ways; j++)
      if (ways[j].run == peers[i]->verify)
        peers[i]->release (ways[j].data);
}

int
main (void)
{
  static const CckAlgorithm algorithms[] = {
    CCK_ALGORITHM_RS256, CCK_ALGORITHM_PS256, CCK_ALGORITHM_ES256,
    CCK_ALGORITHM_ES384, CCK_ALGORITHM_EDDSA, CCK_ALGORITHM_HS256,
  };
  g_autoptr (BenchNode) node = NULL;
  const BenchPeer *const *peers;

  bench_begin ("Full verdict: rates in terms of the bare verification of the same signature");
  peers = bench_peers_list ();
  node = bench_node_new ();
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    compare (algorithms[i], peers, node);
  return 0;
}
