/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cck-store-error.h"

/* Milliseconds between two tries: a refresh takes a few hundred. */
#define FIRST_PAUSE   10
#define LONGEST_PAUSE 100

struct _CckAccountLock
{
  gatomicrefcount ref_count;
  int             fd;
};

G_DEFINE_BOXED_TYPE (CckAccountLock, cck_account_lock, cck_account_lock_ref, cck_account_lock_unref)

typedef struct
{
  char  *path;
  gint64 deadline; /* monotonic, microseconds */
} Wait;

static void
wait_free (Wait *self)
{
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

/* Beside what it protects: whoever shares the accounts shares the lock, with or without a session of
 * its own (cron, ssh, another sandbox of the same application). */
static char *
dup_directory (const char *data_dir)
{
  if (data_dir != NULL)
    return g_build_filename (data_dir, "locks", NULL);

  return g_build_filename (g_get_user_data_dir (), "claimcheck", "locks", NULL);
}

static int
open_lock_file (const char  *path,
                GError     **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = -1;

  if (g_mkdir_with_parents (directory, 0700) == 0)
    fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      int saved_errno = errno;

      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_CANNOT_WRITE,
                   /* Translators: the file, then why. */
                   _("Cannot make the lock file “%s”: %s."), path, g_strerror (saved_errno));
    }

  return fd;
}

/* Tries, and between two tries lets the main loop run. The file stays when the lock is given back:
 * removing it would let two holders in, one by the old file and one by a new one. */
static DexFuture *
acquire_fiber (gpointer user_data)
{
  Wait *wait = user_data;
  g_autofd int fd = -1;
  guint pause = FIRST_PAUSE;
  GError *error = NULL;
  CckAccountLock *lock;

  fd = open_lock_file (wait->path, &error);
  if (fd < 0)
    return dex_future_new_for_error (error);

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return dex_future_new_reject (CCK_STORE_ERROR, CCK_STORE_ERROR_CANNOT_WRITE,
                                      /* Translators: the file, then why. */
                                      _("Cannot lock the file “%s”: %s."),
                                      wait->path, g_strerror (errno));

      if (g_get_monotonic_time () >= wait->deadline)
        return dex_future_new_reject (CCK_STORE_ERROR, CCK_STORE_ERROR_BUSY,
                                      _("Another Claimcheck process is using this account. "
                                        "Try again in a moment."));

      dex_await (dex_timeout_new_msec (pause), NULL);
      pause = MIN (2 * pause, LONGEST_PAUSE);
    }

  lock = g_new (CckAccountLock, 1);
  g_atomic_ref_count_init (&lock->ref_count);
  lock->fd = g_steal_fd (&fd);

  return dex_future_new_take_boxed (CCK_TYPE_ACCOUNT_LOCK, lock);
}

DexFuture *
cck_account_lock_acquire (const char *data_dir,
                          const char *account_id,
                          guint       timeout)
{
  g_autofree char *directory = NULL;
  g_autofree char *name = NULL;
  Wait *wait;

  g_return_val_if_fail (account_id != NULL && *account_id != '\0', NULL);
  g_return_val_if_fail (strchr (account_id, '/') == NULL, NULL);

  directory = dup_directory (data_dir);
  name = g_strconcat (account_id, ".lock", NULL);

  wait = g_new0 (Wait, 1);
  wait->path = g_build_filename (directory, name, NULL);
  wait->deadline = g_get_monotonic_time () + timeout * G_TIME_SPAN_MILLISECOND;

  return dex_scheduler_spawn (NULL, 0, acquire_fiber, wait, (GDestroyNotify) wait_free);
}

CckAccountLock *
cck_account_lock_ref (CckAccountLock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_account_lock_unref (CckAccountLock *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  close (self->fd);
  g_free (self);
}
