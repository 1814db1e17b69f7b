/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cck-check.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_CLI_STYLE_PLAIN,
  CCK_CLI_STYLE_STRONG,
  CCK_CLI_STYLE_DIM,
  CCK_CLI_STYLE_GOOD,
  CCK_CLI_STYLE_WARNING,
  CCK_CLI_STYLE_BAD,
} CckCliStyle;

/* Standard output is a terminal: only then is anything aligned. */
gboolean    cck_cli_is_terminal   (void);
/* @text in colour where standard output is a terminal that shows colour (and NO_COLOR is not set),
 * as it is otherwise. (transfer full) */
char       *cck_cli_styled        (CckCliStyle  style,
                                   const char  *text);
/* An empty line and a title. */
void        cck_cli_print_heading (const char  *text);
/* @text with everything that could deceive a terminal as visible escapes; NULL becomes "".
 * (transfer full) */
char       *cck_cli_escape        (const char  *text);

/* @text as a word of a shell's command line, quoted where that is needed. (transfer full) */
char       *cck_cli_dup_word      (const char  *text);

/* "Today at 14:32 (in 42 min)", by the local clock; "unknown" for 0. (transfer full) */
char       *cck_cli_dup_time      (gint64       at,
                                   gint64       now);
/* "42 min left", "expired 2 h ago", "unknown" for 0. (transfer full) */
char       *cck_cli_dup_lifetime  (gint64       expires_at,
                                   gint64       now);

/* Adds a member; a NULL @value adds null. */
void        cck_cli_add_string    (JsonBuilder *builder,
                                   const char  *name,
                                   const char  *value);
void        cck_cli_add_int       (JsonBuilder *builder,
                                   const char  *name,
                                   gint64       value);
void        cck_cli_add_boolean   (JsonBuilder *builder,
                                   const char  *name,
                                   gboolean     value);
/* An array of the words of @value, which are separated by spaces. */
void        cck_cli_add_words     (JsonBuilder *builder,
                                   const char  *name,
                                   const char  *value);
/* One line of JSON. (transfer full) */
char       *cck_cli_dup_json      (JsonBuilder *builder);
/* The same, of an object that is not empty, with further members whose values are JSON texts of their
 * own, digit for digit, which a writer that reads numbers would not keep: name, value (NULL becomes
 * null), and so on until NULL. (transfer full) */
char       *cck_cli_dup_json_with (JsonBuilder *builder,
                                   ...) G_GNUC_NULL_TERMINATED;
/* Takes a JSON text. On a terminal, what could deceive it (controls, bidirectional and invisible
 * characters) comes back as \u escapes, which mean the same; elsewhere it stays as it is. */
char       *cck_cli_take_shown_json (char      *text);
/* Prints it as a line, at once. */
void        cck_cli_print_json    (JsonBuilder *builder);
/* Prints texts as they are, whatever the locale, until NULL. */
void        cck_cli_print_text    (const char  *text,
                                   ...) G_GNUC_NULL_TERMINATED;

/* Writes what is still held back. FALSE with CCK_CLI_ERROR_OUTPUT where standard output took not
 * everything. */
gboolean    cck_cli_flush         (GError     **error);

G_END_DECLS
