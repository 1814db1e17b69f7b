/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_SIDEBAR_INSPECTOR,
  CCK_SIDEBAR_ACCOUNT,
  CCK_SIDEBAR_PROVIDER, /* a provider that nobody is signed in at */
} CckSidebarKind;

#define CCK_TYPE_SIDEBAR_ITEM (cck_sidebar_item_get_type ())

/* A row of the sidebar. */
G_DECLARE_FINAL_TYPE (CckSidebarItem, cck_sidebar_item, CCK, SIDEBAR_ITEM, GObject)

CckSidebarItem *cck_sidebar_item_new          (CckSidebarKind  kind,
                                               CckProvider    *provider,
                                               CckAccount     *account);
CckSidebarKind  cck_sidebar_item_get_kind     (CckSidebarItem *self);
/* (transfer none); NULL for the inspector, and where an account's provider is gone. */
CckProvider    *cck_sidebar_item_get_provider (CckSidebarItem *self);
/* Whether its account's label or subject has @wanted in it, which cck_sidebar_fold() has made. */
gboolean        cck_sidebar_item_has          (CckSidebarItem *self,
                                               const char     *wanted);
/* The account's label has changed. */
void            cck_sidebar_item_forget_label (CckSidebarItem *self);
/* The provider of an account that was read before its provider was. */
void            cck_sidebar_item_set_provider (CckSidebarItem *self,
                                               CckProvider    *provider);
/* (transfer none); only of CCK_SIDEBAR_ACCOUNT. */
CckAccount     *cck_sidebar_item_get_account  (CckSidebarItem *self);

/* @text as it is searched, without regard to upper and lower case. (transfer full) */
char           *cck_sidebar_fold              (const char     *text);

G_END_DECLS
