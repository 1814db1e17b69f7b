/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "begin.h"
#include "cck-account-search.h"
#include "cck-practice-trial.h"

typedef struct
{
  CckSession *session;
} Fixture;

static void
add_provider (Fixture    *fixture,
              const char *id,
              const char *name)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "id", id, "name", name, "issuer", "https://acme.example",
                    "client-id", "x", NULL);
  g_autoptr (GError) error = NULL;

  cck_provider_store_add (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
}

static void
add_account (Fixture    *fixture,
             const char *provider_id,
             const char *label)
{
  g_autoptr (CckAccount) account
    = cck_account_new (provider_id, "https://acme.example", "x", label);
  g_autoptr (GError) error = NULL;

  cck_account_set_label (account, label);
  cck_account_store_add (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("claimcheck-XXXXXX", NULL);

  fixture->session = cck_session_new (folder, NULL);
  add_provider (fixture, "acme", "Acme");
  add_provider (fixture, "exuberance", "Übermut");
  add_account (fixture, "acme", "malice");
  add_account (fixture, "acme", "alice");
  add_account (fixture, "acme", "bob");
  add_account (fixture, "exuberance", "alice");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->session);
}

/* The names of what is found for up to two words, as one line. */
static char *
dup_found (Fixture    *fixture,
           const char *first,
           const char *second)
{
  const char *terms[] = { first, second, NULL };
  g_auto (GStrv) ids = cck_account_search_find (fixture->session, terms);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      CckAccount *account
        = cck_account_store_get_by_id (cck_session_get_accounts (fixture->session), ids[i]);

      g_string_append_printf (line, "%s%s/%s", i > 0 ? " " : "",
                              cck_account_get_provider_id (account),
                              cck_account_get_label (account));
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

#define assert_found(fixture, first, second, expected)                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = dup_found (fixture, first, second);                                   \
                                                                                                   \
    g_assert_cmpstr (found, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_by_its_name_or_its_provider (Fixture       *fixture,
                                  gconstpointer  data)
{
  assert_found (fixture, "BOB", NULL, "acme/bob");
  assert_found (fixture, "üBER", NULL, "exuberance/alice");
  assert_found (fixture, "nobody", NULL, "");
}

static void
test_every_word_is_meant (Fixture       *fixture,
                          gconstpointer  data)
{
  assert_found (fixture, "alice", "über", "exuberance/alice");
  assert_found (fixture, "bob", "über", "");
}

static void
test_what_begins_so_comes_first (Fixture       *fixture,
                                 gconstpointer  data)
{
  assert_found (fixture, "alice", "acme", "acme/alice acme/malice");
}

static void
test_no_word_finds_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  assert_found (fixture, NULL, NULL, "");
  assert_found (fixture, "", NULL, "");
}

static void
test_bytes_that_are_no_pattern (Fixture       *fixture,
                                gconstpointer  data)
{
  assert_found (fixture, "%s*[", NULL, "");
  assert_found (fixture, ".*", NULL, "");
}

static void
test_practice_is_not_offered (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (CckProvider) provider
    = g_object_new (CCK_TYPE_PROVIDER, "name", "Zone", "issuer", "http://127.0.0.1:9", "client-id",
                    "x", "allow-http-loopback", TRUE, NULL);
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  cck_provider_store_add_transient (cck_session_get_providers (fixture->session), provider, &error);
  g_assert_no_error (error);
  account = cck_account_new (cck_provider_get_id (provider), "http://127.0.0.1:9", "x", "zoe");
  cck_account_set_label (account, "zoe");
  cck_account_store_add (cck_session_get_accounts (fixture->session), account, &error);
  g_assert_no_error (error);
  g_assert_true (cck_account_get_transient (account));

  assert_found (fixture, "zo", NULL, "");
}

static void
test_no_more_than_a_person_looks_at (Fixture       *fixture,
                                     gconstpointer  data)
{
  const char *terms[] = { "many", NULL };
  g_auto (GStrv) ids = NULL;

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *label = g_strdup_printf ("many %d", i);

      add_account (fixture, "acme", label);
    }

  ids = cck_account_search_find (fixture->session, terms);
  g_assert_cmpuint (g_strv_length (ids), ==, 20);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/account-search/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);

  ADD ("by-its-name-or-its-provider", test_by_its_name_or_its_provider);
  ADD ("every-word-is-meant", test_every_word_is_meant);
  ADD ("what-begins-so-comes-first", test_what_begins_so_comes_first);
  ADD ("no-word-finds-nothing", test_no_word_finds_nothing);
  ADD ("bytes-that-are-no-pattern", test_bytes_that_are_no_pattern);
  ADD ("practice-is-not-offered", test_practice_is_not_offered);
  ADD ("no-more-than-a-person-looks-at", test_no_more_than_a_person_looks_at);

  return g_test_run ();
}
