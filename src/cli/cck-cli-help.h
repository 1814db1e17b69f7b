/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli-command.h"

G_BEGIN_DECLS

/* `cck help`: all commands, or those of one group such as "provider". */
void cck_cli_help_print_all     (const char          *group);
/* `cck help COMMAND`: from the same table that the command line is parsed with. */
void cck_cli_help_print_command (const CckCliCommand *command);
/* "  left     right", the right side wrapped. @left_width: of the widest left side. */
void cck_cli_help_print_row     (const char          *left,
                                 gsize                left_width,
                                 const char          *right);

G_END_DECLS
