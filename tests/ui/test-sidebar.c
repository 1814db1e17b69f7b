/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

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
  return g_list_model_get_n_items (cck_sidebar_model_get_list (fixture->model));
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

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/ui/sidebar/search-leaves-what-was-meant", test_search_leaves_what_was_meant);
  ADD ("/ui/sidebar/removed-is-not-found", test_removed_is_not_found);

  return g_test_run ();
}
