/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cck-json.h"

G_BEGIN_DECLS

/* Private to the store. What the files of providers and accounts have in common: a JSON object with
 * the member "format", whose other members may be more than this version knows. */

/* The member's name, and the GObject property that holds its value. */
typedef struct
{
  const char *member;
  const char *property;
} CckRecordField;

/* Reads a record of at most format @format. @origin is what messages call it. BAD_FILE with line
 * and column, or NEWER_FORMAT. (transfer full) */
CckJson  *cck_record_parse           (const char            *text,
                                      gsize                  length,
                                      gint64                 format,
                                      const char            *origin,
                                      GError               **error);
/* BAD_FILE: the member is not what it should be. FALSE, always. */
gboolean  cck_record_set_error       (GError               **error,
                                      const char            *origin,
                                      const char            *member,
                                      const char            *expected);
/* Adds line and column of the member that such an error is about, where @text has it at its top.
 * NULL, always. */
gpointer  cck_record_add_place       (GError               **error,
                                      const char            *text,
                                      gsize                  length);
/* Copies members into the object's properties (string, boolean, int64 and uint ones); members that
 * are missing leave the property as it is. BAD_FILE where one is of another type. */
gboolean  cck_record_read_fields     (const CckJsonValue    *root,
                                      const CckRecordField  *fields,
                                      gsize                  n_fields,
                                      GObject               *object,
                                      const char            *origin,
                                      GError               **error);
/* Adds the properties as members, except NULL, FALSE and 0 (64 bits). What is written does not lean
 * on a default, so that a later version may choose others. */
void      cck_record_write_fields    (JsonBuilder           *builder,
                                      const CckRecordField  *fields,
                                      gsize                  n_fields,
                                      GObject               *object);
/* Whether the object @root has members that are not among @known (NULL-terminated). */
gboolean  cck_record_has_more       (const CckJsonValue    *root,
                                     const char * const    *known);
/* The finished object as the file's text. @source: (nullable): the members of what was read before
 * that are not among @known (NULL-terminated) are added, digit for digit. (transfer full) */
char     *cck_record_generate        (JsonBuilder           *builder,
                                      CckJson               *source,
                                      const char * const    *known);
/* @text as a JSON string, with its quotes. (transfer full) */
char     *cck_record_dup_quoted      (const char            *text);

G_END_DECLS
