/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-provider.h"

G_BEGIN_DECLS

/**
 * cck_practice_provider_visit_async:
 * @authorization_uri: an address of this provider's authorization endpoint, or the
 *   verification_uri_complete of a device
 * @cancellable: (nullable): ends the visit
 *
 * Does what a browser does with an authorization request that needs nobody to answer: asks for
 * @authorization_uri and goes on, once, to the loopback address that the provider sends it to, or
 * sends off the form that is for there (form_post); a device's page is the end of the way. For
 * the demonstration and for the one-click try, with auto-approve on. It goes nowhere else: not to
 * another provider, not to another host, not through a second redirect.
 */
void     cck_practice_provider_visit_async  (CckPracticeProvider  *self,
                                             const char           *authorization_uri,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);

/**
 * cck_practice_provider_visit_finish:
 * @error: %CCK_PRACTICE_ERROR_START_FIRST, %CCK_PRACTICE_ERROR_REPORT, %G_IO_ERROR
 *
 * Returns: whether the callback was answered
 */
gboolean cck_practice_provider_visit_finish (CckPracticeProvider  *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
