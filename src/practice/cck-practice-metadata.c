/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-metadata.h"

#include "cck-practice-json.h"
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
  { "revocation_endpoint", "/revoke" },
  { "introspection_endpoint", "/introspect" },
  { "end_session_endpoint", "/logout" },
  { "device_authorization_endpoint", "/device_authorization" },
  { "pushed_authorization_request_endpoint", "/par" },
  { "registration_endpoint", "/register" },
};

/* Not tls_client_auth: there is no TLS here, so no certificate (RFC 8705 §2). */
#define AUTH_METHODS "none client_secret_basic client_secret_post client_secret_jwt private_key_jwt"
#define ASSERTION_ALGORITHMS "ES256 ES384 ES512 RS256 PS256 EdDSA HS256 HS384 HS512"

/* Lists of words, the words parted by spaces. */
static const struct
{
  const char *name;
  const char *words;
} lists[] = {
  { "response_types_supported", "code" },
  { "response_modes_supported", "query form_post" },
  { "grant_types_supported", "authorization_code refresh_token client_credentials "
                             "urn:ietf:params:oauth:grant-type:device_code "
                             "urn:ietf:params:oauth:grant-type:token-exchange" },
  { "code_challenge_methods_supported", "S256" },
  { "subject_types_supported", "public" },
  { "id_token_signing_alg_values_supported", "RS256 ES256" },
  { "userinfo_signing_alg_values_supported", "RS256 ES256" },
  { "request_object_signing_alg_values_supported", ASSERTION_ALGORITHMS },
  { "dpop_signing_alg_values_supported", "ES256 ES384 ES512 RS256 PS256 EdDSA" },
  { "token_endpoint_auth_methods_supported", AUTH_METHODS },
  { "token_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS },
  { "revocation_endpoint_auth_methods_supported", AUTH_METHODS },
  { "revocation_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS },
  { "introspection_endpoint_auth_methods_supported", AUTH_METHODS },
  { "introspection_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS },
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
  { "request_parameter_supported", TRUE },
  { "request_uri_parameter_supported", FALSE }, /* but for pushed requests (RFC 9126 §5) */
  { "require_pushed_authorization_requests", FALSE },
};

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

  cck_practice_json_add_string (
    builder, "issuer",
    cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER)
      ? altered : context->issuer);
}

static void
add_endpoint (CckPracticeContext *context,
              JsonBuilder        *builder,
              const char         *name,
              const char         *path)
{
  g_autofree char *uri = g_strconcat (context->issuer, path, NULL);

  cck_practice_json_add_string (builder, name, uri);
}

char *
cck_practice_metadata_dup (CckPracticeContext *context)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean elsewhere =
    cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_JWKS_ELSEWHERE);

  json_builder_begin_object (builder);
  add_issuer (context, builder);
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    add_endpoint (context, builder, endpoints[i].name, endpoints[i].path);
  add_endpoint (context, builder, "jwks_uri",
                elsewhere ? CCK_PRACTICE_JWKS_ELSEWHERE : CCK_PRACTICE_JWKS);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    cck_practice_json_add_words (builder, lists[i].name, lists[i].words);
  add_scopes (builder);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    cck_practice_json_add_boolean (builder, flags[i].name, flags[i].value);
  json_builder_end_object (builder);

  return cck_practice_json_dup_text (builder);
}
