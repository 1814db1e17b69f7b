/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CCK_INFLATE_DONE,
  CCK_INFLATE_BROKEN,    /* not DEFLATE, cut off, or followed by something else */
  CCK_INFLATE_TOO_LARGE, /* more than the bound; the rest was not unpacked */
} CckInflateResult;

/* Unpacks raw DEFLATE (RFC 1951, RFC 7516 §4.1.3) to at most @max_size bytes: memory and time are
 * bounded by that, whatever the input says. @unpacked: (out): wiped when freed. */
CckInflateResult cck_inflate (GBytes   *packed,
                              gsize     max_size,
                              GBytes  **unpacked);

G_END_DECLS
