/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-sidebar-item.h"
#include "cck-ticker.h"

G_BEGIN_DECLS

#define CCK_TYPE_SIDEBAR_ROW (cck_sidebar_row_get_type ())

/* Property "text" (read-only): what assistive technology reads, "alice, Expires in 42 min". */
G_DECLARE_FINAL_TYPE (CckSidebarRow, cck_sidebar_row, CCK, SIDEBAR_ROW, AdwBin)

GtkWidget *cck_sidebar_row_new      (CckTicker      *ticker);
/* @item: (nullable) */
void       cck_sidebar_row_set_item (CckSidebarRow  *self,
                                     CckSidebarItem *item);

/* What can be done with the row's account, provider or the inspector. (transfer full) */
GMenuModel *cck_sidebar_row_build_menu (CckSidebarRow *self);

G_END_DECLS
