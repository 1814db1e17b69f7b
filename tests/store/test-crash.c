/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cck-account-store.h"
#include "cck-history.h"
#include "cck-provider-store.h"

/* A process that writes is killed at each of the moments at which it changes something on the disk:
 * this program calls itself, and in the child every call that changes a file counts down to SIGKILL.
 * The linker puts these counters before the C library's functions, and SQLite takes them for its own
 * calls; the store knows nothing of it. */

#define KILLS 300
#define NEVER G_MAXINT

#define MOMENTS "Moments: "

#define EPOCH G_GINT64_CONSTANT (1790000000)

static int moments = 0;
static int kill_at = NEVER;
static gboolean in_the_middle = FALSE;

int     __real_rename     (const char *from, const char *to);
int     __real_renameat2  (int from_dir, const char *from, int to_dir, const char *to, guint flags);
int     __real_unlink     (const char *path);
int     __real_fsync      (int fd);
ssize_t __real_write      (int fd, const void *bytes, size_t length);
ssize_t __real_pwrite64   (int fd, const void *bytes, size_t length, off_t offset);
int     __wrap_rename     (const char *from, const char *to);
int     __wrap_renameat2  (int from_dir, const char *from, int to_dir, const char *to, guint flags);
int     __wrap_unlink     (const char *path);
int     __wrap_fsync      (int fd);
ssize_t __wrap_write      (int fd, const void *bytes, size_t length);
ssize_t __wrap_pwrite64   (int fd, const void *bytes, size_t length, off_t offset);

/* Whether this is the moment. */
static gboolean
is_it (void)
{
  return g_atomic_int_add (&moments, 1) + 1 == kill_at;
}

static void
die (void)
{
  raise (SIGKILL);
}

int
__wrap_rename (const char *from,
               const char *to)
{
  if (is_it ())
    die ();

  return __real_rename (from, to);
}

int
__wrap_renameat2 (int         from_dir,
                  const char *from,
                  int         to_dir,
                  const char *to,
                  guint       flags)
{
  if (is_it ())
    die ();

  return __real_renameat2 (from_dir, from, to_dir, to, flags);
}

int
__wrap_unlink (const char *path)
{
  if (is_it ())
    die ();

  return __real_unlink (path);
}

int
__wrap_fsync (int fd)
{
  if (is_it ())
    die ();

  return __real_fsync (fd);
}

ssize_t
__wrap_write (int         fd,
              const void *bytes,
              size_t      length)
{
  if (is_it ())
    {
      if (in_the_middle)
        __real_write (fd, bytes, length / 2);
      die ();
    }

  return __real_write (fd, bytes, length);
}

ssize_t
__wrap_pwrite64 (int         fd,
                 const void *bytes,
                 size_t      length,
                 off_t       offset)
{
  if (is_it ())
    {
      if (in_the_middle)
        __real_pwrite64 (fd, bytes, length / 2, offset);
      die ();
    }

  return __real_pwrite64 (fd, bytes, length, offset);
}

static void
count_for_sqlite (void)
{
  const struct
  {
    const char         *name;
    sqlite3_syscall_ptr call;
  } calls[] = {
    { "write", (sqlite3_syscall_ptr) __wrap_write },
    { "pwrite", (sqlite3_syscall_ptr) __wrap_pwrite64 },
    { "pwrite64", (sqlite3_syscall_ptr) __wrap_pwrite64 },
    { "unlink", (sqlite3_syscall_ptr) __wrap_unlink },
  };
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      if (vfs->xGetSystemCall (vfs, calls[i].name) != NULL)
        g_assert_cmpint (vfs->xSetSystemCall (vfs, calls[i].name, calls[i].call), ==, SQLITE_OK);
    }
}

/* What the child does: add, edit, sign in, refresh, remove. Each value tells of its round, so that
 * one that was written by half would be seen. */
typedef struct
{
  CckProviderStore *providers;
  CckAccountStore  *accounts;
  CckHistory       *history;
  guint             round;
} Work;

static void
note (Work           *work,
      CckHistoryKind  kind)
{
  const CckHistoryEvent event = {
    .time = EPOCH + work->round, .kind = kind, .provider_id = "shared", .how = "round"
  };
  g_autoptr (GError) error = NULL;

  store_test_await (cck_history_record (work->history, &event), &error);
  g_assert_no_error (error);
}

static void
edit_shared (Work *work)
{
  CckProvider *shared = cck_provider_store_get_by_id (work->providers, "shared");
  g_autoptr (CckProvider) edited = cck_provider_copy (shared);
  g_autofree char *audience = g_strdup_printf ("round-%u", work->round);
  g_autofree char *scopes = g_strdup_printf ("openid round-%u", work->round);
  g_autoptr (GError) error = NULL;

  g_object_set (edited, "audience", audience, "scopes", scopes, NULL);
  cck_provider_store_save (work->providers, edited, &error);
  g_assert_no_error (error);
}

static void
sign_in_and_refresh (Work *work)
{
  g_autofree char *subject = g_strdup_printf ("subject-%u", work->round % 7);
  g_autofree char *fingerprint = g_strdup_printf ("%016u", work->round);
  const CckAccountTokens tokens = {
    .token_type = "Bearer",
    .issued_at = EPOCH + work->round,
    .expires_at = EPOCH + work->round + 900,
    .has_refresh_token = TRUE,
    .refresh_fingerprint = fingerprint,
  };
  g_autoptr (CckAccount) account = store_test_new_account (subject, subject);
  g_autoptr (GError) error = NULL;
  CckAccount *own;

  cck_account_set_signed_in (account, &tokens);
  own = cck_account_store_add (work->accounts, account, &error);
  g_assert_no_error (error);
  note (work, CCK_HISTORY_SIGNED_IN);

  cck_account_set_refreshed (own, &tokens);
  cck_account_store_save (work->accounts, own, &error);
  g_assert_no_error (error);
  note (work, CCK_HISTORY_ROTATED);

  if (work->round % 3 == 0)
    {
      cck_account_store_remove (work->accounts, own, &error);
      g_assert_no_error (error);
      note (work, CCK_HISTORY_SIGNED_OUT);
    }
}

static int
be_child (char **argv)
{
  g_autofree char *name = g_strdup_printf ("Provider %s", argv[3]);
  g_autoptr (CckProvider) provider = store_test_new_provider (name);
  g_autoptr (GError) error = NULL;
  Work work = { .round = atoi (argv[3]) };

  count_for_sqlite ();
  work.providers = cck_provider_store_new (argv[2]);
  work.accounts = cck_account_store_new (argv[2]);
  work.history = cck_history_new (argv[2]);

  in_the_middle = g_str_equal (argv[5], "middle");
  kill_at = atoi (argv[4]);
  moments = 0;

  cck_provider_store_add (work.providers, provider, &error);
  g_assert_no_error (error);
  edit_shared (&work);
  sign_in_and_refresh (&work);
  cck_provider_store_remove (work.providers, provider, &error);
  g_assert_no_error (error);

  kill_at = NEVER;
  printf (MOMENTS "%d\n", moments); /* among debug messages */
  g_object_unref (work.providers);
  g_object_unref (work.accounts);
  g_object_unref (work.history);

  return 0;
}

static const char *program;

/* How many moments there were, or 0 where the child was killed. */
static int
run_child (const char *data_dir,
           guint       round,
           int         at,
           const char *how)
{
  g_autofree char *round_text = g_strdup_printf ("%u", round);
  g_autofree char *at_text = g_strdup_printf ("%d", at);
  const char *argv[] = { program, "--child", data_dir, round_text, at_text, how, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);

  if (WIFSIGNALED (status))
    {
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      return 0;
    }

  g_assert_cmpint (status, ==, 0);

  g_assert_nonnull (strstr (output, MOMENTS));

  return atoi (strstr (output, MOMENTS) + strlen (MOMENTS));
}

static void
check_providers (const char *data_dir)
{
  g_autoptr (CckProviderStore) store = cck_provider_store_new (data_dir);
  CckProvider *shared = cck_provider_store_get_by_id (store, "shared");
  g_autofree char *scopes = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (cck_provider_store_get_broken_files (store)), ==, 0);
  g_assert_nonnull (shared);

  /* One round's values and no mixture. */
  scopes = g_strconcat ("openid ", cck_provider_get_audience (shared), NULL);
  g_assert_cmpstr (cck_provider_get_scopes (shared), ==, scopes);
}

static void
check_accounts (const char *data_dir)
{
  g_autoptr (CckAccountStore) store = cck_account_store_new (data_dir);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  g_assert_cmpuint (g_list_model_get_n_items (cck_account_store_get_broken_files (store)), ==, 0);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (G_LIST_MODEL (store), i);
      gint64 issued_at = cck_account_get_issued_at (account);
      g_autofree char *fingerprint = g_strdup_printf ("%016u", (guint) (issued_at - EPOCH));

      g_assert_cmpint (cck_account_get_expires_at (account), ==, issued_at + 900);
      g_assert_cmpstr (cck_account_get_refresh_fingerprint (account), ==, fingerprint);
      g_assert_cmpint (cck_account_get_state (account), ==, CCK_ACCOUNT_SIGNED_IN);
    }
}

static void
check_history (const char *data_dir)
{
  g_autoptr (CckHistory) history = cck_history_new (data_dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (CckHistoryReport) report
      = store_test_await_boxed (cck_history_verify (history), &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
  g_assert_null (report->set_aside[0]);
}

static void
test_any_moment_is_fine (void)
{
  char *data_dir = store_test_make_folder ();
  g_autoptr (CckProvider) shared = store_test_new_provider ("Shared");
  g_autoptr (CckProviderStore) store = cck_provider_store_new (data_dir);
  g_autoptr (GError) error = NULL;
  guint killed = 0;
  int total;

  g_object_set (shared, "id", "shared", "audience", "round-0", "scopes", "openid round-0", NULL);
  cck_provider_store_add (store, shared, &error);
  g_assert_no_error (error);

  /* Round 3 has every step; the first run makes the database on top of it. */
  g_assert_cmpint (run_child (data_dir, 3, NEVER, "before"), >, 20);
  total = run_child (data_dir, 3, NEVER, "before");
  g_assert_cmpint (total, >, 20);

  for (int i = 0; i < KILLS; i++)
    {
      int at = i % total + 1;

      killed += run_child (data_dir, 3 + 3 * i, at, i / total % 2 == 0 ? "before" : "middle") == 0;
      check_providers (data_dir);
      check_accounts (data_dir);
      check_history (data_dir);
    }

  g_test_message ("Killed at %u of %d moments of a run that has %d", killed, KILLS, total);
  g_assert_cmpuint (killed, >, KILLS * 9 / 10);
  store_test_remove_folder (data_dir);
}

/* The first moments of all: the folders, the first files, the database's tables. */
static void
test_first_start_is_fine (void)
{
  for (int at = 1; at <= 30; at++)
    {
      char *data_dir = store_test_make_folder ();
      g_autoptr (CckProvider) shared = store_test_new_provider ("Shared");
      g_autoptr (CckProviderStore) store = cck_provider_store_new (data_dir);
      g_autoptr (GError) error = NULL;

      g_object_set (shared, "id", "shared", "audience", "round-0", "scopes", "openid round-0", NULL);
      cck_provider_store_add (store, shared, &error);
      g_assert_no_error (error);

      run_child (data_dir, 3, 2 * at, at % 2 == 0 ? "before" : "middle");
      g_assert_cmpint (run_child (data_dir, 6, NEVER, "before"), >, 20);
      check_providers (data_dir);
      check_accounts (data_dir);
      check_history (data_dir);
      store_test_remove_folder (data_dir);
    }
}

int
main (int   argc,
      char *argv[])
{
  program = argv[0];
  store_test_init (&argc, &argv);

  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return be_child (argv);

  g_test_add_func ("/store/crash/any-moment-is-fine", test_any_moment_is_fine);

  g_test_add_func ("/store/crash/first-start-is-fine", test_first_start_is_fine);

  return g_test_run ();
}
