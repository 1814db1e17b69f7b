/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cck-store-error.h"

#define TEMPORARY_SUFFIX ".XXXXXX"

static const struct
{
  int         error_number;
  const char *advice;
} advices[] = {
  { ENOSPC, N_("Make room on the disk, then try again.") },
  { EDQUOT, N_("Make room in your disk quota, then try again.") },
  { EACCES, N_("Check the permissions of the folder.") },
  { EPERM, N_("Check the permissions of the folder.") },
  { EROFS, N_("The disk is mounted read-only.") },
};

static const char *
advice_for (int error_number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (advices); i++)
    {
      if (advices[i].error_number == error_number)
        return _(advices[i].advice);
    }

  return _("Nothing was changed.");
}

gboolean
cck_file_set_write_error (GError     **error,
                          const char  *path,
                          int          error_number)
{
  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_CANNOT_WRITE,
               /* Translators: the file, why, and what to do, a whole sentence. */
               _("Cannot write “%s”: %s. %s"),
               path, g_strerror (error_number), advice_for (error_number));

  return FALSE;
}

static void
stamp_from_stat (CckFileStamp      *stamp,
                 const struct stat *status)
{
  stamp->device = status->st_dev;
  stamp->inode = status->st_ino;
  stamp->size = status->st_size;
  stamp->modified = status->st_mtim;
  stamp->changed = status->st_ctim;
}

gboolean
cck_file_stat (const char   *path,
               CckFileStamp *stamp)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return FALSE;

  stamp_from_stat (stamp, &status);

  return TRUE;
}

gboolean
cck_file_stamp_equal (const CckFileStamp *a,
                      const CckFileStamp *b)
{
  return a->device == b->device
         && a->inode == b->inode
         && a->size == b->size
         && a->modified.tv_sec == b->modified.tv_sec
         && a->modified.tv_nsec == b->modified.tv_nsec
         && a->changed.tv_sec == b->changed.tv_sec
         && a->changed.tv_nsec == b->changed.tv_nsec;
}

static GBytes *
read_all (int    fd,
          gsize  max_size,
          int   *error_number)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[4096];

  while (bytes->len <= max_size)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        {
          *error_number = errno;
          return NULL;
        }

      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

      g_byte_array_append (bytes, buffer, n);
    }

  *error_number = EFBIG;

  return NULL;
}

GBytes *
cck_file_read (const char    *path,
               gsize          max_size,
               CckFileStamp  *stamp,
               GError       **error)
{
  g_autofd int fd = -1;
  g_autoptr (GBytes) bytes = NULL;
  struct stat status = { 0 };
  int error_number = 0;

  /* O_NONBLOCK: a FIFO that somebody left here must not stop the program. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0 || fstat (fd, &status) != 0)
    error_number = errno;
  else if (!S_ISREG (status.st_mode))
    error_number = EINVAL;
  else
    bytes = read_all (fd, max_size, &error_number);

  stamp_from_stat (stamp, &status);

  if (bytes == NULL)
    {
      g_set_error (error, CCK_STORE_ERROR,
                   error_number == ENOENT ? CCK_STORE_ERROR_NOT_FOUND : CCK_STORE_ERROR_BAD_FILE,
                   /* Translators: the file, then why. */
                   _("Cannot read “%s”: %s."), path, g_strerror (error_number));
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize n = write (fd, text, left);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        return FALSE;

      text += n;
      left -= n;
    }

  return fsync (fd) == 0;
}

/* Not every file system knows RENAME_NOREPLACE; a hard link refuses to replace too. */
static gboolean
move_into_place (const char  *temporary,
                 const char  *path,
                 CckFileMode  mode)
{
  if (mode == CCK_FILE_REPLACE)
    return rename (temporary, path) == 0;

  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;

  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;

  return link (temporary, path) == 0 && unlink (temporary) == 0;
}

/* A rename is on the disk once its folder is. Some file systems can't do that: then it is as good
 * as it gets there. */
static void
sync_folder (const char *folder)
{
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0 && fsync (fd) != 0)
    g_debug ("Cannot fsync the folder %s: %s", folder, g_strerror (errno));
}

/* Returns 0 or the error number; the file stands under @temporary after 0. */
static int
write_temporary (char       *temporary,
                 const char *text)
{
  g_autofd int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  int error_number = 0;

  if (fd < 0)
    return errno;

  if (!write_all (fd, text))
    error_number = errno;

  if (error_number != 0)
    unlink (temporary);

  return error_number;
}

gboolean
cck_file_write (const char    *path,
                const char    *text,
                CckFileMode    mode,
                CckFileStamp  *stamp,
                GError       **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *temporary = g_strconcat (folder, "/.", name, TEMPORARY_SUFFIX, NULL);
  int error_number;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cck_file_set_write_error (error, folder, errno);

  error_number = write_temporary (temporary, text);
  if (error_number != 0)
    return cck_file_set_write_error (error, path, error_number);

  if (!move_into_place (temporary, path, mode))
    {
      error_number = errno;
      unlink (temporary);

      if (error_number != EEXIST)
        return cck_file_set_write_error (error, path, error_number);

      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NAME_TAKEN,
                   _("There is a file “%s” already."), path);
      return FALSE;
    }

  sync_folder (folder);

  if (!cck_file_stat (path, stamp))
    memset (stamp, 0, sizeof *stamp);

  return TRUE;
}

gboolean
cck_file_remove (const char  *path,
                 GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (unlink (path) != 0 && errno != ENOENT)
    return cck_file_set_write_error (error, path, errno);

  sync_folder (folder);

  return TRUE;
}

gboolean
cck_file_is_leftover (const char *name)
{
  gsize length = strlen (name);
  gsize suffix = strlen (TEMPORARY_SUFFIX);

  return name[0] == '.'
         && length > suffix + 1
         && name[length - suffix] == '.'
         && g_strstr_len (name, length - suffix, ".json") != NULL;
}
