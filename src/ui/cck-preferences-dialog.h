/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-background.h"
#include "cck-keyring.h"

G_BEGIN_DECLS

#define CCK_TYPE_PREFERENCES_DIALOG (cck_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CckPreferencesDialog, cck_preferences_dialog, CCK, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/* The settings, each bound to its row, and the name of @keyring, which is where the tokens are. A row
 * whose setting the administrator has locked is insensitive and says so. @background: says whether
 * the desktop lets us run there. */
AdwDialog *cck_preferences_dialog_new (GSettings     *settings,
                                       CckKeyring    *keyring,
                                       CckBackground *background);

G_END_DECLS
