/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "cck-http-trust.h"
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

/**
 * cck_http_exchange_start:
 * @owner: stays alive meanwhile
 * @session: where to send
 * @request: what
 * @trust: (nullable): what is trusted beside the system's certificates
 * @identity: (nullable): the certificate to show
 * @bounds: the owner's
 *
 * Sends @request on @session; see cck_http_send().
 */
DexFuture *cck_http_exchange_start (GObject             *owner,
                                    SoupSession         *session,
                                    CckHttpRequest      *request,
                                    CckHttpTrust        *trust,
                                    GTlsCertificate     *identity,
                                    const CckHttpBounds *bounds);

G_END_DECLS
