/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-test-future.h"

static const GValue *
run (DexFuture *future, GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return dex_future_get_value (future, error);
}

gpointer
cck_test_await_boxed (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) owned = future;
  const GValue *value = run (future, error);

  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

gboolean
cck_test_await_boolean (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) owned = future;
  const GValue *value = run (future, error);

  return value != NULL && g_value_get_boolean (value);
}

void
cck_test_run_until (gboolean (*done) (gpointer), gpointer user_data)
{
  while (!done (user_data))
    g_main_context_iteration (NULL, TRUE);
}
