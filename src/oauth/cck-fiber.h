/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A fiber that ends as soon as nobody waits for it any more. One of libdex that is discarded while it
 * waits is made runnable for as long as what it waits for takes, and the processor with it.
 * Internal to this layer. */
typedef struct _CckFiber CckFiber;

/* Runs on the fiber. Gives its outcome, which is taken; each wait in it is for what
 * cck_fiber_until_dropped() gives. */
typedef DexFuture *(*CckFiberFunc) (CckFiber *self, gpointer user_data);

/* A future with the outcome of @func. @user_data is given to @destroy at the fiber's end. */
DexFuture *cck_fiber_spawn (CckFiberFunc func, gpointer user_data, GDestroyNotify destroy);

/* What @future (taken) comes to, or %G_IO_ERROR_CANCELLED at once where the fiber's own future was
 * dropped; @future is dropped with it. */
DexFuture *cck_fiber_until_dropped (CckFiber *self, DexFuture *future);

G_END_DECLS
