/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-sidebar.h"

G_BEGIN_DECLS

/* Takes @provider out of sight and offers, in a toast, to bring it back. When the toast goes
 * without that, the provider is removed for good: accounts signed out, secrets cleared. Returns the
 * toast. (transfer none) */
AdwToast *cck_provider_removal_offer (CckSession      *session,
                                      CckProvider     *provider,
                                      CckSidebar      *sidebar,
                                      AdwToastOverlay *toasts);

G_END_DECLS
