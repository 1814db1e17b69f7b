/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-authorization.h"

G_BEGIN_DECLS

#define CCK_TYPE_LOOPBACK (cck_loopback_get_type ())

/**
 * CckLoopback:
 *
 * The listener at the redirect URI (RFC 8252 §7.3), bound to loopback only. It is open from its
 * making, which is before the browser, until the first valid answer, cck_loopback_close(), or its
 * last reference.
 */
G_DECLARE_FINAL_TYPE (CckLoopback, cck_loopback, CCK, LOOPBACK, GObject)

/**
 * cck_loopback_new:
 * @host: `127.0.0.1`, `::1`, or `localhost`, which listens in both families on the same port
 * @ports: (array length=n_ports) (nullable): the ports to try, in this order; 0 is any free one
 * @n_ports: how many there are; none means any free port
 * @path: the exact path, such as `/callback`
 * @error: return location
 *
 * Opens the listener in the thread's default main context.
 *
 * Returns: (transfer full): the open listener; %NULL with %CCK_OAUTH_ERROR_PORT_BUSY (the message
 *   names the port or ports), _NO_LISTENER, or _BAD_PARAMETER for another host or a bad path
 */
CckLoopback *cck_loopback_new                 (const char        *host,
                                               const guint16     *ports,
                                               gsize              n_ports,
                                               const char        *path,
                                               GError           **error);

/** The redirect URI to send, such as `http://127.0.0.1:41234/callback`. */
const char  *cck_loopback_get_redirect_uri    (CckLoopback       *self);

guint16      cck_loopback_get_port            (CckLoopback       *self);

/** Whether new connections are still taken. */
gboolean     cck_loopback_is_open             (CckLoopback       *self);

/** The time for one request, in milliseconds; 3 000 at first. */
void         cck_loopback_set_request_timeout (CckLoopback       *self,
                                               guint              milliseconds);

/**
 * cck_loopback_wait:
 * @self: an open listener
 * @authorization: the transaction whose redirect URI this is
 *
 * Waits for the answer to @authorization. What isn't it is answered and changes nothing: 404 for
 * another path or `Host`, 405 for another method (a POST is one where
 * %CCK_RESPONSE_MODE_FORM_POST wasn't asked for), 400 for a reply that isn't ours (see
 * cck_authorization_parse_response()). Once the answer is in, no connection is taken any more, the
 * page is still sent, and then the future resolves. Discarding the future closes the listener.
 * There is no deadline here; the caller races the future with one.
 *
 * Returns: (transfer full): a future of a boxed #CckAuthorizationResponse; rejects with the errors
 *   that end the transaction, and with %CCK_OAUTH_ERROR_NO_LISTENER when closed meanwhile
 */
DexFuture   *cck_loopback_wait                (CckLoopback       *self,
                                               CckAuthorization  *authorization);

/** Closes the port and every connection; a waiting future rejects. */
void         cck_loopback_close               (CckLoopback       *self);

G_END_DECLS
