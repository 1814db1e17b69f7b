/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_JOSE_ERROR (cck_jose_error_quark ())

GQuark cck_jose_error_quark (void);

G_END_DECLS
