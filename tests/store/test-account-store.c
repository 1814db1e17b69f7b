/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <glib/gstdio.h>

#include "cck-account-store.h"
#include "cck-store-error.h"

typedef struct
{
  char             *data_dir;
  CckProviderStore *providers;
  CckAccountStore  *store;
  GError           *error;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (CckProvider) acme = store_test_new_provider ("Acme");

  f->data_dir = store_test_make_folder ();
  f->providers = cck_provider_store_new (f->data_dir);
  f->store = cck_account_store_new (f->data_dir);

  cck_provider_store_add (f->providers, acme, &f->error);
  g_assert_no_error (f->error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_no_error (f->error);
  g_assert_finalize_object (f->store);
  g_assert_finalize_object (f->providers);
  store_test_remove_folder (f->data_dir);
}

static CckAccount *
add (Fixture    *f,
     const char *subject,
     const char *label)
{
  g_autoptr (CckAccount) account = store_test_new_account (subject, label);
  CckAccount *own = cck_account_store_add (f->store, account, &f->error);

  g_assert_no_error (f->error);

  return own;
}

static char *
path_of (Fixture    *f,
         CckAccount *account)
{
  g_autofree char *name = g_strconcat (cck_account_get_id (account), ".json", NULL);

  return g_build_filename (f->data_dir, "accounts", name, NULL);
}

static guint
count (CckAccountStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static void
test_comes_back (Fixture       *f,
                 gconstpointer  data)
{
  g_autofree char *path = path_of (f, add (f, "alice", "alice@acme.example"));
  g_autoptr (CckAccount) item = NULL;

  g_assert_cmpuint (store_test_mode (path), ==, 0600);

  g_object_unref (f->store);
  f->store = cck_account_store_new (f->data_dir);

  g_assert_cmpuint (count (f->store), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (f->store), 0);
  g_assert_cmpstr (cck_account_get_subject (item), ==, "alice");
  g_assert_cmpstr (cck_account_get_label (item), ==, "alice@acme.example");
  g_assert_true (cck_account_store_get_by_id (f->store, cck_account_get_id (item)) == item);
}

static void
test_loads_format_1 (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr (CckAccountStore) store = NULL;
  g_autofree char *text
      = store_test_read (STORE_TEST_DATA, "format-1/accounts/413ebf93f80c2e85.json");

  store_test_write (f->data_dir, "accounts/413ebf93f80c2e85.json", text);
  store = cck_account_store_new (f->data_dir);

  g_assert_nonnull (cck_account_store_get_by_id (store, "413ebf93f80c2e85"));
}

/* Signing in again is the same account, with new values under the old name. */
static void
test_same_person_is_one_account (Fixture       *f,
                                 gconstpointer  data)
{
  CckAccount *account = add (f, "alice", "alice");
  g_autoptr (CckAccount) again = store_test_new_account ("alice", "Alice Doe");
  const CckAccountTokens tokens = { .token_type = "Bearer", .issued_at = 20 };

  g_object_set (account, "created-at", G_GINT64_CONSTANT (10), NULL);
  cck_account_set_state (account, CCK_ACCOUNT_SIGN_IN_AGAIN);
  cck_account_set_signed_in (again, &tokens);

  g_assert_true (cck_account_store_add (f->store, again, &f->error) == account);
  g_assert_cmpuint (count (f->store), ==, 1);
  g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
  g_assert_cmpstr (cck_account_get_label (account), ==, "alice");
  g_assert_cmpint (cck_account_get_created_at (account), ==, 10);
}

static void
test_labels_are_unique (Fixture       *f,
                        gconstpointer  data)
{
  g_assert_cmpstr (cck_account_get_label (add (f, "1", "Alex")), ==, "Alex");
  g_assert_cmpstr (cck_account_get_label (add (f, "2", "alex")), ==, "alex-2");
  g_assert_cmpstr (cck_account_get_label (add (f, "3", "Alex")), ==, "Alex-3");
  g_assert_cmpstr (cck_account_get_label (add (f, "4", NULL)), ==, "4");
}

static void
test_is_found_by_name (Fixture       *f,
                       gconstpointer  data)
{
  CckAccount *alice;

  g_assert_null (cck_account_store_find (f->store, f->providers, "Acme", &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "Sign in first");

  alice = add (f, "1", "alice");
  g_assert_true (cck_account_store_find (f->store, f->providers, "acme", &f->error) == alice);
  g_assert_true (cck_account_store_find (f->store, f->providers, "Acme/ALICE", &f->error) == alice);

  g_assert_null (cck_account_store_find (f->store, f->providers, "Zenith", &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "“Acme”");
}

static void
test_short_name_becomes_ambiguous (Fixture       *f,
                                   gconstpointer  data)
{
  CckAccount *bob;

  add (f, "1", "alice");
  bob = add (f, "2", "team/bob");

  g_assert_null (cck_account_store_find (f->store, f->providers, "Acme", &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NAME_AMBIGUOUS,
                         "“Acme/alice”, “Acme/team/bob”");

  g_assert_true (cck_account_store_find (f->store, f->providers, "Acme/team/bob", &f->error)
                 == bob);

  g_assert_null (cck_account_store_find (f->store, f->providers, "Acme/carol", &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "“Acme/alice”");
}

/* Signed out by one process while another refreshes: it does not come back. */
static void
test_save_does_not_bring_back (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr (CckAccount) account = g_object_ref (add (f, "alice", "alice"));
  g_autofree char *path = path_of (f, account);

  g_assert_cmpint (g_unlink (path), ==, 0);

  g_assert_false (cck_account_store_save (f->store, account, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "alice");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (f->store), ==, 0);

  g_assert_false (cck_account_store_save (f->store, account, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "alice");
}

/* Who has the account's lock reads what the holder before wrote, whatever the monitor is at. */
static void
test_reload_sees_the_latest (Fixture       *f,
                             gconstpointer  data)
{
  CckAccount *account = add (f, "alice", "alice");
  g_autoptr (CckAccountStore) other = cck_account_store_new (f->data_dir);
  CckAccount *theirs = cck_account_store_get_by_id (other, cck_account_get_id (account));
  g_autoptr (CckAccount) hold = g_object_ref (account);

  g_object_set (theirs, "rotation-count", 7, NULL);
  g_assert_true (cck_account_store_save (other, theirs, &f->error));
  g_assert_true (cck_account_store_reload (f->store, account, &f->error));
  g_assert_cmpuint (cck_account_get_rotation_count (account), ==, 7);

  g_assert_true (cck_account_store_remove (other, theirs, &f->error));
  g_assert_false (cck_account_store_reload (f->store, account, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "alice");
  g_assert_cmpuint (count (f->store), ==, 0);
}

static gboolean
has_one (gpointer data)
{
  return count (data) == 1;
}

static gboolean
has_none (gpointer data)
{
  return count (data) == 0;
}

static void
test_shows_what_others_do (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (CckAccountStore) other = cck_account_store_new (f->data_dir);
  CckAccount *account = add (f, "alice", "alice");

  store_test_wait_until (has_one, other);
  g_assert_true (cck_account_store_remove (f->store, account, &f->error));
  store_test_wait_until (has_none, other);
}

static void
test_copied_file_is_not_a_second_account (Fixture       *f,
                                          gconstpointer  data)
{
  g_autofree char *path = path_of (f, add (f, "alice", "alice"));
  g_autofree char *text = store_test_read ("/", path);
  g_autoptr (CckAccountStore) other = NULL;

  store_test_write (f->data_dir, "accounts/copy.json", text);
  other = cck_account_store_new (f->data_dir);

  g_assert_cmpuint (count (other), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (cck_account_store_get_broken_files (other)), ==, 1);
}

/* A broken file is somebody's to look at: neither a refresh nor a sign-in writes over it. */
static void
test_broken_file_is_left (Fixture       *f,
                          gconstpointer  data)
{
  CckAccount *account = add (f, "alice", "alice");
  g_autofree char *path = path_of (f, account);
  g_autofree char *left = NULL;

  store_test_write ("/", path, "{ half");

  g_assert_false (cck_account_store_reload (f->store, account, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_BAD_FILE, "line 1");
  g_assert_false (cck_account_store_save (f->store, account, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_BAD_FILE, "line 1");
  g_assert_null (cck_account_store_add (f->store, account, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_BAD_FILE, "line 1");

  left = store_test_read ("/", path);
  g_assert_cmpstr (left, ==, "{ half");
}

static void
test_transient_leaves_no_file (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr (CckAccount) account = cck_account_new ("~practice", "http://127.0.0.1:1/", "c", "s");
  g_autofree char *path = path_of (f, account);
  CckAccount *own = cck_account_store_add (f->store, account, &f->error);

  g_assert_no_error (f->error);
  g_assert_true (cck_account_get_transient (own));
  g_assert_true (cck_account_store_save (f->store, own, &f->error));
  g_assert_true (cck_account_store_reload (f->store, own, &f->error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (cck_account_store_remove (f->store, own, &f->error));
  g_assert_cmpuint (count (f->store), ==, 0);
}

#define ADD(path, func) \
  g_test_add ("/store/account-store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("comes-back", test_comes_back);
  ADD ("loads-format-1", test_loads_format_1);
  ADD ("same-person-is-one-account", test_same_person_is_one_account);
  ADD ("labels-are-unique", test_labels_are_unique);
  ADD ("is-found-by-name", test_is_found_by_name);
  ADD ("short-name-becomes-ambiguous", test_short_name_becomes_ambiguous);
  ADD ("save-does-not-bring-back", test_save_does_not_bring_back);
  ADD ("reload-sees-the-latest", test_reload_sees_the_latest);
  ADD ("shows-what-others-do", test_shows_what_others_do);
  ADD ("copied-file-is-not-a-second-account", test_copied_file_is_not_a_second_account);
  ADD ("broken-file-is-left", test_broken_file_is_left);
  ADD ("transient-leaves-no-file", test_transient_leaves_no_file);

  return g_test_run ();
}
