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
  N_STRINGS, /* those before are strings */
  PROP_CLIENT_AUTH = N_STRINGS,
  PROP_PARAMETERS,
  PROP_ALLOW_HTTP_LOOPBACK,
  PROP_TRANSIENT,
  PROP_READ_ONLY,
  N_PROPS
};

struct _CckProvider
{
  GObject          parent_instance;

  char            *strings[N_STRINGS];
  CckProviderAuth  client_auth;
  GStrv            parameters;
  CckJson         *source;
  gboolean         allow_http_loopback;
  gboolean         read_only;
};

static const struct
{
  const char *name;
  const char *fallback; /* the value where none is set */
} strings[N_STRINGS] = {
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
    value = strings[prop_id].fallback;

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

  switch (prop_id)
    {
    case PROP_CLIENT_AUTH:
      g_value_set_enum (value, self->client_auth);
      break;

    case PROP_PARAMETERS:
      g_value_set_boxed (value, self->parameters);
      break;

    case PROP_ALLOW_HTTP_LOOPBACK:
      g_value_set_boolean (value, self->allow_http_loopback);
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

  switch (prop_id)
    {
    case PROP_CLIENT_AUTH:
      set_client_auth (self, g_value_get_enum (value));
      break;

    case PROP_PARAMETERS:
      set_parameters (self, g_value_get_boxed (value));
      break;

    case PROP_ALLOW_HTTP_LOOPBACK:
      set_flag (self, &self->allow_http_loopback, prop_id, g_value_get_boolean (value));
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
    properties[i] = g_param_spec_string (strings[i].name, NULL, NULL, strings[i].fallback, flags);

  properties[PROP_CLIENT_AUTH] = g_param_spec_enum ("client-auth", NULL, NULL,
                                                    CCK_TYPE_PROVIDER_AUTH, CCK_PROVIDER_AUTH_NONE,
                                                    flags);
  properties[PROP_PARAMETERS]
      = g_param_spec_boxed ("parameters", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_ALLOW_HTTP_LOOPBACK]
      = g_param_spec_boolean ("allow-http-loopback", NULL, NULL, FALSE, flags);
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
    self->strings[i] = g_strdup (strings[i].fallback);

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

  set_client_auth (self, other->client_auth);
  set_parameters (self, (const char * const *) other->parameters);
  set_flag (self, &self->allow_http_loopback, PROP_ALLOW_HTTP_LOOPBACK,
            other->allow_http_loopback);
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

const char *
cck_provider_get_id (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_ID];
}

const char *
cck_provider_get_name (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_NAME];
}

const char *
cck_provider_get_issuer (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_ISSUER];
}

const char *
cck_provider_get_client_id (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_CLIENT_ID];
}

CckProviderAuth
cck_provider_get_client_auth (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), CCK_PROVIDER_AUTH_NONE);

  return self->client_auth;
}

const char *
cck_provider_get_scopes (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_SCOPES];
}

const char *
cck_provider_get_redirect_host (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_REDIRECT_HOST];
}

const char *
cck_provider_get_redirect_ports (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_REDIRECT_PORTS];
}

const char *
cck_provider_get_redirect_path (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_REDIRECT_PATH];
}

const char *
cck_provider_get_resource (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_RESOURCE];
}

const char *
cck_provider_get_audience (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_AUDIENCE];
}

const char * const *
cck_provider_get_parameters (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return (const char * const *) self->parameters;
}

gboolean
cck_provider_get_allow_http_loopback (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), FALSE);

  return self->allow_http_loopback;
}

const char *
cck_provider_get_authorization_endpoint (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_AUTHORIZATION_ENDPOINT];
}

const char *
cck_provider_get_token_endpoint (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_TOKEN_ENDPOINT];
}

const char *
cck_provider_get_jwks_uri (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_JWKS_URI];
}

const char *
cck_provider_get_userinfo_endpoint (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_USERINFO_ENDPOINT];
}

const char *
cck_provider_get_revocation_endpoint (CckProvider *self)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (self), NULL);

  return self->strings[PROP_REVOCATION_ENDPOINT];
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
