/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_SEARCH_PROVIDER (cck_search_provider_get_type ())

/* org.gnome.Shell.SearchProvider2: accounts are found from the desktop's search, by name, with how
 * they stand. What is chosen becomes the application's action "show-account"; the search itself its
 * action "search". */
G_DECLARE_FINAL_TYPE (CckSearchProvider, cck_search_provider, CCK, SEARCH_PROVIDER, GObject)

/* The application owns it. */
CckSearchProvider *cck_search_provider_new          (GApplication       *application);
/* Once there is one; a call that comes before finds nothing. */
void               cck_search_provider_set_session  (CckSearchProvider  *self,
                                                     CckSession         *session);
/* At @object_path, below the application's own. */
gboolean           cck_search_provider_export       (CckSearchProvider  *self,
                                                     GDBusConnection    *connection,
                                                     const char         *object_path,
                                                     GError            **error);
void               cck_search_provider_unexport     (CckSearchProvider  *self);

G_END_DECLS
