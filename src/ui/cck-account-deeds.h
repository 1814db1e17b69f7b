/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cck-session.h"

G_BEGIN_DECLS

/* What can be done with an account, each told about in a toast of @widget's window. The futures
 * resolve to TRUE when it is over, however it went. */

typedef enum
{
  CCK_COPY_ACCESS_TOKEN,
  CCK_COPY_ID_TOKEN,
  CCK_COPY_REFRESH_TOKEN,
  CCK_COPY_HEADER, /* "Authorization: Bearer …" */
} CckCopyWhat;

/* Copies a token that lives long enough to be pasted, refreshing it before where it does not.
 * @seconds: how long the clipboard serves it; 0 for without end. */
DexFuture *cck_account_deed_copy         (GtkWidget    *widget,
                                          CckSession   *session,
                                          CckAccount   *account,
                                          CckCopyWhat   what,
                                          guint         seconds);
DexFuture *cck_account_deed_refresh      (GtkWidget    *widget,
                                          CckSession   *session,
                                          CckAccount   *account);
/* Asks first: it can't be undone. */
void       cck_account_deed_ask_sign_out (GtkWidget    *widget,
                                          CckSession   *session,
                                          CckAccount   *account);
/* Asks first; the account stays, and is to be signed in to again. */
void       cck_account_deed_ask_revoke   (GtkWidget    *widget,
                                          CckSession   *session,
                                          CckAccount   *account);
/* The menu of what can be done with @account from wherever it is listed, of "win.…" actions with its
 * id as their target. (transfer full) */
GMenuModel *cck_account_deeds_build_menu (CckAccount *account);
/* The one sentence about @error, as a toast. */
void       cck_account_deed_tell_error   (GtkWidget    *widget,
                                          const GError *error);

G_END_DECLS
