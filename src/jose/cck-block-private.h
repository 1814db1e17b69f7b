/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of memory with several objects in it, such as a token with its two JSON documents. Who
 * holds one of them holds them all: they share this count, and go together. */
typedef struct _CckBlock CckBlock;

struct _CckBlock
{
  int    ref_count;
  void (*clear) (CckBlock *self); /* gives back what its objects have elsewhere, and wipes */
};

/* @size: of all that is in it; it begins with a CckBlock, which is the only part that is filled.
 * (transfer full) */
gpointer  cck_block_new    (gsize       size,
                            void      (*clear) (CckBlock *self));
void      cck_block_unref  (CckBlock   *self);

static inline void
cck_block_ref (CckBlock *self)
{
  g_atomic_int_inc (&self->ref_count);
}

G_END_DECLS
