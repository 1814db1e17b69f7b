/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"
#include "cck-secret.h"

G_BEGIN_DECLS

/* Bytes that came in, terminated, wiped when freed. */
typedef struct
{
  char  *data;
  gsize  length;
} CckCliInput;

void         cck_cli_input_free     (CckCliInput  *self);

/* All of a file, or of standard input where @path is "-" or NULL. @max: the most bytes that are
 * taken; more is CCK_CLI_ERROR_INPUT. From within the command's fiber. */
CckCliInput *cck_cli_input_read     (CckCli       *cli,
                                     const char   *path,
                                     gsize         max,
                                     GError      **error);

/* A secret out of a file or standard input, without one newline at its end; on a terminal it is
 * asked for with @prompt and not shown. */
CckSecret   *cck_cli_input_read_secret (CckCli       *cli,
                                        const char   *path,
                                        const char   *prompt,
                                        GError      **error);

/* Whether there is a person to ask: standard input and standard error are a terminal. */
gboolean     cck_cli_input_can_ask  (void);
/* Asks @question, which is answered with yes or no. Anything but yes is no. */
gboolean     cck_cli_input_confirm  (CckCli       *cli,
                                     const char   *question,
                                     GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckCliInput, cck_cli_input_free)

G_END_DECLS
