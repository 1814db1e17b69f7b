/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-claim-item.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLAIM_ROW (cck_claim_row_get_type ())

/* Property "item" (CckClaimItem). */
G_DECLARE_FINAL_TYPE (CckClaimRow, cck_claim_row, CCK, CLAIM_ROW, AdwPreferencesRow)

GtkWidget *cck_claim_row_new (CckClaimItem *item);

G_END_DECLS
