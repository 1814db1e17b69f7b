/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-provider.h"
#include "cck-secret.h"

G_BEGIN_DECLS

#define CCK_TYPE_CREDENTIAL_FORM (cck_credential_form_get_type ())

/* How the client proves itself to the provider, and with what. What is typed here goes to the keyring
 * and nowhere else.
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (CckCredentialForm, cck_credential_form, CCK, CREDENTIAL_FORM,
                      AdwPreferencesGroup)

/* @kept: the keyring has a credential for it already, which stays unless another one is given. */
void             cck_credential_form_set_method (CckCredentialForm *self,
                                                 CckProviderAuth    method,
                                                 gboolean           kept);
CckProviderAuth  cck_credential_form_get_method (CckCredentialForm *self);
/* What was given; NULL where nothing was, or nothing is needed. (transfer full) */
CckSecret       *cck_credential_form_dup_secret (CckCredentialForm *self);
/* Whether the method has what it needs. */
gboolean         cck_credential_form_is_complete (CckCredentialForm *self);

G_END_DECLS
