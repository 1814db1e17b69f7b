/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-block-private.h"

gpointer
cck_block_new (gsize   size,
               void  (*clear) (CckBlock *self))
{
  CckBlock *self = g_malloc (size);

  self->ref_count = 1;
  self->clear = clear;
  return self;
}

void
cck_block_unref (CckBlock *self)
{
  /* Who holds the only reference is alone with it, and spares the processor the locking. */
  if (g_atomic_int_get (&self->ref_count) > 1 && !g_atomic_int_dec_and_test (&self->ref_count))
    return;

  self->clear (self);
  g_free (self);
}
