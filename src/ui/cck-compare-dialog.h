/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-inspection.h"
#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_COMPARE_DIALOG (cck_compare_dialog_get_type ())

/* A token beside another one that is pasted: what differs, claim by claim. Nothing is believed of
 * either, and nothing is kept. */
G_DECLARE_FINAL_TYPE (CckCompareDialog, cck_compare_dialog, CCK, COMPARE_DIALOG, AdwDialog)

/* @inspection: of a token with claims. */
AdwDialog *cck_compare_dialog_new (CckSession    *session,
                                   CckInspection *inspection);

G_END_DECLS
