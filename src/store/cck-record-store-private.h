/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-folder.h"
#include "cck-record-store.h"

G_BEGIN_DECLS

/* Private to the store. */

/* Loads what is there; call it once. @data_dir: (nullable): NULL for $XDG_DATA_HOME/claimcheck.
 * @system_dirs: (nullable): such as "/usr/share", the most important one first. */
void             cck_record_store_open             (CckRecordStore      *self,
                                                    const char          *data_dir,
                                                    const char * const  *system_dirs);
/* The same without reading anything yet: cck_record_store_load() does. */
void             cck_record_store_open_unread      (CckRecordStore      *self,
                                                    const char          *data_dir,
                                                    const char * const  *system_dirs);
/* The person's own folder, to write to. (transfer none) */
CckFolder       *cck_record_store_get_folder       (CckRecordStore      *self);
/* CckBrokenFile items, of all folders. (transfer none) */
GListModel      *cck_record_store_get_broken_files (CckRecordStore      *self);

/* (transfer none), NULL where there is none. */
gpointer         cck_record_store_get_by_id        (CckRecordStore      *self,
                                                    const char          *id);
/* The items with that key: NULL or at least one. (transfer none): valid until something changes */
const GPtrArray *cck_record_store_list_by_key      (CckRecordStore      *self,
                                                    const char          *key);
/* Every item, in the order of the model. (transfer container) */
GPtrArray       *cck_record_store_list             (CckRecordStore      *self);

/* An item that has just been written, or lives in memory only: takes a reference. */
void             cck_record_store_insert           (CckRecordStore      *self,
                                                    gpointer             item);
/* Values of the store's own item have changed. */
void             cck_record_store_touch            (CckRecordStore      *self,
                                                    gpointer             item);
/* The item's file has been removed. One of the same id in a system folder takes its place. */
void             cck_record_store_drop             (CckRecordStore      *self,
                                                    const char          *id);

G_END_DECLS
