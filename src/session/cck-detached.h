/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A future with the outcome of @work, which is taken, that goes on to its end even when nobody waits
 * any more: libdex cancels a fiber whose future is dropped, and a refresh that ends between the
 * provider's answer and the keyring loses the session. And until what a cancelled fiber waits for comes,
 * libdex makes it runnable without end. Internal to this layer. */
DexFuture *cck_detached_new (DexFuture *work);

G_END_DECLS
