/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-provider-private.h"
#include "cck-record.h"
#include "cck-store-error.h"

/* The newest format of a provider's file; all earlier ones are read too. What a reader of format 1
 * would carry along without heeding it (a bearer token where a bound one was wanted) makes a file of
 * format 2; any other goes on being readable for both. */
#define FORMAT 2

static const CckRecordField fields[] = {
  { "name", "name" },
  { "issuer", "issuer" },
  { "client_id", "client-id" },
  { "scope", "scopes" },
  { "redirect_host", "redirect-host" },
  { "redirect_ports", "redirect-ports" },
  { "redirect_path", "redirect-path" },
  { "resource", "resource" },
  { "audience", "audience" },
  { "allow_http_loopback", "allow-http-loopback" },
  { "authorization_endpoint", "authorization-endpoint" },
  { "token_endpoint", "token-endpoint" },
  { "jwks_uri", "jwks-uri" },
  { "userinfo_endpoint", "userinfo-endpoint" },
  { "revocation_endpoint", "revocation-endpoint" },
  { "introspection_endpoint", "introspection-endpoint" },
  { "device_authorization_endpoint", "device-authorization-endpoint" },
  { "end_session_endpoint", "end-session-endpoint" },
  { "pushed_authorization_request_endpoint", "pushed-authorization-request-endpoint" },
};

static const CckRecordField format_2_fields[] = {
  { "id_token_algorithm", "id-token-algorithm" },
  { "ca_certificates", "ca-certificates" },
  { "dpop", "dpop" },
  { "par", "par" },
  { "request_object", "request-object" },
};

/* Every member that this version gives a meaning; all others are carried along. */
static const char * const known[] = {
  "format", "name", "issuer", "client_id", "client_auth", "scope", "redirect_host",
  "redirect_ports", "redirect_path", "resource", "audience", "parameters", "allow_http_loopback",
  "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
  "revocation_endpoint", "introspection_endpoint", "device_authorization_endpoint",
  "end_session_endpoint", "pushed_authorization_request_endpoint", "response_mode",
  "id_token_algorithm", "ca_certificates", "dpop", "par", "request_object", NULL
};

/* Members that hold what they are called, whatever that sounds like. */
gboolean
cck_provider_knows_member (const char *name)
{
  return g_strv_contains (known, name);
}

static gboolean
has_default_response_mode (CckProvider *self)
{
  return g_str_equal (cck_provider_get_response_mode (self), "query");
}

static gint64
get_format (CckProvider *self)
{
  return cck_provider_get_id_token_algorithm (self) != NULL
                 || cck_provider_get_ca_certificates (self) != NULL
                 || cck_provider_get_dpop (self)
                 || cck_provider_get_par (self)
                 || cck_provider_get_request_object (self)
                 || !has_default_response_mode (self)
             ? 2
             : 1;
}

static void
add_format_2 (CckProvider *self,
              JsonBuilder *builder)
{
  if (!has_default_response_mode (self))
    {
      json_builder_set_member_name (builder, "response_mode");
      json_builder_add_string_value (builder, cck_provider_get_response_mode (self));
    }

  cck_record_write_fields (builder, format_2_fields, G_N_ELEMENTS (format_2_fields),
                           G_OBJECT (self));
}

char *
cck_provider_to_json (CckProvider *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char * const *parameters;

  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, get_format (self));
  cck_record_write_fields (builder, fields, G_N_ELEMENTS (fields), G_OBJECT (self));
  add_format_2 (self, builder);

  json_builder_set_member_name (builder, "client_auth");
  json_builder_add_string_value (
      builder, cck_provider_auth_to_string (cck_provider_get_client_auth (self)));

  parameters = cck_provider_get_parameters (self);
  if (parameters[0] != NULL)
    {
      json_builder_set_member_name (builder, "parameters");
      json_builder_begin_array (builder);
      for (gsize i = 0; parameters[i] != NULL; i++)
        json_builder_add_string_value (builder, parameters[i]);
      json_builder_end_array (builder);
    }

  json_builder_end_object (builder);

  return cck_record_generate (builder, cck_provider_get_source (self), known);
}

static gboolean
read_client_auth (CckProvider         *self,
                  const CckJsonValue  *root,
                  const char          *origin,
                  GError             **error)
{
  const CckJsonValue *value = cck_json_get_member (root, "client_auth");
  const char *word = cck_json_get_string (value, NULL);
  CckProviderAuth client_auth;

  if (value == NULL)
    return TRUE;

  if (word == NULL || !cck_provider_auth_from_string (word, &client_auth))
    return cck_record_set_error (error, origin, "client_auth",
                                 _("a client authentication method such as “none”"));

  g_object_set (self, "client-auth", client_auth, NULL);

  return TRUE;
}

static gboolean
read_response_mode (CckProvider         *self,
                    const CckJsonValue  *root,
                    const char          *origin,
                    GError             **error)
{
  const CckJsonValue *value = cck_json_get_member (root, "response_mode");
  const char *mode = cck_json_get_string (value, NULL);

  if (value != NULL && (mode == NULL || !g_strv_contains (cck_provider_response_modes, mode)))
    return cck_record_set_error (error, origin, "response_mode", _("“query” or “form_post”"));

  g_object_set (self, "response-mode", mode, NULL);

  return TRUE;
}

static gboolean
read_parameters (CckProvider         *self,
                 const CckJsonValue  *root,
                 const char          *origin,
                 GError             **error)
{
  g_auto (GStrv) parameters = cck_json_dup_member_strv (root, "parameters");

  if (parameters == NULL)
    return cck_record_set_error (error, origin, "parameters", _("a list of strings"));

  g_object_set (self, "parameters", parameters, NULL);

  return TRUE;
}

/* A file without a name, an issuer or a client ID is no registration; anything finer is said when
 * the provider is used or saved, so that a person can correct it in the window. */
static gboolean
check_required (CckProvider  *self,
                const char   *origin,
                GError      **error)
{
  const char * const required[][2] = {
    { "name", cck_provider_get_name (self) },
    { "issuer", cck_provider_get_issuer (self) },
    { "client_id", cck_provider_get_client_id (self) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (required); i++)
    {
      if (required[i][1] == NULL)
        return cck_record_set_error (error, origin, required[i][0],
                                     cck_json_type_describe (CCK_JSON_TYPE_STRING));
    }

  return TRUE;
}

CckProvider *
cck_provider_new_from_json (const char  *text,
                            gssize       length,
                            const char  *origin,
                            GError     **error)
{
  g_autoptr (CckProvider) self = NULL;
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  if (length < 0)
    length = strlen (text);

  json = cck_record_parse (text, length, FORMAT, origin, error);
  if (json == NULL)
    return cck_record_add_place (error, text, length);

  self = cck_provider_new ();
  root = cck_json_get_root (json);

  if (!cck_record_read_fields (root, fields, G_N_ELEMENTS (fields), G_OBJECT (self), origin, error)
      || !cck_record_read_fields (root, format_2_fields, G_N_ELEMENTS (format_2_fields),
                                  G_OBJECT (self), origin, error)
      || !read_client_auth (self, root, origin, error)
      || !read_response_mode (self, root, origin, error)
      || !read_parameters (self, root, origin, error)
      || !check_required (self, origin, error))
    return cck_record_add_place (error, text, length);

  cck_provider_set_source (self, json);

  return g_steal_pointer (&self);
}
