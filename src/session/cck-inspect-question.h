/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-inspector.h"
#include "cck-jwt.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

/* What an inspection is asked, copied out of the caller's options. Internal to this layer. */
typedef struct
{
  CckSession  *session;
  CckProvider *provider;
  CckJwks     *jwks;
  CckSecret   *hmac_secret;
  char        *issuer;
  char        *audience;
  char        *nonce;
  GStrv        algorithms;
  CckProfile   profile;
  gboolean     has_profile;
  gboolean     fetch_unknown_issuer;
  gint64       at;
  gint64       leeway;
  GStrv        acr_values;
  const char  *registered[2]; /* the algorithm that the provider's ID tokens are registered with */
  gint64       max_age;
  char        *http_method;
  char        *http_uri;
} CckInspectQuestion;

/* @options: (nullable). (transfer full); NULL with CCK_SESSION_ERROR_BAD_INPUT or CCK_JOSE_ERROR_*. */
CckInspectQuestion *cck_inspect_question_new  (CckSession               *session,
                                               const CckInspectOptions  *options,
                                               GError                  **error);
void                cck_inspect_question_free (CckInspectQuestion       *self);

/* What @jwt is to be held against; borrows from @self. */
void                cck_inspect_question_fill (CckInspectQuestion       *self,
                                               CckJwt                   *jwt,
                                               CckExpectations          *expectations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckInspectQuestion, cck_inspect_question_free)

G_END_DECLS
