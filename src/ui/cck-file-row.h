/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_FILE_ROW (cck_file_row_get_type ())

/* A row for a text that comes out of a file, such as a key or certificates. It may be a secret: it is
 * shown nowhere, and wiped.
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (CckFileRow, cck_file_row, CCK, FILE_ROW, AdwActionRow)

/* NULL where nothing was chosen. (transfer none) */
const char *cck_file_row_get_text (CckFileRow *self);
/* @text: (nullable). @subtitle: (nullable): what to say of it, since it is not shown. */
void        cck_file_row_set_text (CckFileRow *self,
                                   const char *text,
                                   const char *subtitle);

G_END_DECLS
