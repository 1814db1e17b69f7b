/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-metadata-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-json.h"
#include "cck-oauth-error.h"

typedef struct
{
  char *authorization_endpoint;
  char *token_endpoint;
  char *jwks_uri;
  char *userinfo_endpoint;
  char *revocation_endpoint;
  char *introspection_endpoint;
  char *end_session_endpoint;
  char *registration_endpoint;
  char *device_authorization_endpoint;
  char *pushed_authorization_request_endpoint;
} Endpoints;

typedef struct
{
  GStrv scopes_supported;
  GStrv grant_types_supported;
  GStrv response_types_supported;
  GStrv code_challenge_methods_supported;
  GStrv token_endpoint_auth_methods_supported;
  GStrv token_endpoint_auth_signing_alg_values_supported;
  GStrv request_object_signing_alg_values_supported;
  GStrv response_modes_supported;
  GStrv id_token_signing_alg_values_supported;
  GStrv prompt_values_supported;
  GStrv dpop_signing_alg_values_supported;
} Lists;

struct _CckMetadata
{
  gatomicrefcount ref_count;
  char *issuer;
  CckHttpFlags flags;
  GBytes *document;
  gint64 date;
  gint64 max_age;
  Endpoints endpoints;
  Endpoints mtls_endpoints;
  Lists lists;
  gboolean iss_in_response;
  gboolean require_pushed;
};

G_DEFINE_BOXED_TYPE (CckMetadata, cck_metadata, cck_metadata_ref, cck_metadata_unref)

#define ENDPOINT(name) { #name, G_STRUCT_OFFSET (Endpoints, name) }
#define LIST(name) { #name, G_STRUCT_OFFSET (CckMetadata, lists.name) }

typedef struct
{
  const char *wire;
  gsize offset;
} Member;

/* Discovery §3, RFC 8414 §2, RFC 8628 §4, RFC 9126 §5, RP-Initiated Logout §2.1. */
static const Member endpoint_members[] = {
  ENDPOINT (authorization_endpoint),
  ENDPOINT (token_endpoint),
  ENDPOINT (jwks_uri),
  ENDPOINT (userinfo_endpoint),
  ENDPOINT (revocation_endpoint),
  ENDPOINT (introspection_endpoint),
  ENDPOINT (end_session_endpoint),
  ENDPOINT (registration_endpoint),
  ENDPOINT (device_authorization_endpoint),
  ENDPOINT (pushed_authorization_request_endpoint),
};

static const Member list_members[] = {
  LIST (scopes_supported),
  LIST (grant_types_supported),
  LIST (response_types_supported),
  LIST (code_challenge_methods_supported),
  LIST (token_endpoint_auth_methods_supported),
  LIST (token_endpoint_auth_signing_alg_values_supported),
  LIST (request_object_signing_alg_values_supported),
  LIST (response_modes_supported),
  LIST (id_token_signing_alg_values_supported),
  LIST (prompt_values_supported),
  LIST (dpop_signing_alg_values_supported),
};

static char **
endpoint_at (Endpoints *endpoints, gsize i)
{
  return G_STRUCT_MEMBER_P (endpoints, endpoint_members[i].offset);
}

static GStrv *
list_at (CckMetadata *self, gsize i)
{
  return G_STRUCT_MEMBER_P (self, list_members[i].offset);
}

static CckMetadata *
metadata_new (const char *issuer, CckHttpFlags flags)
{
  CckMetadata *self = g_new0 (CckMetadata, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->issuer = g_strdup (issuer);
  self->flags = flags & CCK_HTTP_ALLOW_LOOPBACK;
  self->max_age = -1;

  return self;
}

CckMetadata *
cck_metadata_ref (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_metadata_unref (CckMetadata *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (endpoint_members); i++)
    {
      g_free (*endpoint_at (&self->endpoints, i));
      g_free (*endpoint_at (&self->mtls_endpoints, i));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (list_members); i++)
    g_strfreev (*list_at (self, i));
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self->issuer);
  g_free (self);
}

static gboolean
read_addresses (CckMetadata *self,
                Endpoints *endpoints,
                const CckJsonValue *object,
                GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoint_members); i++)
    {
      const char *wire = endpoint_members[i].wire;
      const CckJsonValue *value = cck_json_get_member (object, wire);
      const char *uri = cck_json_get_string (value, NULL);

      /* Some providers write null, or nothing between the quotes, for what they don't have. */
      if (cck_json_get_value_type (value) == CCK_JSON_TYPE_NONE ||
          cck_json_get_value_type (value) == CCK_JSON_TYPE_NULL || g_strcmp0 (uri, "") == 0)
        continue;

      if (!cck_http_check_uri (uri, self->flags, wire, error))
        return FALSE;

      *endpoint_at (endpoints, i) = g_strdup (uri);
    }

  return TRUE;
}

static gboolean
read_endpoints (CckMetadata *self, const CckJsonValue *root, GError **error)
{
  /* RFC 8705 §5: where a client with a certificate goes instead. */
  if (!read_addresses (self, &self->endpoints, root, error) ||
      !read_addresses (self, &self->mtls_endpoints,
                       cck_json_get_member (root, "mtls_endpoint_aliases"), error))
    return FALSE;

  if (self->endpoints.token_endpoint == NULL && self->endpoints.authorization_endpoint == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
                   _("The configuration of “%s” names no endpoints to sign in at."), self->issuer);
      return FALSE;
    }

  return TRUE;
}

static void
read_lists (CckMetadata *self, const CckJsonValue *root)
{
  for (gsize i = 0; i < G_N_ELEMENTS (list_members); i++)
    {
      if (cck_json_get_member (root, list_members[i].wire) != NULL)
        *list_at (self, i) = cck_json_dup_member_strv (root, list_members[i].wire);
    }
}

/* Discovery §4.3, RFC 8414 §3.3: byte for byte, and a person gets to see both. */
static gboolean
check_issuer (const char *issuer, const char *expected, GError **error)
{
  g_autofree char *shown = NULL;

  if (issuer == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
                   _("The configuration at “%s” does not say which issuer it is for."), expected);
      return FALSE;
    }

  if (strcmp (issuer, expected) == 0)
    return TRUE;

  shown = g_strescape (issuer, NULL);
  if (strchr (issuer, '{') != NULL)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                 _("The provider calls itself “%.300s”, a pattern and not an issuer, not “%s”. Use "
                   "the issuer of one tenant."), shown, expected);
  else
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ISSUER_MISMATCH,
                 _("The provider calls itself “%.300s”, not “%s”. Use “%.300s” or contact the "
                   "provider."), shown, expected, shown);

  return FALSE;
}

CckMetadata *
cck_metadata_parse (GBytes *document,
                    const char *expected_issuer,
                    CckHttpFlags flags,
                    GError **error)
{
  g_autoptr (CckMetadata) self = NULL;
  g_autoptr (CckJson) json = NULL;
  g_autoptr (GError) fault = NULL;
  const CckJsonValue *root;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (expected_issuer != NULL, NULL);

  json = cck_json_parse_bytes (document, CCK_JSON_OBJECT, &fault);
  if (json == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("The configuration of “%s” cannot be read: %s"), expected_issuer,
                   fault->message);
      return NULL;
    }

  root = cck_json_get_root (json);
  if (!check_issuer (cck_json_get_member_string (root, "issuer"), expected_issuer, error))
    return NULL;

  self = metadata_new (expected_issuer, flags);
  self->document = g_bytes_ref (document);
  if (!cck_http_check_uri (self->issuer, self->flags, "issuer", error) ||
      !read_endpoints (self, root, error))
    return NULL;

  read_lists (self, root);
  cck_json_get_member_boolean (root, "authorization_response_iss_parameter_supported",
                               &self->iss_in_response);
  cck_json_get_member_boolean (root, "require_pushed_authorization_requests",
                               &self->require_pushed);

  return g_steal_pointer (&self);
}

CckMetadata *
cck_metadata_new_manual (const char *issuer,
                         const char *authorization_endpoint,
                         const char *token_endpoint,
                         const char *jwks_uri,
                         CckHttpFlags flags,
                         GError **error)
{
  g_autoptr (CckMetadata) self = NULL;

  g_return_val_if_fail (issuer != NULL, NULL);

  if (!cck_http_check_uri (token_endpoint, flags, "token_endpoint", error) ||
      (authorization_endpoint != NULL &&
       !cck_http_check_uri (authorization_endpoint, flags, "authorization_endpoint", error)) ||
      (jwks_uri != NULL && !cck_http_check_uri (jwks_uri, flags, "jwks_uri", error)))
    return NULL;

  self = metadata_new (issuer, flags);
  self->endpoints.authorization_endpoint = g_strdup (authorization_endpoint);
  self->endpoints.token_endpoint = g_strdup (token_endpoint);
  self->endpoints.jwks_uri = g_strdup (jwks_uri);

  return g_steal_pointer (&self);
}

void
cck_metadata_set_freshness (CckMetadata *self, gint64 date, gint64 max_age)
{
  g_return_if_fail (self != NULL);

  self->date = date;
  self->max_age = max_age;
}

const char *
cck_metadata_get_issuer (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issuer;
}

CckHttpFlags
cck_metadata_get_flags (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, CCK_HTTP_NONE);

  return self->flags;
}

GBytes *
cck_metadata_get_document (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->document;
}

gint64
cck_metadata_get_date (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->date;
}

gint64
cck_metadata_get_max_age (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->max_age;
}

gboolean
cck_metadata_get_iss_in_response (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->iss_in_response;
}

gboolean
cck_metadata_get_require_pushed (CckMetadata *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->require_pushed;
}

gboolean
cck_metadata_check_pkce (CckMetadata *self, GError **error)
{
  const char *const *methods;

  g_return_val_if_fail (self != NULL, FALSE);

  methods = (const char *const *) self->lists.code_challenge_methods_supported;
  if (methods == NULL || g_strv_contains (methods, "S256"))
    return TRUE;

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED,
               _("“%s” does not offer PKCE with S256, without which a sign-in is not safe."),
               self->issuer);

  return FALSE;
}

static const char *
find_endpoint (Endpoints *endpoints, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoint_members); i++)
    {
      if (strcmp (endpoint_members[i].wire, name) == 0)
        return *endpoint_at (endpoints, i);
    }

  return NULL;
}

const char *
cck_metadata_get_endpoint (CckMetadata *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return find_endpoint (&self->endpoints, name);
}

const char *
cck_metadata_get_mtls_endpoint (CckMetadata *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return find_endpoint (&self->mtls_endpoints, name);
}

#define DEFINE_ENDPOINT(name)                                                                    \
  const char *cck_metadata_get_##name (CckMetadata *self)                                        \
  {                                                                                              \
    g_return_val_if_fail (self != NULL, NULL);                                                   \
                                                                                                 \
    return self->endpoints.name;                                                                 \
  }

#define DEFINE_LIST(name)                                                                        \
  const char *const *cck_metadata_get_##name (CckMetadata *self)                                 \
  {                                                                                              \
    g_return_val_if_fail (self != NULL, NULL);                                                   \
                                                                                                 \
    return (const char *const *) self->lists.name;                                               \
  }

DEFINE_ENDPOINT (authorization_endpoint)
DEFINE_ENDPOINT (token_endpoint)
DEFINE_ENDPOINT (jwks_uri)
DEFINE_ENDPOINT (userinfo_endpoint)
DEFINE_ENDPOINT (revocation_endpoint)
DEFINE_ENDPOINT (introspection_endpoint)
DEFINE_ENDPOINT (end_session_endpoint)
DEFINE_ENDPOINT (registration_endpoint)
DEFINE_ENDPOINT (device_authorization_endpoint)
DEFINE_ENDPOINT (pushed_authorization_request_endpoint)

DEFINE_LIST (scopes_supported)
DEFINE_LIST (grant_types_supported)
DEFINE_LIST (response_types_supported)
DEFINE_LIST (code_challenge_methods_supported)
DEFINE_LIST (token_endpoint_auth_methods_supported)
DEFINE_LIST (token_endpoint_auth_signing_alg_values_supported)
DEFINE_LIST (request_object_signing_alg_values_supported)
DEFINE_LIST (response_modes_supported)
DEFINE_LIST (id_token_signing_alg_values_supported)
DEFINE_LIST (prompt_values_supported)
DEFINE_LIST (dpop_signing_alg_values_supported)
