/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

#define CCK_TYPE_TRACE_LOG (cck_trace_log_get_type ())

/* The last requests of a session, for who wants to know what was asked and answered. Nothing in it is
 * a secret: the session keeps those back. */
G_DECLARE_FINAL_TYPE (CckTraceLog, cck_trace_log, CCK, TRACE_LOG, GObject)

/* Listens to @session from now on; a session has one listener. */
CckTraceLog *cck_trace_log_new      (CckSession  *session);
/* A place in the log, for cck_trace_log_dup_text(). */
guint        cck_trace_log_get_mark (CckTraceLog *self);
/* What came since @mark, as text; 0 for all that is kept. (transfer full) */
char        *cck_trace_log_dup_text (CckTraceLog *self,
                                     guint        mark);
/* One line as text, for tests. (transfer full) */
char        *cck_trace_log_dup_line (const CckSessionTraceLine *line);

G_END_DECLS
