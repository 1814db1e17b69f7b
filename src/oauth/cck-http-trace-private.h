/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-http.h"

G_BEGIN_DECLS

/**
 * cck_http_trace_emit:
 * @func: who is told
 * @user_data: its data
 * @message: what went over the wire
 * @request: what it was made of
 * @body: (nullable): the inflated answer
 * @length: how many bytes of it came
 * @error: (nullable): why it failed
 *
 * Calls @func with what may be shown of one exchange. Private to the layer.
 */
void cck_http_trace_emit (CckHttpTraceFunc  func,
                          gpointer          user_data,
                          SoupMessage      *message,
                          CckHttpRequest   *request,
                          GBytes           *body,
                          gsize             length,
                          const GError     *error);

G_END_DECLS
