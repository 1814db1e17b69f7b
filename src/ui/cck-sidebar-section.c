/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar-section.h"

#include <string.h>

struct _CckSidebarSection
{
  CckProvider *provider;
  char *sort_key;
  char *folded;
  GPtrArray *items;         /* CckSidebarItem */
  CckSidebarItem *vacant;   /* that nobody is signed in, once it was needed */
  gboolean sorted;
};

CckSidebarSection *
cck_sidebar_section_new (void)
{
  CckSidebarSection *self = g_new0 (CckSidebarSection, 1);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->sorted = TRUE;

  return self;
}

void
cck_sidebar_section_free (CckSidebarSection *self)
{
  g_clear_object (&self->provider);
  g_clear_object (&self->vacant);
  g_ptr_array_unref (self->items);
  g_free (self->sort_key);
  g_free (self->folded);
  g_free (self);
}

CckProvider *
cck_sidebar_section_get_provider (CckSidebarSection *self)
{
  return self->provider;
}

void
cck_sidebar_section_set_provider (CckSidebarSection *self,
                                  CckProvider       *provider)
{
  const char *name = provider != NULL ? cck_provider_get_name (provider) : NULL;

  g_clear_pointer (&self->sort_key, g_free);
  g_clear_pointer (&self->folded, g_free);

  if (name != NULL)
    {
      self->sort_key = g_utf8_collate_key_for_filename (name, -1);
      self->folded = cck_sidebar_fold (name);
    }

  if (!g_set_object (&self->provider, provider))
    return;

  g_clear_object (&self->vacant);

  for (guint i = 0; i < self->items->len; i++)
    cck_sidebar_item_set_provider (self->items->pdata[i], provider);
}

int
cck_sidebar_section_compare (CckSidebarSection *self,
                             CckSidebarSection *other)
{
  int order = g_strcmp0 (self->sort_key, other->sort_key);

  if (order != 0 || self->provider == NULL || other->provider == NULL)
    return order;

  return g_strcmp0 (cck_provider_get_id (self->provider), cck_provider_get_id (other->provider));
}

void
cck_sidebar_section_add (CckSidebarSection *self,
                         CckSidebarItem    *item)
{
  cck_sidebar_item_set_provider (item, self->provider);
  g_ptr_array_add (self->items, g_object_ref (item));
  self->sorted = FALSE;
}

void
cck_sidebar_section_remove (CckSidebarSection *self,
                            CckSidebarItem    *item)
{
  g_ptr_array_remove (self->items, item);
}

void
cck_sidebar_section_unsort (CckSidebarSection *self)
{
  self->sorted = FALSE;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  CckAccount *first = cck_sidebar_item_get_account ((gpointer) a);
  CckAccount *second = cck_sidebar_item_get_account ((gpointer) b);
  int order = strcmp (cck_account_get_sort_key (first), cck_account_get_sort_key (second));

  return order != 0 ? order : strcmp (cck_account_get_id (first), cck_account_get_id (second));
}

void
cck_sidebar_section_sort (CckSidebarSection *self)
{
  if (!self->sorted)
    g_ptr_array_sort_values (self->items, compare_items);

  self->sorted = TRUE;
}

gboolean
cck_sidebar_section_is_empty (CckSidebarSection *self)
{
  return self->items->len == 0;
}

void
cck_sidebar_section_list (CckSidebarSection *self,
                          const char        *wanted,
                          GPtrArray         *rows)
{
  gboolean all = wanted == NULL || (self->folded != NULL && strstr (self->folded, wanted) != NULL);

  if (self->items->len == 0)
    {
      if (self->vacant == NULL)
        self->vacant = cck_sidebar_item_new (CCK_SIDEBAR_PROVIDER, self->provider, NULL);

      if (all)
        g_ptr_array_add (rows, self->vacant);

      return;
    }

  for (guint i = 0; i < self->items->len; i++)
    {
      if (all || cck_sidebar_item_has (self->items->pdata[i], wanted))
        g_ptr_array_add (rows, self->items->pdata[i]);
    }
}
