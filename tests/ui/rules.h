/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What holds for every widget of ours, asserted over all that is below one. */

/* The smallest window there is, and what a page leaves of its width to what stands in it. */
#define RULES_WIDTH 360
#define RULES_HEIGHT 294
#define RULES_PAGE_WIDTH (RULES_WIDTH - 2 * 12)

/* What shows only an icon has a name and a tooltip; what is typed into has a name. */
void rules_check_names     (GtkWidget *root);
/* A letter that is underlined takes to one place. */
void rules_check_mnemonics (GtkWidget *root);
/* Each page below @root, and @root itself, fits into the smallest window. @width: of @root. */
void rules_check_size      (GtkWidget *root,
                            int        width);
/* Every word becomes a third longer, as translations are. */
void rules_lengthen        (GtkWidget *root);
