/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cck-folder.h"
#include "cck-name.h"
#include "cck-store-error.h"

#define FOLDER "accounts"

struct _CckAccountStore
{
  GObject     parent_instance;

  CckFolder  *folder;
  GListStore *accounts;
  GHashTable *by_id; /* id → CckAccount */
};

static GType
get_item_type (GListModel *model)
{
  return CCK_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CCK_ACCOUNT_STORE (model)->accounts));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (CCK_ACCOUNT_STORE (model)->accounts), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CckAccountStore, cck_account_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
insert (CckAccountStore *self,
        CckAccount      *account)
{
  g_hash_table_insert (self->by_id, g_strdup (cck_account_get_id (account)),
                       g_object_ref (account));
  g_list_store_append (self->accounts, account);
}

static void
drop (CckAccountStore *self,
      const char      *id)
{
  g_autofree char *own_id = g_strdup (id);
  CckAccount *account = g_hash_table_lookup (self->by_id, own_id);
  guint position;

  if (account == NULL)
    return;

  if (g_list_store_find (self->accounts, account, &position))
    g_list_store_remove (self->accounts, position);

  g_hash_table_remove (self->by_id, own_id);
}

static gboolean
on_loaded (gpointer      owner,
           const char   *id,
           const char   *path,
           GBytes       *text,
           GError      **error)
{
  CckAccountStore *self = CCK_ACCOUNT_STORE (owner);
  g_autoptr (CckAccount) account = NULL;
  CckAccount *known = g_hash_table_lookup (self->by_id, id);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  account = cck_account_new_from_json (data != NULL ? data : "", length, path, error);
  if (account == NULL)
    return FALSE;

  /* A file that was copied by hand must not make one account two. */
  if (!g_str_equal (cck_account_get_id (account), id))
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                   _("“%s” can’t be used: the account in it belongs into “%s.json”."),
                   path, cck_account_get_id (account));
      return FALSE;
    }

  if (known != NULL)
    cck_account_assign (known, account);
  else
    insert (self, account);

  return TRUE;
}

static void
on_removed (gpointer    owner,
            const char *id)
{
  drop (CCK_ACCOUNT_STORE (owner), id);
}

static const CckFolderFuncs folder_funcs = { on_loaded, on_removed };

static void
cck_account_store_dispose (GObject *object)
{
  CckAccountStore *self = CCK_ACCOUNT_STORE (object);

  if (self->folder != NULL)
    g_object_run_dispose (G_OBJECT (self->folder));

  g_clear_object (&self->folder);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->by_id, g_hash_table_unref);

  G_OBJECT_CLASS (cck_account_store_parent_class)->dispose (object);
}

static void
cck_account_store_class_init (CckAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_account_store_dispose;
}

static void
cck_account_store_init (CckAccountStore *self)
{
  self->accounts = g_list_store_new (CCK_TYPE_ACCOUNT);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_signal_connect_swapped (self->accounts, "items-changed",
                            G_CALLBACK (g_list_model_items_changed), self);
}

CckAccountStore *
cck_account_store_new (const char *data_dir)
{
  g_autofree char *default_dir = g_build_filename (g_get_user_data_dir (), "claimcheck", NULL);
  g_autofree char *path
      = g_build_filename (data_dir != NULL ? data_dir : default_dir, FOLDER, NULL);
  CckAccountStore *self = g_object_new (CCK_TYPE_ACCOUNT_STORE, NULL);

  self->folder = cck_folder_new (path, &folder_funcs, self);
  cck_folder_scan (self->folder);

  return self;
}

const char *
cck_account_store_get_path (CckAccountStore *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);

  return cck_folder_get_path (self->folder);
}

GListModel *
cck_account_store_get_broken_files (CckAccountStore *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);

  return cck_folder_get_broken_files (self->folder);
}

static const char *
get_label_or_subject (CckAccount *account)
{
  const char *label = cck_account_get_label (account);

  return label != NULL ? label : cck_account_get_subject (account);
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate (get_label_or_subject ((CckAccount *) a),
                         get_label_or_subject ((CckAccount *) b));
}

GPtrArray *
cck_account_store_list_by_provider (CckAccountStore *self,
                                    const char      *provider_id)
{
  g_autoptr (GPtrArray) found = NULL;
  guint n;

  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (provider_id != NULL, NULL);

  found = g_ptr_array_new_with_free_func (g_object_unref);
  n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckAccount) account = get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (cck_account_get_provider_id (account), provider_id))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }

  g_ptr_array_sort_values (found, compare_labels);

  return g_steal_pointer (&found);
}

/* The label, or the first of "alice-2", "alice-3", … that no other account of the provider has. */
static void
make_label_unique (CckAccountStore *self,
                   CckAccount      *account)
{
  g_autoptr (GPtrArray) others
      = cck_account_store_list_by_provider (self, cck_account_get_provider_id (account));
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *wanted = get_label_or_subject (account);

  for (guint i = 0; i < others->len; i++)
    {
      if (!g_str_equal (cck_account_get_id (others->pdata[i]), cck_account_get_id (account)))
        g_hash_table_add (taken, cck_name_fold (get_label_or_subject (others->pdata[i])));
    }

  for (guint number = 1;; number++)
    {
      g_autofree char *label
          = number == 1 ? g_strdup (wanted) : g_strdup_printf ("%s-%u", wanted, number);
      g_autofree char *folded = cck_name_fold (label);

      if (!g_hash_table_contains (taken, folded))
        {
          cck_account_set_label (account, label);
          return;
        }
    }
}

static CckAccount *
take_in (CckAccountStore *self,
         CckAccount      *account)
{
  CckAccount *own = g_hash_table_lookup (self->by_id, cck_account_get_id (account));

  if (own == NULL)
    {
      insert (self, account);
      return account;
    }

  cck_account_assign (own, account);

  return own;
}

CckAccount *
cck_account_store_add (CckAccountStore  *self,
                       CckAccount       *account,
                       GError          **error)
{
  g_autofd int lock = -1;
  g_autoptr (CckAccount) fresh = NULL;
  g_autofree char *text = NULL;
  CckAccount *own;
  gboolean transient;

  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  transient = cck_account_get_transient (account);

  if (!transient)
    {
      lock = cck_folder_lock (self->folder, error);
      if (lock < 0)
        return NULL;

      /* What another process added a moment ago counts too. */
      cck_folder_scan (self->folder);
    }

  own = g_hash_table_lookup (self->by_id, cck_account_get_id (account));
  fresh = own == account ? g_object_ref (account) : cck_account_copy (account);

  if (own != NULL && own != account)
    g_object_set (fresh,
                  "label", cck_account_get_label (own),
                  "created-at", cck_account_get_created_at (own),
                  NULL);

  make_label_unique (self, fresh);

  text = cck_account_to_json (fresh);
  if (!transient
      && !cck_folder_write (self->folder, cck_account_get_id (fresh), text, CCK_FILE_REPLACE,
                            error))
    return NULL;

  return take_in (self, fresh);
}

static void
set_removed (CckAccount  *account,
             GError     **error)
{
  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
               _("The account “%s” has been signed out and removed."),
               get_label_or_subject (account));
}

/* The store's item under its file's lock, or NULL: it was removed by another process. */
static gboolean
check_present (CckAccountStore  *self,
               CckAccount       *account,
               GError          **error)
{
  const char *id = cck_account_get_id (account);

  if (g_hash_table_lookup (self->by_id, id) != account)
    {
      set_removed (account, error);
      return FALSE;
    }

  return TRUE;
}

gboolean
cck_account_store_save (CckAccountStore  *self,
                        CckAccount       *account,
                        GError          **error)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofd int lock = -1;

  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), FALSE);

  if (!check_present (self, account, error))
    return FALSE;

  if (cck_account_get_transient (account))
    return TRUE;

  lock = cck_folder_lock (self->folder, error);
  if (lock < 0)
    return FALSE;

  name = g_strconcat (cck_account_get_id (account), ".json", NULL);
  path = g_build_filename (cck_account_store_get_path (self), name, NULL);

  /* An account signed out during a refresh does not come back. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (CckAccount) hold = g_object_ref (account);

      cck_folder_refresh (self->folder, cck_account_get_id (account), NULL);
      set_removed (hold, error);
      return FALSE;
    }

  text = cck_account_to_json (account);

  return cck_folder_write (self->folder, cck_account_get_id (account), text, CCK_FILE_REPLACE,
                           error);
}

gboolean
cck_account_store_reload (CckAccountStore  *self,
                          CckAccount       *account,
                          GError          **error)
{
  g_autoptr (CckAccount) hold = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), FALSE);

  if (!check_present (self, account, error))
    return FALSE;

  if (cck_account_get_transient (account))
    return TRUE;

  hold = g_object_ref (account);
  if (cck_folder_refresh (self->folder, cck_account_get_id (account), &local_error))
    return TRUE;

  if (g_error_matches (local_error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    set_removed (account, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
cck_account_store_remove (CckAccountStore  *self,
                          CckAccount       *account,
                          GError          **error)
{
  g_autofree char *id = NULL;
  g_autofd int lock = -1;

  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), FALSE);

  id = g_strdup (cck_account_get_id (account));

  if (!cck_account_get_transient (account))
    {
      lock = cck_folder_lock (self->folder, error);

      if (lock < 0 || !cck_folder_remove (self->folder, id, error))
        return FALSE;
    }

  drop (self, id);

  return TRUE;
}

CckAccount *
cck_account_store_get_by_id (CckAccountStore *self,
                             const char      *id)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}
