/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

/* The window's preferences, where its schema is installed; the built-in values otherwise. */
void     cck_cli_preferences_apply        (CckSession *session);
/* Whether `cck token` may print tokens. */
gboolean cck_cli_preferences_allow_tokens (void);

G_END_DECLS
