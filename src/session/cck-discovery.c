/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-discovery.h"

#include "cck-detached.h"
#include "cck-metadata.h"
#include "cck-session-private.h"

struct _CckDiscovery
{
  GObject      parent_instance;

  CckMetadata *metadata;
};

G_DEFINE_FINAL_TYPE (CckDiscovery, cck_discovery, G_TYPE_OBJECT)

static void
cck_discovery_finalize (GObject *object)
{
  CckDiscovery *self = CCK_DISCOVERY (object);

  g_clear_pointer (&self->metadata, cck_metadata_unref);

  G_OBJECT_CLASS (cck_discovery_parent_class)->finalize (object);
}

static void
cck_discovery_class_init (CckDiscoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cck_discovery_finalize;
}

static void
cck_discovery_init (CckDiscovery *self)
{
}

static DexFuture *
metadata_fetched (DexFuture *future,
                  gpointer   user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);
  CckDiscovery *self = g_object_new (CCK_TYPE_DISCOVERY, NULL);

  self->metadata = cck_metadata_ref (g_value_get_boxed (value));

  return dex_future_new_take_object (self);
}

DexFuture *
cck_session_discover (CckSession *session,
                      const char *issuer,
                      gboolean    allow_http_loopback)
{
  g_autofree char *asked_for = NULL;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  asked_for = cck_metadata_dup_issuer (issuer);

  return dex_future_then (
    cck_detached_new (cck_metadata_fetch (cck_session_get_http (session), asked_for,
                                          allow_http_loopback ? CCK_HTTP_ALLOW_LOOPBACK
                                                              : CCK_HTTP_NONE)),
    metadata_fetched, NULL, NULL);
}

DexFuture *
cck_session_discover_provider (CckSession  *session,
                               CckProvider *provider)
{
  GError *error = NULL;
  CckHttp *http;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  http = cck_session_get_http_for (session, provider, NULL, &error);
  if (http == NULL)
    return dex_future_new_for_error (error);

  return dex_future_then (
    cck_detached_new (cck_metadata_fetch (http, cck_provider_get_issuer (provider),
                                          cck_session_http_flags_for (provider))),
    metadata_fetched, NULL, NULL);
}

const char *
cck_discovery_get_issuer (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_issuer (self->metadata);
}

const char *
cck_discovery_get_authorization_endpoint (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_authorization_endpoint (self->metadata);
}

const char *
cck_discovery_get_token_endpoint (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_token_endpoint (self->metadata);
}

const char *
cck_discovery_get_jwks_uri (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_jwks_uri (self->metadata);
}

const char *
cck_discovery_get_revocation_endpoint (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_revocation_endpoint (self->metadata);
}

const char *
cck_discovery_get_registration_endpoint (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_registration_endpoint (self->metadata);
}

const char * const *
cck_discovery_get_scopes_supported (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_scopes_supported (self->metadata);
}

const char * const *
cck_discovery_get_signing_algorithms (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  return cck_metadata_get_id_token_signing_alg_values_supported (self->metadata);
}

gboolean
cck_discovery_get_supports_pkce (CckDiscovery *self)
{
  g_return_val_if_fail (CCK_IS_DISCOVERY (self), FALSE);

  return cck_metadata_check_pkce (self->metadata, NULL);
}

char *
cck_discovery_dup_suggested_scopes (CckDiscovery *self)
{
  /* RFC 9700 §2.3: no more than is needed to say who signed in and to stay signed in. */
  static const char *wanted[] = { "openid", "profile", "email", "offline_access" };
  const char * const *supported;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) scopes = NULL;

  g_return_val_if_fail (CCK_IS_DISCOVERY (self), NULL);

  supported = cck_metadata_get_scopes_supported (self->metadata);
  if (supported == NULL)
    return g_strdup ("openid");

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      if (g_strv_contains (supported, wanted[i]))
        g_strv_builder_add (builder, wanted[i]);
    }

  scopes = g_strv_builder_end (builder);

  return g_strjoinv (" ", scopes);
}
