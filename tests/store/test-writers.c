/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <stdlib.h>
#include <string.h>

#include "cck-account-lock.h"
#include "cck-account-store.h"
#include "cck-history.h"
#include "cck-provider-store.h"
#include "cck-store-error.h"

/* Ten processes add, change and remove at once, each many times, and this one looks on like a window
 * that is open. */
#define WRITERS 10
#define ROUNDS  40

#define LOCK_TIMEOUT 60000 /* milliseconds */

typedef struct
{
  const char       *data_dir;
  CckProviderStore *providers;
  CckAccountStore  *accounts;
  CckHistory       *history;
  guint             writer;
} Work;

static void
note (Work *work)
{
  const CckHistoryEvent event
      = { .time = 1790000000, .kind = CCK_HISTORY_REFRESHED, .provider_id = "shared" };
  g_autoptr (GError) error = NULL;

  store_test_await (cck_history_record (work->history, &event), &error);
  g_assert_no_error (error);
}

/* Every writer wants the same name; those who come late are told so. */
static void
add_and_remove (Work *work)
{
  g_autoptr (CckProvider) provider = store_test_new_provider ("Wanted");
  g_autoptr (GError) error = NULL;

  if (!cck_provider_store_add (work->providers, provider, &error))
    {
      store_test_take_error (&error, CCK_STORE_ERROR_NAME_TAKEN, "Wanted");
      return;
    }

  cck_provider_store_remove (work->providers, provider, &error);
  g_assert_no_error (error);
}

/* Counts in a provider's file. Whoever was overtaken looks at the new value first. */
static void
count_in_provider (Work *work)
{
  for (;;)
    {
      CckProvider *shared = cck_provider_store_get_by_id (work->providers, "shared");
      g_autoptr (CckProvider) edited = cck_provider_copy (shared);
      g_autofree char *audience
          = g_strdup_printf ("%d", atoi (cck_provider_get_audience (edited)) + 1);
      g_autoptr (GError) error = NULL;

      g_object_set (edited, "audience", audience, NULL);
      if (cck_provider_store_save (work->providers, edited, &error))
        return;

      store_test_take_error (&error, CCK_STORE_ERROR_CHANGED, NULL);
    }
}

/* Counts in an account's file, under its lock, as a refresh does. */
static void
count_in_account (Work *work)
{
  g_autofree char *id = cck_account_dup_id_for ("acme", "https://acme.example/", "desk", "alice");
  CckAccount *account = cck_account_store_get_by_id (work->accounts, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckAccountLock) lock = store_test_await_boxed (
      cck_account_lock_acquire (work->data_dir, cck_account_get_id (account), LOCK_TIMEOUT),
      &error);

  g_assert_no_error (error);
  cck_account_store_reload (work->accounts, account, &error);
  g_assert_no_error (error);
  g_object_set (account, "rotation-count", cck_account_get_rotation_count (account) + 1, NULL);
  cck_account_store_save (work->accounts, account, &error);
  g_assert_no_error (error);
}

/* The same label for each; the store makes them differ. */
static void
sign_in (Work  *work,
         guint  round)
{
  g_autofree char *subject = g_strdup_printf ("%u-%u", work->writer, round);
  g_autoptr (CckAccount) account = cck_account_new ("other", "https://a.example", "c", subject);
  g_autoptr (GError) error = NULL;

  cck_account_set_label (account, "alice");
  cck_account_store_add (work->accounts, account, &error);
  g_assert_no_error (error);
}

static int
be_writer (char **argv)
{
  Work work = { .data_dir = argv[2], .writer = atoi (argv[3]) };

  work.providers = cck_provider_store_new (work.data_dir);
  work.accounts = cck_account_store_new (work.data_dir);
  work.history = cck_history_new (work.data_dir);

  for (guint round = 0; round < ROUNDS; round++)
    {
      add_and_remove (&work);
      count_in_provider (&work);
      count_in_account (&work);
      if (round % 4 == 0)
        sign_in (&work, round);
      note (&work);
    }

  g_object_unref (work.providers);
  g_object_unref (work.accounts);
  g_object_unref (work.history);

  return 0;
}

static const char *program;

static void
on_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
run_writers (const char *data_dir)
{
  guint ended = 0;

  for (guint i = 0; i < WRITERS; i++)
    {
      g_autofree char *writer = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process
          = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error, program, "--writer", data_dir, writer, NULL);

      g_assert_no_error (error);
      g_subprocess_wait_check_async (process, NULL, on_ended, &ended);
    }

  while (ended < WRITERS)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_labels_are_unique (CckAccountStore *store)
{
  g_autoptr (GPtrArray) accounts = cck_account_store_list_by_provider (store, "other");
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (accounts->len, ==, WRITERS * ((ROUNDS + 3) / 4));

  for (guint i = 0; i < accounts->len; i++)
    g_assert_true (
        g_hash_table_add (labels, (char *) cck_account_get_label (accounts->pdata[i])));
}

static gboolean
is_empty_of_wanted (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static void
test_ten_writers_lose_nothing (void)
{
  char *data_dir = store_test_make_folder ();
  g_autoptr (CckProviderStore) providers = cck_provider_store_new (data_dir);
  g_autoptr (CckAccountStore) accounts = cck_account_store_new (data_dir);
  g_autoptr (CckProvider) shared = store_test_new_provider ("Shared");
  g_autoptr (CckAccount) account = store_test_new_account ("alice", "alice");
  g_autofree char *expected = g_strdup_printf ("%u", WRITERS * ROUNDS);
  g_autoptr (CckHistory) history = cck_history_new (data_dir);
  g_autoptr (CckHistoryReport) report = NULL;
  g_autoptr (GError) error = NULL;
  CckAccount *own;

  g_object_set (shared, "audience", "0", NULL);
  cck_provider_store_add (providers, shared, &error);
  g_assert_no_error (error);
  own = cck_account_store_add (accounts, account, &error);
  g_assert_no_error (error);

  run_writers (data_dir);
  store_test_wait_until (is_empty_of_wanted, providers);

  {
    g_autoptr (CckProviderStore) fresh = cck_provider_store_new (data_dir);
    g_autoptr (CckAccountStore) fresh_accounts = cck_account_store_new (data_dir);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fresh)), ==, 1);
    g_assert_cmpstr (
        cck_provider_get_audience (cck_provider_store_get_by_id (fresh, "shared")), ==, expected);
    g_assert_cmpuint (cck_account_get_rotation_count (cck_account_store_get_by_id (
                          fresh_accounts, cck_account_get_id (own))),
                      ==, WRITERS * ROUNDS);
    assert_labels_are_unique (fresh_accounts);
  }

  report = store_test_await_boxed (cck_history_verify (history), &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_cmpint (report->n_rows, ==, WRITERS * ROUNDS);

  store_test_remove_folder (data_dir);
}

int
main (int   argc,
      char *argv[])
{
  program = argv[0];
  store_test_init (&argc, &argv);

  if (argc == 4 && g_str_equal (argv[1], "--writer"))
    return be_writer (argv);

  g_test_add_func ("/store/writers/ten-lose-nothing", test_ten_writers_lose_nothing);

  return g_test_run ();
}
