/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-authorization.h"

G_BEGIN_DECLS

/** The issuer of the metadata below. */
#define CCK_TEST_ISSUER "https://issuer.example/tenant"

/** Metadata of an issuer that exists nowhere; @extra: (nullable): more members, `,"a":true`. */
CckMetadata *cck_test_provider_new_metadata  (const char       *extra);

/** The decoded value of a parameter of the browser's address, %NULL where it is missing. */
char        *cck_test_provider_dup_parameter (CckAuthorization *authorization,
                                              const char       *name);

G_END_DECLS
