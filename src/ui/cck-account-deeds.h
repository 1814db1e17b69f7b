/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cck-progress.h"
#include "cck-trace-log.h"

G_BEGIN_DECLS

/* What can be done with an account. @progress says that it is under way; who cancels that waits no
 * more, while what the provider was asked already goes on and is kept. How it ended is told in a toast
 * of @widget's window, with what @log has of it where it failed. */

typedef enum
{
  CCK_COPY_ACCESS_TOKEN,
  CCK_COPY_ID_TOKEN,
  CCK_COPY_REFRESH_TOKEN,
  CCK_COPY_HEADER, /* "Authorization: Bearer …" */
} CckCopyWhat;

/* Copies a token that lives long enough to be pasted, refreshing it before where it does not.
 * @seconds: how long the clipboard serves it; 0 for without end. */
void cck_account_deed_copy         (GtkWidget   *widget,
                                    CckSession  *session,
                                    CckAccount  *account,
                                    CckProgress *progress,
                                    CckTraceLog *log,
                                    CckCopyWhat  what,
                                    guint        seconds);
void cck_account_deed_refresh      (GtkWidget   *widget,
                                    CckSession  *session,
                                    CckAccount  *account,
                                    CckProgress *progress,
                                    CckTraceLog *log);
/* Asks first: it can't be undone. */
void cck_account_deed_ask_sign_out (GtkWidget   *widget,
                                    CckSession  *session,
                                    CckAccount  *account,
                                    CckProgress *progress,
                                    CckTraceLog *log);
/* Asks first; the account stays, and is to be signed in to again. */
void cck_account_deed_ask_revoke   (GtkWidget   *widget,
                                    CckSession  *session,
                                    CckAccount  *account,
                                    CckProgress *progress,
                                    CckTraceLog *log);

/* The menu of what can be done with @account from wherever it is listed, of "win.…" actions with its
 * id as their target. (transfer full) */
GMenuModel *cck_account_deeds_build_menu (CckAccount *account);
/* The one sentence about @error, as a toast. */
void       cck_account_deed_tell_error   (GtkWidget    *widget,
                                          const GError *error);

G_END_DECLS
