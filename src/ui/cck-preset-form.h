/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-preset.h"

G_BEGIN_DECLS

#define CCK_TYPE_PRESET_FORM (cck_preset_form_get_type ())

/* The words that a kind of provider asks for, such as Keycloak's realm.
 *
 * Signals: "changed"; "activated", when Return was pressed in the last of them. */
G_DECLARE_FINAL_TYPE (CckPresetForm, cck_preset_form, CCK, PRESET_FORM, AdwPreferencesGroup)

void         cck_preset_form_set_preset  (CckPresetForm *self,
                                          CckPreset     *preset);
/* NULL before one was set. (transfer none) */
CckPreset   *cck_preset_form_get_preset  (CckPresetForm *self);
/* The provider that the words make, or NULL where one does not fit, which is said at it.
 * (transfer full) */
CckProvider *cck_preset_form_build       (CckPresetForm *self);

G_END_DECLS
