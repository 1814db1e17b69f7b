/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-practice-trial.h"
#include "cck-sign-in.h"
#include "cck-ticker.h"
#include "cck-trace-log.h"

G_BEGIN_DECLS

#define CCK_TYPE_CONTENT_PAGE (cck_content_page_get_type ())

/* What is chosen in the sidebar: an account, a provider to sign in at, the inspector, or nothing.
 *
 * Signals: "signed-in" (CckAccount *account); "sign-in-closed", when a sign-in was given up;
 * "edit-provider" (CckProvider *provider), when that is the way out of a failed one.
 * Actions "content.…": what the keys do with the page that is shown. */
G_DECLARE_FINAL_TYPE (CckContentPage, cck_content_page, CCK, CONTENT_PAGE, AdwNavigationPage)

/* Once, before it is shown. */
void         cck_content_page_setup          (CckContentPage   *self,
                                              CckSession       *session,
                                              CckTicker        *ticker,
                                              GSettings        *settings);
void         cck_content_page_show_account   (CckContentPage   *self,
                                              CckAccount       *account);
void         cck_content_page_show_provider  (CckContentPage   *self,
                                              CckProvider      *provider);
void         cck_content_page_show_inspector (CckContentPage   *self);
void         cck_content_page_show_nothing   (CckContentPage   *self);
/* @provider is being removed: a sign-in that runs there ends, and nothing of it is shown. FALSE where
 * what is shown is none of it. */
gboolean     cck_content_page_forget_provider (CckContentPage  *self,
                                              CckProvider      *provider);
/* What was shown may be gone: after a sign-out its provider is what is left to look at. FALSE where
 * there is nothing left. */
gboolean     cck_content_page_show_rest      (CckContentPage   *self);
/* @account: (nullable): to sign in to again. @trial: (nullable): who answers instead of a browser. */
void         cck_content_page_start_sign_in  (CckContentPage   *self,
                                              CckProvider      *provider,
                                              CckAccount       *account,
                                              CckPracticeTrial *trial,
                                              CckSignInGrant    grant);
/* The last requests, without secrets. (transfer none) */
CckTraceLog *cck_content_page_get_log        (CckContentPage   *self);
/* The account that is shown, or that was shown before a sign-in; NULL once it is gone.
 * (transfer none) */
CckAccount  *cck_content_page_get_account    (CckContentPage   *self);
/* TRUE where the account is what is to be seen. */
gboolean     cck_content_page_shows_account  (CckContentPage   *self);
/* The provider of the sign-in page, or NULL. (transfer none) */
CckProvider *cck_content_page_get_provider   (CckContentPage   *self);

G_END_DECLS
