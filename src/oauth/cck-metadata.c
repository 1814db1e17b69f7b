/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-metadata-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

/* What is read from a document and what a person may type has the same members. */
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
  GStrv response_modes_supported;
  GStrv code_challenge_methods_supported;
  GStrv acr_values_supported;
  GStrv prompt_values_supported;
  GStrv token_endpoint_auth_methods_supported;
  GStrv token_endpoint_auth_signing_alg_values_supported;
  GStrv revocation_endpoint_auth_methods_supported;
  GStrv introspection_endpoint_auth_methods_supported;
  GStrv id_token_signing_alg_values_supported;
  GStrv userinfo_signing_alg_values_supported;
  GStrv request_object_signing_alg_values_supported;
  GStrv dpop_signing_alg_values_supported;
} Lists;

typedef struct
{
  gboolean iss_in_response;
  gboolean require_pushed;
  gboolean request_parameter;
  gboolean require_signed_request;
  gboolean certificate_bound_tokens;
  gboolean backchannel_logout;
} Switches;

struct _CckMetadata
{
  gatomicrefcount ref_count;
  char *issuer;
  CckHttpFlags flags;
  GBytes *document;
  gint64 date;
  gint64 max_age;
  Endpoints endpoints;
  Endpoints aliases; /* for a connection with a client certificate */
  Lists lists;
  Switches switches;
};

G_DEFINE_BOXED_TYPE (CckMetadata, cck_metadata, cck_metadata_ref, cck_metadata_unref)

typedef struct
{
  const char *wire;
  gsize offset;
} Member;

#define ENDPOINT(name) { #name, G_STRUCT_OFFSET (Endpoints, name) }
#define LIST(name) { #name, G_STRUCT_OFFSET (Lists, name) }
#define SWITCH(wire, name) { wire, G_STRUCT_OFFSET (Switches, name) }

/* Discovery §3, RFC 8414 §2, RFC 7591 §3, RFC 8628 §4, RFC 9126 §5, RP-Initiated Logout §2.1. */
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

/* The same, RFC 9449 §5.1 and Initiating User Registration §4.2. */
static const Member list_members[] = {
  LIST (scopes_supported),
  LIST (grant_types_supported),
  LIST (response_types_supported),
  LIST (response_modes_supported),
  LIST (code_challenge_methods_supported),
  LIST (acr_values_supported),
  LIST (prompt_values_supported),
  LIST (token_endpoint_auth_methods_supported),
  LIST (token_endpoint_auth_signing_alg_values_supported),
  LIST (revocation_endpoint_auth_methods_supported),
  LIST (introspection_endpoint_auth_methods_supported),
  LIST (id_token_signing_alg_values_supported),
  LIST (userinfo_signing_alg_values_supported),
  LIST (request_object_signing_alg_values_supported),
  LIST (dpop_signing_alg_values_supported),
};

/* RFC 9207 §3, RFC 9126 §5, Discovery §3, RFC 9101 §10.5, RFC 8705 §3.3, Back-Channel Logout §2.1:
 * all of them count as false where they are missing. */
static const Member switch_members[] = {
  SWITCH ("authorization_response_iss_parameter_supported", iss_in_response),
  SWITCH ("require_pushed_authorization_requests", require_pushed),
  SWITCH ("request_parameter_supported", request_parameter),
  SWITCH ("require_signed_request_object", require_signed_request),
  SWITCH ("tls_client_certificate_bound_access_tokens", certificate_bound_tokens),
  SWITCH ("backchannel_logout_supported", backchannel_logout),
};

/* CckMetadataEndpoints and Endpoints differ in const alone. */
G_STATIC_ASSERT (sizeof (Endpoints) == sizeof (CckMetadataEndpoints));
G_STATIC_ASSERT (G_STRUCT_OFFSET (Endpoints, pushed_authorization_request_endpoint) ==
                 G_STRUCT_OFFSET (CckMetadataEndpoints, pushed_authorization_request_endpoint));

static char **
endpoint_at (Endpoints *endpoints, gsize i)
{
  return G_STRUCT_MEMBER_P (endpoints, endpoint_members[i].offset);
}

static GStrv *
list_at (CckMetadata *self, gsize i)
{
  return G_STRUCT_MEMBER_P (&self->lists, list_members[i].offset);
}

static gboolean *
switch_at (CckMetadata *self, gsize i)
{
  return G_STRUCT_MEMBER_P (&self->switches, switch_members[i].offset);
}

CckMetadata *
cck_metadata_new (const char *issuer, CckHttpFlags flags)
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
      g_free (*endpoint_at (&self->aliases, i));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (list_members); i++)
    g_strfreev (*list_at (self, i));
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self->issuer);
  g_free (self);
}

/* RFC 9700 §2.6: plain http is for a provider on this computer. One that is elsewhere does not get to
 * name an address in here. */
static CckHttpFlags
flags_of_document (CckMetadata *self)
{
  return g_ascii_strncasecmp (self->issuer, "http:", 5) == 0 ? self->flags : CCK_HTTP_NONE;
}

static gboolean
read_endpoints (CckMetadata *self, Endpoints *endpoints, const CckJsonValue *object, GError **error)
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

      if (!cck_http_check_uri (uri, flags_of_document (self), wire, error))
        return FALSE;

      *endpoint_at (endpoints, i) = g_strdup (uri);
    }

  return TRUE;
}

gboolean
cck_metadata_read (CckMetadata *self,
                   GBytes *document,
                   const CckJsonValue *root,
                   GError **error)
{
  /* RFC 8705 §5: the aliases are members of an object of their own. */
  if (!read_endpoints (self, &self->endpoints, root, error) ||
      !read_endpoints (self, &self->aliases, cck_json_get_member (root, "mtls_endpoint_aliases"),
                       error))
    return FALSE;

  if (self->endpoints.token_endpoint == NULL && self->endpoints.authorization_endpoint == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
                   _("The configuration of “%s” names no endpoints to sign in at."), self->issuer);
      return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (list_members); i++)
    {
      if (cck_json_get_member (root, list_members[i].wire) != NULL)
        *list_at (self, i) = cck_json_dup_member_strv (root, list_members[i].wire);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (switch_members); i++)
    cck_json_get_member_boolean (root, switch_members[i].wire, switch_at (self, i));

  self->document = g_bytes_ref (document);

  return TRUE;
}

/* A person’s own address goes before the document’s, and before the alias that belongs to that. */
static gboolean
put_endpoints (CckMetadata *self, const CckMetadataEndpoints *own, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoint_members); i++)
    {
      const Member *member = &endpoint_members[i];
      const char *uri = G_STRUCT_MEMBER (const char *, own, member->offset);

      if (uri == NULL)
        continue;

      if (!cck_http_check_uri (uri, self->flags, member->wire, error))
        return FALSE;

      g_set_str (endpoint_at (&self->endpoints, i), uri);
      g_set_str (endpoint_at (&self->aliases, i), NULL);
    }

  return TRUE;
}

CckMetadata *
cck_metadata_new_manual (const char *issuer,
                         const CckMetadataEndpoints *endpoints,
                         CckHttpFlags flags,
                         GError **error)
{
  g_autoptr (CckMetadata) self = NULL;

  g_return_val_if_fail (issuer != NULL, NULL);
  g_return_val_if_fail (endpoints != NULL, NULL);

  self = cck_metadata_new (issuer, flags);
  if (!cck_http_check_uri (endpoints->token_endpoint, flags, "token_endpoint", error) ||
      !put_endpoints (self, endpoints, error))
    return NULL;

  return g_steal_pointer (&self);
}

static CckMetadata *
copy (CckMetadata *self)
{
  CckMetadata *other = cck_metadata_new (self->issuer, self->flags);

  other->document = self->document != NULL ? g_bytes_ref (self->document) : NULL;
  other->date = self->date;
  other->max_age = self->max_age;
  other->switches = self->switches;
  for (gsize i = 0; i < G_N_ELEMENTS (list_members); i++)
    *list_at (other, i) = g_strdupv (*list_at (self, i));
  for (gsize i = 0; i < G_N_ELEMENTS (endpoint_members); i++)
    {
      *endpoint_at (&other->endpoints, i) = g_strdup (*endpoint_at (&self->endpoints, i));
      *endpoint_at (&other->aliases, i) = g_strdup (*endpoint_at (&self->aliases, i));
    }

  return other;
}

CckMetadata *
cck_metadata_with_endpoints (CckMetadata *self,
                             const CckMetadataEndpoints *endpoints,
                             GError **error)
{
  g_autoptr (CckMetadata) other = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (endpoints != NULL, NULL);

  other = copy (self);
  if (!put_endpoints (other, endpoints, error))
    return NULL;

  return g_steal_pointer (&other);
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

  return find_endpoint (&self->aliases, name);
}

#define DEFINE_GETTER(type, name, fallback, value)                                               \
  type cck_metadata_get_##name (CckMetadata *self)                                               \
  {                                                                                              \
    g_return_val_if_fail (self != NULL, fallback);                                               \
                                                                                                 \
    return (type) value;                                                                         \
  }

#define DEFINE_ENDPOINT(name) DEFINE_GETTER (const char *, name, NULL, self->endpoints.name)
#define DEFINE_LIST(name) DEFINE_GETTER (const char *const *, name, NULL, self->lists.name)
#define DEFINE_SWITCH(name) DEFINE_GETTER (gboolean, name, FALSE, self->switches.name)

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
DEFINE_LIST (response_modes_supported)
DEFINE_LIST (code_challenge_methods_supported)
DEFINE_LIST (acr_values_supported)
DEFINE_LIST (prompt_values_supported)
DEFINE_LIST (token_endpoint_auth_methods_supported)
DEFINE_LIST (token_endpoint_auth_signing_alg_values_supported)
DEFINE_LIST (revocation_endpoint_auth_methods_supported)
DEFINE_LIST (introspection_endpoint_auth_methods_supported)
DEFINE_LIST (id_token_signing_alg_values_supported)
DEFINE_LIST (userinfo_signing_alg_values_supported)
DEFINE_LIST (request_object_signing_alg_values_supported)
DEFINE_LIST (dpop_signing_alg_values_supported)

DEFINE_SWITCH (iss_in_response)
DEFINE_SWITCH (require_pushed)
DEFINE_SWITCH (request_parameter)
DEFINE_SWITCH (require_signed_request)
DEFINE_SWITCH (certificate_bound_tokens)
DEFINE_SWITCH (backchannel_logout)
