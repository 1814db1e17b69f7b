/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"
#include "cck-token.h"

G_BEGIN_DECLS

/* The format that --format names; NULL for raw, or with --json for json. FALSE with
 * CCK_CLI_ERROR_USAGE. */
gboolean cck_cli_token_format_find  (CckCli        *cli,
                                     const char    *name,
                                     guint         *format,
                                     GError       **error);
/* Prints @token on standard output, past every buffer that would keep a copy. */
gboolean cck_cli_token_format_print (guint          format,
                                     CckToken      *token,
                                     CckTokenKind   kind,
                                     GError       **error);

G_END_DECLS
