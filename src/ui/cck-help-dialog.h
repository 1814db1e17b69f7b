/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The help, read without a help viewer. */

#define CCK_TYPE_HELP_DIALOG (cck_help_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CckHelpDialog, cck_help_dialog, CCK, HELP_DIALOG, AdwDialog)

/* @name: as of "app.help"; what is not there becomes the first page. (transfer full): floating */
AdwDialog *cck_help_dialog_new (const char *name);

G_END_DECLS
