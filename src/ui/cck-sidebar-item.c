/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar-item.h"

struct _CckSidebarItem
{
  GObject parent_instance;

  CckSidebarKind kind;
  CckProvider *provider;
  CckAccount *account;
};

G_DEFINE_FINAL_TYPE (CckSidebarItem, cck_sidebar_item, G_TYPE_OBJECT)

static void
cck_sidebar_item_finalize (GObject *object)
{
  CckSidebarItem *self = CCK_SIDEBAR_ITEM (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (cck_sidebar_item_parent_class)->finalize (object);
}

static void
cck_sidebar_item_class_init (CckSidebarItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_sidebar_item_finalize;
}

static void
cck_sidebar_item_init (CckSidebarItem *self)
{
}

CckSidebarItem *
cck_sidebar_item_new (CckSidebarKind  kind,
                      CckProvider    *provider,
                      CckAccount     *account)
{
  CckSidebarItem *self = g_object_new (CCK_TYPE_SIDEBAR_ITEM, NULL);

  self->kind = kind;
  g_set_object (&self->provider, provider);
  g_set_object (&self->account, account);

  return self;
}

CckSidebarKind
cck_sidebar_item_get_kind (CckSidebarItem *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_ITEM (self), CCK_SIDEBAR_INSPECTOR);

  return self->kind;
}

CckProvider *
cck_sidebar_item_get_provider (CckSidebarItem *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_ITEM (self), NULL);

  return self->provider;
}

void
cck_sidebar_item_set_provider (CckSidebarItem *self,
                               CckProvider    *provider)
{
  g_return_if_fail (CCK_IS_SIDEBAR_ITEM (self));

  g_set_object (&self->provider, provider);
}

CckAccount *
cck_sidebar_item_get_account (CckSidebarItem *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_ITEM (self), NULL);

  return self->account;
}
