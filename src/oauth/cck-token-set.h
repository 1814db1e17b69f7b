/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-dpop.h"

G_BEGIN_DECLS

#define CCK_TYPE_TOKEN_SET (cck_token_set_get_type ())

/**
 * CckTokenSet:
 *
 * What a token endpoint answered (RFC 6749 §5.1), immutable and reference counted. Its strings are
 * overwritten with the last reference.
 */
typedef struct _CckTokenSet CckTokenSet;

GType        cck_token_set_get_type          (void);

/**
 * cck_token_set_parse:
 * @document: the JSON answer
 * @requested_scope: (nullable): the scope asked for, which is the granted one where the answer
 *   names none (RFC 6749 §5.1)
 * @nonce: (nullable): the nonce of the authorization, kept for comparing later ID tokens
 * @needs_id_token: %TRUE for the answer to a code, where `openid` granted without an ID token is
 *   refused (OpenID Connect Core §3.1.3.3); %FALSE for a refresh (§12.2)
 * @now: when it was asked for, seconds since the epoch
 * @error: return location
 *
 * Reads a token answer strictly. The type is compared without case and only `Bearer` is used;
 * `expires_in` may be missing or a string of digits, and one that is negative, worded or absurd
 * counts as unknown.
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_ANSWER (no strict JSON), _BAD_TOKEN or
 *   _MISSING_ID_TOKEN
 */
CckTokenSet *cck_token_set_parse             (GBytes       *document,
                                              const char   *requested_scope,
                                              const char   *nonce,
                                              gboolean      needs_id_token,
                                              gint64        now,
                                              GError      **error);

/**
 * cck_token_set_parse_bound:
 * @dpop: (nullable): the key that the request had a proof of
 *
 * As cck_token_set_parse(), for a request with a proof: the type has to be `DPoP` then, and the set
 * keeps the key. A `Bearer` token would be one that anybody can use who finds it, so it is refused
 * with %CCK_OAUTH_ERROR_BAD_TOKEN (RFC 9449 §5).
 */
CckTokenSet *cck_token_set_parse_bound       (GBytes       *document,
                                              const char   *requested_scope,
                                              const char   *nonce,
                                              gboolean      needs_id_token,
                                              CckDpop      *dpop,
                                              gint64        now,
                                              GError      **error);
CckTokenSet *cck_token_set_ref               (CckTokenSet  *self);
void         cck_token_set_unref             (CckTokenSet  *self);

/**
 * cck_token_set_merge:
 * @old: what was held
 * @fresh: what the refresh answered
 *
 * The set to hold from now on. Merged, never replaced: a refresh token, ID token or scope that the
 * answer leaves out stays (RFC 6749 §6), and so does the first nonce.
 * cck_token_set_get_rotated() tells whether a new refresh token came.
 */
CckTokenSet *cck_token_set_merge             (CckTokenSet  *old,
                                              CckTokenSet  *fresh);

/**
 * cck_token_set_with_refresh_token:
 * @refresh_token: (nullable): the one to hold instead; %NULL where there is none any more
 *
 * The same set with another refresh token: what is left once the provider said that the old one is
 * over, or what is sure before the rest of an answer has been checked.
 */
CckTokenSet *cck_token_set_with_refresh_token (CckTokenSet  *self,
                                               const char   *refresh_token);

/**
 * cck_token_set_with_id_token:
 * @id_token: (nullable): the one to hold instead
 *
 * The same set with another ID token: the last one that passed its checks.
 */
CckTokenSet *cck_token_set_with_id_token      (CckTokenSet  *self,
                                               const char   *id_token);

/**
 * cck_token_set_with_dpop:
 * @dpop: (nullable): the key that the access token is bound to
 *
 * The same set with a key, and with the token type that follows from it.
 */
CckTokenSet *cck_token_set_with_dpop         (CckTokenSet  *self,
                                              CckDpop      *dpop);

/** The key that the access token is bound to (RFC 9449), borrowed; %NULL for a bearer token. */
CckDpop     *cck_token_set_get_dpop          (CckTokenSet  *self);

/** The tokens: secrets, borrowed. */
const char  *cck_token_set_get_access_token  (CckTokenSet  *self);
const char  *cck_token_set_get_id_token      (CckTokenSet  *self);
const char  *cck_token_set_get_refresh_token (CckTokenSet  *self);

/** `Bearer` (RFC 6750) or `DPoP` (RFC 9449), in their own spelling, however the provider wrote it. */
const char  *cck_token_set_get_token_type    (CckTokenSet  *self);

/** The granted scope, "" where none is known (RFC 6749 §3.3). */
const char  *cck_token_set_get_scope         (CckTokenSet  *self);

/** The nonce of the sign-in, %NULL where there was none. */
const char  *cck_token_set_get_nonce         (CckTokenSet  *self);

/** When the access token ends, seconds since the epoch; 0 unknown. */
gint64       cck_token_set_get_expires_at    (CckTokenSet  *self);

/** When it was asked for, seconds since the epoch. */
gint64       cck_token_set_get_issued_at     (CckTokenSet  *self);

/** Whether the merge that made this set brought a new refresh token. Not in the secret text. */
gboolean     cck_token_set_get_rotated       (CckTokenSet  *self);

/** Fingerprints for a history, see cck_sensitive_fingerprint(); %NULL for a missing token. */
char        *cck_token_set_dup_access_fingerprint  (CckTokenSet *self);
char        *cck_token_set_dup_refresh_fingerprint (CckTokenSet *self);

/**
 * cck_token_set_to_secret_json:
 *
 * Everything in it as JSON with a format version, for the keyring and nothing else.
 *
 * Returns: (transfer full): free with cck_sensitive_free()
 */
char        *cck_token_set_to_secret_json    (CckTokenSet  *self);

/**
 * cck_token_set_from_secret_json:
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_SECRET_TEXT, also for a newer format
 */
CckTokenSet *cck_token_set_from_secret_json  (const char   *text,
                                              GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckTokenSet, cck_token_set_unref)

G_END_DECLS
