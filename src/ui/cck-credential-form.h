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
/* FALSE where the method lacks what it needs: it says so and takes the focus. */
gboolean         cck_credential_form_check      (CckCredentialForm *self);
/* Says what is wrong with what was given. */
void             cck_credential_form_show_error (CckCredentialForm *self,
                                                 const char        *message);
/* Whether the keyring has it after all. */
void             cck_credential_form_set_kept   (CckCredentialForm *self,
                                                 gboolean           kept);
/* @registered: the provider gives what the method needs, so nobody is asked for it. */
void             cck_credential_form_set_registered (CckCredentialForm *self,
                                                     gboolean           registered);
/* The method is not this person's to choose. */
void             cck_credential_form_fix_method (CckCredentialForm *self);
/* Whether what the keyring has is to go, and nothing was given in its place. */
gboolean         cck_credential_form_get_forgets (CckCredentialForm *self);
/* Translated: "Secret in the Header". (transfer none) */
const char      *cck_credential_form_get_title  (CckCredentialForm *self,
                                                 CckProviderAuth    method);

G_END_DECLS
