/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-metadata.h"

#include <json-glib/json-glib.h>

#include "cck-practice-scope.h"
#include "cck-practice-tokens.h"

static const struct
{
  const char *name;
  const char *path;
} endpoints[] = {
  { "authorization_endpoint", "/authorize" },
  { "token_endpoint", "/token" },
  { "userinfo_endpoint", "/userinfo" },
  { "jwks_uri", "/jwks" },
  { "revocation_endpoint", "/revoke" },
  { "introspection_endpoint", "/introspect" },
  { "end_session_endpoint", "/logout" },
};

/* Lists of words, the words parted by spaces. */
static const struct
{
  const char *name;
  const char *words;
} lists[] = {
  { "response_types_supported", "code" },
  { "response_modes_supported", "query" },
  { "grant_types_supported", "authorization_code refresh_token" },
  { "code_challenge_methods_supported", "S256" },
  { "subject_types_supported", "public" },
  { "id_token_signing_alg_values_supported", "RS256 ES256" },
  { "token_endpoint_auth_methods_supported", "none" },
  { "revocation_endpoint_auth_methods_supported", "none" },
  { "introspection_endpoint_auth_methods_supported", "none" },
  { "prompt_values_supported", "none login consent select_account" },
  { "claim_types_supported", "normal" },
  { "claims_supported", "iss sub aud exp iat auth_time nonce at_hash name given_name family_name "
                        "preferred_username email email_verified" },
};

static const struct
{
  const char *name;
  gboolean value;
} flags[] = {
  { "authorization_response_iss_parameter_supported", TRUE },
  { "claims_parameter_supported", FALSE },
  { "request_parameter_supported", FALSE },
  { "request_uri_parameter_supported", FALSE },
};

static void
add_list (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; words[i] != NULL; i++)
    json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
}

static void
add_scopes (JsonBuilder *builder)
{
  const CckPracticeScope *scope;

  json_builder_set_member_name (builder, "scopes_supported");
  json_builder_begin_array (builder);
  for (guint i = 0; (scope = cck_practice_scope_at (i)) != NULL; i++)
    json_builder_add_string_value (builder, scope->wire);
  json_builder_end_array (builder);
}

static void
add_issuer (CckPracticeContext *context,
            JsonBuilder        *builder)
{
  g_autofree char *altered = cck_practice_tokens_dup_altered (context->issuer);

  json_builder_set_member_name (builder, "issuer");
  json_builder_add_string_value (builder,
    cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER)
      ? altered : context->issuer);
}

char *
cck_practice_metadata_dup (CckPracticeContext *context)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_issuer (context, builder);
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *uri = g_strconcat (context->issuer, endpoints[i].path, NULL);

      json_builder_set_member_name (builder, endpoints[i].name);
      json_builder_add_string_value (builder, uri);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    add_list (builder, lists[i].name, lists[i].words);
  add_scopes (builder);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      json_builder_set_member_name (builder, flags[i].name);
      json_builder_add_boolean_value (builder, flags[i].value);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}
