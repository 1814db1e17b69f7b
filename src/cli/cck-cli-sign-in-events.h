/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-cli.h"
#include "cck-sign-in.h"

G_BEGIN_DECLS

/* How a sign-in is told of while it goes on: with --json one line an event, else sentences. */
typedef struct
{
  CckCli     *cli;
  gboolean    no_browser; /* the person or the calling program opens the address */
  gboolean    pasting;    /* the person can paste the last address */
  const char *browser;    /* the command that opens it, or NULL for the person's own browser */
} CckCliSignInEvents;

/* Tells of every step, and opens the browser. @self is borrowed until @sign_in is gone. */
void cck_cli_sign_in_events_follow    (CckCliSignInEvents  *self,
                                       CckSignIn           *sign_in);
/* "signed-in". */
void cck_cli_sign_in_events_tell_done (CckCliSignInEvents  *self,
                                       CckAccount          *account,
                                       CckVerdict          *verdict);
/* "failed", with the checks where there is a verdict. Takes @failure, which becomes @error. Returns the
 * exit status that goes with an error. */
int  cck_cli_sign_in_events_fail      (CckCliSignInEvents  *self,
                                       CckVerdict          *verdict,
                                       GError              *failure,
                                       GError             **error);

G_END_DECLS
