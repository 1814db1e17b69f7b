/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-account.h"
#include "cck-broken-file.h"
#include "cck-provider-store.h"

G_BEGIN_DECLS

#define CCK_TYPE_ACCOUNT_STORE (cck_account_store_get_type ())

/* The accounts, a GListModel of CckAccount: one JSON file each in DATA_DIR/accounts, under the same
 * rules as the providers' files. Accounts of transient providers are kept in memory only. */
G_DECLARE_FINAL_TYPE (CckAccountStore, cck_account_store, CCK, ACCOUNT_STORE, CckRecordStore)

/* Loads what is there. @data_dir: (nullable): NULL for $XDG_DATA_HOME/claimcheck. */
CckAccountStore *cck_account_store_new              (const char        *data_dir);
/* Reads nothing before cck_record_store_load(). */
CckAccountStore *cck_account_store_new_unread       (const char        *data_dir);

/* DATA_DIR/accounts. (transfer none) */
const char      *cck_account_store_get_path         (CckAccountStore   *self);
/* CckBrokenFile items. (transfer none) */
GListModel      *cck_account_store_get_broken_files (CckAccountStore   *self);

/* Saves an account after a sign-in. Where there is one with its id already, that one takes the
 * values (and keeps its label and "created-at"). The label is made unique within the provider
 * ("alice", "alice-2"); the subject serves where there is none. Returns the store's item, which may
 * be another object than @account. (transfer none). NULL with CANNOT_WRITE or BAD_FILE. */
CckAccount      *cck_account_store_add              (CckAccountStore   *self,
                                                     CckAccount        *account,
                                                     GError           **error);
/* Saves the store's item as it is now. Hold the account's lock, and reload the account once the
 * lock is yours, so that no other process's change is overwritten. Also NOT_FOUND: it was removed
 * meanwhile, and does not come back. */
gboolean         cck_account_store_save             (CckAccountStore   *self,
                                                     CckAccount        *account,
                                                     GError           **error);
/* Reads the account's file again now, without waiting for the monitor. NOT_FOUND: another process
 * removed it (the item is gone from the model then); BAD_FILE. A transient account has nothing to
 * read. */
gboolean         cck_account_store_reload           (CckAccountStore   *self,
                                                     CckAccount        *account,
                                                     GError           **error);
/* Removes file and item; the keyring is the session's to clear. That it is gone is no error. */
gboolean         cck_account_store_remove           (CckAccountStore   *self,
                                                     CckAccount        *account,
                                                     GError           **error);

/* (transfer none), NULL where there is none. */
CckAccount      *cck_account_store_get_by_id        (CckAccountStore   *self,
                                                     const char        *id);
/* (transfer container): the accounts of one provider, by label. */
GPtrArray       *cck_account_store_list_by_provider (CckAccountStore   *self,
                                                     const char        *provider_id);
/* @name is "PROVIDER" where it has one account, else "PROVIDER/LABEL" (both whatever the case of
 * letters; PROVIDER by name or id). (transfer none). NOT_FOUND or NAME_AMBIGUOUS; both messages
 * name what there is to choose from. */
CckAccount      *cck_account_store_find             (CckAccountStore   *self,
                                                     CckProviderStore  *providers,
                                                     const char        *name,
                                                     GError           **error);

G_END_DECLS
