/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-file.h"

G_BEGIN_DECLS

#define CCK_TYPE_FOLDER (cck_folder_get_type ())

/* Private to the store. A folder of records, one JSON file each: reads them, tells of every change
 * that any process makes, keeps the list of files that can't be read, and writes. A record's id is
 * its file's name without ".json". */
G_DECLARE_FINAL_TYPE (CckFolder, cck_folder, CCK, FOLDER, GObject)

typedef struct
{
  /* The record was read for the first time or has changed. FALSE with an error: the text is not
   * what it should be; the record counts as broken. */
  gboolean (*loaded)  (gpointer     owner,
                       const char  *id,
                       const char  *path,
                       GBytes      *text,
                       GError     **error);
  /* The record's file is gone. */
  void     (*removed) (gpointer     owner,
                       const char  *id);
} CckFolderFuncs;

/* @owner is not referenced: it drops the folder before it goes itself. */
CckFolder  *cck_folder_new              (const char            *path,
                                         const CckFolderFuncs  *funcs,
                                         gpointer               owner);
const char *cck_folder_get_path         (CckFolder             *self);
/* CckBrokenFile items. (transfer none) */
GListModel *cck_folder_get_broken_files (CckFolder             *self);

/* Reads what is new or changed, tells of what is gone. */
void        cck_folder_scan             (CckFolder             *self);
/* The same for one record. NOT_FOUND or BAD_FILE. */
gboolean    cck_folder_refresh          (CckFolder             *self,
                                         const char            *id,
                                         GError               **error);
/* Whether the record's file is another one than was last read or written here. */
gboolean    cck_folder_has_changed      (CckFolder             *self,
                                         const char            *id);
/* Writes a record. BAD_FILE where it counts as broken: such a file is never overwritten. Does not
 * call back. */
gboolean    cck_folder_write            (CckFolder             *self,
                                         const char            *id,
                                         const char            *text,
                                         CckFileMode            mode,
                                         GError               **error);
/* Removes a record's file. Does not call back. */
gboolean    cck_folder_remove           (CckFolder             *self,
                                         const char            *id,
                                         GError               **error);
/* Keeps other processes from adding or renaming here until the descriptor is closed; they never
 * hold it longer than a few writes take. -1 with CANNOT_WRITE or BUSY. */
int         cck_folder_lock             (CckFolder             *self,
                                         GError               **error);

G_END_DECLS
