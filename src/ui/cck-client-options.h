/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cck-provider.h"

G_BEGIN_DECLS

#define CCK_TYPE_CLIENT_OPTIONS (cck_client_options_get_type ())

/* What most registrations leave as it is: what the tokens are for, more parameters, hardening, and
 * whom to trust.
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (CckClientOptions, cck_client_options, CCK, CLIENT_OPTIONS,
                      AdwPreferencesGroup)

void     cck_client_options_set_provider (CckClientOptions *self,
                                          CckProvider      *provider);
/* Writes what stands there into @provider, unchecked: cck_provider_validate() says what is wrong. */
void     cck_client_options_apply        (CckClientOptions *self,
                                          CckProvider      *provider);
/* Says at its field what the store has against it; FALSE where it is about none here. */
gboolean cck_client_options_show_error   (CckClientOptions *self,
                                          const char       *message);

G_END_DECLS
