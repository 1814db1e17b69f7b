/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http-request.h"
#include "cck-http-response.h"

G_BEGIN_DECLS

/** Whether the answer asks for a proof with another nonce (RFC 9449 §8, §9). Private, as are all. */
gboolean  cck_client_refusal_asks_for_nonce (CckHttpResponse *response);

/** Whether the provider doesn't take the client's authentication (RFC 6749 §5.2). */
gboolean  cck_client_refusal_is_of_client   (CckHttpResponse *response);

/**
 * cck_client_refusal_new:
 * @request: what was sent; no text repeats a value or a credential of it
 * @response: what came
 *
 * Returns: (transfer full) (nullable): what an OAuth error answer means (RFC 6749 §5.2), %NULL for
 *   an answer with a 2xx status that isn't one
 */
GError   *cck_client_refusal_new            (CckHttpRequest  *request,
                                             CckHttpResponse *response);

G_END_DECLS
