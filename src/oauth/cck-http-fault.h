/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** The error of this layer for @fault, which libsoup or GIO gave while speaking with @host. */
GError *cck_http_fault_new_for_transport (const GError         *fault,
                                          const char           *host,
                                          GTlsCertificateFlags  certificate);

/** The error of this layer for a status that no caller can use: 3xx, 429, 5xx. %NULL for others. */
GError *cck_http_fault_new_for_status    (guint                 status,
                                          gint64                retry_after,
                                          const char           *host);

G_END_DECLS
