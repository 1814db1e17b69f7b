/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-account-private.h"
#include "cck-name.h"
#include "cck-store-error.h"

/* "PROVIDER/LABEL" of every account of the provider. (transfer full) */
static GPtrArray *
list_names (CckAccountStore *self,
            CckProvider     *provider)
{
  g_autoptr (GPtrArray) accounts
      = cck_account_store_list_by_provider (self, cck_provider_get_id (provider));
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < accounts->len; i++)
    g_ptr_array_add (names, cck_account_dup_name (accounts->pdata[i], provider));

  return names;
}

/* The only account of the provider that @name alone stands for. */
static CckAccount *
find_only_one (CckAccountStore  *self,
               CckProvider      *provider,
               const char       *name,
               GError          **error)
{
  g_autoptr (GPtrArray) accounts
      = cck_account_store_list_by_provider (self, cck_provider_get_id (provider));
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *list = NULL;

  if (accounts->len == 1)
    return accounts->pdata[0];

  if (accounts->len == 0)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                   _("Nobody is signed in to “%s”. Sign in first."), name);
      return NULL;
    }

  names = list_names (self, provider);
  list = cck_name_join (names);
  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NAME_AMBIGUOUS,
               /* Translators: the provider, then a list of accounts. */
               _("“%s” has several accounts. Use one of: %s."), name, list);

  return NULL;
}

/* A label is what people see; the subject serves where none is the one that was meant. */
static CckAccount *
find_by_label (CckAccountStore *self,
               CckProvider     *provider,
               const char      *label)
{
  const char *provider_id = cck_provider_get_id (provider);
  CckAccount *account = cck_account_store_get_by_label (self, provider_id, label);
  g_autoptr (GPtrArray) accounts = NULL;

  if (account != NULL)
    return account;

  accounts = cck_account_store_list_by_provider (self, provider_id);

  for (guint i = 0; i < accounts->len; i++)
    {
      if (g_str_equal (cck_account_get_subject (accounts->pdata[i]), label))
        return accounts->pdata[i];
    }

  return NULL;
}

/* A provider's name holds no "/", a label may. */
static CckAccount *
find_in_provider (CckAccountStore   *self,
                  CckProviderStore  *providers,
                  const char        *name,
                  const char        *slash,
                  GError           **error)
{
  g_autofree char *provider_name = g_strndup (name, slash - name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *list = NULL;
  CckProvider *provider = cck_provider_store_find (providers, provider_name, error);
  CckAccount *account;

  if (provider == NULL)
    return NULL;

  account = find_by_label (self, provider, slash + 1);
  if (account != NULL)
    return account;

  names = list_names (self, provider);
  list = cck_name_join (names);
  if (names->len == 0)
    g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                 _("Nobody is signed in to “%s”. Sign in first."), provider_name);
  else
    g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND,
                 /* Translators: what was given, then a list of accounts. */
                 _("There is no account “%s”. There is: %s."), name, list);

  return NULL;
}

CckAccount *
cck_account_store_find (CckAccountStore   *self,
                        CckProviderStore  *providers,
                        const char        *name,
                        GError           **error)
{
  CckProvider *provider;
  const char *slash;

  g_return_val_if_fail (CCK_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER_STORE (providers), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  slash = strchr (name, '/');
  if (slash != NULL)
    return find_in_provider (self, providers, name, slash, error);

  provider = cck_provider_store_find (providers, name, error);

  return provider != NULL ? find_only_one (self, provider, name, error) : NULL;
}
