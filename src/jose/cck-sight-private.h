/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-check-private.h"

G_BEGIN_DECLS

/* What a check expects or found as text that is safe to show. (transfer full) */
char *cck_sight_describe (const CckSight *self);

G_END_DECLS
