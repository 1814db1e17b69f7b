/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-practice-trial.h"
#include "cck-sign-in.h"
#include "cck-trace-log.h"

G_BEGIN_DECLS

#define CCK_TYPE_SIGN_IN_PAGE (cck_sign_in_page_get_type ())

/* A provider that nobody is signed in at, and a sign-in from its start to its end.
 *
 * Signals: "done" (CckAccount *account), "closed": the person cancelled or has read why it failed,
 * "edit-provider" (CckProvider *provider). */
G_DECLARE_FINAL_TYPE (CckSignInPage, cck_sign_in_page, CCK, SIGN_IN_PAGE, AdwBin)

/* Once, before it is used. */
void         cck_sign_in_page_setup         (CckSignInPage    *self,
                                             CckSession       *session,
                                             CckTraceLog      *log);
/* Shows that nobody is signed in at @provider. */
void         cck_sign_in_page_show_provider (CckSignInPage    *self,
                                             CckProvider      *provider);
/* Starts a sign-in, ending one that runs. @account: (nullable): to sign in to again. @trial:
 * (nullable): answers in the browser's place. */
void         cck_sign_in_page_start         (CckSignInPage    *self,
                                             CckProvider      *provider,
                                             CckAccount       *account,
                                             CckPracticeTrial *trial,
                                             CckSignInGrant    grant);
/* Ends what runs and leaves the provider alone. */
void         cck_sign_in_page_stop          (CckSignInPage    *self);
/* (transfer none) (nullable) */
CckProvider *cck_sign_in_page_get_provider  (CckSignInPage    *self);

G_END_DECLS
