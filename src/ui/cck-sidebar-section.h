/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-sidebar-item.h"

G_BEGIN_DECLS

/* Private to the sidebar's model: a provider and the rows of those who are signed in at it, in their
 * order. The provider may be missing while its file is not read yet, or is gone. */
typedef struct _CckSidebarSection CckSidebarSection;

CckSidebarSection *cck_sidebar_section_new          (void);
void               cck_sidebar_section_free         (CckSidebarSection  *self);
/* (transfer none), nullable. */
CckProvider       *cck_sidebar_section_get_provider (CckSidebarSection  *self);
/* Also where its name has changed. @provider: (nullable) */
void               cck_sidebar_section_set_provider (CckSidebarSection  *self,
                                                     CckProvider        *provider);
/* As by strcmp(): in the order of the providers' names. */
int                cck_sidebar_section_compare      (CckSidebarSection  *self,
                                                     CckSidebarSection  *other);

/* Takes a reference. The rows are in order after the next cck_sidebar_section_sort(). */
void               cck_sidebar_section_add          (CckSidebarSection  *self,
                                                     CckSidebarItem     *item);
void               cck_sidebar_section_remove       (CckSidebarSection  *self,
                                                     CckSidebarItem     *item);
/* An account's label has changed. */
void               cck_sidebar_section_unsort       (CckSidebarSection  *self);
void               cck_sidebar_section_sort         (CckSidebarSection  *self);
gboolean           cck_sidebar_section_is_empty     (CckSidebarSection  *self);

/* Appends the rows in which @wanted is found, or all of them; where nobody is signed in, the one that
 * says so. @wanted: (nullable): as cck_sidebar_fold() makes it. @rows: borrows CckSidebarItem */
void               cck_sidebar_section_list         (CckSidebarSection  *self,
                                                     const char         *wanted,
                                                     GPtrArray          *rows);

G_END_DECLS
