/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_CLI_ERROR (cck_cli_error_quark ())

/* All of them end cck with exit status 2, but the last: 4. */
typedef enum
{
  CCK_CLI_ERROR_USAGE,  /* the command line is wrong: read the command's help */
  CCK_CLI_ERROR_INPUT,  /* a file or what came on standard input can't be read: correct it */
  CCK_CLI_ERROR_SECRET, /* a secret stood on the command line: hand it over another way */
  CCK_CLI_ERROR_GRANT,  /* a way of signing in that is not offered: take one of those that are */
  CCK_CLI_ERROR_OUTPUT, /* standard output took no more: try again */
} CckCliError;

GQuark cck_cli_error_quark (void);

G_END_DECLS
