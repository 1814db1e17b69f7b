/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-record.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "cck-record-private.h"
#include "cck-store-error-private.h"

#define FORMAT_MEMBER "format"

CckJson *
cck_record_parse (const char  *text,
                  gsize        length,
                  gint64       format,
                  const char  *origin,
                  GError     **error)
{
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 found;

  json = cck_json_parse (text, length, CCK_JSON_OBJECT, &local_error);
  if (json == NULL)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
                   /* Translators: the file, then why, a whole sentence. */
                   _("“%s” can’t be read: %s"), origin, local_error->message);
      return NULL;
    }

  if (!cck_json_get_member_int64 (cck_json_get_root (json), FORMAT_MEMBER, &found) || found < 1)
    {
      cck_record_set_error (error, origin, FORMAT_MEMBER, "1");
      return NULL;
    }

  if (found > format)
    {
      g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NEWER_FORMAT,
                   _("“%s” was written by a newer Claimcheck (format %" PRIi64 "). "
                     "Update this one to read it."),
                   origin, found);
      return NULL;
    }

  return g_steal_pointer (&json);
}

gboolean
cck_record_set_error (GError     **error,
                      const char  *origin,
                      const char  *member,
                      const char  *expected)
{
  g_autoptr (GError) own = NULL;

  g_set_error (&own, CCK_STORE_ERROR, CCK_STORE_ERROR_BAD_FILE,
               /* Translators: the file, the member’s name, then its type. */
               _("“%s” can’t be used: the member “%s” should be %s."), origin, member, expected);
  cck_store_error_set_member (own, member);
  g_propagate_error (error, g_steal_pointer (&own));

  return FALSE;
}

gpointer
cck_record_add_place (GError     **error,
                      const char  *text,
                      gsize        length)
{
  const char *member = error != NULL ? cck_store_error_get_member (*error) : NULL;
  gsize line, column;

  if (member != NULL && cck_record_locate (text, length, member, &line, &column))
    {
      g_autofree char *message = g_steal_pointer (&(*error)->message);

      (*error)->message = g_strdup_printf (_("%s (line %zu, column %zu)"),
                                           message, line, column);
    }

  return NULL;
}

static gboolean
read_value (const CckJsonValue *value,
            GValue             *property)
{
  gint64 number;
  gboolean flag;

  switch (G_VALUE_TYPE (property))
    {
    case G_TYPE_STRING:
      g_value_set_string (property, cck_json_get_string (value, NULL));
      return g_value_get_string (property) != NULL;

    case G_TYPE_BOOLEAN:
      if (!cck_json_get_boolean (value, &flag))
        return FALSE;
      g_value_set_boolean (property, flag);
      return TRUE;

    case G_TYPE_INT64:
      if (!cck_json_get_int64 (value, &number) || number < 0)
        return FALSE;
      g_value_set_int64 (property, number);
      return TRUE;

    case G_TYPE_UINT:
      if (!cck_json_get_int64 (value, &number) || number < 0 || number > G_MAXUINT)
        return FALSE;
      g_value_set_uint (property, number);
      return TRUE;

    default:
      g_return_val_if_reached (FALSE);
    }
}

static const char *
describe_type (GType type)
{
  if (type == G_TYPE_STRING)
    return cck_json_type_describe (CCK_JSON_TYPE_STRING);

  if (type == G_TYPE_BOOLEAN)
    return cck_json_type_describe (CCK_JSON_TYPE_BOOLEAN);

  return cck_json_type_describe (CCK_JSON_TYPE_NUMBER);
}

gboolean
cck_record_read_fields (const CckJsonValue    *root,
                        const CckRecordField  *fields,
                        gsize                  n_fields,
                        GObject               *object,
                        const char            *origin,
                        GError               **error)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      const CckJsonValue *value = cck_json_get_member (root, fields[i].member);
      GParamSpec *pspec
          = g_object_class_find_property (G_OBJECT_GET_CLASS (object), fields[i].property);
      g_auto (GValue) property = G_VALUE_INIT;

      g_assert (pspec != NULL);

      if (value == NULL)
        continue;

      g_value_init (&property, pspec->value_type);
      if (!read_value (value, &property))
        return cck_record_set_error (error, origin, fields[i].member,
                                     describe_type (pspec->value_type));

      g_object_set_property (object, fields[i].property, &property);
    }

  return TRUE;
}

static void
add_value (JsonBuilder  *builder,
           const GValue *value)
{
  switch (G_VALUE_TYPE (value))
    {
    case G_TYPE_STRING:
      json_builder_add_string_value (builder, g_value_get_string (value));
      break;

    case G_TYPE_BOOLEAN:
      json_builder_add_boolean_value (builder, g_value_get_boolean (value));
      break;

    case G_TYPE_INT64:
      json_builder_add_int_value (builder, g_value_get_int64 (value));
      break;

    case G_TYPE_UINT:
      json_builder_add_int_value (builder, g_value_get_uint (value));
      break;

    default:
      g_return_if_reached ();
    }
}

static gboolean
is_nothing (const GValue *value)
{
  switch (G_VALUE_TYPE (value))
    {
    case G_TYPE_STRING:
      return g_value_get_string (value) == NULL;

    case G_TYPE_BOOLEAN:
      return !g_value_get_boolean (value);

    case G_TYPE_INT64:
      return g_value_get_int64 (value) == 0;

    default:
      return FALSE;
    }
}

void
cck_record_write_fields (JsonBuilder          *builder,
                         const CckRecordField *fields,
                         gsize                 n_fields,
                         GObject              *object)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (object, fields[i].property, &value);
      if (is_nothing (&value))
        continue;

      json_builder_set_member_name (builder, fields[i].member);
      add_value (builder, &value);
    }
}

static char *
node_to_text (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);

  return json_generator_to_data (generator, NULL);
}

char *
cck_record_dup_quoted (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return node_to_text (node);
}

/* json-glib would round a number that it can't hold, so what is only carried along is copied as
 * text. */
static void
append_member (GString            *text,
               const char         *name,
               const CckJsonValue *value)
{
  g_autofree char *quoted = cck_record_dup_quoted (name);
  g_autofree char *compact = cck_json_dup_compact (value);

  g_string_append_printf (text, ",%s:%s", quoted, compact);
}

/* Laid out for people and for diff; and what is written can be read again. */
static char *
lay_out (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJson) json = cck_json_parse (text, strlen (text), CCK_JSON_OBJECT, &error);
  g_autofree char *pretty = NULL;

  if (json == NULL)
    {
      g_warning ("A record that can't be read again: %s", error->message);
      return g_strdup (text);
    }

  pretty = cck_json_dup_pretty (cck_json_get_root (json));

  return g_strconcat (pretty, "\n", NULL);
}

gboolean
cck_record_has_more (const CckJsonValue *root,
                     const char * const *known)
{
  CckJsonIter iter;
  const char *name;
  gsize name_length;
  const CckJsonValue *value;

  cck_json_iter_init (&iter, root);
  while (cck_json_iter_next (&iter, &name, &name_length, &value))
    {
      if (!g_strv_contains (known, name))
        return TRUE;
    }

  return FALSE;
}

char *
cck_record_generate (JsonBuilder        *builder,
                     CckJson            *source,
                     const char * const *known)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *own = node_to_text (root);
  g_autoptr (GString) text = NULL;
  CckJsonIter iter;
  const char *name;
  gsize name_length;
  const CckJsonValue *value;

  g_return_val_if_fail (g_str_has_suffix (own, "}"), NULL);

  text = g_string_new_len (own, strlen (own) - 1);

  cck_json_iter_init (&iter, source != NULL ? cck_json_get_root (source) : NULL);
  while (cck_json_iter_next (&iter, &name, &name_length, &value))
    {
      if (strlen (name) == name_length && !g_strv_contains (known, name))
        append_member (text, name, value);
    }

  g_string_append_c (text, '}');

  return lay_out (text->str);
}
