/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-provider-link.h"
#include "cck-token-set.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

/* What an ID token is held against (OIDC Core §3.1.3.7; after a refresh §12.2). */
typedef struct
{
  const char *nonce;          /* the one that was sent; NULL for none */
  gboolean    nonce_optional; /* after a refresh it may be missing */
  const char *subject;        /* the one that it must be; NULL for anybody */
  gint64      max_age;        /* seconds; -1 for any */
  const char *code;           /* for c_hash; NULL where there was none */
} CckIdTokenRules;

/* Takes the ID token of @tokens apart and checks all of it. Called in a fiber.
 *
 * @verdict: (out): what was found, also after a failure; NULL where the token could not be read.
 * Returns: (transfer full): the token, if every check that the profile demands was made and passed;
 * else NULL with CCK_SESSION_ERROR_CHECK_FAILED, _CLOCK where it would have passed by the provider's
 * clock, CCK_JOSE_ERROR_* where it can't be read, or the error that kept the provider's keys away. */
CckJwt *cck_session_await_id_token (CckSession             *session,
                                    CckProvider            *provider,
                                    CckProviderLink        *link,
                                    CckTokenSet            *tokens,
                                    const CckIdTokenRules  *rules,
                                    CckVerdict            **verdict,
                                    GError                **error);

/* The name by which a person knows the account: email, preferred_username, name or sub, whichever
 * comes first. (transfer full) */
char   *cck_id_token_dup_label     (CckJwt                 *id_token);

G_END_DECLS
