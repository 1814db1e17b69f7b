/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-session.h"

#include "cck-chronicle.h"
#include "cck-request-parameters.h"
#include "cck-session-private.h"
#include "cck-wire.h"

#define DEFAULT_LEEWAY 30

struct _CckSession
{
  GObject           parent_instance;

  char             *data_dir;
  CckClock         *clock;
  CckProviderStore *providers;
  CckAccountStore  *accounts;
  CckKeyring       *keyring;
  CckHistory       *history;
  CckWire          *wire;
  CckJwksCache     *jwks_cache;
  GHashTable       *known;
  GHashTable       *running;
  GHashTable       *unsaved;
  guint             n_renewals;
  guint             leeway;
};

enum
{
  ALARM,
  HISTORY_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckSession, cck_session, G_TYPE_OBJECT)

void
cck_known_provider_free (gpointer data)
{
  CckKnownProvider *known = data;

  g_clear_pointer (&known->metadata, cck_metadata_unref);
  g_free (known->issuer);
  g_free (known->ca);
  g_free (known);
}

static void
cck_session_dispose (GObject *object)
{
  CckSession *self = CCK_SESSION (object);

  g_clear_pointer (&self->wire, cck_wire_free);
  g_clear_object (&self->jwks_cache);
  g_clear_object (&self->accounts);
  g_clear_object (&self->providers);
  g_clear_object (&self->keyring);
  g_clear_object (&self->history);
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

  signals[ALARM] = g_signal_new ("alarm", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, CCK_TYPE_ACCOUNT, G_TYPE_ERROR);
  signals[HISTORY_FAILED] = g_signal_new ("history-failed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_ERROR);
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
  CckSession *self = cck_session_new_unread (data_dir, clock, keyring);

  cck_session_load_now (self);

  return self;
}

CckSession *
cck_session_new_unread (const char *data_dir,
                        CckClock   *clock,
                        CckKeyring *keyring)
{
  CckSession *self;

  g_return_val_if_fail (CCK_IS_KEYRING (keyring), NULL);

  self = g_object_new (CCK_TYPE_SESSION, NULL);
  self->data_dir = g_strdup (data_dir);
  self->clock = clock != NULL ? g_object_ref (clock) : cck_clock_new ();
  self->providers = cck_provider_store_new_unread (data_dir);
  self->accounts = cck_account_store_new_unread (data_dir);
  self->keyring = g_object_ref (keyring);
  self->history = cck_history_new (data_dir);
  self->wire = cck_wire_new (self->clock);
  self->jwks_cache = cck_jwks_cache_new ();

  return self;
}

void
cck_session_load_now (CckSession *self)
{
  g_return_if_fail (CCK_IS_SESSION (self));

  cck_record_store_load_now (CCK_RECORD_STORE (self->providers));
  cck_record_store_load_now (CCK_RECORD_STORE (self->accounts));
}

/* One after the other: an account is shown beneath its provider. */
static DexFuture *
load_accounts (DexFuture *providers,
               gpointer   user_data)
{
  return cck_record_store_load (user_data);
}

DexFuture *
cck_session_load (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);

  return dex_future_then (cck_record_store_load (CCK_RECORD_STORE (self->providers)),
                          load_accounts, g_object_ref (self->accounts), g_object_unref);
}

gboolean
cck_session_is_loaded (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), FALSE);

  return cck_record_store_is_loaded (CCK_RECORD_STORE (self->providers)) &&
         cck_record_store_is_loaded (CCK_RECORD_STORE (self->accounts));
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

CckHistory *
cck_session_get_history (CckSession *self)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);

  return self->history;
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

  cck_wire_set_timeout (self->wire, seconds * 1000);
}

void
cck_session_set_trace (CckSession      *self,
                       CckSessionTrace  trace,
                       gpointer         user_data)
{
  g_return_if_fail (CCK_IS_SESSION (self));

  cck_wire_set_trace (self->wire, trace, user_data);
}

gint64
cck_session_get_clock_offset (CckSession  *self,
                              CckProvider *provider)
{
  const char *token_endpoint;

  g_return_val_if_fail (CCK_IS_SESSION (self), 0);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), 0);

  token_endpoint = cck_provider_get_token_endpoint (provider);

  return cck_wire_get_offset (self->wire, token_endpoint != NULL
                                            ? token_endpoint
                                            : cck_provider_get_issuer (provider));
}

CckHttp *
cck_session_get_http (CckSession *self)
{
  return cck_wire_get_http (self->wire);
}

CckHttp *
cck_session_get_http_for (CckSession   *self,
                          CckProvider  *provider,
                          CckSecret    *identity,
                          GError      **error)
{
  return cck_wire_get_http_for (self->wire, provider, identity, error);
}

void
cck_session_raise_alarm (CckSession   *self,
                         CckAccount   *account,
                         const GError *error)
{
  g_signal_emit (self, signals[ALARM], 0, account, error);
}

void
cck_session_history_failed (CckSession   *self,
                            const GError *error)
{
  g_signal_emit (self, signals[HISTORY_FAILED], 0, error);
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

guint *
cck_session_get_n_renewals (CckSession *self)
{
  return &self->n_renewals;
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

gboolean
cck_session_is_client_account (CckAccount *account)
{
  return g_strcmp0 (cck_account_get_grant (account), CCK_GRANT_CLIENT) == 0;
}

gboolean
cck_session_is_stale (CckAccount  *account,
                      CckProvider *provider)
{
  g_autofree char *request = cck_request_parameters_dup_line (provider);

  return cck_account_get_request (account) != NULL
         && g_strcmp0 (cck_account_get_request (account), request) != 0;
}
