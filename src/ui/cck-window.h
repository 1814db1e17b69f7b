/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-practice-trial.h"
#include "cck-ticker.h"

G_BEGIN_DECLS

#define CCK_TYPE_WINDOW (cck_window_get_type ())

/* The window: accounts on one side, what is chosen on the other.
 *
 * Action "win.toast" (s): tells something that is done, from any widget inside. "win.toast-link"
 * (sss): the same with a button, its label and the address that it opens in the browser.
 * "win.toast-failure" (ssssssss): that something failed, in CCK_FAILURE_FORMAT; a button tells
 * more. */
G_DECLARE_FINAL_TYPE (CckWindow, cck_window, CCK, WINDOW, AdwApplicationWindow)

GtkWidget  *cck_window_new               (AdwApplication   *application,
                                          CckSession       *session,
                                          CckTicker        *ticker,
                                          GSettings        *settings,
                                          CckPracticeTrial *trial);
/* Shows what the profile in @file would add. */
void        cck_window_import            (CckWindow        *self,
                                          GFile            *file);
/* A profile that was dropped opens its preview; FALSE for anything else. */
gboolean    cck_window_drop              (CckWindow        *self,
                                          const GValue     *value);
void        cck_window_show_account      (CckWindow        *self,
                                          CckAccount       *account);
/* Begins to sign in to @account again, the way it was before. */
void        cck_window_sign_in           (CckWindow        *self,
                                          CckAccount       *account);
/* Opens the search with @text in it. */
void        cck_window_search            (CckWindow        *self,
                                          const char       *text);
/* The account that is to be seen now; NULL while another page is. (transfer none) */
CckAccount *cck_window_get_shown_account (CckWindow        *self);

G_END_DECLS
