/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-record-store.h"

#include "cck-broken-file.h"
#include "cck-record-load.h"
#include "cck-record-store-private.h"

typedef struct
{
  GSequence  *items;        /* GObject, in the order of the model */
  GHashTable *by_id;        /* id → Entry */
  GHashTable *by_key;       /* key → GPtrArray of items, none of them empty */
  GPtrArray  *folders;      /* CckFolder, the most important one first; the first is the person's */
  GListStore *broken_files;
  DexPromise *loading;      /* NULL until cck_record_store_load() */
  gboolean    loaded;
} CckRecordStorePrivate;

/* Where an item stands and where it comes from. */
typedef struct
{
  GSequenceIter *position;
  CckFolder     *folder; /* NULL: only in memory */
  char          *key;
} Entry;

enum
{
  ITEM_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CckRecordStore, cck_record_store, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (CckRecordStore)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static CckRecordStorePrivate *
get_private (CckRecordStore *self)
{
  return cck_record_store_get_instance_private (self);
}

static GType
get_item_type (GListModel *model)
{
  return CCK_RECORD_STORE_GET_CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return g_sequence_get_length (get_private (CCK_RECORD_STORE (model))->items);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GSequenceIter *iter
      = g_sequence_get_iter_at_pos (get_private (CCK_RECORD_STORE (model))->items, position);

  return !g_sequence_iter_is_end (iter) ? g_object_ref (g_sequence_get (iter)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
entry_free (Entry *entry)
{
  g_free (entry->key);
  g_free (entry);
}

static void
remove_key (CckRecordStore *self,
            Entry          *entry)
{
  GHashTable *by_key = get_private (self)->by_key;
  GPtrArray *items = entry->key != NULL ? g_hash_table_lookup (by_key, entry->key) : NULL;

  if (items == NULL)
    return;

  g_ptr_array_remove_fast (items, g_sequence_get (entry->position));
  if (items->len == 0)
    g_hash_table_remove (by_key, entry->key);

  g_clear_pointer (&entry->key, g_free);
}

static void
update_key (CckRecordStore *self,
            Entry          *entry)
{
  GHashTable *by_key = get_private (self)->by_key;
  gpointer item = g_sequence_get (entry->position);
  g_autofree char *key = CCK_RECORD_STORE_GET_CLASS (self)->dup_key (item);
  GPtrArray *items;

  if (g_strcmp0 (key, entry->key) == 0)
    return;

  remove_key (self, entry);

  items = g_hash_table_lookup (by_key, key);
  if (items == NULL)
    {
      items = g_ptr_array_new ();
      g_hash_table_insert (by_key, g_strdup (key), items);
    }

  g_ptr_array_add (items, item);
  entry->key = g_steal_pointer (&key);
}

/* Without telling of it. */
static void
add (CckRecordStore *self,
     gpointer        item,
     CckFolder      *folder)
{
  CckRecordStorePrivate *priv = get_private (self);
  const char *id = CCK_RECORD_STORE_GET_CLASS (self)->get_id (item);
  Entry *entry = g_new0 (Entry, 1);

  entry->position = g_sequence_append (priv->items, g_object_ref (item));
  entry->folder = folder;
  g_hash_table_insert (priv->by_id, g_strdup (id), entry);
  update_key (self, entry);
}

static void
append (CckRecordStore *self,
        gpointer        item,
        CckFolder      *folder)
{
  guint position = g_sequence_get_length (get_private (self)->items);

  add (self, item, folder);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
take_out (CckRecordStore *self,
          const char     *id)
{
  CckRecordStorePrivate *priv = get_private (self);
  Entry *entry = g_hash_table_lookup (priv->by_id, id);
  guint position = g_sequence_iter_get_position (entry->position);

  remove_key (self, entry);
  g_sequence_remove (entry->position);
  g_hash_table_remove (priv->by_id, id);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static guint
rank (CckRecordStore *self,
      CckFolder      *folder)
{
  guint index = 0;

  return g_ptr_array_find (get_private (self)->folders, folder, &index) ? index : 0;
}

/* Whether a more important folder has a file for @id, be it a broken one. */
static gboolean
is_hidden (CckRecordStore *self,
           CckFolder      *folder,
           const char     *id)
{
  CckRecordStorePrivate *priv = get_private (self);

  for (guint i = 0; i < rank (self, folder); i++)
    {
      if (cck_folder_has (priv->folders->pdata[i], id))
        return TRUE;
    }

  return FALSE;
}

static void
set_folder (CckRecordStore *self,
            gpointer        item,
            Entry          *entry,
            CckFolder      *folder)
{
  CckRecordStoreClass *klass = CCK_RECORD_STORE_GET_CLASS (self);

  if (entry != NULL)
    entry->folder = folder;

  if (klass->set_read_only != NULL)
    klass->set_read_only (item, rank (self, folder) > 0);
}

/* An item keeps its identity while its values change, whichever folder they come from. */
static gboolean
on_loaded (gpointer     owner,
           CckFolder   *folder,
           const char  *id,
           const char  *path,
           GBytes      *text,
           GError     **error)
{
  CckRecordStore *self = CCK_RECORD_STORE (owner);
  CckRecordStoreClass *klass = CCK_RECORD_STORE_GET_CLASS (self);
  Entry *entry = g_hash_table_lookup (get_private (self)->by_id, id);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  g_autoptr (GObject) item = klass->parse (id, path, data != NULL ? data : "", length, error);

  if (item == NULL)
    return FALSE;

  if (is_hidden (self, folder, id))
    return TRUE;

  if (entry == NULL)
    {
      set_folder (self, item, NULL, folder);
      append (self, item, folder);
      return TRUE;
    }

  klass->assign (g_sequence_get (entry->position), item);
  set_folder (self, g_sequence_get (entry->position), entry, folder);
  update_key (self, entry);
  g_signal_emit (self, signals[ITEM_CHANGED], 0, g_sequence_get (entry->position));

  return TRUE;
}

/* What was read before stays; but a less important folder's item does not stand in for it. */
static void
on_broken (gpointer    owner,
           CckFolder  *folder,
           const char *id)
{
  CckRecordStore *self = CCK_RECORD_STORE (owner);
  Entry *entry = g_hash_table_lookup (get_private (self)->by_id, id);

  if (entry != NULL && entry->folder != NULL && rank (self, entry->folder) > rank (self, folder))
    take_out (self, id);
}

/* Reads the file that @folder's one hid. FALSE where there is none, or it is broken. */
static gboolean
load_next (CckRecordStore *self,
           CckFolder      *folder,
           const char     *id)
{
  GPtrArray *folders = get_private (self)->folders;

  for (guint i = rank (self, folder) + 1; i < folders->len; i++)
    {
      if (cck_folder_has (folders->pdata[i], id))
        return cck_folder_reload (folders->pdata[i], id);
    }

  return FALSE;
}

static void
on_removed (gpointer    owner,
            CckFolder  *folder,
            const char *id)
{
  CckRecordStore *self = CCK_RECORD_STORE (owner);
  g_autofree char *own_id = g_strdup (id); /* it may be the item's */
  Entry *entry = g_hash_table_lookup (get_private (self)->by_id, own_id);

  if (entry != NULL && entry->folder != folder)
    return;

  if (!load_next (self, folder, own_id) && entry != NULL)
    take_out (self, own_id);
}

static const CckFolderFuncs folder_funcs = { on_loaded, on_broken, on_removed };

static void
cck_record_store_dispose (GObject *object)
{
  CckRecordStorePrivate *priv = get_private (CCK_RECORD_STORE (object));

  for (guint i = 0; i < priv->folders->len; i++)
    g_object_run_dispose (priv->folders->pdata[i]);

  G_OBJECT_CLASS (cck_record_store_parent_class)->dispose (object);
}

static void
cck_record_store_finalize (GObject *object)
{
  CckRecordStorePrivate *priv = get_private (CCK_RECORD_STORE (object));

  g_clear_pointer (&priv->by_id, g_hash_table_unref);
  g_clear_pointer (&priv->by_key, g_hash_table_unref);
  g_clear_pointer (&priv->items, g_sequence_free);
  g_clear_pointer (&priv->folders, g_ptr_array_unref);
  g_clear_pointer (&priv->loading, dex_unref);
  g_clear_object (&priv->broken_files);

  G_OBJECT_CLASS (cck_record_store_parent_class)->finalize (object);
}

static void
cck_record_store_class_init (CckRecordStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_record_store_dispose;
  object_class->finalize = cck_record_store_finalize;

  signals[ITEM_CHANGED] = g_signal_new ("item-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_OBJECT);
}

static void
cck_record_store_init (CckRecordStore *self)
{
  CckRecordStorePrivate *priv = get_private (self);

  priv->items = g_sequence_new (g_object_unref);
  priv->by_id
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  priv->by_key
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  priv->folders = g_ptr_array_new_with_free_func (g_object_unref);
  priv->broken_files = g_list_store_new (CCK_TYPE_BROKEN_FILE);
}

static void
add_folder (CckRecordStore *self,
            const char     *parent,
            CckFolderFlags  flags)
{
  CckRecordStorePrivate *priv = get_private (self);
  g_autofree char *path
      = g_build_filename (parent, CCK_RECORD_STORE_GET_CLASS (self)->folder, NULL);

  g_ptr_array_add (priv->folders,
                   cck_folder_new (path, flags, &folder_funcs, self, priv->broken_files));
}

void
cck_record_store_open_unread (CckRecordStore     *self,
                              const char         *data_dir,
                              const char * const *system_dirs)
{
  g_autofree char *default_dir = g_build_filename (g_get_user_data_dir (), "claimcheck", NULL);

  add_folder (self, data_dir != NULL ? data_dir : default_dir, CCK_FOLDER_FLAGS_NONE);

  for (gsize i = 0; system_dirs != NULL && system_dirs[i] != NULL; i++)
    {
      g_autofree char *parent = g_build_filename (system_dirs[i], "claimcheck", NULL);

      add_folder (self, parent, CCK_FOLDER_READ_ONLY);
    }
}

void
cck_record_store_open (CckRecordStore     *self,
                       const char         *data_dir,
                       const char * const *system_dirs)
{
  cck_record_store_open_unread (self, data_dir, system_dirs);
  cck_record_store_load_now (self);
}

void
cck_record_store_load_now (CckRecordStore *self)
{
  CckRecordStorePrivate *priv = get_private (self);

  g_return_if_fail (CCK_IS_RECORD_STORE (self));

  if (priv->loaded)
    return;

  priv->loaded = TRUE;

  for (guint i = 0; i < priv->folders->len; i++)
    cck_folder_scan (priv->folders->pdata[i]);
}

gboolean
cck_record_store_is_loaded (CckRecordStore *self)
{
  g_return_val_if_fail (CCK_IS_RECORD_STORE (self), FALSE);

  return get_private (self)->loaded;
}

static void
take_records (CckRecordStore *self,
              CckFolder      *folder,
              GPtrArray      *records)
{
  CckRecordStorePrivate *priv = get_private (self);
  guint before = g_sequence_get_length (priv->items);
  guint added = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const CckFolderRecord *record = records->pdata[i];

      if (!cck_folder_take (folder, record) || record->item == NULL
          || is_hidden (self, folder, record->id)
          || g_hash_table_contains (priv->by_id, record->id))
        continue;

      set_folder (self, record->item, NULL, folder);
      add (self, record->item, folder);
      added++;
    }

  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, added);

  cck_folder_end (folder);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (CckRecordStore) self = user_data;
  CckRecordStorePrivate *priv = get_private (self);
  g_autoptr (GPtrArray) readings = cck_record_load_finish (result);

  for (guint i = 0; i < readings->len; i++)
    take_records (self, priv->folders->pdata[i], readings->pdata[i]);

  priv->loaded = TRUE;
  dex_promise_resolve_boolean (priv->loading, TRUE);
}

DexFuture *
cck_record_store_load (CckRecordStore *self)
{
  CckRecordStorePrivate *priv = get_private (self);

  g_return_val_if_fail (CCK_IS_RECORD_STORE (self), NULL);

  if (priv->loading != NULL)
    return DEX_FUTURE (dex_ref (priv->loading));

  if (priv->loaded)
    return dex_future_new_true ();

  priv->loading = dex_promise_new ();
  cck_record_load (self, priv->folders, on_read);

  return DEX_FUTURE (dex_ref (priv->loading));
}

CckFolder *
cck_record_store_get_folder (CckRecordStore *self)
{
  return get_private (self)->folders->pdata[0];
}

GListModel *
cck_record_store_get_broken_files (CckRecordStore *self)
{
  return G_LIST_MODEL (get_private (self)->broken_files);
}

gpointer
cck_record_store_get_by_id (CckRecordStore *self,
                            const char     *id)
{
  Entry *entry = id != NULL ? g_hash_table_lookup (get_private (self)->by_id, id) : NULL;

  return entry != NULL ? g_sequence_get (entry->position) : NULL;
}

const GPtrArray *
cck_record_store_list_by_key (CckRecordStore *self,
                              const char     *key)
{
  return g_hash_table_lookup (get_private (self)->by_key, key);
}

GPtrArray *
cck_record_store_list (CckRecordStore *self)
{
  GSequence *items = get_private (self)->items;
  GPtrArray *list = g_ptr_array_sized_new (g_sequence_get_length (items));

  for (GSequenceIter *iter = g_sequence_get_begin_iter (items); !g_sequence_iter_is_end (iter);
       iter = g_sequence_iter_next (iter))
    g_ptr_array_add (list, g_sequence_get (iter));

  return list;
}

void
cck_record_store_insert (CckRecordStore *self,
                         gpointer        item)
{
  const char *id = CCK_RECORD_STORE_GET_CLASS (self)->get_id (item);
  CckFolder *folder = cck_record_store_get_folder (self);

  /* A folder of the system's has one of that id, which is hidden from here on. */
  if (g_hash_table_contains (get_private (self)->by_id, id))
    take_out (self, id);

  append (self, item, cck_folder_has (folder, id) ? folder : NULL);
}

void
cck_record_store_touch (CckRecordStore *self,
                        gpointer        item)
{
  const char *id = CCK_RECORD_STORE_GET_CLASS (self)->get_id (item);
  Entry *entry = g_hash_table_lookup (get_private (self)->by_id, id);

  if (entry == NULL)
    return;

  update_key (self, entry);
  g_signal_emit (self, signals[ITEM_CHANGED], 0, item);
}

/* Whoever removed it may keep the item, to bring it back as it was. */
void
cck_record_store_drop (CckRecordStore *self,
                       const char     *id)
{
  g_autofree char *own_id = g_strdup (id);
  Entry *entry = g_hash_table_lookup (get_private (self)->by_id, own_id);
  CckFolder *folder = entry != NULL ? entry->folder : NULL;

  if (entry == NULL)
    return;

  take_out (self, own_id);
  if (folder != NULL)
    load_next (self, folder, own_id);
}
