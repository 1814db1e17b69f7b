/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar-model.h"

#include <string.h>

struct _CckSidebarModel
{
  GObject parent_instance;

  CckSession *session;
  GHashTable *hidden;     /* provider ids */
  char *wanted;           /* what is searched for, case-folded; NULL for nothing */
  GHashTable *counts;     /* provider id → number of accounts */
  GtkFilter *empty_filter;
  GtkFilter *hidden_filter;
  GtkSorter *section_sorter;
  GListModel *accounts; /* CckSidebarItem */
  GListModel *list;
};

G_DEFINE_FINAL_TYPE (CckSidebarModel, cck_sidebar_model, G_TYPE_OBJECT)

static gpointer
map_account (gpointer object,
             gpointer user_data)
{
  CckSidebarModel *self = user_data;
  g_autoptr (CckAccount) account = object;

  return cck_sidebar_item_new (CCK_SIDEBAR_ACCOUNT,
                               cck_session_get_provider_of (self->session, account), account);
}

static gpointer
map_provider (gpointer object,
              gpointer user_data)
{
  g_autoptr (CckProvider) provider = object;

  return cck_sidebar_item_new (CCK_SIDEBAR_PROVIDER, provider, NULL);
}

static gboolean
has_no_account (gpointer object,
                gpointer user_data)
{
  CckSidebarModel *self = user_data;

  return !g_hash_table_contains (self->counts, cck_provider_get_id (object));
}

static gboolean
has_words (const char *text,
           const char *folded)
{
  g_autofree char *own = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

static gboolean
is_wanted (CckSidebarModel *self,
           CckSidebarItem  *item)
{
  CckAccount *account = cck_sidebar_item_get_account (item);

  if (self->wanted == NULL)
    return TRUE;

  return has_words (cck_provider_get_name (cck_sidebar_item_get_provider (item)), self->wanted) ||
         (account != NULL && (has_words (cck_account_get_label (account), self->wanted) ||
                              has_words (cck_account_get_subject (account), self->wanted)));
}

static gboolean
is_in_sight (gpointer object,
             gpointer user_data)
{
  CckSidebarModel *self = user_data;
  CckProvider *provider = cck_sidebar_item_get_provider (object);

  if (cck_sidebar_item_get_kind (object) == CCK_SIDEBAR_INSPECTOR)
    return self->wanted == NULL;

  return provider != NULL && !g_hash_table_contains (self->hidden, cck_provider_get_id (provider)) &&
         is_wanted (self, object);
}

static int
compare_providers (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  CckProvider *first = cck_sidebar_item_get_provider ((gpointer) a);
  CckProvider *second = cck_sidebar_item_get_provider ((gpointer) b);
  int order;

  if (first == second)
    return 0;

  if (first == NULL || second == NULL)
    return first == NULL ? -1 : 1;

  order = g_utf8_collate (cck_provider_get_name (first), cck_provider_get_name (second));

  return order != 0 ? order : g_strcmp0 (cck_provider_get_id (first), cck_provider_get_id (second));
}

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  CckAccount *first = cck_sidebar_item_get_account ((gpointer) a);
  CckAccount *second = cck_sidebar_item_get_account ((gpointer) b);
  const char *first_label = first != NULL ? cck_account_get_label (first) : NULL;
  const char *second_label = second != NULL ? cck_account_get_label (second) : NULL;

  if (first_label == NULL || second_label == NULL)
    return g_strcmp0 (first_label, second_label);

  return g_utf8_collate (first_label, second_label);
}

static void
count_accounts (CckSidebarModel *self)
{
  GListModel *accounts = G_LIST_MODEL (cck_session_get_accounts (self->session));
  guint n = g_list_model_get_n_items (accounts);

  g_hash_table_remove_all (self->counts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (accounts, i);

      g_hash_table_add (self->counts, g_strdup (cck_account_get_provider_id (account)));
    }
}

static void
on_accounts_changed (CckSidebarModel *self)
{
  count_accounts (self);
  gtk_filter_changed (self->empty_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_name_changed (CckSidebarModel *self)
{
  gtk_sorter_changed (self->section_sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* Files come in any order: an account may be there before its provider is. */
static void
find_missing_providers (CckSidebarModel *self)
{
  guint n = g_list_model_get_n_items (self->accounts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckSidebarItem) item = g_list_model_get_item (self->accounts, i);
      CckAccount *account = cck_sidebar_item_get_account (item);

      if (cck_sidebar_item_get_provider (item) == NULL)
        cck_sidebar_item_set_provider (item, cck_session_get_provider_of (self->session, account));
    }

  gtk_filter_changed (self->hidden_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
follow_names (CckSidebarModel *self,
              guint            position,
              guint            n)
{
  GListModel *providers = G_LIST_MODEL (cck_session_get_providers (self->session));

  for (guint i = position; i < position + n; i++)
    {
      g_autoptr (CckProvider) provider = g_list_model_get_item (providers, i);

      g_signal_connect_object (provider, "notify::name", G_CALLBACK (on_name_changed), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
on_providers_changed (CckSidebarModel *self,
                      guint            position,
                      guint            removed,
                      guint            added)
{
  follow_names (self, position, added);

  if (added > 0)
    find_missing_providers (self);
}

static GListModel *
build_pinned (void)
{
  GListStore *pinned = g_list_store_new (CCK_TYPE_SIDEBAR_ITEM);
  g_autoptr (CckSidebarItem) inspector = cck_sidebar_item_new (CCK_SIDEBAR_INSPECTOR, NULL, NULL);

  g_list_store_append (pinned, inspector);

  return G_LIST_MODEL (pinned);
}

static GListModel *
build_providers (CckSidebarModel *self)
{
  GListModel *providers = g_object_ref (G_LIST_MODEL (cck_session_get_providers (self->session)));
  GtkFilterListModel *empty;

  self->empty_filter = GTK_FILTER (gtk_custom_filter_new (has_no_account, self, NULL));
  empty = gtk_filter_list_model_new (providers, g_object_ref (self->empty_filter));

  return G_LIST_MODEL (gtk_map_list_model_new (G_LIST_MODEL (empty), map_provider, self, NULL));
}

static GListModel *
build_accounts (CckSidebarModel *self)
{
  GListModel *accounts = g_object_ref (G_LIST_MODEL (cck_session_get_accounts (self->session)));

  return G_LIST_MODEL (gtk_map_list_model_new (accounts, map_account, self, NULL));
}

static GListModel *
build_list (CckSidebarModel *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListModel) pinned = build_pinned ();
  g_autoptr (GListModel) providers = build_providers (self);
  GtkFlattenListModel *rows;
  GtkFilterListModel *in_sight;
  GtkSortListModel *sorted;

  self->accounts = build_accounts (self);
  g_list_store_append (parts, pinned);
  g_list_store_append (parts, providers);
  g_list_store_append (parts, self->accounts);

  rows = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
  self->hidden_filter = GTK_FILTER (gtk_custom_filter_new (is_in_sight, self, NULL));
  in_sight = gtk_filter_list_model_new (G_LIST_MODEL (rows), g_object_ref (self->hidden_filter));

  sorted = gtk_sort_list_model_new (G_LIST_MODEL (in_sight),
                                    GTK_SORTER (gtk_custom_sorter_new (compare_rows, NULL, NULL)));
  self->section_sorter = GTK_SORTER (gtk_custom_sorter_new (compare_providers, NULL, NULL));
  gtk_sort_list_model_set_section_sorter (sorted, self->section_sorter);

  return G_LIST_MODEL (sorted);
}

static void
cck_sidebar_model_dispose (GObject *object)
{
  CckSidebarModel *self = CCK_SIDEBAR_MODEL (object);

  g_clear_object (&self->list);
  g_clear_object (&self->empty_filter);
  g_clear_object (&self->hidden_filter);
  g_clear_object (&self->section_sorter);
  g_clear_object (&self->accounts);
  g_clear_object (&self->session);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (cck_sidebar_model_parent_class)->dispose (object);
}

static void
cck_sidebar_model_class_init (CckSidebarModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_sidebar_model_dispose;
}

static void
cck_sidebar_model_init (CckSidebarModel *self)
{
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CckSidebarModel *
cck_sidebar_model_new (CckSession *session)
{
  CckSidebarModel *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);

  self = g_object_new (CCK_TYPE_SIDEBAR_MODEL, NULL);
  self->session = g_object_ref (session);
  count_accounts (self);
  self->list = build_list (self);
  g_signal_connect_object (cck_session_get_accounts (session), "items-changed",
                           G_CALLBACK (on_accounts_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cck_session_get_providers (session), "items-changed",
                           G_CALLBACK (on_providers_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow_names (self, 0, g_list_model_get_n_items (G_LIST_MODEL (cck_session_get_providers (session))));

  return self;
}

GListModel *
cck_sidebar_model_get_list (CckSidebarModel *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_MODEL (self), NULL);

  return self->list;
}

void
cck_sidebar_model_search (CckSidebarModel *self,
                          const char      *text)
{
  g_autofree char *wanted = NULL;

  g_return_if_fail (CCK_IS_SIDEBAR_MODEL (self));

  if (text != NULL && *text != '\0')
    wanted = g_utf8_casefold (text, -1);

  if (g_set_str (&self->wanted, wanted))
    gtk_filter_changed (self->hidden_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
cck_sidebar_model_is_empty (CckSidebarModel *self)
{
  GListModel *providers;
  guint n;

  g_return_val_if_fail (CCK_IS_SIDEBAR_MODEL (self), TRUE);

  providers = G_LIST_MODEL (cck_session_get_providers (self->session));
  n = g_list_model_get_n_items (providers);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckProvider) provider = g_list_model_get_item (providers, i);

      if (!g_hash_table_contains (self->hidden, cck_provider_get_id (provider)))
        return FALSE;
    }

  return TRUE;
}

void
cck_sidebar_model_set_hidden (CckSidebarModel *self,
                              const char      *provider_id,
                              gboolean         hidden)
{
  g_return_if_fail (CCK_IS_SIDEBAR_MODEL (self));
  g_return_if_fail (provider_id != NULL);

  if (hidden)
    g_hash_table_add (self->hidden, g_strdup (provider_id));
  else
    g_hash_table_remove (self->hidden, provider_id);

  gtk_filter_changed (self->hidden_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
cck_sidebar_model_is_hidden (CckSidebarModel *self,
                             const char      *provider_id)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_MODEL (self), FALSE);

  return g_hash_table_contains (self->hidden, provider_id);
}
