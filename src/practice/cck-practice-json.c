/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-json.h"

void
cck_practice_json_add_string (JsonBuilder *builder,
                              const char  *name,
                              const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

void
cck_practice_json_add_int (JsonBuilder *builder,
                           const char  *name,
                           gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
cck_practice_json_add_boolean (JsonBuilder *builder,
                               const char  *name,
                               gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
cck_practice_json_add_list (JsonBuilder        *builder,
                            const char         *name,
                            const char * const *values)
{
  if (values == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

void
cck_practice_json_add_words (JsonBuilder *builder,
                             const char  *name,
                             const char  *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  cck_practice_json_add_list (builder, name, (const char * const *) words);
}

void
cck_practice_json_add_cnf (JsonBuilder *builder,
                           const char  *thumbprint)
{
  if (thumbprint == NULL)
    return;

  json_builder_set_member_name (builder, "cnf");
  json_builder_begin_object (builder);
  cck_practice_json_add_string (builder, "jkt", thumbprint);
  json_builder_end_object (builder);
}

char *
cck_practice_json_dup_text (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}
