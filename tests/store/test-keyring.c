/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <signal.h>
#include <string.h>

#include "cck-keyring.h"
#include "cck-store-error.h"
#include "keyring-daemon.h"

#define PROVIDER "acme"
#define ACCOUNT  "413ebf93f80c2e85"
#define MINE     "{'provider': 'acme', 'account': '413ebf93f80c2e85', 'kind': 'tokens'}"

typedef struct
{
  CckKeyring *keyring;
  GError     *error;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  if (!keyring_daemon_is_running ())
    keyring_daemon_start ();

  f->keyring = cck_keyring_new ();
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_no_error (f->error);

  /* A look at the keyring that a signal caused may be under way. */
  g_object_add_weak_pointer (G_OBJECT (f->keyring), (gpointer *) &f->keyring);
  g_object_unref (f->keyring);
  store_test_wait_until (is_gone, &f->keyring);

  /* The next test begins with a fresh daemon. */
  if (keyring_daemon_is_running ())
    keyring_daemon_kill ();
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

static gboolean
clear (Fixture *f)
{
  return store_test_await (cck_keyring_clear (f->keyring, CCK_SECRET_TOKENS, PROVIDER, ACCOUNT),
                           &f->error);
}

static void
assert_holds (Fixture    *f,
              const char *text)
{
  g_autoptr (CckSecret) secret = look_up (f);

  g_assert_no_error (f->error);
  g_assert_nonnull (secret);
  g_assert_cmpstr (cck_secret_get_text (secret), ==, text);
}

static void
test_keeps_and_forgets (Fixture       *f,
                        gconstpointer  data)
{
  g_assert_true (store (f, "{\"access_token\":\"first\"}"));
  assert_holds (f, "{\"access_token\":\"first\"}");

  g_assert_true (clear (f));
  g_assert_null (look_up (f));
  store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, "Sign in again");
}

/* A rotation replaces the item: there is never a second one, nor none. */
static void
test_rotation_is_one_replacement (Fixture       *f,
                                  gconstpointer  data)
{
  g_assert_true (store (f, "first"));
  g_assert_true (store (f, "second"));

  assert_holds (f, "second");
  g_assert_cmpuint (keyring_daemon_count (MINE), ==, 1);
}

static void
test_attributes_hold_no_secret (Fixture       *f,
                                gconstpointer  data)
{
  g_autofree char *all = NULL;

  g_assert_true (store (f, "planted-token-7f3a"));
  all = keyring_daemon_describe (MINE);

  g_assert_null (strstr (all, "planted-token"));
  g_assert_nonnull (strstr (all, "io.github.claimcheck.Claimcheck"));
  g_assert_nonnull (strstr (all, "Claimcheck: Acme/alice"));
}

static void
test_client_secret_is_an_item_of_its_own (Fixture       *f,
                                          gconstpointer  data)
{
  g_autoptr (CckSecret) secret = cck_secret_new ("s3cret");
  g_autoptr (CckSecret) found = NULL;

  g_assert_true (store (f, "tokens"));
  g_assert_true (store_test_await (cck_keyring_store (f->keyring, CCK_SECRET_CLIENT_SECRET,
                                                      PROVIDER, NULL, "Claimcheck: Acme", secret),
                                   &f->error));

  found = store_test_await_boxed (cck_keyring_lookup (f->keyring, CCK_SECRET_CLIENT_SECRET,
                                                      PROVIDER, NULL),
                                  &f->error);
  g_assert_true (cck_secret_equal (secret, found));
  assert_holds (f, "tokens");
}

/* Four things of one provider, side by side; one goes and the others stay. */
static void
test_each_kind_is_an_item_of_its_own (Fixture       *f,
                                      gconstpointer  data)
{
  const struct
  {
    CckSecretKind  kind;
    const char    *text;
    const char    *missing;
  } kinds[] = {
    { CCK_SECRET_CLIENT_SECRET, "s3cret", "client secret" },
    { CCK_SECRET_CLIENT_KEY, "{\"kty\":\"EC\"}", "client key" },
    { CCK_SECRET_REGISTRATION, "registration access token", "registration access token" },
  };

  g_assert_true (store (f, "tokens"));

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (CckSecret) secret = cck_secret_new (kinds[i].text);

      g_assert_true (store_test_await (cck_keyring_store (f->keyring, kinds[i].kind, PROVIDER, NULL,
                                                          "Claimcheck: Acme", secret),
                                       &f->error));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (CckSecret) found = store_test_await_boxed (
          cck_keyring_lookup (f->keyring, kinds[i].kind, PROVIDER, NULL), &f->error);

      g_assert_no_error (f->error);
      g_assert_cmpstr (cck_secret_get_text (found), ==, kinds[i].text);

      g_assert_true (store_test_await (cck_keyring_clear (f->keyring, kinds[i].kind, PROVIDER, NULL),
                                       &f->error));
      g_assert_null (store_test_await_boxed (
          cck_keyring_lookup (f->keyring, kinds[i].kind, PROVIDER, NULL), &f->error));
      store_test_take_error (&f->error, CCK_STORE_ERROR_NOT_FOUND, kinds[i].missing);
    }

  assert_holds (f, "tokens");
}

static void
test_names_the_program (Fixture       *f,
                        gconstpointer  data)
{
  g_assert_cmpuint (store_test_await_enum (cck_keyring_check (f->keyring)), ==,
                    CCK_KEYRING_AVAILABLE);
  g_assert_cmpstr (cck_keyring_get_backend_name (f->keyring), ==, "GNOME Keyring");
}

static gboolean
is_locked (gpointer data)
{
  return cck_keyring_get_state (data) == CCK_KEYRING_LOCKED;
}

static gboolean
is_available (gpointer data)
{
  return cck_keyring_get_state (data) == CCK_KEYRING_AVAILABLE;
}

/* libsecret answers "nothing" then; nobody may take that for "not found". */
static void
test_locked_is_not_empty (Fixture       *f,
                          gconstpointer  data)
{
  g_assert_true (store (f, "kept"));
  keyring_daemon_lock ();

  g_assert_null (look_up (f));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_LOCKED, "locked");
  g_assert_false (store (f, "other"));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_LOCKED, "locked");
  g_assert_false (clear (f));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_LOCKED, "locked");
  g_assert_true (is_locked (f->keyring));

  keyring_daemon_unlock ();
  assert_holds (f, "kept");
}

static void
test_session_only_is_not_for_a_locked_one (Fixture       *f,
                                           gconstpointer  data)
{
  cck_keyring_set_session_only (f->keyring, TRUE);
  keyring_daemon_lock ();

  g_assert_false (store (f, "other"));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_LOCKED, NULL);
}

static void
test_state_follows_the_service (Fixture       *f,
                                gconstpointer  data)
{
  store_test_await_enum (cck_keyring_check (f->keyring));
  g_assert_true (is_available (f->keyring));

  keyring_daemon_lock ();
  store_test_wait_until (is_locked, f->keyring);

  keyring_daemon_unlock ();
  store_test_wait_until (is_available, f->keyring);
}

/* Nothing here can show the prompt, which the daemon takes for one that was dismissed. */
static void
test_dismissed_prompt_loses_nothing (Fixture       *f,
                                     gconstpointer  data)
{
  g_assert_true (store (f, "kept"));
  keyring_daemon_lock ();

  g_assert_false (store_test_await (cck_keyring_unlock (f->keyring), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_DENIED, "not unlocked");
  g_assert_null (look_up (f));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_LOCKED, NULL);

  keyring_daemon_unlock ();
  assert_holds (f, "kept");
}

static void
test_unlock_of_an_open_one_is_done (Fixture       *f,
                                    gconstpointer  data)
{
  g_assert_true (store_test_await (cck_keyring_unlock (f->keyring), &f->error));
}

/* The bus starts it again, locked: that is said, and nothing is lost. */
static void
test_killed_comes_back_locked (Fixture       *f,
                               gconstpointer  data)
{
  g_assert_true (store (f, "kept"));
  keyring_daemon_kill ();

  g_assert_null (look_up (f));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_LOCKED, NULL);

  keyring_daemon_unlock ();
  assert_holds (f, "kept");
}

/* libsecret holds on to the process that is gone; its session with it must not be used. */
static void
test_restarted_is_used_again (Fixture       *f,
                              gconstpointer  data)
{
  g_assert_true (store (f, "kept"));

  for (guint i = 0; i < 3; i++)
    {
      keyring_daemon_kill ();
      keyring_daemon_start ();
      assert_holds (f, "kept");
      keyring_daemon_kill ();
      keyring_daemon_start ();
      g_assert_true (store (f, "kept"));
    }
}

static void
test_killed_in_the_middle_has_vanished (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr (DexFuture) future = NULL;

  g_assert_true (store (f, "kept"));
  keyring_daemon_signal (SIGSTOP);
  future = cck_keyring_lookup (f->keyring, CCK_SECRET_TOKENS, PROVIDER, ACCOUNT);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  keyring_daemon_kill ();

  g_assert_null (store_test_await_boxed (g_steal_pointer (&future), &f->error));
  store_test_take_error (&f->error, CCK_STORE_ERROR_KEYRING_VANISHED, "Try again");

  keyring_daemon_start ();
  assert_holds (f, "kept");
}

static void
test_transient_never_reaches_it (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr (CckSecret) secret = cck_secret_new ("kept here");
  g_autoptr (CckSecret) found = NULL;

  g_assert_true (store_test_await (cck_keyring_store (f->keyring, CCK_SECRET_TOKENS, "~practice",
                                                      ACCOUNT, "Practice", secret),
                                   &f->error));
  g_assert_cmpuint (keyring_daemon_count ("{'provider': '~practice'}"), ==, 0);

  keyring_daemon_lock ();
  found = store_test_await_boxed (cck_keyring_lookup (f->keyring, CCK_SECRET_TOKENS, "~practice",
                                                      ACCOUNT),
                                  &f->error);
  g_assert_true (cck_secret_equal (secret, found));
}

#define ADD(path, func) \
  g_test_add ("/store/keyring/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  char *folder;
  int status;

  store_test_init (&argc, &argv);

  folder = store_test_make_folder ();
  keyring_daemon_use_folder (folder);
  keyring_daemon_start_bus (TRUE);

  ADD ("keeps-and-forgets", test_keeps_and_forgets);
  ADD ("rotation-is-one-replacement", test_rotation_is_one_replacement);
  ADD ("attributes-hold-no-secret", test_attributes_hold_no_secret);
  ADD ("client-secret-is-an-item-of-its-own", test_client_secret_is_an_item_of_its_own);
  ADD ("each-kind-is-an-item-of-its-own", test_each_kind_is_an_item_of_its_own);
  ADD ("names-the-program", test_names_the_program);
  ADD ("locked-is-not-empty", test_locked_is_not_empty);
  ADD ("session-only-is-not-for-a-locked-one", test_session_only_is_not_for_a_locked_one);
  ADD ("state-follows-the-service", test_state_follows_the_service);
  ADD ("dismissed-prompt-loses-nothing", test_dismissed_prompt_loses_nothing);
  ADD ("unlock-of-an-open-one-is-done", test_unlock_of_an_open_one_is_done);
  ADD ("killed-comes-back-locked", test_killed_comes_back_locked);
  ADD ("restarted-is-used-again", test_restarted_is_used_again);
  ADD ("killed-in-the-middle-has-vanished", test_killed_in_the_middle_has_vanished);
  ADD ("transient-never-reaches-it", test_transient_never_reaches_it);

  status = g_test_run ();

  keyring_daemon_end ();
  store_test_remove_folder (folder);

  return status;
}
