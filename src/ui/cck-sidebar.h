/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-session.h"
#include "cck-sidebar-item.h"
#include "cck-ticker.h"

G_BEGIN_DECLS

#define CCK_TYPE_SIDEBAR (cck_sidebar_get_type ())

/* Signal "selected" (CckSidebarItem *item): the person chose a row, or the selection moved because
 * the row that had it went; NULL where nothing is selected. Signal "changed": rows came or went. */
G_DECLARE_FINAL_TYPE (CckSidebar, cck_sidebar, CCK, SIDEBAR, AdwBin)

/* Once, before it is shown. */
void            cck_sidebar_setup            (CckSidebar *self,
                                              CckSession *session,
                                              CckTicker  *ticker);
/* (transfer none); NULL where nothing is selected. */
CckSidebarItem *cck_sidebar_get_selected     (CckSidebar *self);
void            cck_sidebar_select_account   (CckSidebar *self,
                                              CckAccount *account);
void            cck_sidebar_select_inspector (CckSidebar *self);
/* The row for what @item stands for, where it is in sight. */
void            cck_sidebar_select_item      (CckSidebar     *self,
                                              CckSidebarItem *item);
/* The provider's row, which it has while nobody is signed in there; else its first account's. FALSE
 * where there is neither. */
gboolean        cck_sidebar_select_provider  (CckSidebar  *self,
                                              CckProvider *provider);
/* The first row after the inspector, where there is one. */
void            cck_sidebar_select_first     (CckSidebar *self);
void            cck_sidebar_unselect         (CckSidebar *self);
/* The page of the row that is selected was left: the row can be chosen again and has the focus, and
 * what it was searched by is over. */
void            cck_sidebar_come_back        (CckSidebar *self);
/* A provider that is about to be removed is out of sight, and can come back. */
void            cck_sidebar_set_hidden       (CckSidebar *self,
                                              const char *provider_id,
                                              gboolean    hidden);
gboolean        cck_sidebar_is_hidden        (CckSidebar *self,
                                              const char *provider_id);
/* Opens the search and takes the focus there. @text: (nullable): what to look for. */
void            cck_sidebar_start_search     (CckSidebar *self,
                                              const char *text);
void            cck_sidebar_open_menu        (CckSidebar *self);
/* Whether there is anything but the inspector. */
gboolean        cck_sidebar_is_empty         (CckSidebar *self);

G_END_DECLS
