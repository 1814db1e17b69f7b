/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-session.h"

#include "cck-session-private.h"

#define DEFAULT_LEEWAY 30

struct _CckSession
{
  GObject           parent_instance;

  char             *data_dir;
  CckClock         *clock;
  CckProviderStore *providers;
  CckAccountStore  *accounts;
  CckKeyring       *keyring;
  CckHttp          *http;
  CckJwksCache     *jwks_cache;
  GHashTable       *known;
  GHashTable       *running;
  GHashTable       *unsaved;
  guint             leeway;
  CckSessionTrace   trace;
  gpointer          trace_data;
};

G_DEFINE_FINAL_TYPE (CckSession, cck_session, G_TYPE_OBJECT)

void
cck_known_provider_free (gpointer data)
{
  CckKnownProvider *known = data;

  g_clear_pointer (&known->metadata, cck_metadata_unref);
  g_free (known->issuer);
  g_free (known);
}

static void
trace_cb (const CckHttpTrace *trace,
          gpointer            user_data)
{
  CckSession *self = user_data;

  if (self->trace != NULL)
    self->trace (trace->method, trace->uri, trace->status, trace->microseconds, self->trace_data);
}

static void
cck_session_dispose (GObject *object)
{
  CckSession *self = CCK_SESSION (object);

  if (self->http != NULL)
    cck_http_set_trace (self->http, NULL, NULL, NULL);
  g_clear_object (&self->http);
  g_clear_object (&self->jwks_cache);
  g_clear_object (&self->accounts);
  g_clear_object (&self->providers);
  g_clear_object (&self->keyring);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cck_session_parent_class)->dispose (object);
}

static void
cck_session_finalize (GObject *object)
{
  CckSession *self = CCK_SESSION (object);

  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->running, g_hash_table_unref);
  g_clear_pointer (&self->unsaved, g_hash_table_unref);
  g_free (self->data_dir);

  G_OBJECT_CLASS (cck_session_parent_class)->finalize (object);
}

static void
cck_session_class_init (CckSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_session_dispose;
  object_class->finalize = cck_session_finalize;
}

static void
cck_session_init (CckSession *self)
{
  self->leeway = DEFAULT_LEEWAY;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cck_known_provider_free);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, dex_unref);
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) cck_secret_unref);
}

CckSession *
cck_session_new (const char *data_dir,
                 CckClock   *clock)
{
  g_autoptr (CckKeyring) keyring = cck_keyring_new ();

  return cck_session_new_with_keyring (data_dir, clock, keyring);
}

CckSession *
cck_session_new_with_keyring (const char *data_dir,
                              CckClock   *clock,
                              CckKeyring *keyring)
{
  CckSession *self;

  g_return_val_if_fail (CCK_IS_KEYRING (keyring), NULL);

  self = g_object_new (CCK_TYPE_SESSION, NULL);
  self->data_dir = g_strdup (data_dir);
  self->clock = clock != NULL ? g_object_ref (clock) : cck_clock_new ();
  self->providers = cck_provider_store_new (data_dir);
  self->accounts = cck_account_store_new (data_dir);
  self->keyring = g_object_ref (keyring);
  self->http = cck_http_new ();
  self->jwks_cache = cck_jwks_cache_new ();
  cck_http_set_trace (self->http, trace_cb, self, NULL);

  return self;
}

CckProviderStore *
cck_session_get_providers (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);

  return self->providers;
}

CckAccountStore *
cck_session_get_accounts (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);

  return self->accounts;
}

CckKeyring *
cck_session_get_keyring (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);

  return self->keyring;
}

CckClock *
cck_session_get_clock (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);

  return self->clock;
}

CckProvider *
cck_session_get_provider_of (CckSession *self,
                             CckAccount *account)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  return cck_provider_store_get_by_id (self->providers, cck_account_get_provider_id (account));
}

guint
cck_session_get_leeway (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), DEFAULT_LEEWAY);

  return self->leeway;
}

void
cck_session_set_leeway (CckSession *self,
                        guint       seconds)
{
  g_return_if_fail (CCK_IS_SESSION (self));

  self->leeway = seconds;
}

void
cck_session_set_request_timeout (CckSession *self,
                                 guint       seconds)
{
  g_return_if_fail (CCK_IS_SESSION (self));

  cck_http_set_timeout (self->http, seconds * 1000);
}

void
cck_session_set_trace (CckSession      *self,
                       CckSessionTrace  trace,
                       gpointer         user_data)
{
  g_return_if_fail (CCK_IS_SESSION (self));

  self->trace = trace;
  self->trace_data = user_data;
}

gint64
cck_session_get_clock_offset (CckSession  *self,
                              CckProvider *provider)
{
  CckKnownProvider *known;

  g_return_val_if_fail (CCK_IS_SESSION (self), 0);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), 0);

  known = g_hash_table_lookup (self->known, cck_provider_get_id (provider));

  return known == NULL ? 0 : known->offset;
}

CckHttp *
cck_session_get_http (CckSession *self)
{
  return self->http;
}

CckJwksCache *
cck_session_get_jwks_cache (CckSession *self)
{
  return self->jwks_cache;
}

const char *
cck_session_get_data_dir (CckSession *self)
{
  return self->data_dir;
}

GHashTable *
cck_session_get_known (CckSession *self)
{
  return self->known;
}

GHashTable *
cck_session_get_running (CckSession *self)
{
  return self->running;
}

GHashTable *
cck_session_get_unsaved (CckSession *self)
{
  return self->unsaved;
}

CckHttpFlags
cck_session_http_flags_for (CckProvider *provider)
{
  return cck_provider_get_allow_http_loopback (provider) ? CCK_HTTP_ALLOW_LOOPBACK : CCK_HTTP_NONE;
}

gboolean
cck_session_issued_by (CckAccount  *account,
                       CckProvider *provider)
{
  return g_strcmp0 (cck_account_get_issuer (account), cck_provider_get_issuer (provider)) == 0
         && g_strcmp0 (cck_account_get_client_id (account), cck_provider_get_client_id (provider)) == 0;
}
