/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the object that is being built. A %NULL value is left out. */
void  cck_practice_json_add_string  (JsonBuilder        *builder,
                                     const char         *name,
                                     const char         *value);
void  cck_practice_json_add_int     (JsonBuilder        *builder,
                                     const char         *name,
                                     gint64              value);
void  cck_practice_json_add_boolean (JsonBuilder        *builder,
                                     const char         *name,
                                     gboolean            value);
void  cck_practice_json_add_list    (JsonBuilder        *builder,
                                     const char         *name,
                                     const char * const *values);
/* A list of the words of @text, which are parted by spaces. */
void  cck_practice_json_add_words   (JsonBuilder        *builder,
                                     const char         *name,
                                     const char         *text);
/* `{"jkt":"…"}` (RFC 9449 §6.1) */
void  cck_practice_json_add_cnf     (JsonBuilder        *builder,
                                     const char         *thumbprint);

/* What was built, on one line. */
char *cck_practice_json_dup_text    (JsonBuilder        *builder);

G_END_DECLS
