/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <glib/gstdio.h>

#include "cck-provider-store.h"
#include "cck-store-error.h"

#define MINIMAL(name)                                                                              \
  "{\"format\":1,\"name\":\"" name "\",\"issuer\":\"https://x.example\",\"client_id\":\"c\"}"

typedef struct
{
  char *data_dir;
  char *system_dir;
  CckProviderStore *store;
  GError *error;
} Fixture;

static void
open_store (Fixture *f)
{
  const char *const system_dirs[] = { f->system_dir, "/nowhere", NULL };

  g_clear_object (&f->store);
  f->store = cck_provider_store_new_with_system (f->data_dir, system_dirs);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->data_dir = store_test_make_folder ();
  f->system_dir = store_test_make_folder ();
  store_test_write (f->system_dir, "claimcheck/providers/team.json", MINIMAL ("Team"));
  open_store (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_no_error (f->error);
  g_assert_finalize_object (f->store);
  store_test_remove_folder (f->data_dir);
  store_test_remove_folder (f->system_dir);
}

static guint
count (CckProviderStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
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

static void
test_administrators_are_read_only (Fixture *f, gconstpointer data)
{
  CckProvider *item = cck_provider_store_get_by_id (f->store, "team");
  g_autofree char *left = NULL;

  g_assert_true (cck_provider_get_read_only (item));

  g_assert_false (cck_provider_store_save (f->store, item, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_READ_ONLY, "administrator");
  g_assert_false (cck_provider_store_remove (f->store, item, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_READ_ONLY, "administrator");

  left = store_test_read (f->system_dir, "claimcheck/providers/team.json");
  g_assert_cmpstr (left, ==, MINIMAL ("Team"));
}

static void
test_names_of_administrators_are_taken (Fixture *f, gconstpointer data)
{
  g_autoptr (CckProvider) provider = store_test_new_provider ("TEAM");

  g_assert_false (cck_provider_store_add (f->store, provider, &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NAME_TAKEN, "Team");
}

static gboolean
is_not_read_only (gpointer data)
{
  return !cck_provider_get_read_only (data);
}

static gboolean
is_read_only (gpointer data)
{
  return cck_provider_get_read_only (data);
}

/* As everywhere on the desktop the person's own file counts; and the item is the same all along. */
static void
test_own_file_comes_before (Fixture *f, gconstpointer data)
{
  CckProvider *item = cck_provider_store_get_by_id (f->store, "team");
  g_autofree char *path = g_build_filename (f->data_dir, "providers", "team.json", NULL);

  store_test_write (f->data_dir, "providers/team.json", MINIMAL ("Mine"));
  store_test_wait_until (is_not_read_only, item);
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Mine");
  g_assert_cmpuint (count (f->store), ==, 1);

  g_assert_cmpint (g_unlink (path), ==, 0);
  store_test_wait_until (is_read_only, item);
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Team");
  g_assert_true (cck_provider_store_get_by_id (f->store, "team") == item);

  store_test_write (f->data_dir, "providers/team.json", MINIMAL ("Mine"));
  open_store (f);
  item = cck_provider_store_get_by_id (f->store, "team");
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Mine");
  g_assert_true (cck_provider_store_remove (f->store, item, &f->error));
  item = cck_provider_store_get_by_id (f->store, "team");
  g_assert_cmpstr (cck_provider_get_name (item), ==, "Team");
}

/* The tokens under this id belong to what the file said; it does not come to mean another provider
 * because of a missing comma. */
static void
test_broken_own_file_is_not_replaced (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->data_dir, "providers", "team.json", NULL);

  store_test_write (f->data_dir, "providers/team.json", "{ half");
  store_test_wait_until (has_none, f->store);
  open_store (f);
  g_assert_cmpuint (count (f->store), ==, 0);

  g_assert_cmpint (g_unlink (path), ==, 0);
  store_test_wait_until (has_one, f->store);
}

/* Undone: what was removed comes back over the one that showed in its place. */
static void
test_own_one_comes_back_over_it (Fixture *f, gconstpointer data)
{
  g_autoptr (CckProvider) item = NULL;

  store_test_write (f->data_dir, "providers/team.json", MINIMAL ("Mine"));
  open_store (f);
  item = g_object_ref (cck_provider_store_get_by_id (f->store, "team"));

  g_assert_true (cck_provider_store_remove (f->store, item, &f->error));
  g_assert_cmpuint (count (f->store), ==, 1);
  g_assert_cmpstr (cck_provider_get_name (cck_provider_store_get_by_id (f->store, "team")), ==,
                   "Team");
  g_assert_true (cck_provider_store_add (f->store, item, &f->error));
  g_assert_no_error (f->error);

  g_assert_cmpuint (count (f->store), ==, 1);
  g_assert_cmpstr (cck_provider_get_name (cck_provider_store_get_by_id (f->store, "team")), ==,
                   "Mine");
  open_store (f);
  g_assert_cmpuint (count (f->store), ==, 1);
  g_assert_false (cck_provider_get_read_only (cck_provider_store_get_by_id (f->store, "team")));
}

static void
test_shows_what_administrators_do (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (f->system_dir, "claimcheck", "providers", "team.json", NULL);
  CckProvider *item = cck_provider_store_get_by_id (f->store, "team");

  store_test_write (f->system_dir, "claimcheck/providers/team.json", MINIMAL ("Zenith"));
  store_test_wait_until (is_called_zenith, item);
  g_assert_cmpint (g_unlink (path), ==, 0);
  store_test_wait_until (has_none, f->store);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/provider-system/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("administrators-are-read-only", test_administrators_are_read_only);
  ADD ("names-of-administrators-are-taken", test_names_of_administrators_are_taken);
  ADD ("own-file-comes-before", test_own_file_comes_before);
  ADD ("broken-own-file-is-not-replaced", test_broken_own_file_is_not_replaced);
  ADD ("own-one-comes-back-over-it", test_own_one_comes_back_over_it);
  ADD ("shows-what-administrators-do", test_shows_what_administrators_do);

  return g_test_run ();
}
