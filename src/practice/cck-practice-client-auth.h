/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

/* The client that a request to an endpoint comes from, and that has shown so in the one way that is
 * registered for it (RFC 6749 §2.3, §3.2.1; OpenID Connect Core §9). (transfer full): or %NULL, and
 * the request has been answered (RFC 6749 §5.2). */
CckPracticeClient *cck_practice_client_authenticate (CckPracticeContext *context,
                                                     SoupServerMessage  *message,
                                                     CckPracticeForm    *form);

G_END_DECLS
