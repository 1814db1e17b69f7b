/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-detached.h"

static DexFuture *
hand_on (DexFuture *work,
         gpointer   user_data)
{
  DexPromise *promise = user_data;
  GError *error = NULL;
  const GValue *value = dex_future_get_value (work, &error);

  if (value != NULL)
    dex_promise_resolve (promise, value);
  else
    dex_promise_reject (promise, error);

  return dex_future_new_true ();
}

DexFuture *
cck_detached_new (DexFuture *work)
{
  DexPromise *promise = dex_promise_new ();

  dex_future_disown (dex_future_finally (work, hand_on, dex_ref (promise), dex_unref));

  return DEX_FUTURE (promise);
}
