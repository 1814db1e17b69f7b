/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-provider-auth.h"

G_BEGIN_DECLS

#define CCK_TYPE_PROVIDER (cck_provider_get_type ())

/* An issuer plus our registration with it. No secret is in here: a client secret is kept in the
 * keyring under the provider's id.
 *
 * Properties, all readable and writable, notified on change only, and set like any other
 * (g_object_new(), g_object_set(), bindings). Text that is empty counts as not set: NULL.
 *
 *   "id" string: stable slug, a file name; given by the store when it is added
 *   "name" string: unique among providers, whatever the case of its letters
 *   "issuer" string: byte for byte as the provider calls itself
 *   "client-id" string
 *   "client-auth" CckProviderAuth, NONE unless set
 *   "scopes" string: separated by spaces; "openid" unless set
 *   "redirect-host" string: "127.0.0.1" (unless set), "::1" or "localhost"
 *   "redirect-ports" string: "0" (any, unless set), "8400", or a list "8400,8401"
 *   "redirect-path" string: "/callback" unless set
 *   "resource" string: absolute URIs, separated by spaces (RFC 8707)
 *   "audience" string: for providers that want `audience` instead
 *   "parameters" strv: more parameters, each "REQUEST:NAME=VALUE" with REQUEST one of
 *       authorization, token, refresh
 *   "allow-http-loopback" boolean: http:// is fine on 127.0.0.1, [::1] and localhost
 *   "authorization-endpoint", "token-endpoint", "jwks-uri", "userinfo-endpoint",
 *   "revocation-endpoint", "introspection-endpoint" (RFC 7662), "device-authorization-endpoint"
 *   (RFC 8628), "end-session-endpoint" (OpenID Connect RP-Initiated Logout),
 *   "pushed-authorization-request-endpoint" (RFC 9126) strings: for a provider without discovery,
 *   or to override it
 *   "response-mode" string: "query" (unless set) or "form_post" (OAuth 2.0 Form Post Response Mode)
 *   "id-token-algorithm" string: the `alg` of its ID tokens (id_token_signed_response_alg, OpenID
 *       Connect Dynamic Registration §2); not set: any that the checks allow
 *   "ca-certificates" string: PEM text of further authorities trusted for this provider only
 *   "dpop" boolean: tokens are bound to a key (RFC 9449)
 *   "par" boolean: the request is pushed first (RFC 9126)
 *   "request-object" boolean: the request is signed (RFC 9101); wants private_key_jwt's key
 *   "transient" boolean, read-only: kept in memory only; it follows from the id
 *   "read-only" boolean: an administrator's; it can't be saved or removed */
G_DECLARE_FINAL_TYPE (CckProvider, cck_provider, CCK, PROVIDER, GObject)

/* An id that begins with this is kept in memory only, its secrets too. */
#define CCK_TRANSIENT_PREFIX "~"

CckProvider        *cck_provider_new                            (void);
/* All properties but "read-only". (transfer full) */
CckProvider        *cck_provider_copy                           (CckProvider  *self);
/* Takes every value of @other except its id and "read-only"; notifies what changed. */
void                cck_provider_assign                         (CckProvider  *self,
                                                                 CckProvider  *other);

/* All (transfer none); NULL where not set, except those with a default. */
const char         *cck_provider_get_id                         (CckProvider  *self);
const char         *cck_provider_get_name                       (CckProvider  *self);
const char         *cck_provider_get_issuer                     (CckProvider  *self);
const char         *cck_provider_get_client_id                  (CckProvider  *self);
CckProviderAuth     cck_provider_get_client_auth                (CckProvider  *self);
const char         *cck_provider_get_scopes                     (CckProvider  *self);
const char         *cck_provider_get_redirect_host              (CckProvider  *self);
const char         *cck_provider_get_redirect_ports             (CckProvider  *self);
const char         *cck_provider_get_redirect_path              (CckProvider  *self);
const char         *cck_provider_get_resource                   (CckProvider  *self);
const char         *cck_provider_get_audience                   (CckProvider  *self);
const char * const *cck_provider_get_parameters                 (CckProvider  *self);
gboolean            cck_provider_get_allow_http_loopback        (CckProvider  *self);
const char         *cck_provider_get_authorization_endpoint     (CckProvider  *self);
const char         *cck_provider_get_token_endpoint             (CckProvider  *self);
const char         *cck_provider_get_jwks_uri                   (CckProvider  *self);
const char         *cck_provider_get_userinfo_endpoint          (CckProvider  *self);
const char         *cck_provider_get_revocation_endpoint        (CckProvider  *self);
const char         *cck_provider_get_introspection_endpoint     (CckProvider  *self);
const char         *cck_provider_get_device_authorization_endpoint (CckProvider *self);
const char         *cck_provider_get_end_session_endpoint       (CckProvider  *self);
const char         *cck_provider_get_pushed_authorization_request_endpoint (CckProvider *self);
const char         *cck_provider_get_response_mode              (CckProvider  *self);
const char         *cck_provider_get_id_token_algorithm         (CckProvider  *self);
const char         *cck_provider_get_ca_certificates            (CckProvider  *self);
gboolean            cck_provider_get_dpop                       (CckProvider  *self);
gboolean            cck_provider_get_par                        (CckProvider  *self);
gboolean            cck_provider_get_request_object             (CckProvider  *self);
gboolean            cck_provider_get_transient                  (CckProvider  *self);
gboolean            cck_provider_get_read_only                  (CckProvider  *self);

/* The parameters of one kind of request ("authorization", "token", "refresh"): name, value, name,
 * value, …, NULL. (transfer full): g_strfreev() */
char              **cck_provider_dup_parameters_for             (CckProvider  *self,
                                                                 const char   *request);
/* The ports to try in turn, ended by the array's length; one 0 means any. (transfer full) */
guint16            *cck_provider_dup_redirect_port_list         (CckProvider  *self,
                                                                 gsize        *n_ports);
/* The "Redirect URI to Register", such as "http://127.0.0.1:8400/callback". With any port it has
 * none, as RFC 8252 §7.3 lets providers accept each; with a list there is one line a port. */
char               *cck_provider_dup_redirect_uri_to_register   (CckProvider  *self);

/* Whether it can be saved and used: a name, a client ID, an https issuer without query or fragment
 * (OpenID Connect Core §2; http only on loopback where that is allowed), a loopback redirect
 * (RFC 8252 §7.3), endpoints under the same rule, parameters that override none of the protocol's,
 * certificates that are some and hold no private key. Rejects with CCK_STORE_ERROR_INVALID_PROVIDER;
 * the message begins with the field. */
gboolean            cck_provider_validate                       (CckProvider  *self,
                                                                 GError      **error);

/* The file's text, without secrets; members that this version does not know are kept as they were
 * read. Ends with a newline. Its format is the lowest that can say it: 1, or 2 where a value is set
 * that a reader of format 1 would ignore to somebody's harm, such as "dpop". */
char               *cck_provider_to_json                        (CckProvider  *self);
/* @text: @length bytes from outside (-1: terminated). @origin: what to call it in messages, such as
 * a path. NULL with BAD_FILE (line and column in the message) or NEWER_FORMAT. */
CckProvider        *cck_provider_new_from_json                  (const char   *text,
                                                                 gssize        length,
                                                                 const char   *origin,
                                                                 GError      **error);

G_END_DECLS
