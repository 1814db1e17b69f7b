/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** From now on the windows have high-contrast.css whenever the person asks for high contrast. */
void cck_contrast_follow (void);

G_END_DECLS
