/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sidebar-model.h"

#include <gtk/gtk.h>

#include "cck-sidebar-section.h"

/* The rows in sight that belong together. */
typedef struct
{
  guint start;
  guint end;
} Range;

struct _CckSidebarModel
{
  GObject parent_instance;

  CckSession *session;
  GHashTable *hidden;       /* provider ids */
  char *wanted;             /* what is searched for, folded; NULL for nothing */

  CckSidebarItem *inspector;
  GHashTable *by_provider;  /* provider id → CckSidebarSection */
  GPtrArray *sections;      /* the same, in order */
  gboolean sorted;
  GPtrArray *accounts;      /* CckAccount, as the store has them */
  GHashTable *by_account;   /* CckAccount → CckSidebarItem */

  GPtrArray *rows;          /* what is in sight: CckSidebarItem */
  GArray *ranges;           /* Range */
};

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CckSidebarModel, cck_sidebar_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                      section_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return CCK_TYPE_SIDEBAR_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return CCK_SIDEBAR_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CckSidebarModel *self = CCK_SIDEBAR_MODEL (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static int
compare_range (gconstpointer key,
               gconstpointer element)
{
  const guint *position = key;
  const Range *range = element;

  if (*position < range->start)
    return -1;

  return *position >= range->end;
}

static void
get_section (GtkSectionModel *model,
             guint            position,
             guint           *start,
             guint           *end)
{
  CckSidebarModel *self = CCK_SIDEBAR_MODEL (model);
  const Range *range = self->ranges->len > 0
                       ? bsearch (&position, self->ranges->data, self->ranges->len, sizeof *range,
                                  compare_range)
                       : NULL;

  *start = range != NULL ? range->start : self->rows->len;
  *end = range != NULL ? range->end : G_MAXUINT;
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static int
compare_sections (gconstpointer a,
                  gconstpointer b)
{
  return cck_sidebar_section_compare ((gpointer) a, (gpointer) b);
}

static void
end_range (CckSidebarModel *self,
           guint            start)
{
  Range range = { start, self->rows->len };

  if (range.start < range.end)
    g_array_append_val (self->ranges, range);
}

static gboolean
is_in_sight (CckSidebarModel   *self,
             CckSidebarSection *section)
{
  CckProvider *provider = cck_sidebar_section_get_provider (section);

  return provider != NULL && !g_hash_table_contains (self->hidden, cck_provider_get_id (provider));
}

static void
list_rows (CckSidebarModel *self)
{
  if (!self->sorted)
    g_ptr_array_sort_values (self->sections, compare_sections);

  self->sorted = TRUE;
  g_array_set_size (self->ranges, 0);

  if (self->wanted == NULL)
    g_ptr_array_add (self->rows, g_object_ref (self->inspector));

  end_range (self, 0);

  for (guint i = 0; i < self->sections->len; i++)
    {
      guint start = self->rows->len;

      if (!is_in_sight (self, self->sections->pdata[i]))
        continue;

      cck_sidebar_section_sort (self->sections->pdata[i]);
      cck_sidebar_section_list (self->sections->pdata[i], self->wanted, self->rows);

      for (guint j = start; j < self->rows->len; j++)
        g_object_ref (self->rows->pdata[j]);

      end_range (self, start);
    }
}

/* Makes the list anew, and tells of the rows between those that begin and end it as before: whoever
 * shows them does the same for one that came as for ten thousand, whatever happened to which. */
static void
refresh (CckSidebarModel *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  guint begin = 0;
  guint end = 0;

  self->rows = g_ptr_array_new_full (old->len, g_object_unref);
  list_rows (self);

  while (begin < old->len && begin < self->rows->len &&
         old->pdata[begin] == self->rows->pdata[begin])
    begin++;

  while (end < old->len - begin && end < self->rows->len - begin &&
         old->pdata[old->len - 1 - end] == self->rows->pdata[self->rows->len - 1 - end])
    end++;

  if (old->len - begin - end > 0 || self->rows->len - begin - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), begin, old->len - begin - end,
                                self->rows->len - begin - end);
}

static CckSidebarSection *
ensure_section (CckSidebarModel *self,
                const char      *provider_id)
{
  CckSidebarSection *section = g_hash_table_lookup (self->by_provider, provider_id);

  if (section != NULL)
    return section;

  section = cck_sidebar_section_new ();
  g_hash_table_insert (self->by_provider, g_strdup (provider_id), section);
  g_ptr_array_add (self->sections, section);
  self->sorted = FALSE;

  return section;
}

static void
add_account (CckSidebarModel *self,
             CckAccount      *account)
{
  g_autoptr (CckSidebarItem) item = cck_sidebar_item_new (CCK_SIDEBAR_ACCOUNT, NULL, account);

  cck_sidebar_section_add (ensure_section (self, cck_account_get_provider_id (account)), item);
  g_hash_table_insert (self->by_account, account, g_steal_pointer (&item));
}

static void
remove_account (CckSidebarModel *self,
                CckAccount      *account)
{
  CckSidebarItem *item = g_hash_table_lookup (self->by_account, account);

  cck_sidebar_section_remove (ensure_section (self, cck_account_get_provider_id (account)), item);
  g_hash_table_remove (self->by_account, account);
}

static void
change_accounts (CckSidebarModel *self,
                 guint            position,
                 guint            removed,
                 guint            added)
{
  GListModel *accounts = G_LIST_MODEL (cck_session_get_accounts (self->session));

  for (guint i = position; i < position + removed; i++)
    remove_account (self, self->accounts->pdata[i]);

  if (removed > 0)
    g_ptr_array_remove_range (self->accounts, position, removed);

  for (guint i = position; i < position + added; i++)
    {
      CckAccount *account = g_list_model_get_item (accounts, i);

      g_ptr_array_insert (self->accounts, i, account);
      add_account (self, account);
    }
}

static void
on_accounts_changed (CckSidebarModel *self,
                     guint            position,
                     guint            removed,
                     guint            added)
{
  change_accounts (self, position, removed, added);
  refresh (self);
}

static void
on_account_changed (CckSidebarModel *self,
                    CckAccount      *account)
{
  CckSidebarItem *item = g_hash_table_lookup (self->by_account, account);

  if (item == NULL)
    return;

  cck_sidebar_item_forget_label (item);
  cck_sidebar_section_unsort (ensure_section (self, cck_account_get_provider_id (account)));
  refresh (self);
}

static void
on_provider_changed (CckSidebarModel *self,
                     CckProvider     *provider)
{
  cck_sidebar_section_set_provider (ensure_section (self, cck_provider_get_id (provider)), provider);
  self->sorted = FALSE;
  refresh (self);
}

/* Files come in any order: an account may be there before its provider is. */
static void
take_providers (CckSidebarModel *self)
{
  CckProviderStore *store = cck_session_get_providers (self->session);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  GHashTableIter iter;
  gpointer id;
  gpointer section;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckProvider) provider = g_list_model_get_item (G_LIST_MODEL (store), i);

      ensure_section (self, cck_provider_get_id (provider));
    }

  g_hash_table_iter_init (&iter, self->by_provider);

  while (g_hash_table_iter_next (&iter, &id, &section))
    {
      CckProvider *provider = cck_provider_store_get_by_id (store, id);

      if (provider != cck_sidebar_section_get_provider (section))
        cck_sidebar_section_set_provider (section, provider);

      if (provider == NULL && cck_sidebar_section_is_empty (section))
        {
          g_ptr_array_remove (self->sections, section);
          g_hash_table_iter_remove (&iter);
        }
    }

  self->sorted = FALSE;
}

static void
on_providers_changed (CckSidebarModel *self)
{
  take_providers (self);
  refresh (self);
}

static void
cck_sidebar_model_dispose (GObject *object)
{
  CckSidebarModel *self = CCK_SIDEBAR_MODEL (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (cck_sidebar_model_parent_class)->dispose (object);
}

static void
cck_sidebar_model_finalize (GObject *object)
{
  CckSidebarModel *self = CCK_SIDEBAR_MODEL (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->ranges);
  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->by_provider);
  g_hash_table_unref (self->by_account);
  g_ptr_array_unref (self->accounts);
  g_object_unref (self->inspector);
  g_hash_table_unref (self->hidden);
  g_free (self->wanted);

  G_OBJECT_CLASS (cck_sidebar_model_parent_class)->finalize (object);
}

static void
cck_sidebar_model_class_init (CckSidebarModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_sidebar_model_dispose;
  object_class->finalize = cck_sidebar_model_finalize;
}

static void
cck_sidebar_model_init (CckSidebarModel *self)
{
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->inspector = cck_sidebar_item_new (CCK_SIDEBAR_INSPECTOR, NULL, NULL);
  self->by_provider = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) cck_sidebar_section_free);
  self->sections = g_ptr_array_new ();
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_account = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
}

static void
follow (CckSidebarModel *self,
        gpointer         store,
        GCallback        items_changed,
        GCallback        item_changed)
{
  g_signal_connect_object (store, "items-changed", items_changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "item-changed", item_changed, self, G_CONNECT_SWAPPED);
}

CckSidebarModel *
cck_sidebar_model_new (CckSession *session)
{
  CckSidebarModel *self;
  CckAccountStore *accounts;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);

  self = g_object_new (CCK_TYPE_SIDEBAR_MODEL, NULL);
  self->session = g_object_ref (session);
  accounts = cck_session_get_accounts (session);
  take_providers (self);
  change_accounts (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));
  refresh (self);
  follow (self, accounts, G_CALLBACK (on_accounts_changed), G_CALLBACK (on_account_changed));
  follow (self, cck_session_get_providers (session), G_CALLBACK (on_providers_changed),
          G_CALLBACK (on_provider_changed));

  return self;
}

guint
cck_sidebar_model_find (CckSidebarModel *self,
                        CckAccount      *account)
{
  CckSidebarItem *item;
  guint position;

  g_return_val_if_fail (CCK_IS_SIDEBAR_MODEL (self), GTK_INVALID_LIST_POSITION);

  item = account != NULL ? g_hash_table_lookup (self->by_account, account) : self->inspector;

  return item != NULL && g_ptr_array_find (self->rows, item, &position)
         ? position : GTK_INVALID_LIST_POSITION;
}

void
cck_sidebar_model_search (CckSidebarModel *self,
                          const char      *text)
{
  g_autofree char *wanted = NULL;

  g_return_if_fail (CCK_IS_SIDEBAR_MODEL (self));

  if (text != NULL && *text != '\0')
    wanted = cck_sidebar_fold (text);

  if (g_set_str (&self->wanted, wanted))
    refresh (self);
}

gboolean
cck_sidebar_model_is_empty (CckSidebarModel *self)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_MODEL (self), TRUE);

  for (guint i = 0; i < self->sections->len; i++)
    {
      if (is_in_sight (self, self->sections->pdata[i]))
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

  refresh (self);
}

gboolean
cck_sidebar_model_is_hidden (CckSidebarModel *self,
                             const char      *provider_id)
{
  g_return_val_if_fail (CCK_IS_SIDEBAR_MODEL (self), FALSE);

  return g_hash_table_contains (self->hidden, provider_id);
}
