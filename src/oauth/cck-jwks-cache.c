/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwks-cache.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

#define DEFAULT_LIFETIME 300
#define MAX_LIFETIME (24 * 3600)
#define REFETCH_COOLDOWN 60

typedef struct
{
  GWeakRef http; /* another one may come to live at the same place */
  CckJwks *jwks;
  gint64 fresh_until;
  gint64 refetched_at;
  DexFuture *pending;
} Entry;

struct _CckJwksCache
{
  GObject parent_instance;

  GHashTable *entries;
};

G_DEFINE_FINAL_TYPE (CckJwksCache, cck_jwks_cache, G_TYPE_OBJECT)

typedef struct
{
  CckJwksCache *cache;
  char *key;
  char *jwks_uri;
  gint64 now;
} Arrival;

static void
entry_free (Entry *entry)
{
  g_weak_ref_clear (&entry->http);
  g_clear_pointer (&entry->jwks, cck_jwks_unref);
  dex_clear (&entry->pending);
  g_free (entry);
}

static void
arrival_free (Arrival *arrival)
{
  g_object_unref (arrival->cache);
  g_free (arrival->key);
  g_free (arrival->jwks_uri);
  g_free (arrival);
}

static void
cck_jwks_cache_finalize (GObject *object)
{
  CckJwksCache *self = CCK_JWKS_CACHE (object);

  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (cck_jwks_cache_parent_class)->finalize (object);
}

static void
cck_jwks_cache_class_init (CckJwksCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cck_jwks_cache_finalize;
}

static void
cck_jwks_cache_init (CckJwksCache *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) entry_free);
}

static char *
dup_key (CckHttp *http, const char *jwks_uri)
{
  return g_strdup_printf ("%p %s", (gpointer) http, jwks_uri);
}

static Entry *
ensure_entry (CckJwksCache *self, CckHttp *http, const char *jwks_uri)
{
  g_autofree char *key = dup_key (http, jwks_uri);
  Entry *entry = g_hash_table_lookup (self->entries, key);
  g_autoptr (CckHttp) owner = entry != NULL ? g_weak_ref_get (&entry->http) : NULL;

  if (owner == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_weak_ref_init (&entry->http, http);
      entry->refetched_at = G_MININT64;
      g_hash_table_replace (self->entries, g_steal_pointer (&key), entry);
    }

  return entry;
}

static DexFuture *
new_for_jwks (CckJwks *jwks)
{
  return dex_future_new_take_boxed (CCK_TYPE_JWKS, cck_jwks_ref (jwks));
}

static CckJwks *
parse_answer (CckHttpResponse *response, const char *jwks_uri, GError **error)
{
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (GError) fault = NULL;

  if (cck_http_response_get_status (response) != 200)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                   _("There are no keys at “%.200s” (HTTP %u)."), jwks_uri,
                   cck_http_response_get_status (response));
      return NULL;
    }

  jwks = cck_jwks_new_from_bytes (cck_http_response_get_body (response), &fault);
  if (jwks == NULL)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                 /* Translators: the address, then why, a whole sentence. */
                 _("The keys at “%.200s” cannot be read: %s"), jwks_uri, fault->message);

  return g_steal_pointer (&jwks);
}

static DexFuture *
on_answer (DexFuture *completed, gpointer user_data)
{
  Arrival *arrival = user_data;
  Entry *entry = g_hash_table_lookup (arrival->cache->entries, arrival->key);
  const GValue *value = dex_future_get_value (completed, NULL);
  CckHttpResponse *response = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (GError) error = NULL;
  gint64 lifetime;

  if (entry != NULL)
    dex_clear (&entry->pending);

  if (response == NULL)
    return dex_ref (completed);

  jwks = parse_answer (response, arrival->jwks_uri, &error);
  if (jwks == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  lifetime = cck_http_response_get_max_age (response);
  if (entry != NULL)
    {
      g_clear_pointer (&entry->jwks, cck_jwks_unref);
      entry->jwks = cck_jwks_ref (jwks);
      entry->fresh_until = arrival->now +
                           (lifetime >= 0 ? MIN (lifetime, MAX_LIFETIME) : DEFAULT_LIFETIME);
    }

  return new_for_jwks (jwks);
}

static DexFuture *
fetch (CckJwksCache *self,
       Entry *entry,
       CckHttp *http,
       const char *jwks_uri,
       CckHttpFlags flags,
       gint64 now)
{
  g_autoptr (CckHttpRequest) request = NULL;
  g_autoptr (DexFuture) answer = NULL;
  Arrival *arrival;

  if (entry->pending != NULL)
    return dex_ref (entry->pending);

  request = cck_http_request_new ("GET", jwks_uri,
                                  (flags & CCK_HTTP_ALLOW_LOOPBACK) | CCK_HTTP_FOLLOW);
  cck_http_request_set_accept (request, "application/jwk-set+json, application/json");

  arrival = g_new0 (Arrival, 1);
  arrival->cache = g_object_ref (self);
  arrival->key = dup_key (http, jwks_uri);
  arrival->jwks_uri = g_strdup (jwks_uri);
  arrival->now = now;

  answer = dex_future_finally (cck_http_send (http, request), on_answer, arrival,
                               (GDestroyNotify) arrival_free);
  if (dex_future_is_pending (answer))
    entry->pending = dex_ref (answer);

  return g_steal_pointer (&answer);
}

CckJwksCache *
cck_jwks_cache_new (void)
{
  return g_object_new (CCK_TYPE_JWKS_CACHE, NULL);
}

DexFuture *
cck_jwks_cache_get (CckJwksCache *self,
                    CckHttp *http,
                    const char *jwks_uri,
                    CckHttpFlags flags,
                    gint64 now)
{
  Entry *entry;

  g_return_val_if_fail (CCK_IS_JWKS_CACHE (self), NULL);
  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (jwks_uri != NULL, NULL);

  entry = ensure_entry (self, http, jwks_uri);
  if (entry->jwks != NULL && now < entry->fresh_until)
    return new_for_jwks (entry->jwks);

  return fetch (self, entry, http, jwks_uri, flags, now);
}

DexFuture *
cck_jwks_cache_refetch (CckJwksCache *self,
                        CckHttp *http,
                        const char *jwks_uri,
                        CckHttpFlags flags,
                        gint64 now)
{
  Entry *entry;

  g_return_val_if_fail (CCK_IS_JWKS_CACHE (self), NULL);
  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (jwks_uri != NULL, NULL);

  entry = ensure_entry (self, http, jwks_uri);
  if (entry->jwks != NULL && entry->refetched_at > now - REFETCH_COOLDOWN)
    return new_for_jwks (entry->jwks);

  entry->refetched_at = now;

  return fetch (self, entry, http, jwks_uri, flags, now);
}

static gboolean
is_of (gpointer key, gpointer value, gpointer user_data)
{
  return g_strcmp0 (strchr (key, ' ') + 1, user_data) == 0;
}

void
cck_jwks_cache_forget (CckJwksCache *self, const char *jwks_uri)
{
  g_return_if_fail (CCK_IS_JWKS_CACHE (self));

  if (jwks_uri != NULL)
    g_hash_table_foreach_remove (self->entries, is_of, (gpointer) jwks_uri);
  else
    g_hash_table_remove_all (self->entries);
}
