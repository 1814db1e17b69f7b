/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text from a token as it may be shown: characters that can't be seen or that change what is seen
 * (C0 and C1 controls, line breaks, bidirectional, zero-width, tag and variation characters,
 * private-use, unassigned; CVE-2021-42574) become visible escapes such as \u202E, and a
 * combining mark with nothing before it gets a dotted circle. One value stays one line.
 *
 * @text: UTF-8; other bytes become \xNN. @length: -1 for a terminated text. (transfer full) */
char     *cck_visible_text_new  (const char *text,
                                 gssize      length);
/* TRUE where @text would be changed by that. */
gboolean  cck_visible_text_needed (const char *text,
                                   gssize      length);
/* The same with line breaks and tabs left alone, for whole documents. (transfer full) */
char     *cck_visible_text_new_document (const char *text,
                                         gssize      length);

G_END_DECLS
