/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-authorization-response.h"
#include "cck-dpop.h"
#include "cck-metadata.h"

G_BEGIN_DECLS

/**
 * CckResponseMode:
 * @CCK_RESPONSE_MODE_QUERY: the answer stands in the callback's query, as always with a code
 * @CCK_RESPONSE_MODE_FORM_POST: the browser posts it (OAuth 2.0 Form Post Response Mode §2)
 */
typedef enum
{
  CCK_RESPONSE_MODE_QUERY,
  CCK_RESPONSE_MODE_FORM_POST,
} CckResponseMode;

#define CCK_TYPE_AUTHORIZATION (cck_authorization_get_type ())

/**
 * CckAuthorization:
 *
 * One authorization request and what its answer is held against: the provider's metadata, state,
 * nonce and verifier of this transaction alone (RFC 6749 §4.1, RFC 9700 §2.1.1). Reference counted;
 * used on one thread.
 */
typedef struct _CckAuthorization CckAuthorization;

GType             cck_authorization_get_type       (void);

/**
 * cck_authorization_new:
 * @metadata: the provider; the code goes to this provider's token endpoint and nowhere else
 *   (RFC 9700 §4.4.2)
 * @client_id: our name at the provider
 * @redirect_uri: where the browser comes back, sent byte for byte here and to the token endpoint
 * @scope: (nullable): the scopes, separated by spaces
 * @error: return location
 *
 * Draws a state and a verifier, and a nonce where `openid` is among the scopes.
 *
 * Returns: (transfer full): the transaction; %NULL with %CCK_OAUTH_ERROR_UNSUPPORTED (no
 *   authorization endpoint, no S256) or %CCK_OAUTH_ERROR_NO_RANDOM
 */
CckAuthorization *cck_authorization_new            (CckMetadata       *metadata,
                                                    const char        *client_id,
                                                    const char        *redirect_uri,
                                                    const char        *scope,
                                                    GError           **error);
CckAuthorization *cck_authorization_ref            (CckAuthorization  *self);
void              cck_authorization_unref          (CckAuthorization  *self);

/**
 * cck_authorization_add_parameter:
 * @name: a parameter's name, such as `prompt`, `login_hint`, `acr_values`, `ui_locales`,
 *   `resource`, `audience` or one of the provider's own
 * @value: its value, not encoded
 *
 * Adds a parameter to the address. `resource` may be added several times (RFC 8707 §2). The
 * parameters of the protocol itself (`client_id`, `redirect_uri`, `response_type`, `scope`,
 * `state`, `nonce`, `code_challenge`, …) can't be added, nor can one name twice.
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_BAD_PARAMETER
 */
gboolean          cck_authorization_add_parameter  (CckAuthorization  *self,
                                                    const char        *name,
                                                    const char        *value,
                                                    GError           **error);

/**
 * cck_authorization_set_max_age:
 * @seconds: how old the sign-in at the provider may be, -1 for any age (OpenID Connect Core
 *   §3.1.2.1)
 */
void              cck_authorization_set_max_age    (CckAuthorization  *self,
                                                    gint64             seconds);

/**
 * cck_authorization_set_response_mode:
 * @mode: how the answer comes back
 * @error: return location
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_UNSUPPORTED where the provider lists its
 *   `response_modes_supported` without it
 */
gboolean          cck_authorization_set_response_mode (CckAuthorization *self,
                                                    CckResponseMode    mode,
                                                    GError           **error);
CckResponseMode   cck_authorization_get_response_mode (CckAuthorization *self);

/**
 * cck_authorization_set_dpop:
 * @dpop: the session's key
 *
 * Binds the code to the key (`dpop_jkt`, RFC 9449 §10).
 */
void              cck_authorization_set_dpop       (CckAuthorization  *self,
                                                    CckDpop           *dpop);

/** The session's key, %NULL where there is none. */
CckDpop          *cck_authorization_get_dpop       (CckAuthorization  *self);

/**
 * cck_authorization_dup_uri:
 *
 * The address for the system browser. A query that the endpoint has already stays (RFC 6749 §3.1).
 * Once the request was pushed or signed there is nothing in it but `client_id` and `request_uri` or
 * `request` (RFC 9126 §4, RFC 9101 §5), and no parameter can be added any more.
 */
char             *cck_authorization_dup_uri        (CckAuthorization  *self);

/**
 * cck_authorization_parse_response:
 * @self: the transaction
 * @query: (nullable): the query of the callback, without "?"
 * @error: return location
 *
 * Judges what came to the redirect URI. The state is looked at before anything else, in constant
 * time (RFC 9700 §4.7.1): a missing, repeated or other one is no answer of ours, and neither is a
 * right one that carries no code and no error. Such a reply ends nothing:
 * %CCK_OAUTH_ERROR_ANSWER_NOT_OURS means "go on listening".
 *
 * Every other outcome ends the transaction, and the state is forgotten:
 * a response; %CCK_OAUTH_ERROR_BAD_BROWSER_REPLY (repeated parameters, or code and error together,
 * RFC 6749 §3.1); %CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER (RFC 9207 §2.4, on errors too);
 * %CCK_OAUTH_ERROR_DECLINED or %CCK_OAUTH_ERROR_REFUSED (RFC 6749 §4.1.2.1).
 *
 * Returns: (transfer full): the response with its code
 */
CckAuthorizationResponse *
                  cck_authorization_parse_response (CckAuthorization  *self,
                                                    const char        *query,
                                                    GError           **error);

/**
 * cck_authorization_parse_pasted:
 * @self: the transaction
 * @text: a whole callback address from the browser's address bar, white space around it forgiven
 * @error: return location
 *
 * As cck_authorization_parse_response(), for an address that a person pasted. What isn't an address
 * at the redirect URI is %CCK_OAUTH_ERROR_ANSWER_NOT_OURS, and ends nothing.
 */
CckAuthorizationResponse *
                  cck_authorization_parse_pasted   (CckAuthorization  *self,
                                                    const char        *text,
                                                    GError           **error);

CckMetadata      *cck_authorization_get_metadata     (CckAuthorization  *self);
const char       *cck_authorization_get_client_id    (CckAuthorization  *self);
const char       *cck_authorization_get_redirect_uri (CckAuthorization  *self);

/** The scope asked for; "" where none was. */
const char       *cck_authorization_get_scope        (CckAuthorization  *self);

/** The nonce the ID token has to bring back, %NULL where `openid` wasn't asked for. */
const char       *cck_authorization_get_nonce        (CckAuthorization  *self);

/** The `max_age` asked for in seconds, -1 for none. */
gint64            cck_authorization_get_max_age      (CckAuthorization  *self);

/** The verifier for the token request. A secret. */
const char       *cck_authorization_get_verifier     (CckAuthorization  *self);

/** Whether the transaction still waits for its answer. */
gboolean          cck_authorization_is_open          (CckAuthorization  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckAuthorization, cck_authorization_unref)

G_END_DECLS
