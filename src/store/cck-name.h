/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the store. Names as people type them. */

/* A form in which two names are the same text if people take them for the same: Unicode
 * normalisation and case folding. (transfer full) */
char     *cck_name_fold    (const char *name);
gboolean  cck_name_equal   (const char *a,
                            const char *b);
/* Lower-case ASCII letters, digits and single dashes: fit for a file's name. Never empty.
 * (transfer full) */
char     *cck_name_to_slug (const char *name);
/* "“a”, “b”" for messages. (transfer full) */
char     *cck_name_join    (GPtrArray  *names);

G_END_DECLS
