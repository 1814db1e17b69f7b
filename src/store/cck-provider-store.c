/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cck-name.h"
#include "cck-provider-private.h"
#include "cck-record-store-private.h"
#include "cck-store-error.h"

#define FOLDER "providers"

struct _CckProviderStore
{
  CckRecordStore parent_instance;
};

G_DEFINE_FINAL_TYPE (CckProviderStore, cck_provider_store, CCK_TYPE_RECORD_STORE)

static gpointer
parse (const char  *id,
       const char  *path,
       const char  *text,
       gsize        length,
       GError     **error)
{
  CckProvider *provider = cck_provider_new_from_json (text, length, path, error);

  if (provider != NULL)
    g_object_set (provider, "id", id, NULL);

  return provider;
}

static void
assign (gpointer item,
        gpointer other)
{
  cck_provider_assign (item, other);
}

static const char *
get_id (gpointer item)
{
  return cck_provider_get_id (item);
}

static char *
dup_key (gpointer item)
{
  return cck_name_fold (cck_provider_get_name (item));
}

static void
set_read_only (gpointer item,
               gboolean read_only)
{
  g_object_set (item, "read-only", read_only, NULL);
}

static void
cck_provider_store_class_init (CckProviderStoreClass *klass)
{
  CckRecordStoreClass *store_class = CCK_RECORD_STORE_CLASS (klass);

  store_class->item_type = CCK_TYPE_PROVIDER;
  store_class->folder = FOLDER;
  store_class->parse = parse;
  store_class->assign = assign;
  store_class->get_id = get_id;
  store_class->dup_key = dup_key;
  store_class->set_read_only = set_read_only;
}

static void
cck_provider_store_init (CckProviderStore *self)
{
}

CckProviderStore *
cck_provider_store_new_with_system (const char         *data_dir,
                                    const char * const *system_dirs)
{
  CckProviderStore *self = g_object_new (CCK_TYPE_PROVIDER_STORE, NULL);

  cck_record_store_open (CCK_RECORD_STORE (self), data_dir, system_dirs);

  return self;
}

CckProviderStore *
cck_provider_store_new (const char *data_dir)
{
  return cck_provider_store_new_with_system (data_dir,
                                             data_dir == NULL ? g_get_system_data_dirs () : NULL);
}

CckProviderStore *
cck_provider_store_new_unread (const char *data_dir)
{
  CckProviderStore *self = g_object_new (CCK_TYPE_PROVIDER_STORE, NULL);

  cck_record_store_open_unread (CCK_RECORD_STORE (self), data_dir,
                                data_dir == NULL ? g_get_system_data_dirs () : NULL);

  return self;
}

static CckFolder *
get_folder (CckProviderStore *self)
{
  return cck_record_store_get_folder (CCK_RECORD_STORE (self));
}

static CckProvider *
get_by_id (CckProviderStore *self,
           const char       *id)
{
  return cck_record_store_get_by_id (CCK_RECORD_STORE (self), id);
}

const char *
cck_provider_store_get_path (CckProviderStore *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  return cck_folder_get_path (get_folder (self));
}

GListModel *
cck_provider_store_get_broken_files (CckProviderStore *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  return cck_record_store_get_broken_files (CCK_RECORD_STORE (self));
}

/* The providers of that name, NULL where there is none. */
static const GPtrArray *
list_by_name (CckProviderStore *self,
              const char       *name)
{
  g_autofree char *folded = cck_name_fold (name);

  return cck_record_store_list_by_key (CCK_RECORD_STORE (self), folded);
}

/* Whether no provider but the one with @provider's id has its name. */
static gboolean
check_name_is_free (CckProviderStore  *self,
                    CckProvider       *provider,
                    GError           **error)
{
  const GPtrArray *others = list_by_name (self, cck_provider_get_name (provider));

  for (guint i = 0; others != NULL && i < others->len; i++)
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

      if (get_by_id (self, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/* A file that is there but is no provider (a broken one) makes the next number serve. */
static gboolean
write_new (CckProviderStore  *self,
           int                lock,
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

      if (cck_folder_write (get_folder (self), lock, id, text, CCK_FILE_CREATE, &local_error))
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

  lock = cck_folder_lock (get_folder (self), error);
  if (lock < 0)
    return FALSE;

  /* What another process added a moment ago counts too. */
  cck_folder_catch_up (get_folder (self), lock);

  if (!check_name_is_free (self, provider, error) || !write_new (self, lock, provider, error))
    return FALSE;

  cck_record_store_insert (CCK_RECORD_STORE (self), provider);

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
      || get_by_id (self, cck_provider_get_id (provider)) != NULL)
    {
      guint number = 1;
      g_autofree char *id = dup_free_id (self, CCK_TRANSIENT_PREFIX,
                                         cck_provider_get_name (provider), &number);

      g_object_set (provider, "id", id, NULL);
    }

  cck_record_store_insert (CCK_RECORD_STORE (self), provider);

  return TRUE;
}

/* The store's own item for @provider, if it may be changed. */
static CckProvider *
get_writable (CckProviderStore  *self,
              CckProvider       *provider,
              GError           **error)
{
  const char *id = cck_provider_get_id (provider);
  CckProvider *own = get_by_id (self, id);

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

gboolean
cck_provider_store_may_change (CckProviderStore  *self,
                               CckProvider       *provider,
                               GError           **error)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  return get_writable (self, provider, error) != NULL;
}

/* Whether the file is still the one that @provider's values were made from: neither written since it
 * was read here, nor read again since the copy was taken. Who was told saves over it knowingly. */
static gboolean
check_unchanged (CckProviderStore  *self,
                 CckProvider       *own,
                 CckProvider       *provider,
                 GError           **error)
{
  const char *id = cck_provider_get_id (own);
  gboolean changed = cck_folder_has_changed (get_folder (self), id);

  if (!cck_folder_refresh (get_folder (self), id, error))
    return FALSE;

  if (!changed && cck_provider_get_source (provider) == cck_provider_get_source (own))
    return TRUE;

  cck_provider_set_source (provider, cck_provider_get_source (own));
  g_set_error_literal (error, CCK_STORE_ERROR, CCK_STORE_ERROR_CHANGED,
                       _("Another program has changed this provider. "
                         "Look at the new values, then save again."));

  return FALSE;
}

gboolean
cck_provider_store_save (CckProviderStore  *self,
                         CckProvider       *provider,
                         GError           **error)
{
  CckProvider *own;
  g_autoptr (CckProvider) hold = NULL;
  g_autofree char *text = NULL;
  g_autofd int lock = -1;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  own = get_writable (self, provider, error);
  if (own == NULL || !cck_provider_validate (provider, error))
    return FALSE;

  hold = g_object_ref (own);

  if (!cck_provider_get_transient (own))
    {
      lock = cck_folder_lock (get_folder (self), error);

      if (lock < 0 || !check_unchanged (self, own, provider, error))
        return FALSE;

      cck_folder_catch_up (get_folder (self), lock);
    }

  if (!check_name_is_free (self, provider, error))
    return FALSE;

  text = cck_provider_to_json (provider);
  if (!cck_provider_get_transient (own)
      && !cck_folder_write (get_folder (self), lock, cck_provider_get_id (own), text,
                            CCK_FILE_REPLACE, error))
    return FALSE;

  cck_provider_assign (own, provider);
  cck_record_store_touch (CCK_RECORD_STORE (self), own);

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
      lock = cck_folder_lock (get_folder (self), error);

      if (lock < 0 || !cck_folder_remove (get_folder (self), lock, id, error))
        return FALSE;
    }

  cck_record_store_drop (CCK_RECORD_STORE (self), id);

  return TRUE;
}

CckProvider *
cck_provider_store_get_by_id (CckProviderStore *self,
                              const char       *id)
{
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  return get_by_id (self, id);
}

CckProvider *
cck_provider_store_get_by_issuer (CckProviderStore *self,
                                  const char       *issuer)
{
  g_autoptr (GPtrArray) providers = NULL;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);

  providers = cck_record_store_list (CCK_RECORD_STORE (self));

  for (guint i = 0; i < providers->len; i++)
    {
      if (g_strcmp0 (cck_provider_get_issuer (providers->pdata[i]), issuer) == 0)
        return providers->pdata[i];
    }

  return NULL;
}

static void
set_not_found (CckProviderStore  *self,
               const char        *name,
               GError           **error)
{
  g_autoptr (GPtrArray) names = cck_record_store_list (CCK_RECORD_STORE (self));
  g_autofree char *list = NULL;

  if (names->len == 0)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                   _("There is no provider “%s”, nor any other. Add one first."), name);
      return;
    }

  for (guint i = 0; i < names->len; i++)
    names->pdata[i] = (char *) cck_provider_get_name (names->pdata[i]);

  list = cck_name_join (names);
  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
               /* Translators: what was given, then a list of providers. */
               _("There is no provider “%s”. There is: %s."), name, list);
}

static void
set_ambiguous (const GPtrArray  *found,
               const char       *name,
               GError          **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (ids, (char *) cck_provider_get_id (found->pdata[i]));

  g_ptr_array_sort_values (ids, (GCompareFunc) strcmp);
  list = cck_name_join (ids);
  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NAME_AMBIGUOUS,
               /* Translators: the name, then a list of identifiers. */
               _("Several providers are called “%s”. Use one of: %s."), name, list);
}

CckProvider *
cck_provider_store_find (CckProviderStore  *self,
                         const char        *name,
                         GError           **error)
{
  const GPtrArray *found;
  CckProvider *by_id;

  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  found = list_by_name (self, name);

  if (found != NULL && found->len == 1)
    return found->pdata[0];

  by_id = get_by_id (self, name);
  if (by_id != NULL)
    return by_id;

  if (found != NULL)
    set_ambiguous (found, name, error);
  else
    set_not_found (self, name, error);

  return NULL;
}
