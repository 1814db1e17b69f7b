/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-provider.h"

G_BEGIN_DECLS

#define CCK_TYPE_ENDPOINT_FORM (cck_endpoint_form_get_type ())

/* A provider's addresses, for one that does not publish them, or to use others than it does.
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (CckEndpointForm, cck_endpoint_form, CCK, ENDPOINT_FORM, AdwPreferencesGroup)

void     cck_endpoint_form_set_provider (CckEndpointForm *self,
                                         CckProvider     *provider);
/* Writes what stands there into @provider, unchecked. */
void     cck_endpoint_form_apply        (CckEndpointForm *self,
                                         CckProvider     *provider);
/* Whether the issuer is asked for the addresses that are left empty. Where it is not, two of them must
 * be there. */
void     cck_endpoint_form_set_manual   (CckEndpointForm *self,
                                         gboolean         manual);
/* FALSE where one that must be there is not: it says so and takes the focus. */
gboolean cck_endpoint_form_check        (CckEndpointForm *self);
/* Says at its field what the store has against it; FALSE where it is about none here. */
gboolean cck_endpoint_form_show_error   (CckEndpointForm *self,
                                         const char      *message);

G_END_DECLS
