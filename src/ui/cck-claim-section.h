/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-claim-info.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLAIM_SECTION (cck_claim_section_get_type ())

/* One group of claims: a heading and rows, of which at most a screenful at a time is made. */
G_DECLARE_FINAL_TYPE (CckClaimSection, cck_claim_section, CCK, CLAIM_SECTION, GtkBox)

/* @items: CckClaimItem objects. The section hides while there are none. */
void cck_claim_section_set_items (CckClaimSection *self,
                                  const char      *title,
                                  GListModel      *items);

G_END_DECLS
