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
 * CckHttpResponseHead:
 * @status: the HTTP status
 * @content_type: (nullable): the media type, without parameters
 * @date: the `Date` header in seconds since the epoch, 0 where there was none
 * @max_age: seconds for which the answer stays fresh, -1 where the answer doesn't say
 * @retry_after: seconds to wait, 0 where the answer doesn't say
 * @dpop_nonce: (nullable): the `DPoP-Nonce` header (RFC 9449 §8.2)
 * @challenge_error: (nullable): `error` of the `WWW-Authenticate` header (RFC 6750 §3)
 *
 * What an answer says beside its body.
 */
typedef struct
{
  guint status;
  const char *content_type;
  gint64 date;
  gint64 max_age;
  gint64 retry_after;
  const char *dpop_nonce;
  const char *challenge_error;
} CckHttpResponseHead;

/** Makes an answer of its head, which is copied, and its inflated @body. */
CckHttpResponse *cck_http_response_new              (const CckHttpResponseHead *head,
                                                     GBytes          *body);
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

/** How long the answer stays fresh in seconds (RFC 9111 §4.2): `Cache-Control`, else `Expires`, less
 * `Age`; 0 for no-store and no-cache, -1 where it doesn't say. */
gint64           cck_http_response_get_max_age      (CckHttpResponse *self);

/** `Retry-After` in seconds (RFC 9110 §10.2.3); a date is taken against the answer's own `Date`. */
gint64           cck_http_response_get_retry_after  (CckHttpResponse *self);

/** The `DPoP-Nonce` header (RFC 9449 §8.2), or %NULL. */
const char      *cck_http_response_get_dpop_nonce   (CckHttpResponse *self);

/** The `error` of the first challenge that has one (RFC 6750 §3, RFC 9449 §7.1), or %NULL. */
const char      *cck_http_response_get_challenge_error (CckHttpResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckHttpResponse, cck_http_response_unref)

G_END_DECLS
