/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-token.h"

G_BEGIN_DECLS

/* Strings are copied; @scope may be NULL, @expires_at 0 where it is unknown. */
CckToken *cck_token_new (const char *text,
                         const char *type_name,
                         const char *scope,
                         gint64      expires_at);

G_END_DECLS
