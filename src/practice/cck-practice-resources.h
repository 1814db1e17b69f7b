/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-context.h"
#include "cck-practice-form.h"

G_BEGIN_DECLS

/* What a client does with tokens that it has. */

/* The userinfo endpoint (OpenID Connect Core §5.3); the token comes in the Authorization header. */
void cck_practice_userinfo   (CckPracticeContext *context,
                              SoupServerMessage  *message,
                              CckPracticeForm    *form);

/* The revocation endpoint (RFC 7009): a refresh token ends its family, an access token itself. */
void cck_practice_revoke     (CckPracticeContext *context,
                              SoupServerMessage  *message,
                              CckPracticeForm    *form);

/* The introspection endpoint (RFC 7662), where a public client may ask about its own tokens: who
 * has a token here may know what it says. */
void cck_practice_introspect (CckPracticeContext *context,
                              SoupServerMessage  *message,
                              CckPracticeForm    *form);

G_END_DECLS
