/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-session.h"
#include "cck-ticker.h"
#include "cck-trace-log.h"

G_BEGIN_DECLS

#define CCK_TYPE_ACCOUNT_PAGE (cck_account_page_get_type ())

/* One account: how long its access token lasts, what can be done with it, and its tokens' claims,
 * checks and bytes. It follows the account object, so what `cck` does to it shows at once. */
G_DECLARE_FINAL_TYPE (CckAccountPage, cck_account_page, CCK, ACCOUNT_PAGE, AdwBin)

/* Once, before it is used. */
void        cck_account_page_setup             (CckAccountPage *self,
                                                CckSession     *session,
                                                CckTicker      *ticker,
                                                GSettings      *settings,
                                                CckTraceLog    *log);
/* @account: (nullable) */
void        cck_account_page_set_account       (CckAccountPage *self,
                                                CckAccount     *account);
/* (transfer none) (nullable) */
CckAccount *cck_account_page_get_account       (CckAccountPage *self);

void        cck_account_page_copy_access_token (CckAccountPage *self);
void        cck_account_page_copy_id_token     (CckAccountPage *self);
void        cck_account_page_copy_refresh_token (CckAccountPage *self);
void        cck_account_page_copy_header       (CckAccountPage *self);
void        cck_account_page_refresh           (CckAccountPage *self);
void        cck_account_page_copy_code         (CckAccountPage *self);
void        cck_account_page_copy_report       (CckAccountPage *self);
void        cck_account_page_introspect        (CckAccountPage *self);
void        cck_account_page_revoke            (CckAccountPage *self);
void        cck_account_page_sign_out          (CckAccountPage *self);
/* Shows the view and the token that were seen last, and remembers them from here on. */
void        cck_account_page_restore_view      (CckAccountPage *self);
/* "claims", "checks", "raw" */
void        cck_account_page_show_view         (CckAccountPage *self,
                                                const char     *name);
void        cck_account_page_toggle_reveal     (CckAccountPage *self);

G_END_DECLS
