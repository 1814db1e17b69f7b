/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cck-practice-context.h"

G_BEGIN_DECLS

/* Returns: (transfer full): an access token as a JWT (RFC 9068) for what @grant allows of @scope */
char *cck_practice_tokens_dup_access (CckPracticeContext  *context,
                                      CckPracticeGrant    *grant,
                                      const char          *scope,
                                      GError             **error);

/**
 * cck_practice_tokens_dup_id:
 * @access_token: the one that is issued with it, for `at_hash`
 * @first: whether it comes of a code and so has the request's nonce; a refreshed one has none
 *   (OpenID Connect Core §12.2)
 *
 * Returns: (transfer full): an ID token (OpenID Connect Core §2)
 */
char *cck_practice_tokens_dup_id     (CckPracticeContext  *context,
                                      CckPracticeGrant    *grant,
                                      const char          *access_token,
                                      const char          *scope,
                                      gboolean             first,
                                      GError             **error);

/* Adds what @scope lets a client know of @person (OpenID Connect Core §5.4) to the object being
 * built. */
void  cck_practice_tokens_add_person (JsonBuilder             *builder,
                                      const CckPracticePerson *person,
                                      const char              *scope);

/* Another text that differs from @text in its last character, for misbehaving. */
char *cck_practice_tokens_dup_altered (const char         *text);

G_END_DECLS
