/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_CODE_POINTS_DIALOG (cck_code_points_dialog_get_type ())

/* A text character by character, for who doubts that it is what it looks like. */
G_DECLARE_FINAL_TYPE (CckCodePointsDialog, cck_code_points_dialog, CCK, CODE_POINTS_DIALOG,
                      AdwDialog)

/* @text: valid UTF-8, in which U+0000 is a character. @length: in bytes. */
AdwDialog *cck_code_points_dialog_new (const char *text,
                                       gsize       length);

G_END_DECLS
