/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"

G_BEGIN_DECLS

/* Standard input line by line, holding one line at a time; wiped when freed. */
typedef struct _CckCliLines CckCliLines;

/* @max: the most bytes of a line. */
CckCliLines *cck_cli_lines_new  (gsize         max);
void         cck_cli_lines_free (CckCliLines  *self);

/* The next line without its end, valid until the next call; NULL at the end, or with an error. */
const char  *cck_cli_lines_next (CckCliLines  *self,
                                 CckCli       *cli,
                                 gsize        *length,
                                 GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckCliLines, cck_cli_lines_free)

G_END_DECLS
