/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cck-account-private.h"
#include "cck-name.h"
#include "cck-record-store-private.h"
#include "cck-store-error.h"

#define FOLDER "accounts"

struct _CckAccountStore
{
  CckRecordStore parent_instance;
};

G_DEFINE_FINAL_TYPE (CckAccountStore, cck_account_store, CCK_TYPE_RECORD_STORE)

static const char *
get_label_or_subject (CckAccount *account)
{
  const char *label = cck_account_get_label (account);

  return label != NULL ? label : cck_account_get_subject (account);
}

static gpointer
parse (const char  *id,
       const char  *path,
       const char  *text,
       gsize        length,
       GError     **error)
{
  g_autoptr (CckAccount) account = cck_account_new_from_json (text, length, path, error);

  if (account == NULL)
    return NULL;

  /* A file that was copied by hand must not make one account two. */
  if (!g_str_equal (cck_account_get_id (account), id))
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                   /* Translators: the file’s name, then the account’s identifier. */
                   _("“%s” can’t be used: the account in it belongs into “%s.json”."),
                   path, cck_account_get_id (account));
      return NULL;
    }

  return g_steal_pointer (&account);
}

static void
assign (gpointer item,
        gpointer other)
{
  cck_account_assign (item, other);
}

static const char *
get_id (gpointer item)
{
  return cck_account_get_id (item);
}

/* A provider's id holds no "/". */
static char *
dup_key_for (const char *provider_id,
             const char *label)
{
  g_autofree char *folded = cck_name_fold (label);

  return g_strjoin ("/", provider_id, folded, NULL);
}

static char *
dup_key (gpointer item)
{
  return dup_key_for (cck_account_get_provider_id (item), get_label_or_subject (item));
}

CckAccount *
cck_account_store_get_by_label (CckAccountStore *self,
                                const char      *provider_id,
                                const char      *label)
{
  g_autofree char *key = dup_key_for (provider_id, label);
  const GPtrArray *found = cck_record_store_list_by_key (CCK_RECORD_STORE (self), key);

  return found != NULL ? found->pdata[0] : NULL;
}

static void
prepare (gpointer item)
{
  cck_account_get_sort_key (item);
}

static void
cck_account_store_class_init (CckAccountStoreClass *klass)
{
  CckRecordStoreClass *store_class = CCK_RECORD_STORE_CLASS (klass);

  store_class->item_type = CCK_TYPE_ACCOUNT;
  store_class->folder = FOLDER;
  store_class->parse = parse;
  store_class->assign = assign;
  store_class->get_id = get_id;
  store_class->dup_key = dup_key;
  store_class->prepare = prepare;
}

static void
cck_account_store_init (CckAccountStore *self)
{
}

CckAccountStore *
cck_account_store_new (const char *data_dir)
{
  CckAccountStore *self = g_object_new (CCK_TYPE_ACCOUNT_STORE, NULL);

  cck_record_store_open (CCK_RECORD_STORE (self), data_dir, NULL);

  return self;
}

CckAccountStore *
cck_account_store_new_unread (const char *data_dir)
{
  CckAccountStore *self = g_object_new (CCK_TYPE_ACCOUNT_STORE, NULL);

  cck_record_store_open_unread (CCK_RECORD_STORE (self), data_dir, NULL);

  return self;
}

static CckFolder *
get_folder (CckAccountStore *self)
{
  return cck_record_store_get_folder (CCK_RECORD_STORE (self));
}

const char *
cck_account_store_get_path (CckAccountStore *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);

  return cck_folder_get_path (get_folder (self));
}

GListModel *
cck_account_store_get_broken_files (CckAccountStore *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);

  return cck_record_store_get_broken_files (CCK_RECORD_STORE (self));
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
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (provider_id != NULL, NULL);

  found = g_ptr_array_new_with_free_func (g_object_unref);
  accounts = cck_record_store_list (CCK_RECORD_STORE (self));

  for (guint i = 0; i < accounts->len; i++)
    {
      if (g_str_equal (cck_account_get_provider_id (accounts->pdata[i]), provider_id))
        g_ptr_array_add (found, g_object_ref (accounts->pdata[i]));
    }

  g_ptr_array_sort_values (found, compare_labels);

  return g_steal_pointer (&found);
}

/* Whether no account but this one has the label within the provider. */
static gboolean
is_free_label (CckAccountStore *self,
               CckAccount      *account,
               const char      *label)
{
  g_autofree char *key = dup_key_for (cck_account_get_provider_id (account), label);
  const GPtrArray *others = cck_record_store_list_by_key (CCK_RECORD_STORE (self), key);

  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      if (!g_str_equal (cck_account_get_id (others->pdata[i]), cck_account_get_id (account)))
        return FALSE;
    }

  return TRUE;
}

/* The label, or the first of "alice-2", "alice-3", … that no other account of the provider has. */
static void
make_label_unique (CckAccountStore *self,
                   CckAccount      *account)
{
  g_autofree char *wanted = g_strdup (get_label_or_subject (account));
  g_autofree char *label = g_strdup (wanted);

  for (guint number = 2; !is_free_label (self, account, label); number++)
    {
      g_free (label);
      label = g_strdup_printf ("%s-%u", wanted, number);
    }

  cck_account_set_label (account, label);
}

static CckAccount *
take_in (CckAccountStore *self,
         CckAccount      *account)
{
  CckAccount *own = cck_account_store_get_by_id (self, cck_account_get_id (account));

  if (own == NULL)
    {
      cck_record_store_insert (CCK_RECORD_STORE (self), account);
      return account;
    }

  cck_account_assign (own, account);
  cck_record_store_touch (CCK_RECORD_STORE (self), own);

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
      lock = cck_folder_lock (get_folder (self), error);
      if (lock < 0)
        return NULL;

      /* What another process added a moment ago counts too. */
      cck_folder_catch_up (get_folder (self), lock);
    }

  own = cck_account_store_get_by_id (self, cck_account_get_id (account));
  fresh = own == account ? g_object_ref (account) : cck_account_copy (account);

  if (own != NULL && own != account)
    g_object_set (fresh,
                  "label", cck_account_get_label (own),
                  "created-at", cck_account_get_created_at (own),
                  NULL);

  make_label_unique (self, fresh);

  text = cck_account_to_json (fresh);
  if (!transient
      && !cck_folder_write (get_folder (self), lock, cck_account_get_id (fresh), text, CCK_FILE_REPLACE,
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

  if (cck_account_store_get_by_id (self, id) != account)
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
    {
      cck_record_store_touch (CCK_RECORD_STORE (self), account);
      return TRUE;
    }

  lock = cck_folder_lock (get_folder (self), error);
  if (lock < 0)
    return FALSE;

  name = g_strconcat (cck_account_get_id (account), ".json", NULL);
  path = g_build_filename (cck_folder_get_path (get_folder (self)), name, NULL);

  /* An account signed out during a refresh does not come back. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (CckAccount) hold = g_object_ref (account);

      cck_folder_refresh (get_folder (self), cck_account_get_id (account), NULL);
      set_removed (hold, error);
      return FALSE;
    }

  text = cck_account_to_json (account);

  if (!cck_folder_write (get_folder (self), lock, cck_account_get_id (account), text,
                         CCK_FILE_REPLACE, error))
    return FALSE;

  cck_record_store_touch (CCK_RECORD_STORE (self), account);

  return TRUE;
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
  if (cck_folder_refresh (get_folder (self), cck_account_get_id (account), &local_error))
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
      lock = cck_folder_lock (get_folder (self), error);

      if (lock < 0 || !cck_folder_remove (get_folder (self), lock, id, error))
        return FALSE;
    }

  cck_record_store_drop (CCK_RECORD_STORE (self), id);

  return TRUE;
}

CckAccount *
cck_account_store_get_by_id (CckAccountStore *self,
                             const char      *id)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);

  return cck_record_store_get_by_id (CCK_RECORD_STORE (self), id);
}
