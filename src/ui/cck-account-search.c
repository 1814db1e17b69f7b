/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-search.h"

#include <string.h>

/* A shell shows a handful. */
#define MAX_RESULTS 20

typedef struct
{
  CckAccount *account; /* borrowed */
  char       *name;    /* case-folded */
  gboolean    begins;  /* with the first term */
} Found;

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->name);
}

static gboolean
has_term (const char *name,
          const char *provider,
          const char *subject,
          const char *term)
{
  return strstr (name, term) != NULL || strstr (provider, term) != NULL ||
         strstr (subject, term) != NULL;
}

static char *
fold (const char *text)
{
  return g_utf8_casefold (text != NULL ? text : "", -1);
}

/* A provider's name is folded once for all of its accounts. */
static const char *
get_folded_provider (CckSession *session,
                     CckAccount *account,
                     GHashTable *providers)
{
  const char *id = cck_account_get_provider_id (account);
  CckProvider *provider;
  char *name = g_hash_table_lookup (providers, id);

  if (name != NULL)
    return name;

  provider = cck_session_get_provider_of (session, account);
  name = fold (provider != NULL ? cck_provider_get_name (provider) : NULL);
  g_hash_table_insert (providers, (char *) id, name);

  return name;
}

static void
consider (CckSession  *session,
          CckAccount  *account,
          GStrv        terms,
          GHashTable  *providers,
          GArray      *results)
{
  const char *provider = get_folded_provider (session, account, providers);
  g_autofree char *name = fold (cck_account_get_label (account));
  g_autofree char *subject = fold (cck_account_get_subject (account));
  Found found;

  for (guint i = 0; terms[i] != NULL; i++)
    {
      if (!has_term (name, provider, subject, terms[i]))
        return;
    }

  found.account = account;
  found.begins = g_str_has_prefix (name, terms[0]) || g_str_has_prefix (provider, terms[0]);
  found.name = g_steal_pointer (&name);
  g_array_append_val (results, found);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Found *first = a;
  const Found *second = b;

  if (first->begins != second->begins)
    return first->begins ? -1 : 1;

  return strcmp (first->name, second->name);
}

static GStrv
fold_terms (const char * const *terms)
{
  g_autoptr (GStrvBuilder) folded = g_strv_builder_new ();

  for (guint i = 0; terms[i] != NULL; i++)
    {
      if (*terms[i] != '\0')
        g_strv_builder_take (folded, fold (terms[i]));
    }

  return g_strv_builder_end (folded);
}

static GStrv
dup_ids (GArray *results)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < MIN (results->len, MAX_RESULTS); i++)
    g_strv_builder_add (ids, cck_account_get_id (g_array_index (results, Found, i).account));

  return g_strv_builder_end (ids);
}

GStrv
cck_account_search_find (CckSession         *session,
                         const char * const *terms)
{
  g_auto (GStrv) folded = NULL;
  g_autoptr (GHashTable) providers = NULL;
  g_autoptr (GArray) results = NULL;
  GListModel *accounts;
  guint n;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (terms != NULL, NULL);

  folded = fold_terms (terms);
  results = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (results, found_clear);
  providers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  accounts = G_LIST_MODEL (cck_session_get_accounts (session));
  n = folded[0] != NULL ? g_list_model_get_n_items (accounts) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (accounts, i);

      if (!cck_account_get_transient (account))
        consider (session, account, folded, providers, results);
    }

  g_array_sort (results, compare);

  return dup_ids (results);
}
