/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli-output.h"

G_BEGIN_DECLS

/* Lines in columns: aligned on a terminal, separated by tabs elsewhere. */
typedef struct _CckCliTable CckCliTable;

CckCliTable *cck_cli_table_new   (guint        n_columns);
void         cck_cli_table_free  (CckCliTable *self);

/* The columns' titles, only shown on a terminal. As many strings as there are columns. */
void         cck_cli_table_titles (CckCliTable *self,
                                   ...);
/* Adds a cell, row by row from left to right. What could deceive a terminal is shown as an
 * escape; a NULL @text is an empty cell. */
void         cck_cli_table_add   (CckCliTable *self,
                                  CckCliStyle  style,
                                  const char  *text);
void         cck_cli_table_print (CckCliTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckCliTable, cck_cli_table_free)

G_END_DECLS
