/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the headers of an answer say. Private to the layer. */

/** `Date` in seconds since the epoch (RFC 9110 §6.6.1); 0 where it can't be read. */
gint64  cck_http_headers_get_date            (SoupMessageHeaders *headers);

/** For how many seconds the answer stays fresh (RFC 9111 §4.2): `Cache-Control`, else `Expires`, less
 * the `Age` that it has already; -1 where it doesn't say. */
gint64  cck_http_headers_get_freshness       (SoupMessageHeaders *headers);

/** `Retry-After` in seconds (RFC 9110 §10.2.3), a date held against the answer's own; 0 for none. */
gint64  cck_http_headers_get_retry_after     (SoupMessageHeaders *headers);

/** `error` of the first challenge that has one (RFC 6750 §3), or %NULL. Free it. */
char   *cck_http_headers_dup_challenge_error (SoupMessageHeaders *headers);

G_END_DECLS
