/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-request-object.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-authorization-private.h"
#include "cck-client-signature.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"

/* As long as a person takes to sign in. */
#define LIFETIME 300
#define JTI_BYTES 16

/* Parameters whose values are JSON in a query and as a claim the thing itself (OpenID Connect Core
 * §5.5, §6.1; RFC 9396 §2). */
static const char *const json_parameters[] = { "authorization_details", "claims", NULL };

/* What the object says of itself. */
static const char *const reserved_claims[] = {
  "aud", "exp", "iat", "iss", "jti", "nbf", "sub", NULL
};

typedef struct
{
  JsonBuilder *builder;
  JsonArray *resources;
  GError *error;
} Claims;

/* The first fault is told. */
static void
refuse_take (Claims *claims, GError *fault)
{
  if (claims->error == NULL)
    claims->error = fault;
  else
    g_error_free (fault);
}

static void add_value (JsonBuilder *builder, const CckJsonValue *value);

static void
add_items (JsonBuilder *builder, const CckJsonValue *value)
{
  CckJsonIter iter;
  const char *name;
  const CckJsonValue *item;

  cck_json_iter_init (&iter, value);
  while (cck_json_iter_next (&iter, &name, NULL, &item))
    {
      if (name != NULL)
        json_builder_set_member_name (builder, name);
      add_value (builder, item);
    }
}

static void
add_number (JsonBuilder *builder, const CckJsonValue *value)
{
  gint64 integer;
  double number = 0;

  if (cck_json_get_int64 (value, &integer))
    json_builder_add_int_value (builder, integer);
  else if (cck_json_get_double (value, &number))
    json_builder_add_double_value (builder, number);
}

/* What was read strictly is written again; its depth is bounded by the reader. */
static void
add_value (JsonBuilder *builder, const CckJsonValue *value)
{
  gboolean flag = FALSE;

  switch (cck_json_get_value_type (value))
    {
    case CCK_JSON_TYPE_OBJECT:
      json_builder_begin_object (builder);
      add_items (builder, value);
      json_builder_end_object (builder);
      break;
    case CCK_JSON_TYPE_ARRAY:
      json_builder_begin_array (builder);
      add_items (builder, value);
      json_builder_end_array (builder);
      break;
    case CCK_JSON_TYPE_STRING:
      json_builder_add_string_value (builder, cck_json_get_string (value, NULL));
      break;
    case CCK_JSON_TYPE_NUMBER:
      add_number (builder, value);
      break;
    case CCK_JSON_TYPE_BOOLEAN:
      cck_json_get_boolean (value, &flag);
      json_builder_add_boolean_value (builder, flag);
      break;
    case CCK_JSON_TYPE_NULL:
    case CCK_JSON_TYPE_NONE:
    default:
      json_builder_add_null_value (builder);
      break;
    }
}

static void
add_json (Claims *claims, const char *name, const char *text)
{
  g_autoptr (CckJson) json = cck_json_parse (text, strlen (text), CCK_JSON_FLAGS_NONE, NULL);

  if (json == NULL)
    {
      refuse_take (claims, g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                                        _("The parameter “%s” is no JSON."), name));
      return;
    }

  json_builder_set_member_name (claims->builder, name);
  add_value (claims->builder, cck_json_get_root (json));
}

static void
add_claim (const char *name, const char *value, gpointer user_data)
{
  Claims *claims = user_data;

  if (g_strv_contains (reserved_claims, name))
    refuse_take (claims, g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                                      _("The parameter “%s” belongs to the protocol and cannot be "
                                        "set."), name));
  /* RFC 8707 §2: several of them are a list. */
  else if (strcmp (name, "resource") == 0)
    json_array_add_string_element (claims->resources, value);
  else if (g_strv_contains (json_parameters, name))
    add_json (claims, name, value);
  /* OpenID Connect Core §6.1: a number there. */
  else if (strcmp (name, "max_age") == 0)
    cck_client_signature_add_int (claims->builder, name, g_ascii_strtoll (value, NULL, 10));
  else
    cck_client_signature_add_string (claims->builder, name, value);
}

static void
add_resources (Claims *claims)
{
  guint n = json_array_get_length (claims->resources);

  if (n == 1)
    cck_client_signature_add_string (claims->builder, "resource",
                                     json_array_get_string_element (claims->resources, 0));
  else if (n > 1)
    {
      JsonNode *node = json_node_new (JSON_NODE_ARRAY);

      json_node_set_array (node, claims->resources);
      json_builder_set_member_name (claims->builder, "resource");
      json_builder_add_value (claims->builder, node);
    }
}

/* RFC 9101 §4, §6.3: all parameters, from us, for this provider, for a while. */
static JsonBuilder *
new_claims (CckAuthorization *authorization, gint64 now, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonArray) resources = json_array_new ();
  g_autofree char *jti = cck_sensitive_new_random (JTI_BYTES, error);
  Claims claims = { builder, resources, NULL };

  if (jti == NULL)
    return NULL;

  json_builder_begin_object (builder);
  cck_client_signature_add_string (builder, "iss", authorization->client_id);
  cck_client_signature_add_string (builder, "aud",
                                   cck_metadata_get_issuer (authorization->metadata));
  cck_client_signature_add_string (builder, "jti", jti);
  cck_client_signature_add_int (builder, "iat", now);
  cck_client_signature_add_int (builder, "nbf", now);
  cck_client_signature_add_int (builder, "exp", now + LIFETIME);
  cck_authorization_each_parameter (authorization, add_claim, &claims);
  add_resources (&claims);
  if (claims.error != NULL)
    {
      g_propagate_error (error, claims.error);
      return NULL;
    }

  return g_steal_pointer (&builder);
}

gboolean
cck_request_object_sign (CckAuthorization *authorization,
                         CckClientAuth *auth,
                         gint64 now,
                         GError **error)
{
  g_autoptr (JsonBuilder) claims = NULL;
  g_autoptr (CckJwk) key = NULL;
  g_autoptr (CckSensitive) object = NULL;
  const char *secret;

  g_return_val_if_fail (authorization != NULL && auth != NULL, FALSE);
  g_return_val_if_fail (authorization->carrier_name == NULL, FALSE);

  secret = cck_client_auth_get_secret (auth);
  if (cck_client_auth_get_key (auth) != NULL)
    key = cck_jwk_ref (cck_client_auth_get_key (auth));
  else if (secret != NULL)
    key = cck_jwk_new_secret (secret, strlen (secret));
  else
    {
      g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
                           _("A signed request needs the client’s private key or secret."));
      return FALSE;
    }

  claims = new_claims (authorization, now, error);
  if (claims == NULL)
    return FALSE;

  /* RFC 9101 §10.8: named for what it is, so that it is taken for nothing else. */
  object = cck_client_signature_sign (
      key, cck_metadata_get_request_object_signing_alg_values_supported (authorization->metadata),
      "oauth-authz-req+jwt", claims, error);
  if (object == NULL)
    return FALSE;

  cck_authorization_carry (authorization, "request", object);

  return TRUE;
}
