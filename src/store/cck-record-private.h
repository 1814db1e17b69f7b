/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the member @member of the object @text begins, both from 1, columns in characters. @text has
 * been read as JSON already. FALSE where it has no such member, or spells it with escapes. */
gboolean cck_record_locate (const char *text,
                            gsize       length,
                            const char *member,
                            gsize      *line,
                            gsize      *column);

G_END_DECLS
