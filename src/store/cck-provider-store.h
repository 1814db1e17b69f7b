/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-broken-file.h"
#include "cck-provider.h"
#include "cck-record-store.h"

G_BEGIN_DECLS

#define CCK_TYPE_PROVIDER_STORE (cck_provider_store_get_type ())

/* The providers, a GListModel of CckProvider: one JSON file each in DATA_DIR/providers, 0600 in a
 * 0700 folder, written whole or not at all. An administrator's, in claimcheck/providers of the
 * system's data directories, are there too, read-only. Where two files have the same id, the
 * person's own counts and the administrator's is not shown until that one is removed (a broken one
 * counts too: its id does not come to mean another provider); after that the directory that
 * $XDG_DATA_DIRS names first, as everywhere on the desktop. What another process writes or removes shows at once;
 * an item keeps its identity while its values change. Use it from the thread that made it, with a
 * running main context.
 *
 * File operations are small and done at once. Errors of all that writes: CANNOT_WRITE (names file
 * and reason), READ_ONLY. */
G_DECLARE_FINAL_TYPE (CckProviderStore, cck_provider_store, CCK, PROVIDER_STORE, CckRecordStore)

/* Loads what is there. @data_dir: (nullable): NULL for $XDG_DATA_HOME/claimcheck and the system's
 * data directories; with a directory of its own, the system's are left alone. */
CckProviderStore *cck_provider_store_new              (const char        *data_dir);
/* Reads nothing before cck_record_store_load(). */
CckProviderStore *cck_provider_store_new_unread       (const char        *data_dir);
/* @system_dirs: such as "/usr/share", the most important one first; NULL-terminated. */
CckProviderStore *cck_provider_store_new_with_system  (const char        *data_dir,
                                                       const char * const *system_dirs);

/* DATA_DIR/providers. (transfer none) */
const char       *cck_provider_store_get_path         (CckProviderStore  *self);
/* CckBrokenFile items: what could not be read, kept current. (transfer none) */
GListModel       *cck_provider_store_get_broken_files (CckProviderStore  *self);

/* Saves a new provider and takes a reference. It is given an id out of its name unless it has one,
 * so what was removed comes back as it was. Also INVALID_PROVIDER, NAME_TAKEN. */
gboolean          cck_provider_store_add              (CckProviderStore  *self,
                                                       CckProvider       *provider,
                                                       GError           **error);
/* Adds a provider that lives in memory only, as its secrets do. Also INVALID_PROVIDER,
 * NAME_TAKEN. */
gboolean          cck_provider_store_add_transient    (CckProviderStore  *self,
                                                       CckProvider       *provider,
                                                       GError           **error);
/* Saves changed values. @provider is the store's own item or a copy of it (the same id): the item
 * takes the values once they are saved. Members of the file that are not known here stay. Also
 * INVALID_PROVIDER, NAME_TAKEN, NOT_FOUND (removed meanwhile), BAD_FILE (the file on disk is
 * broken, and stays), CHANGED (another program wrote it meanwhile; the item has those values
 * now). */
gboolean          cck_provider_store_save             (CckProviderStore  *self,
                                                       CckProvider       *provider,
                                                       GError           **error);
/* Whether @provider is there and may be changed or removed: NOT_FOUND or READ_ONLY where not. To ask
 * before something else is done that could not be taken back. */
gboolean          cck_provider_store_may_change       (CckProviderStore  *self,
                                                       CckProvider       *provider,
                                                       GError           **error);
/* Removes file and item. Secrets and accounts are the session's to clear. That it is gone already
 * is no error. */
gboolean          cck_provider_store_remove           (CckProviderStore  *self,
                                                       CckProvider       *provider,
                                                       GError           **error);

/* (transfer none), NULL where there is none. */
CckProvider      *cck_provider_store_get_by_id        (CckProviderStore  *self,
                                                       const char        *id);
/* The first provider with exactly this issuer. (transfer none), NULL where there is none. */
CckProvider      *cck_provider_store_get_by_issuer    (CckProviderStore  *self,
                                                       const char        *issuer);
/* By name, whatever the case of its letters, or else by id. (transfer none). NOT_FOUND (the
 * message lists what there is) or NAME_AMBIGUOUS (names the candidates). */
CckProvider      *cck_provider_store_find             (CckProviderStore  *self,
                                                       const char        *name,
                                                       GError           **error);

G_END_DECLS
