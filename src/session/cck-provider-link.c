/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-link.h"

#include "cck-session-private.h"

/* How long metadata is used without asking again where Cache-Control is silent, and at most. */
#define DEFAULT_FRESH 300
#define MAX_FRESH (24 * 60 * 60)
/* Dates have whole seconds, and the answer was on its way. */
#define OFFSET_NOISE 2

struct _CckProviderLink
{
  gatomicrefcount ref_count;
  CckMetadata    *metadata;
  CckClientAuth  *client;
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

  g_clear_pointer (&self->metadata, cck_metadata_unref);
  g_clear_pointer (&self->client, cck_client_auth_unref);
  g_clear_pointer (&self->secret, cck_secret_unref);
  g_free (self);
}

CckMetadata *
cck_provider_link_get_metadata (CckProviderLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->metadata;
}

CckClientAuth *
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

static gint64
clock_offset (CckMetadata *metadata,
              gint64       now)
{
  gint64 date = cck_metadata_get_date (metadata);

  if (date == 0 || ABS (date - now) <= OFFSET_NOISE)
    return 0;

  return date - now;
}

static void
remember (Request     *request,
          CckMetadata *metadata)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (request->session));
  gint64 max_age = cck_metadata_get_max_age (metadata);
  CckKnownProvider *known = g_new0 (CckKnownProvider, 1);

  known->metadata = cck_metadata_ref (metadata);
  known->issuer = g_strdup (cck_provider_get_issuer (request->provider));
  known->fresh_until = now + (max_age < 0 ? DEFAULT_FRESH : MIN (max_age, MAX_FRESH));
  known->offset = clock_offset (metadata, now);

  g_hash_table_replace (cck_session_get_known (request->session),
                        g_strdup (cck_provider_get_id (request->provider)), known);
}

/* A provider that names its endpoints itself is not asked. */
static CckMetadata *
manual_metadata (CckProvider  *provider,
                 GError      **error)
{
  const CckMetadataEndpoints endpoints = {
    .authorization_endpoint = cck_provider_get_authorization_endpoint (provider),
    .token_endpoint = cck_provider_get_token_endpoint (provider),
    .jwks_uri = cck_provider_get_jwks_uri (provider),
    .userinfo_endpoint = cck_provider_get_userinfo_endpoint (provider),
    .revocation_endpoint = cck_provider_get_revocation_endpoint (provider),
  };

  return cck_metadata_new_manual (cck_provider_get_issuer (provider), &endpoints,
                                  cck_session_http_flags_for (provider), error);
}

static DexFuture *
metadata_fetched (DexFuture *future,
                  gpointer   user_data)
{
  Request *request = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  remember (request, g_value_get_boxed (value));

  return dex_ref (future);
}

DexFuture *
cck_session_load_metadata (CckSession  *session,
                           CckProvider *provider)
{
  CckKnownProvider *known;
  DexFuture *fetch;
  gint64 now;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  if (cck_provider_get_token_endpoint (provider) != NULL)
    {
      GError *error = NULL;
      CckMetadata *metadata = manual_metadata (provider, &error);

      if (metadata == NULL)
        return dex_future_new_for_error (error);

      return dex_future_new_take_boxed (CCK_TYPE_METADATA, metadata);
    }

  now = cck_clock_get_now (cck_session_get_clock (session));
  known = g_hash_table_lookup (cck_session_get_known (session), cck_provider_get_id (provider));
  if (known != NULL && known->fresh_until > now
      && g_str_equal (known->issuer, cck_provider_get_issuer (provider)))
    return dex_future_new_take_boxed (CCK_TYPE_METADATA, cck_metadata_ref (known->metadata));

  fetch = cck_metadata_fetch (cck_session_get_http (session), cck_provider_get_issuer (provider),
                              cck_session_http_flags_for (provider));

  return dex_future_then (fetch, metadata_fetched, request_new (session, provider), request_free);
}

static CckClientAuth *
await_client (Request    *request,
              CckSecret **secret,
              GError    **error)
{
  CckProvider *provider = request->provider;
  CckProviderAuth auth = cck_provider_get_client_auth (provider);
  CckClientAuthMethod method = CCK_CLIENT_AUTH_NONE;

  /* Both enumerations carry the same registered words. */
  if (!cck_client_auth_method_from_wire (cck_provider_auth_to_string (auth), &method))
    g_return_val_if_reached (NULL);

  if (cck_provider_auth_needs_secret (auth))
    {
      *secret = dex_await_boxed (cck_keyring_lookup (cck_session_get_keyring (request->session),
                                                     CCK_SECRET_CLIENT_SECRET,
                                                     cck_provider_get_id (provider), NULL),
                                 error);
      if (*secret == NULL)
        return NULL;
    }

  return cck_client_auth_new (method, cck_provider_get_client_id (provider),
                              *secret == NULL ? NULL : cck_secret_get_text (*secret), error);
}

static DexFuture *
link_fiber (gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (CckClientAuth) client = NULL;
  g_autoptr (CckSecret) secret = NULL;
  CckProviderLink *self;
  GError *error = NULL;

  client = await_client (request, &secret, &error);
  if (client == NULL)
    return dex_future_new_for_error (error);

  metadata = dex_await_boxed (cck_session_load_metadata (request->session, request->provider),
                              &error);
  if (metadata == NULL)
    return dex_future_new_for_error (error);

  self = g_new0 (CckProviderLink, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->metadata = g_steal_pointer (&metadata);
  self->client = g_steal_pointer (&client);
  self->secret = g_steal_pointer (&secret);

  return dex_future_new_take_boxed (CCK_TYPE_PROVIDER_LINK, self);
}

DexFuture *
cck_session_link_provider (CckSession  *session,
                           CckProvider *provider)
{
  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  return dex_scheduler_spawn (NULL, 0, link_fiber, request_new (session, provider), request_free);
}
