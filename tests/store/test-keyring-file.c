/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <string.h>

#include "cck-keyring.h"
#include "cck-store-error.h"

#define PROVIDER "acme"
#define ACCOUNT  "413ebf93f80c2e85"

/* libsecret's encrypted file, as a Flatpak has it; its key comes from the environment here. */
#define FILE_NAME "secrets.keyring"
#define N_AT_ONCE 6

static char *folder;
static const char *program;

static gboolean
store (CckKeyring  *keyring,
       const char  *account,
       const char  *text,
       GError     **error)
{
  g_autoptr (CckSecret) secret = cck_secret_new (text);

  return store_test_await (cck_keyring_store (keyring, CCK_SECRET_TOKENS, PROVIDER, account,
                                              "Claimcheck: Acme/alice", secret),
                           error);
}

static char *
look_up (CckKeyring *keyring,
         const char *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckSecret) secret = store_test_await_boxed (
      cck_keyring_lookup (keyring, CCK_SECRET_TOKENS, PROVIDER, account), &error);

  if (secret == NULL)
    {
      store_test_take_error (&error, CCK_STORE_ERROR_NOT_FOUND, NULL);
      return NULL;
    }

  return g_strdup (cck_secret_get_text (secret));
}

static void
test_keeps_and_forgets (void)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_assert_cmpuint (store_test_await_enum (cck_keyring_check (keyring)), ==,
                    CCK_KEYRING_AVAILABLE);
  g_assert_cmpstr (cck_keyring_get_backend_name (keyring), ==, "Encrypted file");

  g_assert_null (look_up (keyring, ACCOUNT));
  g_assert_true (store (keyring, ACCOUNT, "first", &error));
  g_assert_true (store (keyring, ACCOUNT, "second", &error));
  found = look_up (keyring, ACCOUNT);
  g_assert_cmpstr (found, ==, "second");

  g_assert_true (store_test_await (cck_keyring_clear (keyring, CCK_SECRET_TOKENS, PROVIDER,
                                                      ACCOUNT),
                                   &error));
  g_assert_null (look_up (keyring, ACCOUNT));
  g_assert_no_error (error);
}

static void
test_file_is_encrypted (void)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (store (keyring, ACCOUNT, "planted-token-7f3a", NULL));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, "planted-token", strlen ("planted-token")));
}

static void
run_other_process (const char *account,
                   const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--store", account, text, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
}

/* The window and cck in one sandbox: what one writes the other finds, and neither loses the
 * other's. */
static void
test_two_processes (void)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_true (store (keyring, "1111111111111111", "ours", &error));
  run_other_process ("2222222222222222", "theirs");

  second = look_up (keyring, "2222222222222222");
  g_assert_cmpstr (second, ==, "theirs");

  run_other_process ("2222222222222222", "theirs again");
  g_assert_true (store (keyring, "3333333333333333", "ours too", &error));
  g_assert_no_error (error);

  first = look_up (keyring, "1111111111111111");
  g_assert_cmpstr (first, ==, "ours");
  third = look_up (keyring, "2222222222222222");
  g_assert_cmpstr (third, ==, "theirs again");
}

/* Several at the same moment: each reads, adds its own and writes the whole file. */
static void
test_many_processes_at_once (void)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();
  GSubprocess *others[N_AT_ONCE];

  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *account = g_strdup_printf ("%016u", i);

      others[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--store", account,
                                    account, NULL);
      g_assert_no_error (error);
    }

  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      g_assert_true (g_subprocess_wait_check (others[i], NULL, NULL));
      g_object_unref (others[i]);
    }

  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      g_autofree char *account = g_strdup_printf ("%016u", i);
      g_autofree char *found = look_up (keyring, account);

      g_assert_cmpstr (found, ==, account);
    }
}

static int
store_for_the_other (const char *account,
                     const char *text)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();

  dex_init ();

  return store (keyring, account, text, NULL) ? 0 : 1;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;
  int status;

  if (argc == 4 && g_str_equal (argv[1], "--store"))
    return store_for_the_other (argv[2], argv[3]);

  store_test_init (&argc, &argv);
  program = argv[0];

  folder = store_test_make_folder ();
  path = g_build_filename (folder, FILE_NAME, NULL);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "correct horse", TRUE);

  g_test_add_func ("/store/keyring-file/keeps-and-forgets", test_keeps_and_forgets);
  g_test_add_func ("/store/keyring-file/file-is-encrypted", test_file_is_encrypted);
  g_test_add_func ("/store/keyring-file/two-processes", test_two_processes);
  g_test_add_func ("/store/keyring-file/many-processes-at-once", test_many_processes_at_once);

  status = g_test_run ();

  store_test_remove_folder (folder);

  return status;
}
