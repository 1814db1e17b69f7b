/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_OAUTH_ERROR (cck_oauth_error_quark ())

GQuark cck_oauth_error_quark (void);

G_END_DECLS
