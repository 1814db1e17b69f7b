/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider.h"

#include <string.h>

#include "cck-provider-private.h"

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ISSUER,
  PROP_CLIENT_ID,
  PROP_SCOPES,
  PROP_REDIRECT_HOST,
  PROP_REDIRECT_PORTS,
  PROP_REDIRECT_PATH,
  PROP_RESOURCE,
  PROP_AUDIENCE,
  PROP_AUTHORIZATION_ENDPOINT,
  PROP_TOKEN_ENDPOINT,
  PROP_JWKS_URI,
  PROP_USERINFO_ENDPOINT,
  PROP_REVOCATION_ENDPOINT,
  PROP_INTROSPECTION_ENDPOINT,
  PROP_DEVICE_AUTHORIZATION_ENDPOINT,
  PROP_END_SESSION_ENDPOINT,
  PROP_PUSHED_AUTHORIZATION_REQUEST_ENDPOINT,
  PROP_RESPONSE_MODE,
  PROP_ID_TOKEN_ALGORITHM,
  PROP_CA_CERTIFICATES,
  N_STRINGS, /* those before are strings */
  PROP_ALLOW_HTTP_LOOPBACK = N_STRINGS,
  PROP_DPOP,
  PROP_PAR,
  PROP_REQUEST_OBJECT,
  N_FLAGS, /* and those booleans */
  PROP_CLIENT_AUTH = N_FLAGS,
  PROP_PARAMETERS,
  PROP_TRANSIENT,
  PROP_READ_ONLY,
  N_PROPS
};

struct _CckProvider
{
  GObject          parent_instance;

  char            *strings[N_STRINGS];
  gboolean         flags[N_FLAGS]; /* from N_STRINGS on */
  CckProviderAuth  client_auth;
  GStrv            parameters;
  CckJson         *source;
  gboolean         read_only;
};

static const struct
{
  const char *name;
  const char *fallback; /* the value where none is set */
} names[N_FLAGS] = {
  [PROP_ID] = { "id", NULL },
  [PROP_NAME] = { "name", NULL },
  [PROP_ISSUER] = { "issuer", NULL },
  [PROP_CLIENT_ID] = { "client-id", NULL },
  [PROP_SCOPES] = { "scopes", "openid" },
  [PROP_REDIRECT_HOST] = { "redirect-host", "127.0.0.1" },
  [PROP_REDIRECT_PORTS] = { "redirect-ports", "0" },
  [PROP_REDIRECT_PATH] = { "redirect-path", "/callback" },
  [PROP_RESOURCE] = { "resource", NULL },
  [PROP_AUDIENCE] = { "audience", NULL },
  [PROP_AUTHORIZATION_ENDPOINT] = { "authorization-endpoint", NULL },
  [PROP_TOKEN_ENDPOINT] = { "token-endpoint", NULL },
  [PROP_JWKS_URI] = { "jwks-uri", NULL },
  [PROP_USERINFO_ENDPOINT] = { "userinfo-endpoint", NULL },
  [PROP_REVOCATION_ENDPOINT] = { "revocation-endpoint", NULL },
  [PROP_INTROSPECTION_ENDPOINT] = { "introspection-endpoint", NULL },
  [PROP_DEVICE_AUTHORIZATION_ENDPOINT] = { "device-authorization-endpoint", NULL },
  [PROP_END_SESSION_ENDPOINT] = { "end-session-endpoint", NULL },
  [PROP_PUSHED_AUTHORIZATION_REQUEST_ENDPOINT]
  = { "pushed-authorization-request-endpoint", NULL },
  [PROP_RESPONSE_MODE] = { "response-mode", "query" },
  [PROP_ID_TOKEN_ALGORITHM] = { "id-token-algorithm", NULL },
  [PROP_CA_CERTIFICATES] = { "ca-certificates", NULL },
  [PROP_ALLOW_HTTP_LOOPBACK] = { "allow-http-loopback", NULL },
  [PROP_DPOP] = { "dpop", NULL },
  [PROP_PAR] = { "par", NULL },
  [PROP_REQUEST_OBJECT] = { "request-object", NULL },
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckProvider, cck_provider, G_TYPE_OBJECT)

/* No scope at all is a choice; any other empty text is none. */
static void
set_text (CckProvider *self,
          guint        prop_id,
          const char  *value)
{
  gboolean was_transient = cck_provider_get_transient (self);

  if (value != NULL && *value == '\0' && prop_id != PROP_SCOPES)
    value = NULL;

  if (value == NULL)
    value = names[prop_id].fallback;

  if (!g_set_str (&self->strings[prop_id], value))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);

  if (was_transient != cck_provider_get_transient (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRANSIENT]);
}

static void
set_client_auth (CckProvider     *self,
                 CckProviderAuth  client_auth)
{
  if (self->client_auth == client_auth)
    return;

  self->client_auth = client_auth;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT_AUTH]);
}

static void
set_parameters (CckProvider        *self,
                const char * const *parameters)
{
  static const char * const none[] = { NULL };

  if (parameters == NULL)
    parameters = none;

  if (g_strv_equal ((const char * const *) self->parameters, parameters))
    return;

  g_strfreev (self->parameters);
  self->parameters = g_strdupv ((GStrv) parameters);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARAMETERS]);
}

static void
set_flag (CckProvider *self,
          gboolean    *flag,
          guint        prop_id,
          gboolean     value)
{
  value = !!value;
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
cck_provider_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CckProvider *self = CCK_PROVIDER (object);

  if (prop_id < N_STRINGS)
    {
      g_value_set_string (value, self->strings[prop_id]);
      return;
    }

  if (prop_id < N_FLAGS)
    {
      g_value_set_boolean (value, self->flags[prop_id]);
      return;
    }

  switch (prop_id)
    {
    case PROP_CLIENT_AUTH:
      g_value_set_enum (value, self->client_auth);
      break;

    case PROP_PARAMETERS:
      g_value_set_boxed (value, self->parameters);
      break;

    case PROP_TRANSIENT:
      g_value_set_boolean (value, cck_provider_get_transient (self));
      break;

    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_provider_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CckProvider *self = CCK_PROVIDER (object);

  if (prop_id < N_STRINGS)
    {
      set_text (self, prop_id, g_value_get_string (value));
      return;
    }

  if (prop_id < N_FLAGS)
    {
      set_flag (self, &self->flags[prop_id], prop_id, g_value_get_boolean (value));
      return;
    }

  switch (prop_id)
    {
    case PROP_CLIENT_AUTH:
      set_client_auth (self, g_value_get_enum (value));
      break;

    case PROP_PARAMETERS:
      set_parameters (self, g_value_get_boxed (value));
      break;

    case PROP_READ_ONLY:
      set_flag (self, &self->read_only, prop_id, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_provider_finalize (GObject *object)
{
  CckProvider *self = CCK_PROVIDER (object);

  for (guint i = 0; i < N_STRINGS; i++)
    g_clear_pointer (&self->strings[i], g_free);

  g_clear_pointer (&self->parameters, g_strfreev);
  g_clear_pointer (&self->source, cck_json_unref);

  G_OBJECT_CLASS (cck_provider_parent_class)->finalize (object);
}

static void
cck_provider_class_init (CckProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cck_provider_get_property;
  object_class->set_property = cck_provider_set_property;
  object_class->finalize = cck_provider_finalize;

  for (guint i = PROP_0 + 1; i < N_STRINGS; i++)
    properties[i] = g_param_spec_string (names[i].name, NULL, NULL, names[i].fallback, flags);

  for (guint i = N_STRINGS; i < N_FLAGS; i++)
    properties[i] = g_param_spec_boolean (names[i].name, NULL, NULL, FALSE, flags);

  properties[PROP_CLIENT_AUTH] = g_param_spec_enum ("client-auth", NULL, NULL,
                                                    CCK_TYPE_PROVIDER_AUTH, CCK_PROVIDER_AUTH_NONE,
                                                    flags);
  properties[PROP_PARAMETERS]
      = g_param_spec_boxed ("parameters", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_TRANSIENT]
      = g_param_spec_boolean ("transient", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                  | G_PARAM_STATIC_STRINGS);
  properties[PROP_READ_ONLY]
      = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_provider_init (CckProvider *self)
{
  for (guint i = PROP_0 + 1; i < N_STRINGS; i++)
    self->strings[i] = g_strdup (names[i].fallback);

  self->parameters = g_new0 (char *, 1);
}

CckProvider *
cck_provider_new (void)
{
  return g_object_new (CCK_TYPE_PROVIDER, NULL);
}

void
cck_provider_assign (CckProvider *self,
                     CckProvider *other)
{
  g_return_if_fail (CCK_IS_PROVIDER (self));
  g_return_if_fail (CCK_IS_PROVIDER (other));

  if (self == other)
    return;

  g_object_freeze_notify (G_OBJECT (self));

  for (guint i = PROP_ID + 1; i < N_STRINGS; i++)
    set_text (self, i, other->strings[i]);

  for (guint i = N_STRINGS; i < N_FLAGS; i++)
    set_flag (self, &self->flags[i], i, other->flags[i]);

  set_client_auth (self, other->client_auth);
  set_parameters (self, (const char * const *) other->parameters);
  cck_provider_set_source (self, other->source);

  g_object_thaw_notify (G_OBJECT (self));
}

CckProvider *
cck_provider_copy (CckProvider *self)
{
  CckProvider *copy;

  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  copy = cck_provider_new ();
  set_text (copy, PROP_ID, self->strings[PROP_ID]);
  cck_provider_assign (copy, self);

  return copy;
}

CckJson *
cck_provider_get_source (CckProvider *self)
{
  return self->source;
}

void
cck_provider_set_source (CckProvider *self,
                         CckJson     *source)
{
  if (self->source == source)
    return;

  g_clear_pointer (&self->source, cck_json_unref);
  self->source = source != NULL ? cck_json_ref (source) : NULL;
}

void
cck_provider_list_endpoints (CckProvider  *self,
                             const char  **endpoints)
{
  G_STATIC_ASSERT (CCK_PROVIDER_N_ENDPOINTS
                   == PROP_PUSHED_AUTHORIZATION_REQUEST_ENDPOINT - PROP_AUTHORIZATION_ENDPOINT + 1);

  for (guint i = 0; i < CCK_PROVIDER_N_ENDPOINTS; i++)
    endpoints[i] = self->strings[PROP_AUTHORIZATION_ENDPOINT + i];
}

#define DEFINE_TEXT_GETTER(name, NAME)                        \
  const char *                                                \
  cck_provider_get_##name (CckProvider *self)                 \
  {                                                           \
    g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);      \
                                                              \
    return self->strings[PROP_##NAME];                        \
  }

#define DEFINE_FLAG_GETTER(name, NAME)                        \
  gboolean                                                    \
  cck_provider_get_##name (CckProvider *self)                 \
  {                                                           \
    g_return_val_if_fail (CCK_IS_PROVIDER (self), FALSE);     \
                                                              \
    return self->flags[PROP_##NAME];                          \
  }

DEFINE_TEXT_GETTER (id, ID)
DEFINE_TEXT_GETTER (name, NAME)
DEFINE_TEXT_GETTER (issuer, ISSUER)
DEFINE_TEXT_GETTER (client_id, CLIENT_ID)
DEFINE_TEXT_GETTER (scopes, SCOPES)
DEFINE_TEXT_GETTER (redirect_host, REDIRECT_HOST)
DEFINE_TEXT_GETTER (redirect_ports, REDIRECT_PORTS)
DEFINE_TEXT_GETTER (redirect_path, REDIRECT_PATH)
DEFINE_TEXT_GETTER (resource, RESOURCE)
DEFINE_TEXT_GETTER (audience, AUDIENCE)
DEFINE_TEXT_GETTER (authorization_endpoint, AUTHORIZATION_ENDPOINT)
DEFINE_TEXT_GETTER (token_endpoint, TOKEN_ENDPOINT)
DEFINE_TEXT_GETTER (jwks_uri, JWKS_URI)
DEFINE_TEXT_GETTER (userinfo_endpoint, USERINFO_ENDPOINT)
DEFINE_TEXT_GETTER (revocation_endpoint, REVOCATION_ENDPOINT)
DEFINE_TEXT_GETTER (introspection_endpoint, INTROSPECTION_ENDPOINT)
DEFINE_TEXT_GETTER (device_authorization_endpoint, DEVICE_AUTHORIZATION_ENDPOINT)
DEFINE_TEXT_GETTER (end_session_endpoint, END_SESSION_ENDPOINT)
DEFINE_TEXT_GETTER (pushed_authorization_request_endpoint, PUSHED_AUTHORIZATION_REQUEST_ENDPOINT)
DEFINE_TEXT_GETTER (response_mode, RESPONSE_MODE)
DEFINE_TEXT_GETTER (id_token_algorithm, ID_TOKEN_ALGORITHM)
DEFINE_TEXT_GETTER (ca_certificates, CA_CERTIFICATES)

DEFINE_FLAG_GETTER (allow_http_loopback, ALLOW_HTTP_LOOPBACK)
DEFINE_FLAG_GETTER (dpop, DPOP)
DEFINE_FLAG_GETTER (par, PAR)
DEFINE_FLAG_GETTER (request_object, REQUEST_OBJECT)

CckProviderAuth
cck_provider_get_client_auth (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), CCK_PROVIDER_AUTH_NONE);

  return self->client_auth;
}

const char * const *
cck_provider_get_parameters (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return (const char * const *) self->parameters;
}

gboolean
cck_provider_get_transient (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), FALSE);

  return self->strings[PROP_ID] != NULL
         && g_str_has_prefix (self->strings[PROP_ID], CCK_TRANSIENT_PREFIX);
}

gboolean
cck_provider_get_read_only (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), FALSE);

  return self->read_only;
}
