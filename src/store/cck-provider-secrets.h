/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-json.h"
#include "cck-provider.h"

G_BEGIN_DECLS

/* Private to the store. What must not be in a file that is handed on: client secrets, private keys
 * (RFC 7517 §9.2), tokens, passwords. It is known by the name it goes by, or by how it looks. */

/* FALSE with HAS_SECRET, which names the member of @root or of anything within. @origin: what to call
 * the file. */
gboolean cck_json_check_no_secrets     (const CckJsonValue  *root,
                                        const char          *origin,
                                        GError             **error);
/* FALSE with HAS_SECRET, which names the parameter or the address. */
gboolean cck_provider_check_no_secrets (CckProvider         *provider,
                                        GError             **error);

G_END_DECLS
