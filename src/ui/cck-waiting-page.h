/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-sign-in.h"

G_BEGIN_DECLS

#define CCK_TYPE_WAITING_PAGE (cck_waiting_page_get_type ())

/* A sign-in that goes on: what is done now, or that the person has to finish in the browser, with ways
 * out where the browser did not open or can't come back.
 *
 * Signal "cancelled". */
G_DECLARE_FINAL_TYPE (CckWaitingPage, cck_waiting_page, CCK, WAITING_PAGE, AdwBin)

void cck_waiting_page_show_work    (CckWaitingPage *self,
                                    const char     *title);
/* @until: when the waiting ends, in seconds since the epoch, as is @now. */
void cck_waiting_page_show_browser (CckWaitingPage *self,
                                    CckSignIn      *sign_in,
                                    gint64          until,
                                    gint64          now);
/* Opens an address in the browser, and says where that can't be done. */
void cck_waiting_page_open         (CckWaitingPage *self,
                                    const char     *uri);

G_END_DECLS
