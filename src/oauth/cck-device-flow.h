/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"

G_BEGIN_DECLS

#define CCK_TYPE_DEVICE_FLOW (cck_device_flow_get_type ())

/**
 * CckDeviceFlow:
 *
 * One device authorization (RFC 8628): a code that a person types into a browser anywhere, and the
 * asking whether they did. Reference counted; used on one thread. The device code inside is a
 * secret, is wiped with the last reference, and is nowhere to be had.
 */
typedef struct _CckDeviceFlow CckDeviceFlow;

/**
 * CckDeviceFlowWaitFunc:
 * @seconds: how long to wait, at least 1
 * @user_data: …
 *
 * The caller's clock: a future that is pending for @seconds seconds and then resolves to the time
 * (an int64, seconds since the epoch). A test resolves it at once with the time that it likes.
 *
 * Returns: (transfer full): …
 */
typedef DexFuture *(*CckDeviceFlowWaitFunc) (guint    seconds,
                                             gpointer user_data);

GType          cck_device_flow_get_type                      (void);

/**
 * cck_device_flow_start:
 * @client: us at the provider
 * @scope: (nullable): the scopes, separated by spaces
 * @parameters: (nullable): own parameters, `NAME=VALUE` each, NULL-terminated
 * @now: seconds since the epoch
 *
 * Asks for a code (RFC 8628 §3.1). The answer is read strictly: the device code, the user code, an
 * https verification address (or a loopback one, where that is allowed) and a lifetime have to be
 * there.
 *
 * Returns: (transfer full): a future of a boxed #CckDeviceFlow. It rejects as cck_client_send()
 *   does, with %CCK_OAUTH_ERROR_UNSUPPORTED, _BAD_ANSWER, _BAD_METADATA or _INSECURE (the address),
 *   or _BAD_PARAMETER
 */
DexFuture     *cck_device_flow_start                         (CckClient             *client,
                                                              const char            *scope,
                                                              const char * const    *parameters,
                                                              gint64                 now);
CckDeviceFlow *cck_device_flow_ref                           (CckDeviceFlow         *self);
void           cck_device_flow_unref                         (CckDeviceFlow         *self);

/** What the person types: untrusted text made safe to show (one line, nothing invisible in it). */
const char    *cck_device_flow_get_user_code                 (CckDeviceFlow         *self);

/** Where they type it: an address that passed cck_http_check_uri(). */
const char    *cck_device_flow_get_verification_uri          (CckDeviceFlow         *self);

/** The same with the code in it (RFC 8628 §3.3.1), %NULL where there is none that may be shown. */
const char    *cck_device_flow_get_verification_uri_complete (CckDeviceFlow         *self);

/** When the code ends, seconds since the epoch. */
gint64         cck_device_flow_get_expires_at                (CckDeviceFlow         *self);

/** The seconds between two questions as they are now; `slow_down` and time-outs make it longer. */
guint          cck_device_flow_get_interval                  (CckDeviceFlow         *self);

/**
 * cck_device_flow_await:
 * @self: …
 * @wait: the caller's clock
 * @user_data: for @wait
 * @destroy: (nullable): for @user_data
 *
 * Asks again and again until there is an answer (RFC 8628 §3.4, §3.5): after each `interval`, which
 * `slow_down` makes 5 seconds longer and a time-out or lost connection twice as long, with
 * `Retry-After` honoured. To be called once. As soon as nobody waits for the future any more, the
 * asking ends.
 *
 * Returns: (transfer full): a future of a boxed #CckTokenSet. It rejects with
 *   %CCK_OAUTH_ERROR_DECLINED (access_denied), %CCK_OAUTH_ERROR_EXPIRED (expired_token, or the
 *   code's time is over by our clock), %G_IO_ERROR_CANCELLED, as @wait does, or with what an answer
 *   that ends it says; as cck_token_set_parse() too
 */
DexFuture     *cck_device_flow_await                         (CckDeviceFlow         *self,
                                                              CckDeviceFlowWaitFunc  wait,
                                                              gpointer               user_data,
                                                              GDestroyNotify         destroy);

/** Ends the asking with %G_IO_ERROR_CANCELLED; a request on its way is aborted. */
void           cck_device_flow_cancel                        (CckDeviceFlow         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckDeviceFlow, cck_device_flow_unref)

G_END_DECLS
