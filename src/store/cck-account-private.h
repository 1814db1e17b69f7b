/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-account-store.h"
#include "cck-json.h"

G_BEGIN_DECLS

/* Private to the store. The file that the account was read from, for the members that this version
 * does not know; or NULL. (transfer none) */
CckJson *cck_account_get_source (CckAccount *self);
void     cck_account_set_source (CckAccount *self,
                                 CckJson    *source);

/* The account of that label (whatever the case of its letters) within the provider, as the store last
 * saved or read it; NULL where there is none. (transfer none) */
CckAccount *cck_account_store_get_by_label (CckAccountStore *self,
                                            const char      *provider_id,
                                            const char      *label);

G_END_DECLS
