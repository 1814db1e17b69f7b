/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cck-folder.h"
#include "cck-name.h"
#include "cck-store-error.h"

#define FOLDER "providers"

struct _CckProviderStore
{
  GObject     parent_instance;

  CckFolder  *folder;
  GListStore *providers;
  GHashTable *by_id; /* id → CckProvider, both owned by it */
};

static GType
get_item_type (GListModel *model)
{
  return CCK_TYPE_PROVIDER;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CCK_PROVIDER_STORE (model)->providers));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (CCK_PROVIDER_STORE (model)->providers), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CckProviderStore, cck_provider_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
insert (CckProviderStore *self,
        CckProvider      *provider)
{
  const char *id = cck_provider_get_id (provider);

  g_hash_table_insert (self->by_id, g_strdup (id), g_object_ref (provider));
  g_list_store_append (self->providers, provider);
}

static void
drop (CckProviderStore *self,
      const char       *id)
{
  g_autofree char *own_id = g_strdup (id);
  CckProvider *provider = g_hash_table_lookup (self->by_id, own_id);
  guint position;

  if (provider == NULL)
    return;

  if (g_list_store_find (self->providers, provider, &position))
    g_list_store_remove (self->providers, position);

  g_hash_table_remove (self->by_id, own_id);
}

static gboolean
on_loaded (gpointer      owner,
           const char   *id,
           const char   *path,
           GBytes       *text,
           GError      **error)
{
  CckProviderStore *self = CCK_PROVIDER_STORE (owner);
  g_autoptr (CckProvider) provider = NULL;
  CckProvider *known = g_hash_table_lookup (self->by_id, id);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  provider = cck_provider_new_from_json (data != NULL ? data : "", length, path, error);
  if (provider == NULL)
    return FALSE;

  if (known != NULL)
    {
      cck_provider_assign (known, provider);
      return TRUE;
    }

  g_object_set (provider, "id", id, NULL);
  insert (self, provider);

  return TRUE;
}

static void
on_removed (gpointer    owner,
            const char *id)
{
  drop (CCK_PROVIDER_STORE (owner), id);
}

static const CckFolderFuncs folder_funcs = { on_loaded, on_removed };

static void
cck_provider_store_dispose (GObject *object)
{
  CckProviderStore *self = CCK_PROVIDER_STORE (object);

  if (self->folder != NULL)
    g_object_run_dispose (G_OBJECT (self->folder));

  g_clear_object (&self->folder);
  g_clear_object (&self->providers);
  g_clear_pointer (&self->by_id, g_hash_table_unref);

  G_OBJECT_CLASS (cck_provider_store_parent_class)->dispose (object);
}

static void
cck_provider_store_class_init (CckProviderStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_provider_store_dispose;
}

static void
cck_provider_store_init (CckProviderStore *self)
{
  self->providers = g_list_store_new (CCK_TYPE_PROVIDER);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_signal_connect_swapped (self->providers, "items-changed",
                            G_CALLBACK (g_list_model_items_changed), self);
}

CckProviderStore *
cck_provider_store_new (const char *data_dir)
{
  g_autofree char *default_dir
      = g_build_filename (g_get_user_data_dir (), "claimcheck", NULL);
  g_autofree char *path
      = g_build_filename (data_dir != NULL ? data_dir : default_dir, FOLDER, NULL);
  CckProviderStore *self = g_object_new (CCK_TYPE_PROVIDER_STORE, NULL);

  self->folder = cck_folder_new (path, &folder_funcs, self);
  cck_folder_scan (self->folder);

  return self;
}

const char *
cck_provider_store_get_path (CckProviderStore *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  return cck_folder_get_path (self->folder);
}

GListModel *
cck_provider_store_get_broken_files (CckProviderStore *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  return cck_folder_get_broken_files (self->folder);
}

/* The providers of that name. (transfer container) */
static GPtrArray *
list_by_name (CckProviderStore *self,
              const char       *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *folded = cck_name_fold (name);
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckProvider) provider = get_item (G_LIST_MODEL (self), i);
      g_autofree char *its_folded = cck_name_fold (cck_provider_get_name (provider));

      if (g_str_equal (folded, its_folded))
        g_ptr_array_add (found, provider);
    }

  return g_steal_pointer (&found);
}

/* Whether no provider but the one with @provider's id has its name. */
static gboolean
check_name_is_free (CckProviderStore  *self,
                    CckProvider       *provider,
                    GError           **error)
{
  g_autoptr (GPtrArray) others = list_by_name (self, cck_provider_get_name (provider));

  for (guint i = 0; i < others->len; i++)
    {
      if (g_strcmp0 (cck_provider_get_id (others->pdata[i]), cck_provider_get_id (provider)) != 0)
        {
          g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NAME_TAKEN,
                       _("There is a provider “%s” already. Choose another name."),
                       cck_provider_get_name (others->pdata[i]));
          return FALSE;
        }
    }

  return TRUE;
}

/* "acme", "acme-2", "acme-3", … whichever is the first without a provider. (transfer full) */
static char *
dup_free_id (CckProviderStore *self,
             const char       *prefix,
             const char       *name,
             guint            *number)
{
  g_autofree char *slug = cck_name_to_slug (name);

  for (;; (*number)++)
    {
      g_autofree char *id = *number < 2 ? g_strconcat (prefix, slug, NULL)
                                        : g_strdup_printf ("%s%s-%u", prefix, slug, *number);

      if (!g_hash_table_contains (self->by_id, id))
        return g_steal_pointer (&id);
    }
}

/* A file that is there but is no provider (a broken one) makes the next number serve. */
static gboolean
write_new (CckProviderStore  *self,
           CckProvider       *provider,
           GError           **error)
{
  const char *wanted = cck_provider_get_id (provider);
  g_autofree char *text = cck_provider_to_json (provider);
  guint number = 1;

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *id = NULL;

      id = wanted != NULL ? g_strdup (wanted)
                          : dup_free_id (self, "", cck_provider_get_name (provider), &number);

      if (cck_folder_write (self->folder, id, text, CCK_FILE_CREATE, &local_error))
        {
          g_object_set (provider, "id", id, NULL);
          return TRUE;
        }

      if (wanted != NULL
          || !g_error_matches (local_error, CCK_STORE_ERROR, CCK_STORE_ERROR_NAME_TAKEN))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      number++;
    }
}

gboolean
cck_provider_store_add (CckProviderStore  *self,
                        CckProvider       *provider,
                        GError           **error)
{
  g_autofd int lock = -1;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  if (cck_provider_get_transient (provider))
    return cck_provider_store_add_transient (self, provider, error);

  if (!cck_provider_validate (provider, error))
    return FALSE;

  lock = cck_folder_lock (self->folder, error);
  if (lock < 0)
    return FALSE;

  /* What another process added a moment ago counts too. */
  cck_folder_scan (self->folder);

  if (!check_name_is_free (self, provider, error) || !write_new (self, provider, error))
    return FALSE;

  insert (self, provider);

  return TRUE;
}

gboolean
cck_provider_store_add_transient (CckProviderStore  *self,
                                  CckProvider       *provider,
                                  GError           **error)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  if (!cck_provider_validate (provider, error) || !check_name_is_free (self, provider, error))
    return FALSE;

  if (!cck_provider_get_transient (provider)
      || g_hash_table_contains (self->by_id, cck_provider_get_id (provider)))
    {
      guint number = 1;
      g_autofree char *id = dup_free_id (self, CCK_TRANSIENT_PREFIX,
                                         cck_provider_get_name (provider), &number);

      g_object_set (provider, "id", id, NULL);
    }

  insert (self, provider);

  return TRUE;
}

/* The store's own item for @provider, if it may be changed. */
static CckProvider *
get_writable (CckProviderStore  *self,
              CckProvider       *provider,
              GError           **error)
{
  const char *id = cck_provider_get_id (provider);
  CckProvider *own = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;

  if (own == NULL)
    g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                 _("The provider “%s” has been removed."), cck_provider_get_name (provider));
  else if (cck_provider_get_read_only (own))
    g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_READ_ONLY,
                 _("The provider “%s” was set up by an administrator and can’t be changed here."),
                 cck_provider_get_name (own));
  else
    return own;

  return NULL;
}

/* Whether the file is still what it was when @id was read last. */
static gboolean
check_unchanged (CckProviderStore  *self,
                 const char        *id,
                 GError           **error)
{
  gboolean changed = cck_folder_has_changed (self->folder, id);

  if (!cck_folder_refresh (self->folder, id, error))
    return FALSE;

  if (changed)
    g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_CHANGED,
                         _("Another program has changed this provider. "
                           "Look at the new values, then save again."));

  return !changed;
}

gboolean
cck_provider_store_save (CckProviderStore  *self,
                         CckProvider       *provider,
                         GError           **error)
{
  CckProvider *own;
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;
  g_autofd int lock = -1;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  own = get_writable (self, provider, error);
  if (own == NULL || !cck_provider_validate (provider, error))
    return FALSE;

  id = g_strdup (cck_provider_get_id (own));

  if (!cck_provider_get_transient (own))
    {
      lock = cck_folder_lock (self->folder, error);

      if (lock < 0)
        return FALSE;

      if (!check_unchanged (self, id, error))
        return FALSE;

      cck_folder_scan (self->folder);
    }

  if (!check_name_is_free (self, provider, error))
    return FALSE;

  text = cck_provider_to_json (provider);
  if (!cck_provider_get_transient (own)
      && !cck_folder_write (self->folder, id, text, CCK_FILE_REPLACE, error))
    return FALSE;

  cck_provider_assign (own, provider);

  return TRUE;
}

gboolean
cck_provider_store_remove (CckProviderStore  *self,
                           CckProvider       *provider,
                           GError           **error)
{
  g_autofree char *id = NULL;
  g_autofd int lock = -1;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  id = g_strdup (cck_provider_get_id (provider));

  if (cck_provider_store_get_by_id (self, id) == NULL)
    return TRUE;

  if (get_writable (self, provider, error) == NULL)
    return FALSE;

  if (!cck_provider_get_transient (provider))
    {
      lock = cck_folder_lock (self->folder, error);

      if (lock < 0 || !cck_folder_remove (self->folder, id, error))
        return FALSE;
    }

  drop (self, id);

  return TRUE;
}

CckProvider *
cck_provider_store_get_by_id (CckProviderStore *self,
                              const char       *id)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

CckProvider *
cck_provider_store_get_by_issuer (CckProviderStore *self,
                                  const char       *issuer)
{
  guint n;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckProvider) provider = get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (cck_provider_get_issuer (provider), issuer) == 0)
        return provider;
    }

  return NULL;
}

static void
set_not_found (CckProviderStore  *self,
               const char        *name,
               GError           **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckProvider) provider = get_item (G_LIST_MODEL (self), i);

      g_ptr_array_add (names, (char *) cck_provider_get_name (provider));
    }

  if (n == 0)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                   _("There is no provider “%s”, nor any other. Add one first."), name);
      return;
    }

  list = cck_name_join (names);
  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
               _("There is no provider “%s”. There is: %s."), name, list);
}

CckProvider *
cck_provider_store_find (CckProviderStore  *self,
                         const char        *name,
                         GError           **error)
{
  g_autoptr (GPtrArray) found = NULL;
  CckProvider *by_id;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  found = list_by_name (self, name);

  if (found->len == 1)
    return found->pdata[0];

  by_id = g_hash_table_lookup (self->by_id, name);
  if (by_id != NULL)
    return by_id;

  if (found->len == 0)
    {
      set_not_found (self, name, error);
      return NULL;
    }

  for (guint i = 0; i < found->len; i++)
    found->pdata[i] = (char *) cck_provider_get_id (found->pdata[i]);

  {
    g_autofree char *list = cck_name_join (found);

    g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NAME_AMBIGUOUS,
                 _("Several providers are called “%s”. Use one of: %s."), name, list);
  }

  return NULL;
}
