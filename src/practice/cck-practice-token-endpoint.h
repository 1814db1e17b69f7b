/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

/* The token endpoint (RFC 6749 §3.2) for the grants authorization_code and refresh_token. */
void        cck_practice_token_endpoint (CckPracticeContext *context,
                                         SoupServerMessage  *message,
                                         CckPracticeForm    *form);

/* The public client that a request to an endpoint comes from (RFC 6749 §2.1, §3.2.1), borrowed from
 * @form; or %NULL, and the request has been answered. */
const char *cck_practice_token_endpoint_get_client (SoupServerMessage  *message,
                                                    CckPracticeForm    *form);

G_END_DECLS
