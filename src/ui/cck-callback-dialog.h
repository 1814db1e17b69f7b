/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-sign-in.h"

G_BEGIN_DECLS

#define CCK_TYPE_CALLBACK_DIALOG (cck_callback_dialog_get_type ())

/* The way out where the browser can't reach this computer's listener: its last address, pasted. One
 * that is not the answer to the sign-in is told so; the dialog closes with the waiting. */
G_DECLARE_FINAL_TYPE (CckCallbackDialog, cck_callback_dialog, CCK, CALLBACK_DIALOG, AdwDialog)

AdwDialog *cck_callback_dialog_new (CckSignIn *sign_in);

G_END_DECLS
