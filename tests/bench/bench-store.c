/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-store: providers and accounts by the hundred and by the thousand. Loading and looking up
 * everything may cost what there is more of it, and no worse; adding, changing and removing one the
 * same however many there are. And what a use of a token pays for the history. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"
#include "cck-account-store.h"
#include "cck-history.h"
#include "cck-provider-store.h"

#define PROVIDERS 1000
#define ACCOUNTS  10000
#define FRACTION  10
#define UPDATES   101

/* What ten times as many may cost of what one tenth did, noise included. */
#define WORST_LINEAR   15.0
#define WORST_CONSTANT 2.0

static guint failures;

/* Processor time of this process, nanoseconds: the disk is none of the list's affair. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec * 1e9 + time.tv_nsec;
}

static void
check (gboolean      done,
       const GError *error)
{
  if (done)
    return;

  fprintf (stderr, "The store does not do what it should: %s\n",
           error != NULL ? error->message : "no message");
  exit (1);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
write_file (const char *folder,
            const char *id,
            const char *text)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  /* No fsync: this only makes what is measured later. */
  check (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error), error);
}

static CckProvider *
new_provider (guint number)
{
  g_autofree char *name = g_strdup_printf ("Provider %u", number);
  g_autofree char *issuer = g_strdup_printf ("https://id-%u.example/realms/main", number);

  return g_object_new (CCK_TYPE_PROVIDER, "name", name, "issuer", issuer, "client-id", "desk", NULL);
}

/* Ten accounts a provider. */
static CckAccount *
new_account (guint number)
{
  g_autofree char *provider = g_strdup_printf ("provider-%u", number / 10);
  g_autofree char *subject = g_strdup_printf ("subject-%u", number);
  CckAccount *account = cck_account_new (provider, "https://id.example", "desk", subject);

  cck_account_set_label (account, subject);

  return account;
}

static void
make_records (const char *data_dir,
              guint       fraction)
{
  g_autofree char *providers = g_build_filename (data_dir, "providers", NULL);
  g_autofree char *accounts = g_build_filename (data_dir, "accounts", NULL);

  check (g_mkdir_with_parents (providers, 0700) == 0 && g_mkdir (accounts, 0700) == 0, NULL);

  for (guint i = 0; i < PROVIDERS / fraction; i++)
    {
      g_autoptr (CckProvider) provider = new_provider (i);
      g_autofree char *text = cck_provider_to_json (provider);
      g_autofree char *id = g_strdup_printf ("provider-%u", i);

      write_file (providers, id, text);
    }

  for (guint i = 0; i < ACCOUNTS / fraction; i++)
    {
      g_autoptr (CckAccount) account = new_account (i);
      g_autofree char *text = cck_account_to_json (account);

      write_file (accounts, cck_account_get_id (account), text);
    }
}

/* What is measured of one data directory, nanoseconds. */
typedef struct
{
  double load_providers;
  double load_accounts;
  double find_account;
  double save_provider;
  double save_account;
  double add_account;
  double remove_account;
} Figures;

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
median (double *times)
{
  qsort (times, UPDATES, sizeof *times, compare);

  return times[UPDATES / 2];
}

static void
measure_finding (CckProviderStore *providers,
                 CckAccountStore  *accounts,
                 guint             n,
                 Figures          *figures)
{
  double times[UPDATES];

  for (guint i = 0; i < UPDATES; i++)
    {
      const guint number = (i * 7919) % n;
      g_autofree char *name = g_strdup_printf ("Provider %u/subject-%u", number / 10, number);
      g_autoptr (GError) error = NULL;
      const double begin = now ();

      check (cck_account_store_find (accounts, providers, name, &error) != NULL, error);
      times[i] = now () - begin;
    }

  figures->find_account = median (times);
}

static void
measure_provider_updates (CckProviderStore *providers,
                          Figures          *figures)
{
  CckProvider *provider = cck_provider_store_get_by_id (providers, "provider-7");
  double times[UPDATES];

  for (guint i = 0; i < UPDATES; i++)
    {
      g_autoptr (CckProvider) copy = cck_provider_copy (provider);
      g_autofree char *audience = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;
      double begin;

      g_object_set (copy, "audience", audience, NULL);
      begin = now ();
      check (cck_provider_store_save (providers, copy, &error), error);
      times[i] = now () - begin;
    }

  figures->save_provider = median (times);
}

static void
measure_account_updates (CckAccountStore *accounts,
                         Figures         *figures)
{
  double add[UPDATES], save[UPDATES], take_out[UPDATES];

  for (guint i = 0; i < UPDATES; i++)
    {
      g_autoptr (CckAccount) account = new_account (10 * ACCOUNTS + i);
      g_autoptr (GError) error = NULL;
      CckAccount *own;
      double begin;

      begin = now ();
      own = cck_account_store_add (accounts, account, &error);
      check (own != NULL, error);
      add[i] = now () - begin;

      cck_account_set_retry_after (own, i + 1);
      begin = now ();
      check (cck_account_store_save (accounts, own, &error), error);
      save[i] = now () - begin;

      begin = now ();
      check (cck_account_store_remove (accounts, own, &error), error);
      take_out[i] = now () - begin;
    }

  figures->add_account = median (add);
  figures->save_account = median (save);
  figures->remove_account = median (take_out);
}

static void
measure (guint    fraction,
         Figures *figures)
{
  g_autofree char *data_dir = g_dir_make_tmp ("claimcheck-bench-XXXXXX", NULL);
  g_autoptr (CckProviderStore) providers = NULL;
  g_autoptr (CckAccountStore) accounts = NULL;
  double begin;

  make_records (data_dir, fraction);

  begin = now ();
  providers = cck_provider_store_new (data_dir);
  figures->load_providers = now () - begin;

  begin = now ();
  accounts = cck_account_store_new (data_dir);
  figures->load_accounts = now () - begin;

  check (g_list_model_get_n_items (G_LIST_MODEL (accounts)) == ACCOUNTS / fraction, NULL);

  measure_finding (providers, accounts, ACCOUNTS / fraction, figures);
  measure_provider_updates (providers, figures);
  measure_account_updates (accounts, figures);
  remove_tree (data_dir);
}

static void
tell (const char *what,
      double      few,
      double      many,
      double      worst)
{
  const double ratio = many / few;

  printf ("%-44s %9.1f µs  %11.1f µs  %6.2f times%s\n", what, few / 1e3, many / 1e3, ratio,
          ratio > worst ? "  TOO MUCH" : "");
  failures += ratio > worst;
}

static gboolean
is_done (DexFuture *future)
{
  return !dex_future_is_pending (future);
}

/* What `cck token` pays: opening, one row, closing. */
static void
measure_history (void)
{
  g_autofree char *data_dir = g_dir_make_tmp ("claimcheck-bench-XXXXXX", NULL);
  double times[UPDATES];

  for (guint i = 0; i < UPDATES; i++)
    {
      const CckHistoryEvent event = { .time = 1790000000 + i,
                                      .kind = CCK_HISTORY_USED,
                                      .provider_id = "acme",
                                      .account_id = "413ebf93f80c2e85",
                                      .how = "printed",
                                      .fingerprint = "ba7816bf8f01cfea" };
      const double begin = now ();
      CckHistory *history = cck_history_new (data_dir);
      g_autoptr (DexFuture) future = cck_history_record (history, &event);

      g_object_unref (history);
      times[i] = now () - begin;
      check (is_done (future) && dex_future_get_value (future, NULL) != NULL, NULL);
    }

  printf ("%-44s %9.1f µs\n", "one row of history, opened and closed", median (times) / 1e3);
  failures += median (times) > 2e6;
  remove_tree (data_dir);
}

int
main (void)
{
  Figures few, many;

  dex_init ();
  bench_begin ("store");
  measure (FRACTION, &few);
  measure (1, &many);

  printf ("%-44s %12s  %14s\n", "", "a tenth", "1,000 / 10,000");
  tell ("loading all providers", few.load_providers, many.load_providers, WORST_LINEAR);
  tell ("loading all accounts", few.load_accounts, many.load_accounts, WORST_LINEAR);
  tell ("finding an account by its name", few.find_account, many.find_account, WORST_LINEAR);
  tell ("saving a provider", few.save_provider, many.save_provider, WORST_CONSTANT);
  tell ("saving an account", few.save_account, many.save_account, WORST_CONSTANT);
  tell ("adding an account", few.add_account, many.add_account, WORST_CONSTANT);
  tell ("removing an account", few.remove_account, many.remove_account, WORST_CONSTANT);
  measure_history ();

  return failures > 0;
}
