/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cck-provider-store.h"
#include "cck-store-error.h"

typedef struct
{
  char             *data_dir;
  CckProviderStore *store;
  GError           *error;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->data_dir = store_test_make_folder ();
  f->store = cck_provider_store_new (f->data_dir);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_no_error (f->error);
  g_assert_finalize_object (f->store);
  store_test_remove_folder (f->data_dir);
}

static void
reopen (Fixture *f)
{
  g_object_unref (f->store);
  f->store = cck_provider_store_new (f->data_dir);
}

static CckProvider *
add (Fixture    *f,
     const char *name)
{
  g_autoptr (CckProvider) provider = store_test_new_provider (name);

  cck_provider_store_add (f->store, provider, &f->error);
  g_assert_no_error (f->error);

  return cck_provider_store_get_by_id (f->store, cck_provider_get_id (provider));
}

static guint
count (CckProviderStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static void
test_comes_back (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr (CckProvider) item = NULL;

  add (f, "Acme");
  reopen (f);

  g_assert_cmpuint (count (f->store), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (f->store), 0);
  g_assert_cmpstr (cck_provider_get_id (item), ==, "acme");
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Acme");
  g_assert_cmpstr (cck_provider_get_issuer (item), ==, "https://acme.example/");
}

static void
test_files_are_private (Fixture       *f,
                        gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (f->data_dir, "providers", NULL);
  g_autofree char *file = g_build_filename (folder, "acme.json", NULL);

  add (f, "Acme");

  g_assert_cmpuint (store_test_mode (folder), ==, 0700);
  g_assert_cmpuint (store_test_mode (file), ==, 0600);
}

static void
test_ids_are_fit_for_files (Fixture       *f,
                            gconstpointer  data)
{
  g_assert_cmpstr (cck_provider_get_id (add (f, "Größe & Söhne")), ==, "grosse-sohne");
  g_assert_cmpstr (cck_provider_get_id (add (f, "Grosse Sohne")), ==, "grosse-sohne-2");
  g_assert_cmpstr (cck_provider_get_id (add (f, "日本")), ==, "provider");
  g_assert_cmpstr (cck_provider_get_id (add (f, "..")), ==, "provider-2");
}

static void
test_name_is_unique (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr (CckProvider) same = store_test_new_provider ("ACME");

  add (f, "Acme");

  g_assert_false (cck_provider_store_add (f->store, same, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NAME_TAKEN, "Acme");
  g_assert_cmpuint (count (f->store), ==, 1);
}

static void
test_invalid_is_not_saved (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");

  g_object_set (provider, "issuer", "http://acme.example/", NULL);

  g_assert_false (cck_provider_store_add (f->store, provider, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_INVALID_PROVIDER, "Issuer");
  g_assert_cmpuint (count (f->store), ==, 0);
}

static void
test_copy_is_saved_into_the_item (Fixture       *f,
                                  gconstpointer  data)
{
  CckProvider *item = add (f, "Acme");
  g_autoptr (CckProvider) edited = cck_provider_copy (item);

  g_object_set (edited, "name", "Zenith", "scopes", "openid email", NULL);
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Acme");

  g_assert_true (cck_provider_store_save (f->store, edited, &f->error));
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Zenith");
  g_assert_cmpstr (cck_provider_get_id (item), ==, "acme");

  reopen (f);
  g_assert_nonnull (cck_provider_store_find (f->store, "zenith", &f->error));
}

static void
test_removed_comes_back_as_it_was (Fixture       *f,
                                   gconstpointer  data)
{
  g_autoptr (CckProvider) item = g_object_ref (add (f, "Acme"));
  g_autofree char *path = g_build_filename (f->data_dir, "providers", "acme.json", NULL);

  g_assert_true (cck_provider_store_remove (f->store, item, &f->error));
  g_assert_cmpuint (count (f->store), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (cck_provider_store_remove (f->store, item, &f->error));

  g_assert_true (cck_provider_store_add (f->store, item, &f->error));
  g_assert_cmpstr (cck_provider_get_id (item), ==, "acme");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_transient_leaves_no_file (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr (CckProvider) provider = store_test_new_provider ("Practice");

  g_assert_true (cck_provider_store_add_transient (f->store, provider, &f->error));
  g_assert_true (cck_provider_get_transient (provider));
  g_assert_true (cck_provider_store_find (f->store, "practice", &f->error) == provider);

  g_object_set (provider, "scopes", "openid email", NULL);
  g_assert_true (cck_provider_store_save (f->store, provider, &f->error));

  reopen (f);
  g_assert_cmpuint (count (f->store), ==, 0);
}

static void
test_find_says_what_there_is (Fixture       *f,
                              gconstpointer  data)
{
  g_assert_null (cck_provider_store_find (f->store, "Acme", &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "Add one first");

  add (f, "Acme");
  add (f, "Zenith");

  g_assert_null (cck_provider_store_find (f->store, "Acm", &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "“Acme”, “Zenith”");
  g_assert_nonnull (cck_provider_store_find (f->store, "aCME", &f->error));
  g_assert_nonnull (cck_provider_store_get_by_issuer (f->store, "https://acme.example/"));
  g_assert_null (cck_provider_store_get_by_issuer (f->store, "https://acme.example"));
}

#define MINIMAL(name) \
  "{\"format\":1,\"name\":\"" name "\",\"issuer\":\"https://x.example\",\"client_id\":\"c\"}"

static void
test_same_names_are_ambiguous (Fixture       *f,
                               gconstpointer  data)
{
  store_test_write (f->data_dir, "providers/one.json", MINIMAL ("Acme"));
  store_test_write (f->data_dir, "providers/two.json", MINIMAL ("acme"));
  reopen (f);

  g_assert_null (cck_provider_store_find (f->store, "Acme", &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NAME_AMBIGUOUS, "“one”, “two”");
  g_assert_nonnull (cck_provider_store_find (f->store, "two", &f->error));
}

/* The broken one is named with its place, the other loads, and nothing writes over it. */
static void
test_broken_file_is_named_and_left (Fixture       *f,
                                    gconstpointer  data)
{
  const char *broken = "{\n  \"format\": 1,\n  \"name\" \"Acme\"\n}\n";
  g_autoptr (CckBrokenFile) file = NULL;
  g_autofree char *left = NULL;

  store_test_write (f->data_dir, "providers/acme.json", broken);
  store_test_write (f->data_dir, "providers/zenith.json", MINIMAL ("Zenith"));
  reopen (f);

  g_assert_cmpuint (count (f->store), ==, 1);
  file = g_list_model_get_item (cck_provider_store_get_broken_files (f->store), 0);
  g_assert_nonnull (strstr (cck_broken_file_get_message (file), "providers/acme.json"));
  g_assert_nonnull (strstr (cck_broken_file_get_message (file), "line 3"));

  g_assert_cmpstr (cck_provider_get_id (add (f, "Acme")), ==, "acme-2");
  left = store_test_read (f->data_dir, "providers/acme.json");
  g_assert_cmpstr (left, ==, broken);
}

static void
test_strange_things_do_no_harm (Fixture       *f,
                                gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (f->data_dir, "providers", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo.json", NULL);
  g_autofree char *directory = g_build_filename (folder, "folder.json", NULL);
  g_autofree char *dangling = g_build_filename (folder, "dangling.json", NULL);
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, ' ');

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  store_test_write (folder, "large.json", large);
  store_test_write (folder, "notes.txt", "not a provider");
  store_test_write (folder, ".acme.json.AbCdEf", "{ half");
  reopen (f);

  g_assert_cmpuint (count (f->store), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (cck_provider_store_get_broken_files (f->store)), ==,
                    3);
}

static void
test_cannot_write_says_where (Fixture       *f,
                              gconstpointer  data)
{
  g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
  g_autofree char *blocked = g_build_filename (f->data_dir, "blocked", NULL);

  store_test_write (f->data_dir, "blocked", "a file where the folder should be");
  g_object_unref (f->store);
  f->store = cck_provider_store_new (blocked);

  g_assert_false (cck_provider_store_add (f->store, provider, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CANNOT_WRITE, "blocked/providers");
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

static gboolean
is_called_zenith (gpointer data)
{
  return g_str_equal (cck_provider_get_name (data), "Zenith");
}

/* The other store stands for another process: it shares nothing but the files. */
static void
test_shows_what_others_do (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (CckProviderStore) other = cck_provider_store_new (f->data_dir);
  g_autoptr (CckProvider) seen = NULL;
  CckProvider *item = add (f, "Acme");

  store_test_wait_until (has_one, other);
  seen = g_list_model_get_item (G_LIST_MODEL (other), 0);

  g_object_set (item, "name", "Zenith", NULL);
  g_assert_true (cck_provider_store_save (f->store, item, &f->error));
  store_test_wait_until (is_called_zenith, seen);

  g_assert_true (cck_provider_store_remove (f->store, item, &f->error));
  store_test_wait_until (has_none, other);
}

static gboolean
has_broken (gpointer data)
{
  return g_list_model_get_n_items (cck_provider_store_get_broken_files (data)) == 1;
}

static gboolean
has_no_broken (gpointer data)
{
  return g_list_model_get_n_items (cck_provider_store_get_broken_files (data)) == 0;
}

/* An editor's half-way state: the item stays as it was, can't be saved over it, and takes the new
 * values once they can be read. */
static void
test_edited_by_hand (Fixture       *f,
                     gconstpointer  data)
{
  CckProvider *item = add (f, "Acme");
  g_autofree char *left = NULL;

  store_test_write (f->data_dir, "providers/acme.json", "{ \"format\": 1,");
  store_test_wait_until (has_broken, f->store);

  g_assert_cmpstr (cck_provider_get_name (item), ==, "Acme");
  g_assert_false (cck_provider_store_save (f->store, item, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_BAD_FILE, "acme.json");
  left = store_test_read (f->data_dir, "providers/acme.json");
  g_assert_cmpstr (left, ==, "{ \"format\": 1,");

  store_test_write (f->data_dir, "providers/acme.json", MINIMAL ("Zenith"));
  store_test_wait_until (is_called_zenith, item);
  store_test_wait_until (has_no_broken, f->store);
}

/* No lost update: who saves what he did not see is told, and sees it then. */
static void
test_save_does_not_undo_others (Fixture       *f,
                                gconstpointer  data)
{
  CckProvider *item = add (f, "Acme");
  g_autoptr (CckProvider) edited = cck_provider_copy (item);

  store_test_write (f->data_dir, "providers/acme.json", MINIMAL ("Zenith"));

  g_object_set (edited, "scopes", "openid email", NULL);
  g_assert_false (cck_provider_store_save (f->store, edited, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CHANGED, "Another program");
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Zenith");
}

static void
test_save_does_not_bring_back (Fixture       *f,
                               gconstpointer  data)
{
  CckProvider *item = add (f, "Acme");
  g_autoptr (CckProvider) edited = cck_provider_copy (item);
  g_autofree char *path = g_build_filename (f->data_dir, "providers", "acme.json", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);

  g_assert_false (cck_provider_store_save (f->store, edited, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (f->store), ==, 0);
}

static void
test_two_add_the_same_name (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr (CckProviderStore) other = cck_provider_store_new (f->data_dir);
  g_autoptr (CckProvider) provider = store_test_new_provider ("acme");

  add (f, "Acme");

  g_assert_false (cck_provider_store_add (other, provider, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NAME_TAKEN, "Acme");
}

/* Somebody else changed it after the dialog took its copy, and the monitor told of it already. */
static void
test_old_copy_does_not_undo_others (Fixture       *f,
                                    gconstpointer  data)
{
  CckProvider *item = add (f, "Acme");
  g_autoptr (CckProvider) edited = cck_provider_copy (item);

  g_object_set (edited, "scopes", "openid email", NULL);
  store_test_write (f->data_dir, "providers/acme.json", MINIMAL ("Zenith"));
  store_test_wait_until (is_called_zenith, item);

  g_assert_false (cck_provider_store_save (f->store, edited, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CHANGED, NULL);
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Zenith");

  g_assert_true (cck_provider_store_save (f->store, edited, &f->error));
  g_assert_cmpstr (cck_provider_get_scopes (item), ==, "openid email");
}

/* Once read, a store finds what changed by the folder's count, and still misses nobody's file. */
static void
test_names_of_others_count_at_once (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr (CckProviderStore) other = cck_provider_store_new (f->data_dir);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Provider %u", i);
      g_autoptr (CckProvider) first = store_test_new_provider (name);
      g_autoptr (CckProvider) second = store_test_new_provider (name);
      CckProviderStore *winner = i % 2 == 0 ? f->store : other;
      CckProviderStore *loser = i % 2 == 0 ? other : f->store;

      g_assert_true (cck_provider_store_add (winner, first, &f->error));
      g_assert_false (cck_provider_store_add (loser, second, &f->error));
      store_test_take_error (&f->error, CCK_STORE_ERROR_NAME_TAKEN, name);
      g_assert_cmpuint (count (f->store), ==, i + 1);
      g_assert_cmpuint (count (other), ==, i + 1);
    }
}

#define ADD(path, func) \
  g_test_add ("/store/provider-store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("comes-back", test_comes_back);
  ADD ("files-are-private", test_files_are_private);
  ADD ("ids-are-fit-for-files", test_ids_are_fit_for_files);
  ADD ("name-is-unique", test_name_is_unique);
  ADD ("invalid-is-not-saved", test_invalid_is_not_saved);
  ADD ("copy-is-saved-into-the-item", test_copy_is_saved_into_the_item);
  ADD ("removed-comes-back-as-it-was", test_removed_comes_back_as_it_was);
  ADD ("transient-leaves-no-file", test_transient_leaves_no_file);
  ADD ("find-says-what-there-is", test_find_says_what_there_is);
  ADD ("same-names-are-ambiguous", test_same_names_are_ambiguous);
  ADD ("broken-file-is-named-and-left", test_broken_file_is_named_and_left);
  ADD ("strange-things-do-no-harm", test_strange_things_do_no_harm);
  ADD ("cannot-write-says-where", test_cannot_write_says_where);
  ADD ("shows-what-others-do", test_shows_what_others_do);
  ADD ("edited-by-hand", test_edited_by_hand);
  ADD ("save-does-not-undo-others", test_save_does_not_undo_others);
  ADD ("save-does-not-bring-back", test_save_does_not_bring_back);
  ADD ("two-add-the-same-name", test_two_add_the_same_name);

  ADD ("old-copy-does-not-undo-others", test_old_copy_does_not_undo_others);
  ADD ("names-of-others-count-at-once", test_names_of_others_count_at_once);

  return g_test_run ();
}
