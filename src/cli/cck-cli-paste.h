/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"
#include "cck-sign-in.h"

G_BEGIN_DECLS

/* Where the browser runs on another computer, it can't reach the listener here: takes the address
 * that it ends at from the terminal, line by line, until one is the answer to @sign_in. Resolves
 * then, or at the end of input; drop it to stop. */
DexFuture *cck_cli_paste_start (CckCli    *cli,
                                CckSignIn *sign_in);

G_END_DECLS
