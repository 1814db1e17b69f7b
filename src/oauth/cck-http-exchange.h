/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "cck-http.h"

G_BEGIN_DECLS

/**
 * CckHttpBounds:
 * @timeout: milliseconds for everything, redirects included
 * @max_body: bytes after inflating
 * @trace: (nullable): called once, at the end
 *
 * The bounds of one request and its answer. Private to the layer.
 */
typedef struct
{
  guint timeout;
  gsize max_body;
  CckHttpTraceFunc trace;
  gpointer trace_data;
} CckHttpBounds;

/** Sends @request on @session within @bounds; see cck_http_send(). @owner stays alive meanwhile. */
DexFuture *cck_http_exchange_start (GObject             *owner,
                                    SoupSession         *session,
                                    CckHttpRequest      *request,
                                    const CckHttpBounds *bounds);

G_END_DECLS
