/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-preset.h"

G_BEGIN_DECLS

#define CCK_TYPE_PRESET_CHOOSER (cck_preset_chooser_get_type ())

/* The kinds of providers that something is known of; not to be seen where there are none.
 *
 * Signal "chosen" (CckPreset *preset). */
G_DECLARE_FINAL_TYPE (CckPresetChooser, cck_preset_chooser, CCK, PRESET_CHOOSER, AdwPreferencesGroup)

/* Reads the presets' files. */
void cck_preset_chooser_load (CckPresetChooser *self);

G_END_DECLS
