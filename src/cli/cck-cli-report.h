/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cck-cli-command.h"
#include "cck-problem.h"

G_BEGIN_DECLS

/* What to tell about a failure: as the session explains it, or for cck's own errors as here. */
CckProblem *cck_cli_problem_new  (const GError        *error,
                                  const CckCliCommand *command);
/* Adds {"code", "message", "next"} as a value. */
void        cck_cli_add_problem  (JsonBuilder         *builder,
                                  const CckProblem    *problem);
/* Adds every code there can be, with its exit status, as values. One may stand there twice, with two
 * of them: the same word for a file and for the network. */
void        cck_cli_report_add_codes (JsonBuilder       *builder);
/* Two sentences on standard error, what happened and what to do; with @json also
 * {"error":{…}} on standard output. @command: (nullable). Returns the exit status. */
int         cck_cli_report       (const GError        *error,
                                  const CckCliCommand *command,
                                  gboolean             json);

G_END_DECLS
