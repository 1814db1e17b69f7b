/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-folder.h"
#include "cck-record-store.h"

G_BEGIN_DECLS

/* Private to the store. Reads all that is in @folders in a thread, and makes the items of it.
 * @callback: is given a reference to @store, its own, instead of user data. */
void       cck_record_load        (CckRecordStore      *store,
                                   GPtrArray           *folders,
                                   GAsyncReadyCallback  callback);
/* For each folder, in their order, a GPtrArray of CckFolderRecord. (transfer full) */
GPtrArray *cck_record_load_finish (GAsyncResult        *result);

G_END_DECLS
