/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include "cck-keyring.h"
#include "cck-store-error.h"
#include "keyring-daemon.h"

#define PROVIDER "acme"
#define ACCOUNT  "413ebf93f80c2e85"

static char *folder;

typedef struct
{
  CckKeyring *keyring;
  GError     *error;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->keyring = cck_keyring_new ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_no_error (f->error);
  g_object_unref (f->keyring);
}

static gboolean
store (Fixture    *f,
       const char *text)
{
  g_autoptr (CckSecret) secret = cck_secret_new (text);

  return store_test_await (cck_keyring_store (f->keyring, CCK_SECRET_TOKENS, PROVIDER, ACCOUNT,
                                              "Claimcheck: Acme/alice", secret),
                           &f->error);
}

static CckSecret *
look_up (Fixture *f)
{
  return store_test_await_boxed (cck_keyring_lookup (f->keyring, CCK_SECRET_TOKENS, PROVIDER,
                                                     ACCOUNT),
                                 &f->error);
}

static void
assert_missing (Fixture *f)
{
  g_assert_cmpuint (store_test_await_enum (cck_keyring_check (f->keyring)), ==,
                    CCK_KEYRING_MISSING);
  g_assert_cmpint (cck_keyring_get_state (f->keyring), ==, CCK_KEYRING_MISSING);

  g_assert_null (look_up (f));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_MISSING, "no keyring");
  g_assert_false (store (f, "token"));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_MISSING, "no keyring");
  g_assert_false (store_test_await (cck_keyring_clear (f->keyring, CCK_SECRET_TOKENS, PROVIDER,
                                                       ACCOUNT),
                                    &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_MISSING, "no keyring");
  g_assert_false (store_test_await (cck_keyring_unlock (f->keyring), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_MISSING, "no keyring");
}

static void
test_no_bus (Fixture       *f,
             gconstpointer  data)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  assert_missing (f);
}

static void
test_no_service (Fixture       *f,
                 gconstpointer  data)
{
  keyring_daemon_start_bus (FALSE);
  assert_missing (f);
}

/* Kept until the process ends, and in no file. */
static void
test_session_only_is_kept_in_memory (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr (CckSecret) found = NULL;
  g_autofree char *command = g_strconcat ("grep -r planted-token-7f3a ", folder, NULL);
  int status = 0;

  cck_keyring_set_session_only (f->keyring, TRUE);

  g_assert_true (store (f, "planted-token-7f3a"));
  found = look_up (f);
  g_assert_cmpstr (cck_secret_get_text (found), ==, "planted-token-7f3a");

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_false (g_spawn_check_wait_status (status, NULL));

  g_assert_true (store_test_await (cck_keyring_clear (f->keyring, CCK_SECRET_TOKENS, PROVIDER,
                                                      ACCOUNT),
                                   &f->error));
  g_assert_null (look_up (f));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_MISSING, NULL);
}

static gboolean
is_available (gpointer data)
{
  return cck_keyring_get_state (data) == CCK_KEYRING_AVAILABLE;
}

/* A keyring that is started later is seen at once, and used. */
static void
test_late_service_is_used (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (CckSecret) found = NULL;

  cck_keyring_set_session_only (f->keyring, TRUE);
  g_assert_true (store (f, "first"));
  keyring_daemon_start ();
  store_test_wait_until (is_available, f->keyring);

  found = look_up (f);
  g_assert_cmpstr (cck_secret_get_text (found), ==, "first");

  g_assert_true (store (f, "second"));
  g_assert_cmpuint (keyring_daemon_count ("{'kind': 'tokens'}"), ==, 1);
}

static void
test_in_memory (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr (CckSecret) found = NULL;

  g_set_object (&f->keyring, NULL);
  f->keyring = cck_keyring_new_in_memory ();

  g_assert_cmpuint (store_test_await_enum (cck_keyring_check (f->keyring)), ==,
                    CCK_KEYRING_AVAILABLE);
  g_assert_cmpstr (cck_keyring_get_backend_name (f->keyring), ==, "Memory");
  g_assert_true (store (f, "kept here"));
  found = look_up (f);
  g_assert_cmpstr (cck_secret_get_text (found), ==, "kept here");
}

#define ADD(path, func) \
  g_test_add ("/store/keyring-missing/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  store_test_init (&argc, &argv);

  folder = store_test_make_folder ();
  keyring_daemon_use_folder (folder);

  ADD ("no-bus", test_no_bus);
  ADD ("in-memory", test_in_memory);
  ADD ("no-service", test_no_service);
  ADD ("session-only-is-kept-in-memory", test_session_only_is_kept_in_memory);
  ADD ("late-service-is-used", test_late_service_is_used);

  status = g_test_run ();

  keyring_daemon_end ();
  store_test_remove_folder (folder);

  return status;
}
