/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-store-error.h"

G_BEGIN_DECLS

/* Private to the store. The member of a JSON object that the error is about; NULL where there is
 * none. (transfer none) */
void        cck_store_error_set_member (GError       *error,
                                        const char   *member);
const char *cck_store_error_get_member (const GError *error);

G_END_DECLS
