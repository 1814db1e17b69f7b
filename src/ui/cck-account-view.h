/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-account.h"
#include "cck-session.h"
#include "cck-ticker.h"

G_BEGIN_DECLS

#define CCK_TYPE_ACCOUNT_VIEW (cck_account_view_get_type ())

/* What can be seen of an account: its access token, its ID token, and what the provider says when it
 * is asked who this is and what it knows of the token. Asking is a request, made when it is chosen.
 *
 * Property "narrow" (boolean): there is little room. Property "token" (string): which of its own
 * tokens is shown or was shown last, "access" or "id"; what is asked of the provider is none of them.
 * Signal "loaded": something was read, or could not be; the keyring's state may be known better. */
G_DECLARE_FINAL_TYPE (CckAccountView, cck_account_view, CCK, ACCOUNT_VIEW, AdwBin)

/* Once, before it is shown. */
void          cck_account_view_setup         (CckAccountView *self,
                                              CckSession     *session,
                                              CckTicker      *ticker);
/* @account: (nullable). Shows its access token. */
void          cck_account_view_set_account   (CckAccountView *self,
                                              CckAccount     *account);
/* Reads again what is shown. */
void          cck_account_view_reload        (CckAccountView *self);
/* For the view switchers around it. (transfer none) */
AdwViewStack *cck_account_view_get_stack     (CckAccountView *self);
void          cck_account_view_set_now       (CckAccountView *self,
                                              gint64          now);
/* "claims", "checks" … */
void          cck_account_view_show_view     (CckAccountView *self,
                                              const char     *name);
/* Asks the provider what it knows of the access token. */
void          cck_account_view_introspect    (CckAccountView *self);
void          cck_account_view_toggle_reveal (CckAccountView *self);
/* Whether there is no keyring, and no tokens in memory in its place: they were forgotten when
 * Claimcheck was closed, or the keyring is still to come. Known once it has "loaded". */
gboolean      cck_account_view_is_out_of_reach (CckAccountView *self);

G_END_DECLS
