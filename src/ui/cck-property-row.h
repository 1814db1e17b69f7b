/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_PROPERTY_ROW (cck_property_row_get_type ())

/* What something is, small, and its value below, to be read and selected, character for character.
 *
 * Property "value" (string). The row hides while it has none. */
G_DECLARE_FINAL_TYPE (CckPropertyRow, cck_property_row, CCK, PROPERTY_ROW, AdwPreferencesRow)

const char *cck_property_row_get_value (CckPropertyRow *self);
void        cck_property_row_set_value (CckPropertyRow *self,
                                        const char     *value);

G_END_DECLS
