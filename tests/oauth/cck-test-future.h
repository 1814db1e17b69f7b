/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* Waits in the main loop until @future, which is given away, has ended. */

/** A copy of its boxed value, %NULL with its error. */
gpointer cck_test_await_boxed   (DexFuture  *future,
                                 GError    **error);

/** Its boolean, %FALSE with its error. */
gboolean cck_test_await_boolean (DexFuture  *future,
                                 GError    **error);

/** Turns the main loop until @done says so. */
void     cck_test_run_until     (gboolean  (*done) (gpointer),
                                 gpointer    user_data);

G_END_DECLS
