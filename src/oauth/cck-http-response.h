/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CCK_TYPE_HTTP_RESPONSE (cck_http_response_get_type ())

/**
 * CckHttpResponse:
 *
 * A whole answer, immutable. Its body is overwritten when the last reference goes, because a token
 * may stand in it.
 */
typedef struct _CckHttpResponse CckHttpResponse;

GType            cck_http_response_get_type         (void);

/**
 * cck_http_response_new:
 * @status: the HTTP status
 * @body: the inflated body
 * @content_type: (nullable): the media type, without parameters
 * @date: the `Date` header in seconds since the epoch, 0 where there was none
 * @max_age: seconds for which the answer stays fresh, -1 where the answer doesn't say
 * @retry_after: seconds to wait, 0 where the answer doesn't say
 */
CckHttpResponse *cck_http_response_new              (guint            status,
                                                     GBytes          *body,
                                                     const char      *content_type,
                                                     gint64           date,
                                                     gint64           max_age,
                                                     gint64           retry_after);
CckHttpResponse *cck_http_response_ref              (CckHttpResponse *self);
void             cck_http_response_unref            (CckHttpResponse *self);

guint            cck_http_response_get_status       (CckHttpResponse *self);

/** The body after inflating, borrowed. */
GBytes          *cck_http_response_get_body         (CckHttpResponse *self);

/** The media type in lower case without parameters, or %NULL. */
const char      *cck_http_response_get_content_type (CckHttpResponse *self);

/**
 * cck_http_response_get_date:
 *
 * The provider's clock when it answered (RFC 9110 §6.6.1), seconds since the epoch, 0 unknown. Less
 * the own time of the arrival it is the clock offset.
 */
gint64           cck_http_response_get_date         (CckHttpResponse *self);

/** `Cache-Control: max-age` in seconds, 0 for no-store and no-cache, -1 where there is none. */
gint64           cck_http_response_get_max_age      (CckHttpResponse *self);

/** `Retry-After` in seconds (RFC 9110 §10.2.3); a date is taken against the answer's own `Date`. */
gint64           cck_http_response_get_retry_after  (CckHttpResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckHttpResponse, cck_http_response_unref)

G_END_DECLS
