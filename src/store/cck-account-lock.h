/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CCK_TYPE_ACCOUNT_LOCK (cck_account_lock_get_type ())

/* One holder an account, among all processes of the user and within this one: who refreshes holds
 * it over read, request and save (RFC 9700 §4.14.2: a refresh token that is used twice ends the
 * session). The kernel gives it back when the holder dies. Boxed, ref-counted; released with the
 * last reference. */
typedef struct _CckAccountLock CckAccountLock;

GType           cck_account_lock_get_type (void) G_GNUC_CONST;

/* @data_dir: (nullable): the lock's file goes to its folder "locks"; NULL for
 * $XDG_DATA_HOME/claimcheck. @account_id: 16 hexadecimal digits. @timeout: milliseconds; 0 tries
 * once. Resolves to a CckAccountLock (dex_await_boxed()); rejects with BUSY, or CANNOT_WRITE where
 * the file can't be made. Waiting never blocks the thread. */
DexFuture      *cck_account_lock_acquire  (const char     *data_dir,
                                           const char     *account_id,
                                           guint           timeout);
CckAccountLock *cck_account_lock_ref      (CckAccountLock *self);
void            cck_account_lock_unref    (CckAccountLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckAccountLock, cck_account_lock_unref)

G_END_DECLS
