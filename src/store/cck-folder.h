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
                       CckFolder   *self,
                       const char  *id,
                       const char  *path,
                       GBytes      *text,
                       GError     **error);
  /* The record's file is there and can't be used. */
  void     (*broken)  (gpointer     owner,
                       CckFolder   *self,
                       const char  *id);
  /* The record's file is gone. */
  void     (*removed) (gpointer     owner,
                       CckFolder   *self,
                       const char  *id);
} CckFolderFuncs;

typedef enum
{
  CCK_FOLDER_FLAGS_NONE = 0,
  CCK_FOLDER_READ_ONLY  = 1 << 0, /* somebody else's: not made, tidied up or waited for */
} CckFolderFlags;

/* A record's file as a thread read it. */
typedef struct
{
  char         *id;
  char         *path;
  CckFileStamp  stamp;
  GBytes       *text;  /* or */
  GError       *error;
  GObject      *item;  /* what its reader made of the text */
} CckFolderRecord;

/* @owner is not referenced: it disposes the folder before it goes itself. @broken_files: takes a
 * CckBrokenFile for each file that can't be read; may be shared with other folders. */
CckFolder  *cck_folder_new              (const char            *path,
                                         CckFolderFlags         flags,
                                         const CckFolderFuncs  *funcs,
                                         gpointer               owner,
                                         GListStore            *broken_files);
const char *cck_folder_get_path         (CckFolder             *self);
/* Whether there was a file for @id, readable or broken, when the folder was last looked at. */
gboolean    cck_folder_has              (CckFolder             *self,
                                         const char            *id);

/* Reads what is new or changed, tells of what is gone. */
void        cck_folder_scan             (CckFolder             *self);
/* The same, at once where nobody has written since: @lock is cck_folder_lock()'s. */
void        cck_folder_catch_up         (CckFolder             *self,
                                         int                    lock);
/* cck_folder_scan() in three steps, the second of which another thread may do: note that reading
 * begins, read all records, and, once every one of them was taken, note that it has ended. */
void        cck_folder_begin            (CckFolder             *self);
/* CckFolderRecord, in the order of their ids. (transfer full) */
GPtrArray  *cck_folder_read             (CckFolder             *self);
/* Whether @record still tells what is there; if so it counts as read. One with an error counts as
 * broken. */
gboolean    cck_folder_take             (CckFolder             *self,
                                         const CckFolderRecord *record);
void        cck_folder_end              (CckFolder             *self);
/* Reads the record again though it has not changed. */
gboolean    cck_folder_reload           (CckFolder             *self,
                                         const char            *id);
/* The same for one record. NOT_FOUND or BAD_FILE. */
gboolean    cck_folder_refresh          (CckFolder             *self,
                                         const char            *id,
                                         GError               **error);
/* Whether the record's file is another one than was last read or written here. */
gboolean    cck_folder_has_changed      (CckFolder             *self,
                                         const char            *id);
/* Writes a record. BAD_FILE where it counts as broken: such a file is never overwritten. Does not
 * call back. @lock: cck_folder_lock()'s. */
gboolean    cck_folder_write            (CckFolder             *self,
                                         int                    lock,
                                         const char            *id,
                                         const char            *text,
                                         CckFileMode            mode,
                                         GError               **error);
/* Removes a record's file. Does not call back. */
gboolean    cck_folder_remove           (CckFolder             *self,
                                         int                    lock,
                                         const char            *id,
                                         GError               **error);
/* Keeps other processes from adding or renaming here until the descriptor is closed; they never
 * hold it longer than a few writes take. -1 with CANNOT_WRITE or BUSY. */
int         cck_folder_lock             (CckFolder             *self,
                                         GError               **error);

G_END_DECLS
