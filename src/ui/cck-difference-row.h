/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-difference.h"

G_BEGIN_DECLS

#define CCK_TYPE_DIFFERENCE_ROW (cck_difference_row_get_type ())

/* A claim in which two tokens differ: what it was on one side, what it is on the other. */
G_DECLARE_FINAL_TYPE (CckDifferenceRow, cck_difference_row, CCK, DIFFERENCE_ROW, AdwPreferencesRow)

GtkWidget *cck_difference_row_new (CckDifference *difference);

G_END_DECLS
