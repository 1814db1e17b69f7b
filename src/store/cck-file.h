/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Private to the store. Small files that are read and written whole. */

/* Enough of a file's status to see that it is not what was read or written before. */
typedef struct
{
  dev_t           device;
  ino_t           inode;
  off_t           size;
  struct timespec modified;
  struct timespec changed;
} CckFileStamp;

typedef enum
{
  CCK_FILE_REPLACE, /* the file may be there or not */
  CCK_FILE_CREATE,  /* CCK_STORE_ERROR_NAME_TAKEN where it is there already */
} CckFileMode;

/* FALSE where there is no such file or it can't be looked at. */
gboolean  cck_file_stat         (const char    *path,
                                 CckFileStamp  *stamp);
gboolean  cck_file_stamp_equal  (const CckFileStamp *a,
                                 const CckFileStamp *b);

/* A regular file of at most @max_size bytes. @stamp: (out): of what was read. NOT_FOUND or
 * BAD_FILE. (transfer full) */
GBytes   *cck_file_read         (const char    *path,
                                 gsize          max_size,
                                 CckFileStamp  *stamp,
                                 GError       **error);
/* All of @text, or the file stays as it was: a new file beside it, 0600, fsync, renamed over it,
 * the folder fsynced. The folder is made (0700) where it is missing. CANNOT_WRITE. */
gboolean  cck_file_write        (const char    *path,
                                 const char    *text,
                                 CckFileMode    mode,
                                 CckFileStamp  *stamp,
                                 GError       **error);
/* That it is gone already is no error. CANNOT_WRITE. */
gboolean  cck_file_remove       (const char    *path,
                                 GError       **error);
/* Whether @name is what an interrupted cck_file_write() leaves behind. */
gboolean  cck_file_is_leftover  (const char    *name);
/* CANNOT_WRITE with the reason and what to do about it. FALSE, always. */
gboolean  cck_file_set_write_error (GError    **error,
                                    const char *path,
                                    int         error_number);

G_END_DECLS
