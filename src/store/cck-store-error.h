/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_STORE_ERROR (cck_store_error_quark ())

GQuark cck_store_error_quark (void);

G_END_DECLS
