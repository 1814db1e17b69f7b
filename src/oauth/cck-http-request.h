/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CckHttpFlags:
 * @CCK_HTTP_NONE: https only, no redirect
 * @CCK_HTTP_ALLOW_LOOPBACK: plain http may be spoken with 127.0.0.0/8, [::1] and `localhost`,
 *   because the user allowed it for this provider (RFC 9700 §2.6 asks for https everywhere else)
 * @CCK_HTTP_FOLLOW: a redirect from https to https on the same host and port is followed, at most
 *   five times; only a GET without authorization may have it (RFC 9700 §4.12)
 * @CCK_HTTP_IDENTIFY: the session's client certificate is shown, where it has one (RFC 8705)
 */
typedef enum
{
  CCK_HTTP_NONE = 0,
  CCK_HTTP_ALLOW_LOOPBACK = 1 << 0,
  CCK_HTTP_FOLLOW = 1 << 1,
  CCK_HTTP_IDENTIFY = 1 << 2,
} CckHttpFlags;

#define CCK_TYPE_HTTP_REQUEST (cck_http_request_get_type ())

/**
 * CckHttpRequest:
 *
 * What is to be sent: filled by one owner, then handed to cck_http_send() and not changed again.
 * Form values and credentials are overwritten when it is freed and are in no log.
 */
typedef struct _CckHttpRequest CckHttpRequest;

GType           cck_http_request_get_type   (void);

/**
 * cck_http_request_new:
 * @method: `GET`, `POST` or `DELETE`
 * @uri: an absolute address, no secret in it
 * @flags: what this request may do
 */
CckHttpRequest *cck_http_request_new        (const char     *method,
                                             const char     *uri,
                                             CckHttpFlags    flags);
CckHttpRequest *cck_http_request_ref        (CckHttpRequest *self);
void            cck_http_request_unref      (CckHttpRequest *self);

/**
 * cck_http_request_copy:
 * @self: what was to be sent
 * @flags: what the copy may do beside
 *
 * Returns: (transfer full): the same request once more, for adding what is good for one sending
 */
CckHttpRequest *cck_http_request_copy       (CckHttpRequest *self,
                                             CckHttpFlags    flags);

/** Sets the `Accept` header; `application/json` where it is never called. */
void            cck_http_request_set_accept (CckHttpRequest *self,
                                             const char     *accept);

/** Appends `name=value` to the body (application/x-www-form-urlencoded, RFC 6749 Appendix B). */
void            cck_http_request_add_form   (CckHttpRequest *self,
                                             const char     *name,
                                             const char     *value);

/** Sends @json as the body (application/json) instead of a form. */
void            cck_http_request_set_json   (CckHttpRequest *self,
                                             const char     *json);

/** Whether a form parameter of this name was added already. */
gboolean        cck_http_request_has_form   (CckHttpRequest *self,
                                             const char     *name);

/** Sends `Authorization: Bearer TOKEN` (RFC 6750 §2.1). */
void            cck_http_request_set_bearer (CckHttpRequest *self,
                                             const char     *token);

/** Sends `Authorization: DPoP TOKEN` (RFC 9449 §7.1). */
void            cck_http_request_set_dpop   (CckHttpRequest *self,
                                             const char     *token);

/** Sends the `DPoP` header (RFC 9449 §4.1). */
void            cck_http_request_set_proof  (CckHttpRequest *self,
                                             const char     *proof);

/** Sends HTTP Basic with exactly these two strings (RFC 7617 §2); no form encoding happens here. */
void            cck_http_request_set_basic  (CckHttpRequest *self,
                                             const char     *user,
                                             const char     *password);

const char     *cck_http_request_get_method (CckHttpRequest *self);
const char     *cck_http_request_get_uri    (CckHttpRequest *self);
const char     *cck_http_request_get_accept (CckHttpRequest *self);
CckHttpFlags    cck_http_request_get_flags  (CckHttpRequest *self);

/** The form, in its order; values are secrets, borrowed. */
guint           cck_http_request_get_n_form     (CckHttpRequest *self);
const char     *cck_http_request_get_form_name  (CckHttpRequest *self,
                                                 guint           index);
const char     *cck_http_request_get_form_value (CckHttpRequest *self,
                                                 guint           index);

/** The value of the `DPoP` header, borrowed, or %NULL. */
const char     *cck_http_request_get_proof  (CckHttpRequest *self);

/** The value of the `Authorization` header, borrowed, or %NULL. A secret. */
const char     *cck_http_request_get_authorization (CckHttpRequest *self);

/** The encoded body, %NULL for a request without one. A secret, wiped with its last reference. */
GBytes         *cck_http_request_dup_body   (CckHttpRequest *self);

/** The media type of the body. */
const char     *cck_http_request_get_body_type (CckHttpRequest *self);

/** Encodes @text for a form (RFC 6749 Appendix B). Free with cck_sensitive_free(). */
char           *cck_http_form_encode        (const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckHttpRequest, cck_http_request_unref)

G_END_DECLS
