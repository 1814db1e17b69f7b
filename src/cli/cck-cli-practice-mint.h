/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"

G_BEGIN_DECLS

extern const GOptionEntry cck_cli_practice_mint_options[];

/* `cck practice mint`: prints a token with any claims. */
int cck_cli_practice_mint (CckCli  *cli,
                           GError **error);

G_END_DECLS
