/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-check-item.h"

G_BEGIN_DECLS

#define CCK_TYPE_CHECK_ROW (cck_check_row_get_type ())

/* One check: its outcome by shape and colour, what it means, and, opened, what was expected, what
 * was found and which rule says so. */
G_DECLARE_FINAL_TYPE (CckCheckRow, cck_check_row, CCK, CHECK_ROW, AdwExpanderRow)

GtkWidget  *cck_check_row_new          (CckCheckItem *item);

/* The icon of an outcome, and the style class that colours it. Static. */
const char *cck_outcome_get_icon_name  (CckOutcome    outcome);
const char *cck_outcome_get_css_class  (CckOutcome    outcome);

G_END_DECLS
