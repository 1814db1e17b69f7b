/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CCK_TYPE_ROW_MENU (cck_row_menu_get_type ())

/* The menu of each row and heading of the sidebar's list: a right click, a long press, the Menu key. */
G_DECLARE_FINAL_TYPE (CckRowMenu, cck_row_menu, CCK, ROW_MENU, GObject)

/* @owner: around the list; it is the menu's parent, and disposes of us before it goes. */
CckRowMenu *cck_row_menu_new (GtkWidget   *owner,
                              GtkListView *list);

G_END_DECLS
