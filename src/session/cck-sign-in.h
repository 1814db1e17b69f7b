/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"
#include "cck-verdict.h"

G_BEGIN_DECLS

/* Seconds that a person has for the browser, unless cck_sign_in_set_timeout() says otherwise. */
#define CCK_SIGN_IN_TIMEOUT 300

typedef enum
{
  CCK_SIGN_IN_READY,      /* not started */
  CCK_SIGN_IN_PREPARING,  /* keyring looked at, discovery, listener opened */
  CCK_SIGN_IN_WAITING,    /* "Waiting for the Browser" */
  CCK_SIGN_IN_EXCHANGING, /* the callback came; the code goes to the token endpoint */
  CCK_SIGN_IN_CHECKING,   /* "Checking Tokens" */
  CCK_SIGN_IN_SAVING,
  CCK_SIGN_IN_DONE,
  CCK_SIGN_IN_FAILED,
} CckSignInState;

#define CCK_TYPE_SIGN_IN_STATE (cck_sign_in_state_get_type ())
GType cck_sign_in_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  CCK_SIGN_IN_CODE,               /* through the browser (RFC 6749 §4.1, with PKCE) */
  CCK_SIGN_IN_DEVICE,             /* in a browser anywhere, with a code to type (RFC 8628) */
  CCK_SIGN_IN_CLIENT_CREDENTIALS, /* as the client itself: nobody, no browser (RFC 6749 §4.4) */
} CckSignInGrant;

#define CCK_TYPE_SIGN_IN (cck_sign_in_get_type ())

/* One sign-in, in one of three ways, all of which end in the same checks and the same saving.
 *
 * Property "state" (CckSignInState, notified). Signals:
 *   "open-uri" (const char *uri): the listener is ready, the face opens this address in the browser.
 *     The address is no secret, but is not put into a property either.
 *   "device-code" (const char *user_code, const char *verification_uri,
 *     const char *verification_uri_complete (nullable), guint expires_in, guint interval; seconds):
 *     to show and to click, on this machine or another (RFC 8628 §3.3). Nothing is opened.
 *   "callback": the browser's answer came in, or the device's code was accepted. */
G_DECLARE_FINAL_TYPE (CckSignIn, cck_sign_in, CCK, SIGN_IN, GObject)

CckSignIn      *cck_sign_in_new              (CckSession  *session,
                                              CckProvider *provider);

/* All optional, before cck_sign_in_run(). */
/* CCK_SIGN_IN_CODE unless set. */
void            cck_sign_in_set_grant        (CckSignIn      *self,
                                              CckSignInGrant  grant);
/* @account: signing in again to this account; somebody else's answer is refused. */
void            cck_sign_in_set_account      (CckSignIn   *self,
                                              CckAccount  *account);
void            cck_sign_in_set_login_hint   (CckSignIn   *self,
                                              const char  *login_hint);
void            cck_sign_in_set_prompt       (CckSignIn   *self,
                                              const char  *prompt);
/* @another: the browser may be signed in already; let the person choose who it is to be, by the
 * prompt that the provider knows (OIDC Core §3.1.2.1). A prompt that was set goes before. */
void            cck_sign_in_set_another      (CckSignIn   *self,
                                              gboolean     another);
/* Seconds; -1 (the default) for none. */
void            cck_sign_in_set_max_age      (CckSignIn   *self,
                                              gint64       max_age);
/* Seconds to wait for the person; CCK_SIGN_IN_TIMEOUT unless set. A device's code says itself when it ends;
 * this can only make it earlier. */
void            cck_sign_in_set_timeout      (CckSignIn   *self,
                                              guint        seconds);

/* Resolves to the CckAccount, saved; rejects with an error that cck_problem_new_from_error()
 * explains. Nothing is stored unless every check of the ID token that could be made has passed. */
DexFuture      *cck_sign_in_run              (CckSignIn   *self);
/* Ends a running sign-in with CCK_SESSION_ERROR_CANCELLED. */
void            cck_sign_in_cancel           (CckSignIn   *self);
/* The way out where the browser can't reach the listener: the callback's address, pasted.
 * FALSE with an error where it is not the answer to this sign-in; the sign-in goes on waiting. */
gboolean        cck_sign_in_paste_callback   (CckSignIn   *self,
                                              const char  *address,
                                              GError     **error);

CckSignInState  cck_sign_in_get_state        (CckSignIn   *self);
CckProvider    *cck_sign_in_get_provider     (CckSignIn   *self);
/* The address to open, or with a device to go to, while CCK_SIGN_IN_WAITING; else NULL.
 * (transfer none) */
const char     *cck_sign_in_get_uri          (CckSignIn   *self);
/* The verdict on the ID token, from CCK_SIGN_IN_CHECKING on, also after a failure; else NULL. */
CckVerdict     *cck_sign_in_get_verdict      (CckSignIn   *self);

G_END_DECLS
