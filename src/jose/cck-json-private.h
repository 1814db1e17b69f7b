/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds @string as JSON has it, with its quotation marks. */
void cck_json_append_string (GString    *text,
                             const char *string,
                             gsize       length);

G_END_DECLS
