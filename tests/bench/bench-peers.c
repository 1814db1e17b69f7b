/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-peers.h"

#include <stdio.h>

static const struct
{
  const char      *name;
  const BenchPeer *peer;
} known[] = {
#ifdef BENCH_HAS_LIBJWT
  { "libjwt", &bench_peer_libjwt },
#else
  { "libjwt", NULL },
#endif
#ifdef BENCH_HAS_CJOSE
  { "cjose", &bench_peer_cjose },
#else
  { "cjose", NULL },
#endif
#ifdef BENCH_HAS_JOSE
  { "latchset jose", &bench_peer_jose },
#else
  { "latchset jose", NULL },
#endif
#ifdef BENCH_HAS_RHONABWY
  { "rhonabwy", &bench_peer_rhonabwy },
#else
  { "rhonabwy", NULL },
#endif
};

const BenchPeer *const *
bench_peers_list (void)
{
  static const BenchPeer *peers[G_N_ELEMENTS (known) + 1];
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i].peer != NULL)
        peers[count++] = known[i].peer;
      else
        printf ("%s: not installed\n", known[i].name);
    }
  peers[count] = NULL;
  return peers;
}
