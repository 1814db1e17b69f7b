/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is wrong in a form is said at its field: in the error style, to the screen reader, and as a
 * sentence in a label of the group. */

/* What the store calls a field, and the row that it is entered in. */
typedef struct
{
  const char *name;
  gpointer    row;
} CckField;

/* Says @message (nullable: takes it back) in @label and marks @row (nullable). The row takes the focus,
 * and what it is folded into opens. */
void     cck_field_mark (GtkLabel       *label,
                         gpointer        row,
                         const char     *message);
/* Says @message, which begins with the name of a field and a colon, at that field; FALSE where it is
 * none of these. */
gboolean cck_field_tell (const CckField *fields,
                         gsize           n_fields,
                         GtkLabel       *label,
                         const char     *message);
/* Takes back what was said at any of them. */
void     cck_field_clear (const CckField *fields,
                          gsize           n_fields,
                          GtkLabel       *label);

G_END_DECLS
