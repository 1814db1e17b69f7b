/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "begin.h"
#include "cck-sidebar-model.h"

typedef struct
{
  CckSession *session;
  CckSidebarModel *model;
} Fixture;

static void
add_provider (Fixture    *fixture,
              const char *name)
{
  g_autoptr (CckProvider) provider = g_object_new (CCK_TYPE_PROVIDER, "name", name, "issuer",
                                                   "https://acme.example", "client-id", "x", NULL);
  g_autoptr (GError) error = NULL;

  cck_provider_store_add (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);

  fixture->session = cck_session_new (folder, NULL);
  add_provider (fixture, "Acme");
  add_provider (fixture, "Übermut");
  fixture->model = cck_sidebar_model_new (fixture->session);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->model);
  g_clear_object (&fixture->session);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
}

static void
test_search_leaves_what_was_meant (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_assert_cmpuint (count (fixture), ==, 3);

  cck_sidebar_model_search (fixture->model, "üBER");
  g_assert_cmpuint (count (fixture), ==, 1);

  cck_sidebar_model_search (fixture->model, "nobody");
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_false (cck_sidebar_model_is_empty (fixture->model));

  cck_sidebar_model_search (fixture->model, "");
  g_assert_cmpuint (count (fixture), ==, 3);
}

static void
test_removed_is_not_found (Fixture       *fixture,
                           gconstpointer  data)
{
  cck_sidebar_model_search (fixture->model, "acme");
  cck_sidebar_model_set_hidden (fixture->model, "acme", TRUE);
  g_assert_cmpuint (count (fixture), ==, 0);

  cck_sidebar_model_search (fixture->model, NULL);
  g_assert_cmpuint (count (fixture), ==, 2);
}

/* What the row at @position says, "Acme/alice". (transfer full) */
static char *
dup_row (Fixture *fixture,
         guint    position)
{
  g_autoptr (CckSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);
  CckAccount *account = cck_sidebar_item_get_account (item);

  return account != NULL ? cck_account_dup_name (account, cck_sidebar_item_get_provider (item))
                         : NULL;
}

static CckAccount *
add_account (Fixture    *fixture,
             const char *provider_id,
             const char *label)
{
  g_autoptr (CckAccount) account = cck_account_new (provider_id, "https://acme.example", "x", label);
  g_autoptr (GError) error = NULL;
  CckAccount *own;

  cck_account_set_label (account, label);
  own = cck_account_store_add (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);

  return own;
}

static void
assert_row (Fixture    *fixture,
            guint       position,
            const char *expected)
{
  g_autofree char *row = dup_row (fixture, position);

  g_assert_cmpstr (row, ==, expected);
}

static void
test_rows_are_in_order (Fixture       *fixture,
                        gconstpointer  data)
{
  CckAccount *bob;

  add_account (fixture, "ubermut", "bob");
  bob = add_account (fixture, "acme", "bob");
  add_account (fixture, "acme", "carol");
  add_account (fixture, "acme", "alice");

  assert_row (fixture, 1, "Acme/alice");
  assert_row (fixture, 2, "Acme/bob");
  assert_row (fixture, 3, "Acme/carol");
  assert_row (fixture, 4, "Übermut/bob");
  g_assert_cmpuint (count (fixture), ==, 5);
  g_assert_cmpuint (cck_sidebar_model_find (fixture->model, bob), ==, 2);
  g_assert_cmpuint (cck_sidebar_model_find (fixture->model, NULL), ==, 0);
}

static void
test_a_section_is_a_provider (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkSectionModel *sections = GTK_SECTION_MODEL (fixture->model);
  guint start;
  guint end;

  add_account (fixture, "acme", "alice");
  add_account (fixture, "acme", "bob");

  gtk_section_model_get_section (sections, 0, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 1);

  gtk_section_model_get_section (sections, 2, &start, &end);
  g_assert_cmpuint (start, ==, 1);
  g_assert_cmpuint (end, ==, 3);

  gtk_section_model_get_section (sections, 3, &start, &end);
  g_assert_cmpuint (start, ==, 3);
  g_assert_cmpuint (end, ==, 4);

  gtk_section_model_get_section (sections, 4, &start, &end);
  g_assert_cmpuint (start, ==, 4);
  g_assert_cmpuint (end, ==, G_MAXUINT);
}

typedef struct
{
  guint times;
  guint position;
  guint removed;
  guint added;
} Change;

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Change     *change)
{
  *change = (Change){ change->times + 1, position, removed, added };
}

/* Ten thousand rows are not made anew for one. */
static void
test_one_that_comes_is_one_that_is_told (Fixture       *fixture,
                                         gconstpointer  data)
{
  Change change = { 0 };
  CckAccount *bob;
  g_autoptr (GError) error = NULL;

  add_account (fixture, "acme", "alice");
  add_account (fixture, "acme", "carol");
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (on_items_changed), &change);

  bob = add_account (fixture, "acme", "bob");
  g_assert_cmpuint (change.times, ==, 1);
  g_assert_cmpuint (change.position, ==, 2);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 1);

  cck_account_store_remove (cck_session_get_accounts (fixture->session), bob, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change.times, ==, 2);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
}

static void
test_the_last_to_go_leaves_the_provider (Fixture       *fixture,
                                         gconstpointer  data)
{
  CckAccount *alice = add_account (fixture, "acme", "alice");
  g_autoptr (CckSidebarItem) item = NULL;
  g_autoptr (GError) error = NULL;

  assert_row (fixture, 1, "Acme/alice");
  cck_account_store_remove (cck_session_get_accounts (fixture->session), alice, &error);
  g_assert_no_error (error);

  item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);
  g_assert_cmpint (cck_sidebar_item_get_kind (item), ==, CCK_SIDEBAR_PROVIDER);
  g_assert_cmpstr (cck_provider_get_name (cck_sidebar_item_get_provider (item)), ==, "Acme");
}

static void
test_what_is_selected_stays_selected (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GtkSingleSelection) selection
      = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (fixture->model)));
  CckAccount *carol;
  CckSidebarItem *item;

  add_account (fixture, "acme", "bob");
  carol = add_account (fixture, "acme", "carol");
  gtk_single_selection_set_selected (selection, cck_sidebar_model_find (fixture->model, carol));

  cck_sidebar_model_search (fixture->model, "CAR");
  g_assert_cmpuint (count (fixture), ==, 1);
  add_account (fixture, "acme", "alice");
  cck_sidebar_model_search (fixture->model, NULL);

  item = gtk_single_selection_get_selected_item (selection);
  g_assert_true (cck_sidebar_item_get_account (item) == carol);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 3);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();

  ADD ("/ui/sidebar/search-leaves-what-was-meant", test_search_leaves_what_was_meant);
  ADD ("/ui/sidebar/removed-is-not-found", test_removed_is_not_found);
  ADD ("/ui/sidebar/rows-are-in-order", test_rows_are_in_order);
  ADD ("/ui/sidebar/a-section-is-a-provider", test_a_section_is_a_provider);
  ADD ("/ui/sidebar/one-that-comes-is-one-that-is-told", test_one_that_comes_is_one_that_is_told);
  ADD ("/ui/sidebar/the-last-to-go-leaves-the-provider", test_the_last_to_go_leaves_the_provider);
  ADD ("/ui/sidebar/what-is-selected-stays-selected", test_what_is_selected_stays_selected);

  return g_test_run ();
}
