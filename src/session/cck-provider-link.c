/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-link.h"

#include "cck-credential.h"
#include "cck-detached.h"
#include "cck-session-private.h"

/* How long metadata is used without asking again where Cache-Control is silent, and at most. */
#define DEFAULT_FRESH 300
#define MAX_FRESH (24 * 60 * 60)

struct _CckProviderLink
{
  gatomicrefcount ref_count;
  CckClient      *client;
  CckSecret      *secret;
};

G_DEFINE_BOXED_TYPE (CckProviderLink, cck_provider_link, cck_provider_link_ref,
                     cck_provider_link_unref)

typedef struct
{
  CckSession  *session;
  CckProvider *provider;
} Request;

static Request *
request_new (CckSession  *session,
             CckProvider *provider)
{
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->provider = g_object_ref (provider);

  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->session);
  g_clear_object (&request->provider);
  g_free (request);
}

CckProviderLink *
cck_provider_link_ref (CckProviderLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cck_provider_link_unref (CckProviderLink *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->client, cck_client_unref);
  g_clear_pointer (&self->secret, cck_secret_unref);
  g_free (self);
}

CckMetadata *
cck_provider_link_get_metadata (CckProviderLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_client_get_metadata (self->client);
}

CckHttp *
cck_provider_link_get_http (CckProviderLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cck_client_get_http (self->client);
}

CckClient *
cck_provider_link_get_client (CckProviderLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client;
}

CckSecret *
cck_provider_link_get_secret (CckProviderLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret;
}

static void
remember (Request     *request,
          CckMetadata *metadata)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (request->session));
  gint64 max_age = cck_metadata_get_max_age (metadata);
  CckKnownProvider *known;

  /* One that is not registered yet has no id. */
  if (cck_provider_get_id (request->provider) == NULL)
    return;

  known = g_new0 (CckKnownProvider, 1);
  known->metadata = cck_metadata_ref (metadata);
  known->issuer = g_strdup (cck_provider_get_issuer (request->provider));
  known->ca = g_strdup (cck_provider_get_ca_certificates (request->provider));
  known->fresh_until = now + (max_age < 0 ? DEFAULT_FRESH : MIN (max_age, MAX_FRESH));

  g_hash_table_replace (cck_session_get_known (request->session),
                        g_strdup (cck_provider_get_id (request->provider)), known);
}

/* What the registration says itself. */
static CckMetadataEndpoints
own_endpoints (CckProvider *provider)
{
  return (CckMetadataEndpoints) {
    .authorization_endpoint = cck_provider_get_authorization_endpoint (provider),
    .token_endpoint = cck_provider_get_token_endpoint (provider),
    .jwks_uri = cck_provider_get_jwks_uri (provider),
    .userinfo_endpoint = cck_provider_get_userinfo_endpoint (provider),
    .revocation_endpoint = cck_provider_get_revocation_endpoint (provider),
    .introspection_endpoint = cck_provider_get_introspection_endpoint (provider),
    .end_session_endpoint = cck_provider_get_end_session_endpoint (provider),
    .device_authorization_endpoint = cck_provider_get_device_authorization_endpoint (provider),
    .pushed_authorization_request_endpoint
    = cck_provider_get_pushed_authorization_request_endpoint (provider),
  };
}

static DexFuture *
future_of_metadata (CckMetadata *metadata,
                    GError      *error)
{
  if (metadata == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (CCK_TYPE_METADATA, metadata);
}

static DexFuture *
with_own_endpoints (CckProvider *provider,
                    CckMetadata *metadata)
{
  CckMetadataEndpoints endpoints = own_endpoints (provider);
  GError *error = NULL;

  return future_of_metadata (cck_metadata_with_endpoints (metadata, &endpoints, &error), error);
}

/* A provider that names its token endpoint itself is not asked. */
static DexFuture *
manual_metadata (CckProvider *provider)
{
  CckMetadataEndpoints endpoints = own_endpoints (provider);
  GError *error = NULL;

  return future_of_metadata (cck_metadata_new_manual (cck_provider_get_issuer (provider),
                                                      &endpoints,
                                                      cck_session_http_flags_for (provider),
                                                      &error),
                             error);
}

static DexFuture *
metadata_fetched (DexFuture *future,
                  gpointer   user_data)
{
  Request *request = user_data;
  CckMetadata *metadata = g_value_get_boxed (dex_future_get_value (future, NULL));

  remember (request, metadata);

  return with_own_endpoints (request->provider, metadata);
}

DexFuture *
cck_session_fetch_metadata (CckSession  *session,
                            CckProvider *provider)
{
  GError *error = NULL;
  CckHttp *http;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  if (cck_provider_get_token_endpoint (provider) != NULL)
    return manual_metadata (provider);

  http = cck_session_get_http_for (session, provider, NULL, &error);
  if (http == NULL)
    return dex_future_new_for_error (error);

  return dex_future_then (cck_metadata_fetch (http, cck_provider_get_issuer (provider),
                                              cck_session_http_flags_for (provider)),
                          metadata_fetched, request_new (session, provider), request_free);
}

DexFuture *
cck_session_load_metadata (CckSession  *session,
                           CckProvider *provider)
{
  CckKnownProvider *known;
  gint64 now;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  if (cck_provider_get_token_endpoint (provider) != NULL || cck_provider_get_id (provider) == NULL)
    return cck_session_fetch_metadata (session, provider);

  now = cck_clock_get_now (cck_session_get_clock (session));
  known = g_hash_table_lookup (cck_session_get_known (session), cck_provider_get_id (provider));
  if (known != NULL && known->fresh_until > now
      && g_str_equal (known->issuer, cck_provider_get_issuer (provider))
      && g_strcmp0 (known->ca, cck_provider_get_ca_certificates (provider)) == 0)
    return with_own_endpoints (provider, known->metadata);

  return cck_session_fetch_metadata (session, provider);
}

static DexFuture *
link_fiber (gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (CckCredential) credential = NULL;
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckClientAuth) auth = NULL;
  CckProviderLink *self;
  g_autoptr (CckHttp) http = NULL;
  GError *error = NULL;

  credential = cck_session_await_credential (request->session, request->provider, &error);
  if (credential == NULL)
    return dex_future_new_for_error (error);

  auth = cck_credential_new_auth (credential, request->provider, &error);
  if (auth == NULL)
    return dex_future_new_for_error (error);

  g_set_object (&http, cck_session_get_http_for (request->session, request->provider,
                                                 cck_credential_get_identity (credential),
                                                 &error));
  if (http == NULL)
    return dex_future_new_for_error (error);

  metadata = dex_await_boxed (cck_session_load_metadata (request->session, request->provider),
                              &error);
  if (metadata == NULL)
    return dex_future_new_for_error (error);

  self = g_new0 (CckProviderLink, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->client = cck_client_new (http, metadata, auth);
  self->secret = cck_credential_dup_secret (credential);

  return dex_future_new_take_boxed (CCK_TYPE_PROVIDER_LINK, self);
}

DexFuture *
cck_session_link_provider (CckSession  *session,
                           CckProvider *provider)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return cck_detached_new (
    dex_scheduler_spawn (NULL, 0, link_fiber, request_new (session, provider), request_free));
}
