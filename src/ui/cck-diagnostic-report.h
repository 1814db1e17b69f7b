/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"
#include "cck-trace-log.h"

G_BEGIN_DECLS

/* A text for a bug report about @account: versions, how the provider is set up, what state the account
 * is in and which requests were made. No token, no secret, no client ID, and no name of a person.
 * (transfer full) */
char *cck_diagnostic_report_new (CckSession  *session,
                                 CckAccount  *account,
                                 CckTraceLog *log);

G_END_DECLS
