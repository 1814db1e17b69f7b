/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "cck-cli-command.h"
#include "cck-cli-error.h"
#include "cck-session.h"

G_BEGIN_DECLS

/* One run of cck: the command with its arguments, the session it works on, and how it ends. */
struct _CckCli;

/* Takes the command line apart, runs the command as a fiber and reports its failure.
 * @argv: (array zero-terminated=1): with the program's name first. Returns the exit status. */
int                  cck_cli_main            (const char * const   *argv);

const CckCliCommand *cck_cli_get_command     (CckCli               *self);
/* What is left after the options; NULL past the last. (transfer none) */
const char          *cck_cli_get_argument    (CckCli               *self,
                                              guint                 index);
/* --json was given. */
gboolean             cck_cli_is_json         (CckCli               *self);

/* The session on the person's own data, made when it is first asked for, with the preferences that
 * the window has. (transfer none) */
CckSession          *cck_cli_get_session     (CckCli               *self);
/* Applies the preferences and --verbose to a session of the command's own. */
void                 cck_cli_prepare_session (CckCli               *self,
                                              CckSession           *session);

/* From within the command's fiber. Each takes @future and waits for it, or for Ctrl+C, which ends
 * the wait with CCK_SESSION_ERROR_CANCELLED. */
gboolean             cck_cli_await           (CckCli               *self,
                                              DexFuture            *future,
                                              GError              **error);
gpointer             cck_cli_await_object    (CckCli               *self,
                                              DexFuture            *future,
                                              GError              **error);
gpointer             cck_cli_await_boxed     (CckCli               *self,
                                              DexFuture            *future,
                                              GError              **error);

/* As above, for what must not stop half way, such as a refresh whose answer rotates the token
 * (RFC 9700 §4.14.2): Ctrl+C lets it finish and then ends the command; a second one ends at
 * once. */
gboolean             cck_cli_finish          (CckCli               *self,
                                              DexFuture            *future,
                                              GError              **error);
/* @type: of the boxed value, which is freed where the person asked for no more. */
gpointer             cck_cli_finish_boxed    (CckCli               *self,
                                              DexFuture            *future,
                                              GType                 type,
                                              GError              **error);

/* A future that rejects with CCK_SESSION_ERROR_CANCELLED at Ctrl+C or SIGTERM. (transfer full) */
DexFuture           *cck_cli_dup_cancelled   (CckCli               *self);

G_END_DECLS
