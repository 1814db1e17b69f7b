/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cck-practice-tokens.h"

G_BEGIN_DECLS

/* 400 with @error (RFC 6749 §5.2). @description is ASCII without quotes and backslashes. */
void cck_practice_token_refuse        (SoupServerMessage      *message,
                                       const char             *error,
                                       const char             *description);

/* The answer with tokens (RFC 6749 §5.1): an ID token where openid is in the scope and a person is
 * behind it, a refresh token where @refreshable. */
void cck_practice_token_answer        (CckPracticeContext     *context,
                                       SoupServerMessage      *message,
                                       const CckPracticeIssue *issue,
                                       gboolean                refreshable);

/* The same for an exchanged token (RFC 8693 §2.2.1). */
void cck_practice_token_answer_issued (CckPracticeContext     *context,
                                       SoupServerMessage      *message,
                                       const CckPracticeIssue *issue,
                                       const char             *issued_type);

/* RFC 8707 §2.2: what the token is to be for, of what was granted; everything where nothing is
 * asked. (transfer none): %NULL where the request has been answered with invalid_target. */
const char * const *cck_practice_token_get_audiences (SoupServerMessage      *message,
                                                      CckPracticeForm        *form,
                                                      const CckPracticeGrant *grant);

G_END_DECLS
