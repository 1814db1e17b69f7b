/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "cck-account-store.h"
#include "cck-history.h"
#include "cck-provider-store.h"
#include "cck-store-error.h"

/* A small disk of our own, which only this process sees. */
#define DISK_SIZE "size=4m"
#define PAGE      4096

static char *disk;
static guint n_written;
static guint n_refused;
static gboolean have_disk;

static gboolean
write_file (const char *path,
            const char *text)
{
  g_autofd int fd = open (path, O_WRONLY | O_CLOEXEC);

  return fd >= 0 && write (fd, text, strlen (text)) == (ssize_t) strlen (text);
}

/* As root in a container there may be no right to mount; as anybody there may be user namespaces. */
static gboolean
enter_namespace (void)
{
  g_autofree char *uid_map = g_strdup_printf ("0 %u 1", getuid ());
  g_autofree char *gid_map = g_strdup_printf ("0 %u 1", getgid ());

  if (unshare (CLONE_NEWNS) == 0)
    return TRUE;

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0
         && write_file ("/proc/self/setgroups", "deny")
         && write_file ("/proc/self/uid_map", uid_map)
         && write_file ("/proc/self/gid_map", gid_map);
}

/* Before there is any thread. */
static void
mount_disk (void)
{
  disk = store_test_make_folder ();
  have_disk = enter_namespace ()
              && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
              && mount ("tmpfs", disk, "tmpfs", 0, DISK_SIZE) == 0;
}

typedef struct
{
  CckProviderStore *providers;
  CckAccountStore  *accounts;
  CckHistory       *history;
  CckProvider      *provider;
  CckAccount       *account;
} Work;

static void
work_open (Work *work)
{
  g_autoptr (CckProvider) provider = store_test_new_provider ("Acme");
  g_autoptr (CckAccount) account = store_test_new_account ("alice", "alice");
  g_autoptr (GError) error = NULL;

  work->providers = cck_provider_store_new (disk);
  work->accounts = cck_account_store_new (disk);
  work->history = cck_history_new (disk);
  work->provider = cck_provider_store_get_by_id (work->providers, "acme");

  if (work->provider == NULL)
    {
      cck_provider_store_add (work->providers, provider, &error);
      g_assert_no_error (error);
      work->provider = cck_provider_store_get_by_id (work->providers, "acme");
    }

  work->account = cck_account_store_add (work->accounts, account, &error);
  g_assert_no_error (error);
}

static void
work_close (Work *work)
{
  g_object_unref (work->providers);
  g_object_unref (work->accounts);
  g_object_unref (work->history);
}

static gboolean
record (Work    *work,
        GError **error)
{
  g_autofree char *scope = g_strnfill (2000, 's');
  const CckHistoryEvent event
      = { .time = 1790000000, .kind = CCK_HISTORY_USED, .provider_id = "acme", .scope = scope };

  return store_test_await (cck_history_record (work->history, &event), error);
}

/* Fills the disk but for so many pages. */
static void
fill (guint pages)
{
  g_autofree char *path = g_build_filename (disk, "filler", NULL);
  g_autofd int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const char page[PAGE] = { 'x' };
  off_t size = 0;

  g_assert_cmpint (fd, >=, 0);

  while (write (fd, page, sizeof page) == sizeof page)
    size += sizeof page;

  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpint (ftruncate (fd, MAX (0, size - (off_t) pages * PAGE)), ==, 0);
}

static void
make_room (void)
{
  g_autofree char *path = g_build_filename (disk, "filler", NULL);

  g_unlink (path);
}

/* Nothing changed, the message names the file and what to do; or it is all there. */
static void
assert_whole (gboolean     done,
              GError     **error,
              const char  *file)
{
  if (done)
    {
      g_assert_no_error (*error);
      n_written++;
      return;
    }

  n_refused++;

  g_assert_nonnull (strstr ((*error)->message, disk));
  g_assert_nonnull (strstr ((*error)->message, file));
  store_test_take_error (error, CCK_STORE_ERROR_CANNOT_WRITE, "Make room");
}

static void
try_to_write (guint pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProvider) edited = NULL;
  g_autofree char *audience = g_strnfill (6000, 'a' + pages % 26);
  gboolean done;
  Work work;

  work_open (&work);
  edited = cck_provider_copy (work.provider);
  g_object_set (edited, "audience", audience, NULL);
  fill (pages);

  done = cck_provider_store_save (work.providers, edited, &error);
  assert_whole (done, &error, "providers/acme.json");
  g_assert_cmpint (g_strcmp0 (cck_provider_get_audience (work.provider), audience) == 0, ==, done);

  cck_account_set_label (work.account, audience);
  done = cck_account_store_save (work.accounts, work.account, &error);
  assert_whole (done, &error, "accounts/");

  done = record (&work, &error);
  assert_whole (done, &error, "history.db");

  work_close (&work);
}

static void
check_all (void)
{
  g_autoptr (CckProviderStore) providers = cck_provider_store_new (disk);
  g_autoptr (CckAccountStore) accounts = cck_account_store_new (disk);
  g_autoptr (CckHistory) history = cck_history_new (disk);
  g_autoptr (CckHistoryReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (cck_provider_store_get_broken_files (providers)), ==,
                    0);
  g_assert_cmpuint (g_list_model_get_n_items (cck_account_store_get_broken_files (accounts)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (providers)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);

  report = store_test_await_boxed (cck_history_verify (history), &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->finding, ==, CCK_HISTORY_INTACT);
}

/* From no room at all up to enough: whichever of the writes is the one that fails. */
static void
test_full_disk_loses_nothing (void)
{
  if (!have_disk)
    {
      g_test_skip ("There is no right to mount a small disk here");
      return;
    }

  for (guint pages = 0; pages < 32; pages++)
    {
      try_to_write (pages);
      make_room ();
      check_all ();
    }

  g_test_message ("%u writes were done, %u refused", n_written, n_refused);
  g_assert_cmpuint (n_written, >, 10);
  g_assert_cmpuint (n_refused, >, 5);
}

static void
test_read_only_says_so (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckProvider) other = store_test_new_provider ("Other");
  Work work;

  if (!have_disk)
    {
      g_test_skip ("There is no right to mount a small disk here");
      return;
    }

  work_open (&work);
  g_assert_true (record (&work, &error));
  g_clear_object (&work.history);
  work.history = cck_history_new (disk);
  g_assert_cmpint (mount (NULL, disk, NULL, MS_REMOUNT | MS_RDONLY, DISK_SIZE), ==, 0);

  g_assert_false (cck_provider_store_add (work.providers, other, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_CANNOT_WRITE, "read-only");
  g_assert_false (cck_provider_store_remove (work.providers, work.provider, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_CANNOT_WRITE, "read-only");
  g_assert_false (cck_account_store_save (work.accounts, work.account, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_CANNOT_WRITE, "read-only");
  g_assert_false (record (&work, &error));
  store_test_take_error (&error, CCK_STORE_ERROR_CANNOT_WRITE, "read-only");

  g_assert_cmpint (mount (NULL, disk, NULL, MS_REMOUNT, DISK_SIZE), ==, 0);
  g_assert_true (record (&work, &error));
  g_assert_no_error (error);
  work_close (&work);
  check_all ();
}

int
main (int   argc,
      char *argv[])
{
  int result;

  mount_disk ();
  store_test_init (&argc, &argv);

  g_test_add_func ("/store/full-disk/loses-nothing", test_full_disk_loses_nothing);
  g_test_add_func ("/store/full-disk/read-only-says-so", test_read_only_says_so);

  result = g_test_run ();
  if (have_disk)
    umount2 (disk, MNT_DETACH);
  store_test_remove_folder (disk);

  return result;
}
