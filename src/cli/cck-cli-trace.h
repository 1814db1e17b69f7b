/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-session.h"

G_BEGIN_DECLS

/* Tells on standard error of what a session warns of beside its results, and with @verbose of every
 * request and answer. What could be a secret has no place in either. */
void cck_cli_trace_follow (CckSession *session,
                           gboolean    verbose);

G_END_DECLS
