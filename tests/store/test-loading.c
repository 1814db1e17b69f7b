/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A store that a thread reads ends with what one has that was read at once, whatever happens
 * meanwhile. */

#include "store-test.h"

#include <glib/gstdio.h>

#include "cck-account-store.h"

#define ACCOUNTS 20

typedef struct
{
  char            *data_dir;
  CckAccountStore *store; /* unread */
  guint            told;
  GError          *error;
} Fixture;

static void
on_items_changed (Fixture *f)
{
  f->told++;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (CckProviderStore) providers = NULL;
  g_autoptr (CckAccountStore) writer = NULL;
  g_autoptr (CckProvider) acme = store_test_new_provider ("Acme");
  g_autofree char *written = NULL;

  f->data_dir = store_test_make_folder ();
  providers = cck_provider_store_new (f->data_dir);
  writer = cck_account_store_new (f->data_dir);
  cck_provider_store_add (providers, acme, &f->error);
  g_assert_no_error (f->error);

  for (guint i = 0; i < ACCOUNTS; i++)
    {
      g_autofree char *subject = g_strdup_printf ("subject-%u", i);
      g_autoptr (CckAccount) account = store_test_new_account (subject, subject);

      cck_account_store_add (writer, account, &f->error);
      g_assert_no_error (f->error);
    }

  /* Who wrote is gone, and what the kernel has still to say of it is said of another folder. */
  g_clear_object (&writer);
  g_clear_object (&providers);
  written = g_steal_pointer (&f->data_dir);
  f->data_dir = g_strconcat (written, "-read", NULL);
  g_assert_cmpint (g_rename (written, f->data_dir), ==, 0);

  f->store = cck_account_store_new_unread (f->data_dir);
  g_signal_connect_swapped (f->store, "items-changed", G_CALLBACK (on_items_changed), f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_finalize_object (f->store);
  store_test_remove_folder (f->data_dir);
}

static guint
count (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->store));
}

static void
wait_for (DexFuture *loading)
{
  while (dex_future_is_pending (loading))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (dex_future_is_resolved (loading));
}

static CckAccount *
get_first (CckAccountStore *store)
{
  g_autoptr (CckAccount) account = g_list_model_get_item (G_LIST_MODEL (store), 0);

  return account;
}

static char *
dup_path_of_first (Fixture *f)
{
  g_autoptr (CckAccountStore) other = cck_account_store_new (f->data_dir);
  g_autofree char *name = g_strconcat (cck_account_get_id (get_first (other)), ".json", NULL);

  return g_build_filename (f->data_dir, "accounts", name, NULL);
}

static void
test_all_at_once (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr (DexFuture) loading = NULL;
  g_autoptr (DexFuture) again = NULL;

  g_assert_cmpuint (count (f), ==, 0);
  g_assert_false (cck_record_store_is_loaded (CCK_RECORD_STORE (f->store)));

  loading = cck_record_store_load (CCK_RECORD_STORE (f->store));
  again = cck_record_store_load (CCK_RECORD_STORE (f->store));
  wait_for (loading);
  wait_for (again);

  g_assert_true (cck_record_store_is_loaded (CCK_RECORD_STORE (f->store)));
  g_assert_cmpuint (count (f), ==, ACCOUNTS);
  g_assert_cmpuint (f->told, ==, 1);
}

static void
test_who_cannot_wait_reads_at_once (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr (DexFuture) loading = cck_record_store_load (CCK_RECORD_STORE (f->store));

  cck_record_store_load_now (CCK_RECORD_STORE (f->store));
  g_assert_cmpuint (count (f), ==, ACCOUNTS);

  wait_for (loading);
  g_assert_cmpuint (count (f), ==, ACCOUNTS);
}

static void
test_removed_meanwhile_is_not_there (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr (DexFuture) loading = NULL;
  g_autofree char *path = dup_path_of_first (f);
  g_autoptr (CckAccountStore) other = cck_account_store_new (f->data_dir);
  CckAccount *account = get_first (other);

  loading = cck_record_store_load (CCK_RECORD_STORE (f->store));

  /* The thread may have read it or not; the other's write is told of by the monitor. */
  cck_account_store_remove (other, account, &f->error);
  g_assert_no_error (f->error);
  wait_for (loading);

  while (count (f) != ACCOUNTS - 1)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_a_broken_file_is_named (Fixture       *f,
                             gconstpointer  data)
{
  g_autofree char *path = dup_path_of_first (f);
  g_autoptr (DexFuture) loading = NULL;
  GListModel *broken = cck_account_store_get_broken_files (f->store);

  g_file_set_contents (path, "{ \"format\": 1", -1, &f->error);
  g_assert_no_error (f->error);

  loading = cck_record_store_load (CCK_RECORD_STORE (f->store));
  wait_for (loading);

  g_assert_cmpuint (count (f), ==, ACCOUNTS - 1);
  g_assert_cmpuint (g_list_model_get_n_items (broken), ==, 1);
}

static void
test_added_before_all_is_read_stays_one (Fixture       *f,
                                         gconstpointer  data)
{
  g_autoptr (CckAccount) account = store_test_new_account ("subject-3", "subject-3");
  g_autoptr (DexFuture) loading = cck_record_store_load (CCK_RECORD_STORE (f->store));

  /* Writing reads what is there first: the account is known already. */
  cck_account_store_add (f->store, account, &f->error);
  g_clear_error (&f->error);
  wait_for (loading);

  g_assert_cmpuint (count (f), ==, ACCOUNTS);
}

static gpointer (*parse) (const char  *id,
                         const char  *path,
                         const char  *text,
                         gsize        length,
                         GError     **error);
static GStrv paths; /* of all accounts; NULL when nothing is to happen any more */

static void
rename_in (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "label\": \"", "label\": \"changed-", 0), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
}

/* Called in the thread, which has read all files and looks at the first one now. */
static gpointer
parse_behind_the_back (const char  *id,
                       const char  *path,
                       const char  *text,
                       gsize        length,
                       GError     **error)
{
  g_auto (GStrv) all = g_steal_pointer (&paths);

  if (all != NULL)
    {
      rename_in (all[0]);
      g_assert_cmpint (g_unlink (all[1]), ==, 0);
      g_assert_true (g_file_set_contents (all[2], "{", -1, NULL));
    }

  return parse (id, path, text, length, error);
}

static gboolean
has_label (Fixture    *f,
           const char *prefix)
{
  for (guint i = 0; i < count (f); i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (G_LIST_MODEL (f->store), i);

      if (g_str_has_prefix (cck_account_get_label (account), prefix))
        return TRUE;
    }

  return FALSE;
}

/* What the thread has read is old before it is shown, every time. */
static void
test_files_that_change_under_the_thread (Fixture       *f,
                                         gconstpointer  data)
{
  CckRecordStoreClass *klass = CCK_RECORD_STORE_GET_CLASS (f->store);
  GListModel *broken = cck_account_store_get_broken_files (f->store);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (CckAccountStore) other = cck_account_store_new (f->data_dir);
  g_autoptr (DexFuture) loading = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (G_LIST_MODEL (other), i);
      g_autofree char *name = g_strconcat (cck_account_get_id (account), ".json", NULL);

      g_strv_builder_take (builder, g_build_filename (f->data_dir, "accounts", name, NULL));
    }

  g_clear_object (&other);
  paths = g_strv_builder_end (builder);
  parse = klass->parse;
  klass->parse = parse_behind_the_back;
  loading = cck_record_store_load (CCK_RECORD_STORE (f->store));
  wait_for (loading);
  klass->parse = parse;
  g_assert_null (paths);

  while (count (f) != ACCOUNTS - 2 || g_list_model_get_n_items (broken) != 1 ||
         !has_label (f, "changed-"))
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("/store/loading/all-at-once", test_all_at_once);
  ADD ("/store/loading/who-cannot-wait-reads-at-once", test_who_cannot_wait_reads_at_once);
  ADD ("/store/loading/removed-meanwhile-is-not-there", test_removed_meanwhile_is_not_there);
  ADD ("/store/loading/a-broken-file-is-named", test_a_broken_file_is_named);
  ADD ("/store/loading/added-before-all-is-read-stays-one",
       test_added_before_all_is_read_stays_one);
  ADD ("/store/loading/files-that-change-under-the-thread",
       test_files_that_change_under_the_thread);

  return g_test_run ();
}
