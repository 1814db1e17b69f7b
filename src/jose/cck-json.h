/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Every byte of JSON from outside is read here (RFC 8259, strictly; RFC 8725 §3.7): UTF-8 without
 * a byte order mark, nothing after the document, no comments, no duplicate names after
 * unescaping, numbers within a double's range, bounded depth and size. Numbers are kept digit for
 * digit.
 *
 * A CckJson is immutable and may be read from several threads. Its memory is wiped when it is
 * freed, since answers hold tokens. A CckJsonValue is borrowed from its document and lives as
 * long. All readers accept a NULL value and answer as for a value of the wrong type, so look-ups
 * can be nested. */
typedef struct _CckJson      CckJson;
typedef struct _CckJsonValue CckJsonValue;

#define CCK_TYPE_JSON (cck_json_get_type ())

/* The default bound of a document, in bytes, and the bound of nesting. */
#define CCK_JSON_MAX_SIZE  (1024 * 1024)
#define CCK_JSON_MAX_DEPTH 64

typedef enum
{
  CCK_JSON_FLAGS_NONE      = 0,
  CCK_JSON_OBJECT          = 1 << 0, /* the document must be an object */
  CCK_JSON_KEEP_DUPLICATES = 1 << 1, /* for display: keep and list them; look-ups find the last */
} CckJsonFlags;

typedef enum
{
  CCK_JSON_TYPE_NONE, /* no value: a NULL pointer */
  CCK_JSON_TYPE_NULL,
  CCK_JSON_TYPE_BOOLEAN,
  CCK_JSON_TYPE_NUMBER,
  CCK_JSON_TYPE_STRING,
  CCK_JSON_TYPE_ARRAY,
  CCK_JSON_TYPE_OBJECT,
} CckJsonType;

GType               cck_json_get_type          (void) G_GNUC_CONST;

/* Reads @length bytes of at most CCK_JSON_MAX_SIZE. CCK_JOSE_ERROR_MALFORMED with line, column and
 * byte (all 1-based), or CCK_JOSE_ERROR_TOO_LARGE. @data is copied. (transfer full) */
CckJson            *cck_json_parse             (const char          *data,
                                                gsize                length,
                                                CckJsonFlags         flags,
                                                GError             **error);
CckJson            *cck_json_parse_bytes       (GBytes              *bytes,
                                                CckJsonFlags         flags,
                                                GError             **error);
/* The same with a bound of its own, in bytes. */
CckJson            *cck_json_parse_bounded     (const char          *data,
                                                gsize                length,
                                                gsize                max_size,
                                                CckJsonFlags         flags,
                                                GError             **error);
CckJson            *cck_json_ref               (CckJson             *self);
void                cck_json_unref             (CckJson             *self);

/* The document's value. (transfer none) */
const CckJsonValue *cck_json_get_root          (CckJson             *self);
/* How many members repeat an earlier name of their object (only with CCK_JSON_KEEP_DUPLICATES). */
guint               cck_json_get_n_duplicates  (CckJson             *self);
/* The repeated name of number @index. It may hold U+0000 and stops there. (transfer none) */
const char         *cck_json_get_duplicate     (CckJson             *self,
                                                guint                index);

CckJsonType         cck_json_get_value_type    (const CckJsonValue  *value);
/* "null", "a boolean", "a number", "a string", "an array", "an object", "nothing": translated. */
const char         *cck_json_type_describe     (CckJsonType          type);

/* The text of a string, terminated; NULL for anything else. @length: (out) (optional): its bytes.
 * A string may hold U+0000 (RFC 8259 §7): with @length NULL such a string is answered with NULL,
 * so it never passes for its first part. (transfer none) */
const char         *cck_json_get_string        (const CckJsonValue  *value,
                                                gsize               *length);
/* TRUE where @value is a string of exactly these bytes. */
gboolean            cck_json_equals            (const CckJsonValue  *value,
                                                const char          *text);
/* TRUE where @value is a number written as an integer (no fraction, no exponent) within 64 bits. */
gboolean            cck_json_get_int64         (const CckJsonValue  *value,
                                                gint64              *number);
/* TRUE where @value is a number; the nearest double, always finite. */
gboolean            cck_json_get_double        (const CckJsonValue  *value,
                                                double              *number);
/* The digits of a number as they stand in the document, or NULL. (transfer none) */
const char         *cck_json_get_number_text   (const CckJsonValue  *value);
/* TRUE where @value is true or false. */
gboolean            cck_json_get_boolean       (const CckJsonValue  *value,
                                                gboolean            *boolean);

/* How many elements or members; 0 for anything else. */
gsize               cck_json_get_n_items       (const CckJsonValue  *value);
/* The member @name of an object, the last one where there are several; NULL where there is none or
 * @value is no object. Names are compared byte for byte. (transfer none) */
const CckJsonValue *cck_json_get_member        (const CckJsonValue  *value,
                                                const char          *name);
/* Short forms: the member's text, NULL where it is missing, no string or holds U+0000; FALSE where
 * the number or boolean is missing or of another type. */
const char         *cck_json_get_member_string (const CckJsonValue  *value,
                                                const char          *name);
gboolean            cck_json_get_member_int64  (const CckJsonValue  *value,
                                                const char          *name,
                                                gint64              *number);
gboolean            cck_json_get_member_boolean (const CckJsonValue *value,
                                                const char          *name,
                                                gboolean            *boolean);
/* The strings of an array of strings; a NULL-terminated empty list where the member is missing,
 * NULL where it is anything else or a string holds U+0000. (transfer full) */
GStrv               cck_json_dup_member_strv   (const CckJsonValue  *value,
                                                const char          *name);

/* Goes through an array or an object in its own order; on the stack, nothing to free. */
typedef struct
{
  /*< private >*/
  const CckJsonValue *next;
  gsize               left;
  gboolean            is_object;
} CckJsonIter;

/* @value: an array or object; anything else has no items. */
void                cck_json_iter_init         (CckJsonIter         *iter,
                                                const CckJsonValue  *value);
/* @name, @name_length: (out) (optional): NULL and 0 in an array. @item: (out) (optional) */
gboolean            cck_json_iter_next         (CckJsonIter         *iter,
                                                const char         **name,
                                                gsize               *name_length,
                                                const CckJsonValue **item);

/* The value as text, numbers digit for digit: indented by two spaces, or without white space.
 * (transfer full) */
char               *cck_json_dup_pretty        (const CckJsonValue  *value);
char               *cck_json_dup_compact       (const CckJsonValue  *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckJson, cck_json_unref)

G_END_DECLS
