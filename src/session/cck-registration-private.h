/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-registration.h"

G_BEGIN_DECLS

/* cck_session_add_provider(), called in a fiber. */
gboolean cck_session_await_add_provider (CckSession   *session,
                                         CckProvider  *provider,
                                         CckSecret    *credential,
                                         GError      **error);

G_END_DECLS
