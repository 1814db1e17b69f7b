/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "cck-http-request.h"
#include "cck-http-response.h"

G_BEGIN_DECLS

#define CCK_TYPE_HTTP (cck_http_get_type ())

/**
 * CckHttp:
 *
 * The one door to the network: an HTTP session without cookies, caches of credentials, or logging,
 * for the thread whose default main context it was made in. It keeps idle connections, so one
 * object should serve a whole process.
 */
G_DECLARE_FINAL_TYPE (CckHttp, cck_http, CCK, HTTP, GObject)

/**
 * CckHttpTraceField:
 * @name: the name of a form parameter or of a member of a JSON answer
 * @value: (nullable): its value where that is no secret by the word of a list; %NULL: kept back
 */
typedef struct
{
  const char *name;
  const char *value;
} CckHttpTraceField;

/**
 * CckHttpTrace:
 * @method: GET or POST
 * @uri: the address without query, fragment and user
 * @status: the HTTP status, 0 where no answer came
 * @length: bytes of the inflated body
 * @microseconds: from the start to the end of the exchange, 0 where it was not measured
 * @error: (nullable): why it failed
 * @request_length: bytes of the request's body
 * @parameters: (array length=n_parameters): the form that was sent, in its order
 * @request_headers: the names of the request's headers, NULL-terminated
 * @response_headers: the names of the answer's headers, NULL-terminated; unknown ones are `…`
 * @content_type: (nullable): the media type of the answer, where it is a known one
 * @date: the answer's `Date`, seconds since the epoch; 0 unknown
 * @members: (array length=n_members): the members of a JSON answer, in its order
 *
 * One exchange as it may be shown to anybody. Only values of a short list (`grant_type`, `scope`,
 * `token_type`, `error`, `expires_in`, …) have a place in it, and none that repeats a byte string
 * which was kept back anywhere else in the exchange. Everything is borrowed for the call.
 */
typedef struct
{
  const char *method;
  const char *uri;
  guint status;
  gsize length;
  gint64 microseconds;
  const GError *error;
  gsize request_length;
  const CckHttpTraceField *parameters;
  gsize n_parameters;
  const char *const *request_headers;
  const char *const *response_headers;
  const char *content_type;
  gint64 date;
  const CckHttpTraceField *members;
  gsize n_members;
} CckHttpTrace;

typedef void (*CckHttpTraceFunc) (const CckHttpTrace *trace,
                                  gpointer            user_data);

/** Makes a session with the bounds of 10 seconds and 1 MiB. */
CckHttp   *cck_http_new          (void);

/**
 * cck_http_new_for_provider:
 * @ca_pem: (nullable): certificates in PEM that are trusted beside the system's (RFC 9700 §4.12
 *   leaves no other way round)
 * @identity_pem: (nullable): a client certificate and its private key in PEM (RFC 8705), shown only
 *   with requests that have %CCK_HTTP_IDENTIFY. A secret; it isn't kept as text
 * @error: return location
 *
 * Makes a session for one provider; with two %NULLs it is that of cck_http_new().
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_PARAMETER, which says what is wrong with
 *   the PEM
 */
CckHttp   *cck_http_new_for_provider (const char   *ca_pem,
                                      const char   *identity_pem,
                                      GError      **error);

/** Whether it has a client certificate to show. */
gboolean   cck_http_has_identity (CckHttp          *self);

/** The time for a whole request and its answer, in milliseconds; 10 000 at first. */
void       cck_http_set_timeout  (CckHttp          *self,
                                  guint             milliseconds);

/** The largest body taken, in bytes after inflating; 1 MiB at first. */
void       cck_http_set_max_body (CckHttp          *self,
                                  gsize             bytes);

/** Calls @func after each exchange, on the session's own thread. %NULL ends it. */
void       cck_http_set_trace    (CckHttp          *self,
                                  CckHttpTraceFunc  func,
                                  gpointer          user_data,
                                  GDestroyNotify    user_data_destroy);

/**
 * cck_http_send:
 * @self: the session
 * @request: what to send
 *
 * Sends @request once: nothing is sent again after a cut connection, since a code or a refresh
 * token may be spent by it. The message is aborted as soon as nobody waits for the future any more.
 *
 * Every answer below 500 but a redirect and 429 is handed out as a response, whatever it says.
 *
 * Returns: (transfer full): a future of a boxed #CckHttpResponse. It rejects with
 *   %CCK_OAUTH_ERROR_NETWORK, _TLS, _TIMED_OUT, _TOO_LARGE, _INSECURE, _REDIRECTED, _RATE_LIMITED
 *   or _SERVER.
 */
DexFuture *cck_http_send         (CckHttp          *self,
                                  CckHttpRequest   *request);

/**
 * cck_http_check_uri:
 * @uri: (nullable): an address from outside
 * @flags: whether loopback may speak plain http
 * @what: the word to call it in the message, such as `token_endpoint`
 * @error: return location
 *
 * Whether @uri is an absolute https address with a host and without user information or fragment,
 * or an http one on loopback that the user allowed (RFC 9700 §2.6, RFC 6749 §3.1, §3.2).
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_INSECURE or %CCK_OAUTH_ERROR_BAD_METADATA
 */
gboolean   cck_http_check_uri    (const char       *uri,
                                  CckHttpFlags      flags,
                                  const char       *what,
                                  GError          **error);

G_END_DECLS
