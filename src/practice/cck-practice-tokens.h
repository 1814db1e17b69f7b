/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cck-practice-context.h"

G_BEGIN_DECLS

/* What a token is made of. Plain and borrowed for the call. */
typedef struct
{
  CckPracticeClient *client;
  CckPracticeGrant *grant;
  const char *scope;             /* what is given of the grant's */
  const char * const *audiences; /* nullable or empty: this provider */
  const char *jkt;               /* nullable: the key that it is bound to (RFC 9449 §6) */
  const char *actor;             /* nullable: who acts for the subject (RFC 8693 §4.1) */
  const char *code;              /* nullable: the code that it comes of; else it is a refresh */
} CckPracticeIssue;

/* Returns: (transfer full): an access token as a JWT (RFC 9068) */
char *cck_practice_tokens_dup_access (CckPracticeContext      *context,
                                      const CckPracticeIssue  *issue,
                                      GError                 **error);

/**
 * cck_practice_tokens_dup_id:
 * @access_token: the one that is issued with it, for `at_hash`
 *
 * Returns: (transfer full): an ID token (OpenID Connect Core §2). One that comes of a code has the
 *   request's nonce, a refreshed one has none (OpenID Connect Core §12.2)
 */
char *cck_practice_tokens_dup_id     (CckPracticeContext      *context,
                                      const CckPracticeIssue  *issue,
                                      const char              *access_token,
                                      GError                 **error);

/* Adds what @scope lets a client know of @person (OpenID Connect Core §5.4) to the object being
 * built. */
void  cck_practice_tokens_add_person (JsonBuilder             *builder,
                                      const CckPracticePerson *person,
                                      const char              *scope);

/* Another text that differs from @text in its last character, for misbehaving. */
char *cck_practice_tokens_dup_altered (const char             *text);

G_END_DECLS
