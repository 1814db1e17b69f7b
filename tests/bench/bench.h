/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One way to do the same work. @run does it once and answers FALSE where it can't, which ends the
 * benchmark: a library that fails quickly is not fast. @time instead, for work in another process,
 * does it @runs times and answers the nanoseconds of processor time that all took, or a negative
 * number. */
typedef struct
{
  const char *name;
  gboolean  (*run) (gpointer data);
  double    (*time) (gpointer data, guint runs);
  gpointer    data;
  double      median; /* out: nanoseconds of processor time a run */
} BenchWay;

/* Measures all ways in turns, many short rounds each, so that whatever else the machine does meets
 * them alike; the medians stand in @ways then. */
void bench_measure (BenchWay *ways,
                    guint     n_ways);
/* A line: @way's rate in terms of @base's ("0.97 of …"), and both medians. */
void bench_tell    (const char     *what,
                    const BenchWay *way,
                    const BenchWay *base);
/* Says what makes the figures useless, such as sanitizers or a build without optimization. */
void bench_begin   (const char *title);

G_END_DECLS
