/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_CREDENTIAL_DIALOG (cck_credential_dialog_get_type ())

/* The client secret or key of a provider that an administrator has set up: all of it that a person
 * may give. */
G_DECLARE_FINAL_TYPE (CckCredentialDialog, cck_credential_dialog, CCK, CREDENTIAL_DIALOG, AdwDialog)

AdwDialog *cck_credential_dialog_new        (CckSession  *session,
                                             CckProvider *provider);
/* Whether @provider is such a one, and asks its clients for something. */
gboolean   cck_credential_dialog_is_for     (CckProvider *provider);

G_END_DECLS
