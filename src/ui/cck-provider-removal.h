/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-sidebar.h"
#include "cck-toasts.h"

G_BEGIN_DECLS

/* Takes @provider out of sight and offers, in a toast, to bring it back. When the toast goes
 * without that, the provider is removed for good: accounts signed out, secrets cleared. Where that
 * fails the provider comes back, and a toast says why. @shown: (nullable): the row that is selected
 * again when all is as it was. */
void cck_provider_removal_offer (CckSession     *session,
                                 CckProvider    *provider,
                                 CckSidebarItem *shown,
                                 CckSidebar     *sidebar,
                                 CckToasts      *toasts);

G_END_DECLS
