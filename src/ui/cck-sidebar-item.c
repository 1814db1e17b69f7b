/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar-item.h"

#include <string.h>

struct _CckSidebarItem
{
  GObject parent_instance;

  CckSidebarKind kind;
  CckProvider *provider;
  CckAccount *account;
  char *folded; /* what is searched, once it was */
};

G_DEFINE_FINAL_TYPE (CckSidebarItem, cck_sidebar_item, G_TYPE_OBJECT)

static void
cck_sidebar_item_finalize (GObject *object)
{
  CckSidebarItem *self = CCK_SIDEBAR_ITEM (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->account);
  g_free (self->folded);

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

/* Most names are ASCII, and ten thousand are folded between two keys. */
char *
cck_sidebar_fold (const char *text)
{
  return g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
}

gboolean
cck_sidebar_item_has (CckSidebarItem *self,
                      const char     *wanted)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_ITEM (self), FALSE);

  if (self->account == NULL)
    return FALSE;

  if (self->folded == NULL)
    {
      const char *label = cck_account_get_label (self->account);
      g_autofree char *both = NULL;

      /* No search has a line break in it. */
      both = g_strjoin ("\n", cck_account_get_subject (self->account), label, NULL);
      self->folded = cck_sidebar_fold (both);
    }

  return strstr (self->folded, wanted) != NULL;
}

void
cck_sidebar_item_forget_label (CckSidebarItem *self)
{
  g_return_if_fail (CCK_IS_SIDEBAR_ITEM (self));

  g_clear_pointer (&self->folded, g_free);
}
