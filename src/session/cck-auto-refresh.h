/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_AUTO_REFRESH (cck_auto_refresh_get_type ())

/* Refreshes the accounts of a session shortly before their access tokens end: a fifth of the
 * lifetime, at most a minute, before. Backs off after failures, with jitter; a network that comes back
 * ends that. One timer for all.
 *
 * Property "enabled" (gboolean, FALSE unless set).
 * Signal "failed" (CckAccount *account, GError *error). */
G_DECLARE_FINAL_TYPE (CckAutoRefresh, cck_auto_refresh, CCK, AUTO_REFRESH, GObject)

CckAutoRefresh *cck_auto_refresh_new (CckSession *session);

G_END_DECLS
