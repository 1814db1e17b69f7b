/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-fiber.h"

#include <gio/gio.h>

struct _CckFiber
{
  CckFiberFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
  DexPromise *result;
  DexPromise *stop; /* rejected as soon as nobody waits for the result any more */
};

static void
fiber_free (CckFiber *self)
{
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  dex_unref (self->result);
  dex_unref (self->stop);
  g_free (self);
}

static DexFuture *
run (gpointer user_data)
{
  CckFiber *self = user_data;
  DexFuture *outcome = self->func (self, self->user_data);
  GError *error = NULL;
  const GValue *value = dex_future_get_value (outcome, &error);

  if (value != NULL)
    dex_promise_resolve (self->result, value);
  else
    dex_promise_reject (self->result, error);
  dex_unref (outcome);

  return dex_future_new_true ();
}

static void
on_dropped (GCancellable *cancellable, gpointer user_data)
{
  dex_promise_reject (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                      "Nobody waits for the answer"));
}

/* A step whose last reference discards the promise, so that its cancellable says so. */
static DexFuture *
pass_on (DexFuture *completed, gpointer user_data)
{
  return NULL;
}

DexFuture *
cck_fiber_spawn (CckFiberFunc func, gpointer user_data, GDestroyNotify destroy)
{
  CckFiber *self = g_new0 (CckFiber, 1);
  DexFuture *result;

  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  self->result = dex_promise_new_cancellable ();
  self->stop = dex_promise_new ();

  result = dex_ref (DEX_FUTURE (self->result));
  g_signal_connect_data (dex_promise_get_cancellable (self->result), "cancelled",
                         G_CALLBACK (on_dropped), dex_ref (self->stop),
                         (GClosureNotify) (void (*) (void)) dex_unref, 0);
  /* It runs to its end by itself. What is discarded is the result. */
  dex_future_disown (dex_scheduler_spawn (NULL, 0, run, self, (GDestroyNotify) fiber_free));

  return dex_future_finally (result, pass_on, NULL, NULL);
}

DexFuture *
cck_fiber_until_dropped (CckFiber *self, DexFuture *future)
{
  return dex_future_first (future, dex_ref (DEX_FUTURE (self->stop)), NULL);
}
