/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-broken-file.h"
#include "cck-folder.h"

G_BEGIN_DECLS

/* Private to the folder's own files. */

struct _CckFolder
{
  GObject               parent_instance;

  char                 *path;
  const CckFolderFuncs *funcs;
  gpointer              owner;
  CckFolderFlags        flags;
  GHashTable           *stamps;       /* id → CckFileStamp, of every file that was read */
  GHashTable           *broken;       /* id → CckBrokenFile */
  GListStore           *broken_files;
  GFileMonitor         *monitor;
  GHashTable           *touched;      /* ids of what changed while a thread reads; NULL: none does */
  gboolean              complete;     /* everything was read once */
  guint64               generation;   /* as the lock file said it */
  CckFileStamp          seen;         /* the folder itself, as of then */
};

char      *cck_folder_dup_path_of (CckFolder          *self,
                                   const char         *id);
/* The ids of the records that are there, sorted. (transfer full) */
GPtrArray *cck_folder_list_ids    (CckFolder          *self);
/* Whoever writes after this was noted is seen by the next cck_folder_catch_up(). */
void       cck_folder_note_state  (CckFolder          *self);
void       cck_folder_set_stamp   (CckFolder          *self,
                                   const char         *id,
                                   const CckFileStamp *stamp);
/* @message: (nullable): NULL where the record is not broken any more. */
void       cck_folder_set_broken  (CckFolder          *self,
                                   const char         *id,
                                   const char         *message);

G_END_DECLS
