/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_PREFERENCES_DIALOG (cck_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CckPreferencesDialog, cck_preferences_dialog, CCK, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *cck_preferences_dialog_new (GSettings *settings);

G_END_DECLS
