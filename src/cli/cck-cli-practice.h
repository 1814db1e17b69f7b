/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"
#include "cck-practice-provider.h"

G_BEGIN_DECLS

/* Starts it. Resolves to TRUE once it is listening. */
DexFuture *cck_cli_practice_start (CckPracticeProvider *practice);

G_END_DECLS
