/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-account.h"

G_BEGIN_DECLS

/* How an account and a provider are called in the window, and how an account stands. Names come
 * from outside, so they are given with visible escapes. */

/* (transfer full) */
char       *cck_account_dup_title        (CckAccount  *account);
/* @provider: (nullable). (transfer full) */
char       *cck_provider_dup_title       (CckProvider *provider);
/* "Expires in 42 min", "Signed out". (transfer full) */
char       *cck_account_dup_status       (CckAccount  *account,
                                          gint64       now);
/* An icon that tells the status by its shape, and the style class that colours it. Static. */
const char *cck_account_get_status_icon  (CckAccount  *account,
                                          gint64       now);
const char *cck_account_get_status_class (CckAccount  *account,
                                          gint64       now);

G_END_DECLS
