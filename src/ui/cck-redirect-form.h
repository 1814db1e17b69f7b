/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-provider.h"

G_BEGIN_DECLS

#define CCK_TYPE_REDIRECT_FORM (cck_redirect_form_get_type ())

/* Where the browser comes back to on this computer, and the address that the provider has to know.
 *
 * Signal "changed": by a person or by cck_redirect_form_set_provider(). */
G_DECLARE_FINAL_TYPE (CckRedirectForm, cck_redirect_form, CCK, REDIRECT_FORM, AdwPreferencesGroup)

void     cck_redirect_form_set_provider (CckRedirectForm *self,
                                         CckProvider     *provider);
/* FALSE where it makes no address: it says why and takes the focus. */
gboolean cck_redirect_form_check        (CckRedirectForm *self);
/* Writes what stands there into @provider, unchecked. */
void     cck_redirect_form_apply        (CckRedirectForm *self,
                                         CckProvider     *provider);
/* Says at its field what the store has against it; FALSE where it is about none here. */
gboolean cck_redirect_form_show_error   (CckRedirectForm *self,
                                         const char      *message);

G_END_DECLS
