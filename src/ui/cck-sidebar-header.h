/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-provider.h"

G_BEGIN_DECLS

#define CCK_TYPE_SIDEBAR_HEADER (cck_sidebar_header_get_type ())

/* A section's heading: the provider's name and its menu. Nothing for the inspector's section. */
G_DECLARE_FINAL_TYPE (CckSidebarHeader, cck_sidebar_header, CCK, SIDEBAR_HEADER, AdwBin)

GtkWidget *cck_sidebar_header_new          (void);
/* @provider: (nullable) */
void       cck_sidebar_header_set_provider (CckSidebarHeader *self,
                                            CckProvider      *provider);

/* What can be done with the provider. (transfer full) */
GMenuModel *cck_sidebar_header_build_menu (CckSidebarHeader *self);

G_END_DECLS
