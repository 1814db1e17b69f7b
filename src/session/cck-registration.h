/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

/* Saves a new provider, and its client secret (nullable) to the keyring. Resolves to TRUE. Nothing is
 * left of either where one fails. */
DexFuture *cck_session_add_provider    (CckSession  *self,
                                        CckProvider *provider,
                                        CckSecret   *client_secret);

/* Signs every account of the provider out (revoking where the provider can be told), clears its
 * secrets and removes it. Resolves to TRUE; a provider that could not be told does not stop it. */
DexFuture *cck_session_remove_provider (CckSession  *self,
                                        CckProvider *provider);

G_END_DECLS
