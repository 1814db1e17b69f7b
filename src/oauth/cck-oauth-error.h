/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_OAUTH_ERROR (cck_oauth_error_quark ())

/**
 * CckOauthError:
 * @CCK_OAUTH_ERROR_NETWORK: the provider could not be reached, or the connection was cut.
 *   Try again.
 * @CCK_OAUTH_ERROR_TLS: the provider's certificate is not trusted. Check it, or name a CA file.
 * @CCK_OAUTH_ERROR_TIMED_OUT: no whole answer within the time allowed. Try again.
 * @CCK_OAUTH_ERROR_TOO_LARGE: the answer is larger than any honest one. Nothing of it was used.
 * @CCK_OAUTH_ERROR_BAD_ANSWER: not JSON, cut in the middle, or a web page.
 * @CCK_OAUTH_ERROR_SERVER: the provider answered 5xx. Try again later.
 * @CCK_OAUTH_ERROR_RATE_LIMITED: 429, or 503 with Retry-After. Wait, see
 *   cck_oauth_error_get_retry_after().
 * @CCK_OAUTH_ERROR_REDIRECTED: the answer points elsewhere where no redirect may be followed.
 * @CCK_OAUTH_ERROR_INSECURE: plain http, where only https is allowed.
 * @CCK_OAUTH_ERROR_NO_CONFIGURATION: no metadata at this issuer. Check the issuer URL.
 * @CCK_OAUTH_ERROR_BAD_METADATA: the metadata lacks what is needed, or holds an address that isn't
 *   one.
 * @CCK_OAUTH_ERROR_ISSUER_MISMATCH: the provider calls itself something else.
 * @CCK_OAUTH_ERROR_UNSUPPORTED: the provider or Claimcheck can't do what was asked for.
 * @CCK_OAUTH_ERROR_BAD_PARAMETER: a parameter of the caller's can't be sent. Change it.
 * @CCK_OAUTH_ERROR_DECLINED: the person, or the provider for them, said no (access_denied).
 * @CCK_OAUTH_ERROR_REFUSED: another OAuth error, see cck_oauth_error_get_word().
 * @CCK_OAUTH_ERROR_SIGN_IN_AGAIN: the refresh token or code is over (invalid_grant).
 * @CCK_OAUTH_ERROR_WRONG_CLIENT: the provider doesn't know this client, or its secret
 *   (invalid_client).
 * @CCK_OAUTH_ERROR_TOKEN_REFUSED: a protected endpoint doesn't take the access token (401, 403).
 *   Refresh.
 * @CCK_OAUTH_ERROR_ANSWER_NOT_OURS: the browser's reply has another state. Go on listening.
 * @CCK_OAUTH_ERROR_BAD_BROWSER_REPLY: the browser's reply is ours and contradicts itself.
 *   Start over.
 * @CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER: the browser's reply comes from another issuer, or
 *   doesn't say from which although the provider promised to.
 * @CCK_OAUTH_ERROR_BAD_TOKEN: the token answer can't be used: no access token, characters that no
 *   token has, or an unknown token type.
 * @CCK_OAUTH_ERROR_MISSING_ID_TOKEN: openid was granted and no ID token came.
 * @CCK_OAUTH_ERROR_PORT_BUSY: every port that may be used for the redirect is taken.
 * @CCK_OAUTH_ERROR_NO_LISTENER: the loopback listener could not be opened for another reason, or it
 *   was closed.
 * @CCK_OAUTH_ERROR_BAD_SECRET_TEXT: what the keyring holds isn't a token set of a format known
 *   here.
 * @CCK_OAUTH_ERROR_NO_RANDOM: the system gave no random bytes.
 * @CCK_OAUTH_ERROR_EXPIRED: nobody typed the device's code in time. Start again.
 * @CCK_OAUTH_ERROR_OTHER_SUBJECT: the user information is about somebody else. Forget it; the
 *   session stays.
 * @CCK_OAUTH_ERROR_NOT_VERIFIED: a signed answer failed its checks. Don't believe it.
 *
 * What went wrong, named for what the reader does next. The messages are whole sentences for a
 * person, and never hold a token, code, secret, state or verifier.
 */
typedef enum
{
  CCK_OAUTH_ERROR_NETWORK,
  CCK_OAUTH_ERROR_TLS,
  CCK_OAUTH_ERROR_TIMED_OUT,
  CCK_OAUTH_ERROR_TOO_LARGE,
  CCK_OAUTH_ERROR_BAD_ANSWER,
  CCK_OAUTH_ERROR_SERVER,
  CCK_OAUTH_ERROR_RATE_LIMITED,
  CCK_OAUTH_ERROR_REDIRECTED,
  CCK_OAUTH_ERROR_INSECURE,
  CCK_OAUTH_ERROR_NO_CONFIGURATION,
  CCK_OAUTH_ERROR_BAD_METADATA,
  CCK_OAUTH_ERROR_ISSUER_MISMATCH,
  CCK_OAUTH_ERROR_UNSUPPORTED,
  CCK_OAUTH_ERROR_BAD_PARAMETER,
  CCK_OAUTH_ERROR_DECLINED,
  CCK_OAUTH_ERROR_REFUSED,
  CCK_OAUTH_ERROR_SIGN_IN_AGAIN,
  CCK_OAUTH_ERROR_WRONG_CLIENT,
  CCK_OAUTH_ERROR_TOKEN_REFUSED,
  CCK_OAUTH_ERROR_ANSWER_NOT_OURS,
  CCK_OAUTH_ERROR_BAD_BROWSER_REPLY,
  CCK_OAUTH_ERROR_WRONG_ISSUER_IN_ANSWER,
  CCK_OAUTH_ERROR_BAD_TOKEN,
  CCK_OAUTH_ERROR_MISSING_ID_TOKEN,
  CCK_OAUTH_ERROR_PORT_BUSY,
  CCK_OAUTH_ERROR_NO_LISTENER,
  CCK_OAUTH_ERROR_BAD_SECRET_TEXT,
  CCK_OAUTH_ERROR_NO_RANDOM,
  CCK_OAUTH_ERROR_EXPIRED,
  CCK_OAUTH_ERROR_OTHER_SUBJECT,
  CCK_OAUTH_ERROR_NOT_VERIFIED,
} CckOauthError;

GQuark cck_oauth_error_quark (void);

/**
 * cck_oauth_error_new_from_wire:
 * @word: the provider's `error`
 * @description: (nullable): the provider's `error_description`
 * @uri: (nullable): the provider's `error_uri`
 *
 * Makes the error for an OAuth error answer (RFC 6749 §4.1.2.1, §5.2). All three are untrusted: what
 * isn't printable US-ASCII (the sections' own alphabet) becomes "?", and they are cut to a bounded
 * length before they stand in the message. The address is text to read, never opened.
 *
 * Returns: (transfer full): an error of this domain
 */
GError     *cck_oauth_error_new_from_wire   (const char   *word,
                                             const char   *description,
                                             const char   *uri);

/**
 * cck_oauth_error_get_retry_after:
 * @error: (nullable): an error of any domain
 *
 * Returns: the seconds that the provider asked to wait (`Retry-After`), 0 for nothing
 */
gint64      cck_oauth_error_get_retry_after (const GError *error);

/**
 * cck_oauth_error_set_retry_after:
 * @error: an error of this domain
 * @seconds: how long the provider asked to wait
 */
void        cck_oauth_error_set_retry_after (GError       *error,
                                             gint64        seconds);

/**
 * cck_oauth_error_get_word:
 * @error: (nullable): an error of any domain
 *
 * Returns: (nullable): the provider's own error code, such as `invalid_scope`, made printable
 */
const char *cck_oauth_error_get_word        (const GError *error);

G_END_DECLS
