/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"

G_BEGIN_DECLS

/* `cck inspect --batch`: a case a line on standard input, a result a line on standard output, in
 * order, one at a time. Makes no request and looks at no clock. Returns the exit status: 0 where
 * every line was a case, whatever became of it. */
int cck_cli_batch_run (CckCli  *cli,
                       GError **error);

G_END_DECLS
