/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens @uri and leaves the browser alone: it is not waited for, and what it prints goes nowhere,
 * since standard output is ours. @command: (nullable): a program with its arguments, to which @uri
 * is added; no shell comes between. NULL for the person's own browser. That it could not be started
 * is told on standard error, and is no failure: the address is there to be opened by hand. */
void cck_cli_browser_open (const char *command,
                           const char *uri);

G_END_DECLS
