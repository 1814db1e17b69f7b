/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_SIGN_OUT_RESULT (cck_sign_out_result_get_type ())

/* What became of a sign-out or a revocation; @told says whether the provider knows all of it. */
typedef struct
{
  gboolean  supported; /* the provider has a revocation endpoint */
  gboolean  told;      /* it answered that what it can revoke is revoked */
  gint64    lives_until; /* seconds since the epoch: the provider revokes no access tokens
                          * (RFC 7009 §2.2.1), and this one ends then; 0 where none is left */
  gboolean  nothing_left; /* it was revoked before: there was nothing to tell the provider any more */
  gboolean  refresh_failed; /* the refresh token could not be revoked: it lives on */
  GError   *error;     /* why it could not be told, or NULL */
  char     *end_session_uri; /* where the browser ends the session at the provider itself, for the face
                              * to open if the person wants that (OpenID Connect RP-Initiated Logout
                              * §2); NULL where the provider has no such address */
} CckSignOutResult;

GType             cck_sign_out_result_get_type (void) G_GNUC_CONST;
CckSignOutResult *cck_sign_out_result_copy     (const CckSignOutResult *self);
void              cck_sign_out_result_free     (CckSignOutResult       *self);

/* Revokes the refresh token, then the access token (RFC 7009 §2), clears the keyring item and
 * removes the account, even where the provider could not be told. A locked keyring stops it before
 * anything is changed. Resolves to a CckSignOutResult. */
DexFuture        *cck_session_sign_out         (CckSession             *session,
                                                CckAccount             *account);

/* Revokes the same two and forgets them, and keeps the account, which is to be signed in to again.
 * Where the provider has no revocation endpoint, or the refresh token could not be revoked, it rejects
 * and nothing has changed. Resolves to a CckSignOutResult; its error is about the access token
 * alone. */
DexFuture        *cck_session_revoke           (CckSession             *session,
                                                CckAccount             *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckSignOutResult, cck_sign_out_result_free)

G_END_DECLS
