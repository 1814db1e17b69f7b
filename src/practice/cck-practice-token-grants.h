/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-tokens.h"

G_BEGIN_DECLS

#define CCK_PRACTICE_GRANT_DEVICE "urn:ietf:params:oauth:grant-type:device_code"
#define CCK_PRACTICE_GRANT_EXCHANGE "urn:ietf:params:oauth:grant-type:token-exchange"

/* Answers a token request of @client, which has authenticated. @jkt: (nullable): the key of its DPoP
 * proof. */
typedef void (*CckPracticeTokenGrant) (CckPracticeContext *context,
                                       SoupServerMessage  *message,
                                       CckPracticeForm    *form,
                                       CckPracticeClient  *client,
                                       const char         *jkt);

/* Binds the refresh tokens of a public client to the key of its first proof (RFC 9449 §5). */
void cck_practice_token_bind               (CckPracticeIssue   *issue);

/* RFC 6749 §4.4 */
void cck_practice_token_client_credentials (CckPracticeContext *context,
                                            SoupServerMessage  *message,
                                            CckPracticeForm    *form,
                                            CckPracticeClient  *client,
                                            const char         *jkt);

/* RFC 8628 §3.4 */
void cck_practice_token_device             (CckPracticeContext *context,
                                            SoupServerMessage  *message,
                                            CckPracticeForm    *form,
                                            CckPracticeClient  *client,
                                            const char         *jkt);

/* RFC 8693 §2 */
void cck_practice_token_exchange           (CckPracticeContext *context,
                                            SoupServerMessage  *message,
                                            CckPracticeForm    *form,
                                            CckPracticeClient  *client,
                                            const char         *jkt);

G_END_DECLS
