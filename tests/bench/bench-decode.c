/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-decode: taking an ID token of 17 claims apart, header and claims read, nothing checked. */

#include <stdio.h>

#include "bench-node.h"
#include "bench-peers.h"
#include "bench.h"

#define MAX_WAYS 16

int
main (void)
{
  g_autoptr (BenchToken) token = bench_token_new (CCK_ALGORITHM_RS256);
  g_autoptr (BenchNode) node = NULL;
  const BenchPeer *const *peers;
  gpointer data[MAX_WAYS];
  BenchWay ways[MAX_WAYS] = { { .name = "Claimcheck", .run = bench_token_parse, .data = token } };
  guint n_ways = 1;

  bench_begin ("Decoding alone: Claimcheck's rate in terms of another's");
  peers = bench_peers_list ();
  node = bench_node_new ();
  for (guint i = 0; peers[i] != NULL; i++)
    {
      data[i] = peers[i]->prepare (token);
      if (peers[i]->parse != NULL)
        ways[n_ways++] = (BenchWay) { .name = peers[i]->name, .run = peers[i]->parse, .data = data[i] };
    }
  if (node != NULL)
    {
      bench_node_set_token (node, token);
      ways[n_ways++] = (BenchWay) { .name = "npm jose", .time = bench_node_jose_decode, .data = node };
      ways[n_ways++] = (BenchWay) { .name = "npm jsonwebtoken", .time = bench_node_jsonwebtoken_decode, .data = node };
    }
  bench_measure (ways, n_ways);
  for (guint i = 1; i < n_ways; i++)
    bench_tell ("decode", &ways[0], &ways[i]);
  for (guint i = 0; peers[i] != NULL; i++)
    peers[i]->release (data[i]);
  return 0;
}
