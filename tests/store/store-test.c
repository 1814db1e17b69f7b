/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cck-store-error.h"

/* Far longer than anything takes; only a test that fails waits so long. */
#define PATIENCE 20 /* seconds */

void
store_test_init (int    *argc,
                 char ***argv)
{
  const char * const domains[] = { "all", NULL };

  g_test_init (argc, argv, NULL);
  g_log_writer_default_set_debug_domains (domains);
  dex_init ();
}

char *
store_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("claimcheck-store-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

void
store_test_remove_folder (char *path)
{
  remove_tree (path);
  g_free (path);
}

void
store_test_write (const char *folder,
                  const char *name,
                  const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
store_test_read (const char *folder,
                 const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

guint
store_test_mode (const char *path)
{
  struct stat status;

  g_assert_cmpint (g_lstat (path, &status), ==, 0);

  return status.st_mode & 07777;
}

CckProvider *
store_test_new_provider (const char *name)
{
  return g_object_new (CCK_TYPE_PROVIDER,
                       "name", name,
                       "issuer", "https://acme.example/",
                       "client-id", "desk",
                       NULL);
}

CckAccount *
store_test_new_account (const char *subject,
                        const char *label)
{
  CckAccount *account = cck_account_new ("acme", "https://acme.example/", "desk", subject);

  cck_account_set_label (account, label);

  return account;
}

static gboolean
on_patience_lost (gpointer user_data)
{
  g_error ("What the test waits for did not come within %d s", PATIENCE);

  return G_SOURCE_REMOVE;
}

void
store_test_wait_until (gboolean (*condition) (gpointer data),
                       gpointer data)
{
  guint patience = g_timeout_add_seconds (PATIENCE, on_patience_lost, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (patience);
}

static DexFuture *
on_done (DexFuture *completed,
         gpointer   user_data)
{
  return dex_ref (completed);
}

/* What another thread resolves wakes the main loop up only where somebody waits there. */
static DexFuture *
wait_here (DexFuture *future)
{
  return dex_future_finally (future, on_done, NULL, NULL);
}

static gboolean
is_done (gpointer data)
{
  return !dex_future_is_pending (DEX_FUTURE (data));
}

gboolean
store_test_await (DexFuture  *future,
                  GError    **error)
{
  g_autoptr (DexFuture) own = wait_here (future);

  store_test_wait_until (is_done, own);

  return dex_future_get_value (own, error) != NULL;
}

gpointer
store_test_await_boxed (DexFuture  *future,
                        GError    **error)
{
  g_autoptr (DexFuture) own = wait_here (future);
  const GValue *value;

  store_test_wait_until (is_done, own);
  value = dex_future_get_value (own, error);

  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

gpointer
store_test_await_object (DexFuture  *future,
                         GError    **error)
{
  g_autoptr (DexFuture) own = wait_here (future);
  const GValue *value;

  store_test_wait_until (is_done, own);
  value = dex_future_get_value (own, error);

  return value != NULL ? g_value_dup_object (value) : NULL;
}

guint
store_test_await_enum (DexFuture *future)
{
  g_autoptr (DexFuture) own = wait_here (future);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  store_test_wait_until (is_done, own);
  value = dex_future_get_value (own, &error);
  g_assert_no_error (error);

  return g_value_get_enum (value);
}

void
store_test_take_error (GError     **error,
                       int          code,
                       const char  *words)
{
  g_assert_error (*error, CCK_STORE_ERROR, code);

  if (words != NULL && strstr ((*error)->message, words) == NULL)
    g_error ("“%s” does not say “%s”", (*error)->message, words);

  g_clear_error (error);
}
