/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Long enough that what the one before left in the caches and in the heap counts little, many enough
 * for a median. */
#define ROUNDS 51
#define ROUND_NANOSECONDS 1e7
/* What another process does first, for its compiler to see what is asked for often. */
#define WARM_UP 2000

/* The processor's time, not the wall's: other processes are none of a library's affair. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

static double
time_runs (const BenchWay *way,
           guint           runs)
{
  double begin = now (), taken = -1;
  guint done = 0;

  if (way->time != NULL)
    taken = way->time (way->data, runs);
  else
    {
      while (done < runs && way->run (way->data))
        done++;
      if (done == runs)
        taken = now () - begin;
    }
  if (taken >= 0)
    return taken;
  fprintf (stderr, "%s does not do what it should.\n", way->name);
  exit (1);
}

/* How many runs fill a round. */
static guint
calibrate (const BenchWay *way)
{
  guint runs = 1;

  if (way->time != NULL)
    time_runs (way, WARM_UP);
  while (time_runs (way, runs) < ROUND_NANOSECONDS && runs < 1u << 20)
    runs *= 2;
  return runs;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

void
bench_measure (BenchWay *ways,
               guint     n_ways)
{
  g_autofree guint *runs = g_new (guint, n_ways);
  g_autofree double *times = g_new (double, (gsize) n_ways * ROUNDS);

  for (guint i = 0; i < n_ways; i++)
    runs[i] = calibrate (&ways[i]);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < n_ways; i++)
      times[i * ROUNDS + round] = time_runs (&ways[i], runs[i]) / runs[i];
  for (guint i = 0; i < n_ways; i++)
    {
      qsort (times + i * ROUNDS, ROUNDS, sizeof (double), compare_doubles);
      ways[i].median = times[i * ROUNDS + ROUNDS / 2];
    }
}

void
bench_tell (const char     *what,
            const BenchWay *way,
            const BenchWay *base)
{
  printf ("%-10s %-28s %7.2f of %-24s (%.2f µs, %.2f µs)\n", what, way->name,
          base->median / way->median, base->name, way->median / 1e3, base->median / 1e3);
  fflush (stdout);
}

void
bench_begin (const char *title)
{
  printf ("%s\n", title);
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
  printf ("Built with sanitizers or without optimization: these figures say nothing.\n");
#endif
}
