/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-context.h"

G_BEGIN_DECLS

/* One of our access tokens, good at this moment (RFC 9068 §4, but for its audience). */
typedef struct
{
  CckJwt *jwt;
  CckPracticeGrant *grant; /* borrowed: until it ends */
  const char *jti;         /* borrowed from @jwt, as are the others */
  const char *scope;
  const char *jkt; /* nullable: the key that it is bound to */
  gint64 expires;
} CckPracticeAccess;

/* (transfer full): %NULL where @token is none of ours, expired or ended. */
CckPracticeAccess *cck_practice_access_read     (CckPracticeContext *context,
                                                 const char         *token);
void               cck_practice_access_free     (CckPracticeAccess  *access);

/* Whether it is for this provider, that is, for userinfo. */
gboolean           cck_practice_access_is_for_us (CckPracticeContext *context,
                                                  CckPracticeAccess  *access);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeAccess, cck_practice_access_free)

G_END_DECLS
