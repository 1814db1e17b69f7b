/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-sidebar.h"

G_BEGIN_DECLS

/* Takes @provider out of sight and offers, in a toast, to bring it back. When the toast goes
 * without that, the provider is removed for good: accounts signed out, secrets cleared. @account:
 * (nullable): the one that was shown, and is shown again when all is as it was. */
void cck_provider_removal_offer (CckSession      *session,
                                 CckProvider     *provider,
                                 CckAccount      *account,
                                 CckSidebar      *sidebar,
                                 AdwToastOverlay *toasts);

G_END_DECLS
