/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cck-sidebar-item.h"

G_BEGIN_DECLS

#define CCK_TYPE_SIDEBAR_MODEL (cck_sidebar_model_get_type ())

/* The rows of the sidebar out of the two stores: the inspector, then a section a provider with its
 * accounts, or one row that says that nobody is signed in. */
G_DECLARE_FINAL_TYPE (CckSidebarModel, cck_sidebar_model, CCK, SIDEBAR_MODEL, GObject)

/* A GtkSectionModel of CckSidebarItem. */
CckSidebarModel *cck_sidebar_model_new           (CckSession      *session);
/* Where @account is, or the inspector for NULL; GTK_INVALID_LIST_POSITION out of sight. */
guint            cck_sidebar_model_find          (CckSidebarModel *self,
                                                  CckAccount      *account);
/* Leaves only what has @text in its account's or its provider's name; NULL or "" for all. */
void             cck_sidebar_model_search        (CckSidebarModel *self,
                                                  const char      *text);
/* Whether there is no provider in sight, whatever is searched for. */
gboolean         cck_sidebar_model_is_empty      (CckSidebarModel *self);
/* Takes a provider's rows out of sight, or brings them back, without touching a store. */
void             cck_sidebar_model_set_hidden    (CckSidebarModel *self,
                                                  const char      *provider_id,
                                                  gboolean         hidden);

gboolean         cck_sidebar_model_is_hidden     (CckSidebarModel *self,
                                                  const char      *provider_id);

G_END_DECLS
