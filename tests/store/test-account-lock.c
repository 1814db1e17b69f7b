/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cck-account-lock.h"
#include "cck-store-error.h"

#define ID "413ebf93f80c2e85"

typedef struct
{
  char   *folder;
  GError *error;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = store_test_make_folder ();
  g_setenv ("XDG_RUNTIME_DIR", f->folder, TRUE);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_no_error (f->error);
  store_test_remove_folder (f->folder);
}

static CckAccountLock *
acquire (Fixture *f,
         guint    timeout)
{
  return store_test_await_boxed (cck_account_lock_acquire (f->folder, ID, timeout), &f->error);
}

/* Another process that holds the lock until it is killed. Returns once it has it. */
static pid_t
spawn_holder (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "locks", ID ".lock", NULL);
  int ready[2];
  char byte;
  pid_t pid;

  g_assert_cmpint (pipe (ready), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);

  if (pid == 0)
    {
      int fd = open (path, O_RDWR);

      if (fd < 0 || flock (fd, LOCK_EX) != 0 || write (ready[1], "x", 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }

  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);

  return pid;
}

static void
end (pid_t pid)
{
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

static void
test_second_waits_for_the_first (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr (CckAccountLock) first = acquire (f, 0);
  g_autoptr (DexFuture) second = NULL;

  g_assert_no_error (f->error);
  second = cck_account_lock_acquire (f->folder, ID, 10000);
  g_main_context_iteration (NULL, FALSE);
  g_assert_true (dex_future_is_pending (second));

  g_clear_pointer (&first, cck_account_lock_unref);
  first = store_test_await_boxed (g_steal_pointer (&second), &f->error);
  g_assert_nonnull (first);
}

static void
test_accounts_do_not_wait_for_each_other (Fixture       *f,
                                          gconstpointer  data)
{
  g_autoptr (CckAccountLock) one = acquire (f, 0);
  g_autoptr (CckAccountLock) other = store_test_await_boxed (
      cck_account_lock_acquire (f->folder, "0123456789abcdef", 0), &f->error);

  g_assert_nonnull (one);
  g_assert_nonnull (other);
}

static void
test_gives_up_after_the_time_given (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr (CckAccountLock) first = acquire (f, 0);

  g_assert_null (acquire (f, 30));
  store_test_take_error (&f->error, CCK_STORE_ERROR_BUSY, "Try again");
}

static void
test_other_process_keeps_it (Fixture       *f,
                             gconstpointer  data)
{
  pid_t holder;

  cck_account_lock_unref (acquire (f, 0));
  holder = spawn_holder (f);

  g_assert_null (acquire (f, 0));
  store_test_take_error (&f->error, CCK_STORE_ERROR_BUSY, NULL);

  end (holder);
}

static void
test_killed_process_gives_it_back (Fixture       *f,
                                   gconstpointer  data)
{
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (CckAccountLock) lock = NULL;
  pid_t holder;

  cck_account_lock_unref (acquire (f, 0));
  holder = spawn_holder (f);
  future = cck_account_lock_acquire (f->folder, ID, 10000);
  g_main_context_iteration (NULL, FALSE);
  end (holder);

  lock = store_test_await_boxed (g_steal_pointer (&future), &f->error);
  g_assert_nonnull (lock);
}

static void
test_is_private (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr (CckAccountLock) lock = acquire (f, 0);
  g_autofree char *folder = g_build_filename (f->folder, "locks", NULL);
  g_autofree char *file = g_build_filename (folder, ID ".lock", NULL);

  g_assert_cmpuint (store_test_mode (folder), ==, 0700);
  g_assert_cmpuint (store_test_mode (file), ==, 0600);
}

/* cron, ssh and another sandbox have another runtime folder or none, and the same accounts. */
static void
test_is_shared_whatever_the_runtime_folder (Fixture       *f,
                                            gconstpointer  data)
{
  g_autoptr (CckAccountLock) lock = acquire (f, 0);

  g_assert_no_error (f->error);
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_assert_null (acquire (f, 0));
  store_test_take_error (&f->error, CCK_STORE_ERROR_BUSY, "Another Claimcheck process");
}

static void
test_says_where_it_cannot_write (Fixture       *f,
                                 gconstpointer  data)
{
  store_test_write (f->folder, "locks", "a file where the folder should be");

  g_assert_null (acquire (f, 0));
  store_test_take_error (&f->error, CCK_STORE_ERROR_CANNOT_WRITE, ID ".lock");
}

#define ADD(path, func) \
  g_test_add ("/store/account-lock/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  store_test_init (&argc, &argv);

  ADD ("second-waits-for-the-first", test_second_waits_for_the_first);
  ADD ("accounts-do-not-wait-for-each-other", test_accounts_do_not_wait_for_each_other);
  ADD ("gives-up-after-the-time-given", test_gives_up_after_the_time_given);
  ADD ("other-process-keeps-it", test_other_process_keeps_it);
  ADD ("killed-process-gives-it-back", test_killed_process_gives_it_back);
  ADD ("is-private", test_is_private);
  ADD ("is-shared-whatever-the-runtime-folder", test_is_shared_whatever_the_runtime_folder);
  ADD ("says-where-it-cannot-write", test_says_where_it_cannot_write);

  return g_test_run ();
}
