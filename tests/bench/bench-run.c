/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-run ALGORITHM N: N full verdicts of one token and nothing else, for a profiler. */

#include <stdio.h>
#include <stdlib.h>

#include "bench-token.h"

int
main (int    argc,
      char **argv)
{
  CckAlgorithm algorithm = argc == 3 ? cck_algorithm_from_name (argv[1]) : CCK_ALGORITHM_UNKNOWN;
  g_autoptr (BenchToken) token = NULL;
  int count = argc == 3 ? atoi (argv[2]) : 0;

  if (algorithm == CCK_ALGORITHM_UNKNOWN)
    {
      fprintf (stderr, "bench-run ALGORITHM N\n");
      return 2;
    }
  token = bench_token_new (algorithm);
  for (int i = 0; i < count; i++)
    if (!bench_token_judge (token))
      return 1;
  return 0;
}
