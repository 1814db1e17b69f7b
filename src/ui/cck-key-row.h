/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-jwk.h"

G_BEGIN_DECLS

#define CCK_TYPE_KEY_ROW (cck_key_row_get_type ())

/* The key that a signature was checked with, and, opened, its names and its certificate. */
G_DECLARE_FINAL_TYPE (CckKeyRow, cck_key_row, CCK, KEY_ROW, AdwExpanderRow)

/* @jwk: (nullable): the row hides where there is none. */
void cck_key_row_set_jwk (CckKeyRow *self,
                          CckJwk    *jwk);

G_END_DECLS
