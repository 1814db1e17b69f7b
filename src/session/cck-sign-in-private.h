/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-browser-trip.h"
#include "cck-jwt.h"
#include "cck-provider-link.h"
#include "cck-sign-in.h"
#include "cck-token-set.h"

G_BEGIN_DECLS

/* One sign-in from inside: the three grants, each in a file of its own, and what follows all of them.
 * Everything named "await" is called in the sign-in's fiber. */
struct _CckSignIn
{
  GObject          parent_instance;

  CckSession      *session;
  CckProvider     *provider;
  CckAccount      *account; /* the one to sign in to again, or NULL */
  CckSignInGrant   grant;
  char            *login_hint;
  char            *prompt;
  gint64           max_age;
  guint            timeout;
  gboolean         has_timeout;
  gboolean         another;

  CckSignInState   state;
  CckVerdict      *verdict;
  CckProviderLink *link;
  CckClient       *client;           /* the link's, with this session's key */
  CckBrowserTrip  *trip;             /* of the code grant */
  CckSecret       *code;             /* the same; for c_hash */
  char            *verification_uri; /* of the device grant */
  DexPromise      *cancelled;
};

void        cck_sign_in_set_state          (CckSignIn      *self,
                                            CckSignInState  state);
/* The future, or the end of the sign-in, whichever comes first. Takes @future. */
DexFuture  *cck_sign_in_or_cancelled       (CckSignIn      *self,
                                            DexFuture      *future);
/* The same with the deadline, which rejects with DEX_ERROR_TIMED_OUT. */
DexFuture  *cck_sign_in_or_deadline        (CckSignIn      *self,
                                            DexFuture      *future);
void        cck_sign_in_emit_open_uri      (CckSignIn      *self,
                                            const char     *uri);
void        cck_sign_in_emit_device_code   (CckSignIn      *self,
                                            const char     *user_code,
                                            const char     *verification_uri,
                                            const char     *verification_uri_complete,
                                            guint           expires_in,
                                            guint           interval);
void        cck_sign_in_emit_callback      (CckSignIn      *self);

/* Each asks the provider for tokens; NULL with the reason. Link and client are there already. */
CckTokenSet *cck_sign_in_await_code        (CckSignIn      *self,
                                            GError        **error);
CckTokenSet *cck_sign_in_await_device      (CckSignIn      *self,
                                            GError        **error);

/* The account with its tokens saved. @id_token: (nullable): checked. (transfer full) */
CckAccount  *cck_sign_in_await_saving      (CckSignIn      *self,
                                            CckJwt         *id_token,
                                            CckTokenSet    *tokens,
                                            GError        **error);

G_END_DECLS
