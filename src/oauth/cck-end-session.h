/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-metadata.h"

G_BEGIN_DECLS

/**
 * CckEndSession:
 * @client_id: (nullable): our name at the provider
 * @logout_hint: (nullable): whose session it is, in a form that the provider gave out: a user name,
 *   an address or a `sub`, never a token
 * @post_logout_redirect_uri: (nullable): where the browser goes afterwards, as registered
 * @state: (nullable): comes back there; only with @post_logout_redirect_uri
 * @ui_locales: (nullable): languages, separated by spaces
 *
 * What the end of a session is asked with (OpenID Connect RP-Initiated Logout 1.0 §2).
 *
 * There is no `id_token_hint` here, although the standard recommends one. It would put an ID token
 * into an address, and so into the browser's history, the provider's logs and, where a browser is
 * started by a program's arguments, the process list (RFC 9700 §4.3 keeps tokens out of addresses
 * for that reason). §2 lets a client name itself by `client_id`, and the session by `logout_hint`.
 * The price: a provider may ask the person whether they want to sign out, which it has to do
 * without a hint anyway (§2), and may not go to @post_logout_redirect_uri (§3).
 */
typedef struct
{
  const char *client_id;
  const char *logout_hint;
  const char *post_logout_redirect_uri;
  const char *state;
  const char *ui_locales;
} CckEndSession;

/**
 * cck_end_session_dup_uri:
 * @metadata: the provider
 * @request: what to ask
 * @error: return location
 *
 * The address where the browser ends the session at the provider. A query that the endpoint has
 * already stays; one that names a parameter of the protocol is refused.
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_UNSUPPORTED (no such endpoint),
 *   _BAD_METADATA or _BAD_PARAMETER
 */
char *cck_end_session_dup_uri (CckMetadata          *metadata,
                               const CckEndSession  *request,
                               GError              **error);

G_END_DECLS
