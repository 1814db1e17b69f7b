/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-client.h"
#include "cck-json.h"
#include "cck-token-set.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

#define CCK_TYPE_USERINFO (cck_userinfo_get_type ())

/**
 * CckUserinfo:
 *
 * Whom an access token stands for, as the provider says (OpenID Connect Core §5.3). Immutable,
 * reference counted.
 */
typedef struct _CckUserinfo CckUserinfo;

/**
 * CckUserinfoKeysFunc:
 * @again: %FALSE for the keys at hand; %TRUE after a signature named one that isn't among them, for
 *   keys fetched once more (OpenID Connect Core §10.1.1)
 * @user_data: …
 *
 * Where the provider's keys come from; called only for a signed answer.
 *
 * Returns: (transfer full): a future of a boxed #CckJwks
 */
typedef DexFuture *(*CckUserinfoKeysFunc) (gboolean again,
                                           gpointer user_data);

GType        cck_userinfo_get_type    (void);

/**
 * cck_userinfo_fetch:
 * @client: us at the provider, with the key of the session where the token is bound to one
 * @tokens: the set whose access token is shown; it goes in the header (RFC 6750 §2.1), with a proof
 *   where its type is `DPoP` (RFC 9449 §7.1)
 * @subject: (nullable): the ID token's `sub`, which the answer's has to equal (§5.3.2); %NULL only
 *   where there is no ID token, as with plain OAuth
 * @keys: (nullable): the provider's keys for a signed answer
 * @user_data: for @keys
 * @user_data_destroy: (nullable): …
 * @now: seconds since the epoch
 *
 * Asks. A signed answer (`application/jwt`) is verified: signature, `iss` and `aud` (§5.3.2), and
 * times where it has any; `none` is refused, and HS* is accepted with the client secret only. An
 * encrypted answer can't be read and is %CCK_OAUTH_ERROR_UNSUPPORTED.
 *
 * Returns: (transfer full): a future of a boxed #CckUserinfo. It rejects with
 *   %CCK_OAUTH_ERROR_TOKEN_REFUSED (401, 403), %CCK_OAUTH_ERROR_OTHER_SUBJECT (the answer is to be
 *   forgotten, the session stays), %CCK_OAUTH_ERROR_NOT_VERIFIED, _BAD_ANSWER, _UNSUPPORTED, and as
 *   @keys and cck_http_send() do
 */
DexFuture   *cck_userinfo_fetch       (CckClient            *client,
                                       CckTokenSet          *tokens,
                                       const char           *subject,
                                       CckUserinfoKeysFunc   keys,
                                       gpointer              user_data,
                                       GDestroyNotify        user_data_destroy,
                                       gint64                now);
CckUserinfo *cck_userinfo_ref         (CckUserinfo          *self);
void         cck_userinfo_unref       (CckUserinfo          *self);

/** The claims, an object; of a signed answer its payload. */
CckJson     *cck_userinfo_get_json    (CckUserinfo          *self);

/** The checks on a signed answer; %NULL for plain JSON. Its result may be "not fully checked",
 *  since a userinfo need not expire: what §5.3.2 asks for has passed, and nothing failed. */
CckVerdict  *cck_userinfo_get_verdict (CckUserinfo          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckUserinfo, cck_userinfo_unref)

G_END_DECLS
