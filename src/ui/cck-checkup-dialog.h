/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_CHECKUP_DIALOG (cck_checkup_dialog_get_type ())

/* A provider's check-up: asked when the dialog opens, and again on request. */
G_DECLARE_FINAL_TYPE (CckCheckupDialog, cck_checkup_dialog, CCK, CHECKUP_DIALOG, AdwDialog)

AdwDialog *cck_checkup_dialog_new (CckSession  *session,
                                   CckProvider *provider);

G_END_DECLS
