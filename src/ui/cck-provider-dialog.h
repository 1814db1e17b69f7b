/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_PROVIDER_DIALOG (cck_provider_dialog_get_type ())

/* Add Provider: the issuer, discovery, then our registration with it. The same to edit one.
 *
 * Signals: "saved" (CckProvider *provider, gboolean is_new), "practice": the practice provider is
 * to be tried instead. */
G_DECLARE_FINAL_TYPE (CckProviderDialog, cck_provider_dialog, CCK, PROVIDER_DIALOG, AdwDialog)

/* @provider: (nullable): the one to edit. */
AdwDialog *cck_provider_dialog_new (CckSession  *session,
                                    CckProvider *provider);
/* Shows what the profile in @file would add, to be saved or not. */
void       cck_provider_dialog_import (CckProviderDialog *self,
                                       GFile             *file);
/* Asks for such a file. */
void       cck_provider_dialog_choose_import (CckProviderDialog *self);

G_END_DECLS
