/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CCK_SESSION_ERROR (cck_session_error_quark ())

typedef enum
{
  CCK_SESSION_ERROR_CANCELLED,     /* the person cancelled: nothing to do */
  CCK_SESSION_ERROR_TIMED_OUT,     /* nobody finished in the browser: start again */
  CCK_SESSION_ERROR_CHECK_FAILED,  /* a token did not pass its checks: look at the verdict */
  CCK_SESSION_ERROR_OTHER_SUBJECT, /* somebody else signed in than the account's owner */
  CCK_SESSION_ERROR_SIGN_IN_AGAIN, /* no usable refresh token: sign in again */
  CCK_SESSION_ERROR_NO_TOKEN,      /* the account has no token of that type: ask for another */
  CCK_SESSION_ERROR_WAIT,          /* the provider asked to wait: try again later */
  CCK_SESSION_ERROR_NOT_ALLOWED,   /* a preference forbids it: change the preference */
  CCK_SESSION_ERROR_BAD_INPUT,     /* what was given can't be read: correct it */
  CCK_SESSION_ERROR_NO_CREDENTIAL, /* the client's secret or key is not in the keyring: give it again */
  CCK_SESSION_ERROR_NOT_OFFERED,   /* the provider does not do that for this token: use another way */
  CCK_SESSION_ERROR_STALE,         /* the provider's scope, resource or audience was edited since: sign
                                    * in again for what is asked now, or undo the edit */
  CCK_SESSION_ERROR_REUSED,        /* a refresh token was used by somebody else: see who has it */
  CCK_SESSION_ERROR_CLOCK,         /* a token's times do not fit our clock: set the clock */
} CckSessionError;

GQuark cck_session_error_quark (void);

G_END_DECLS
