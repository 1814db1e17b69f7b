/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-secret-item.h"

#include <libsecret/secret.h>

#include "cck-config.h"

/* The attributes are kept in the clear and hold nothing secret. */
#define ATTRIBUTE_PROVIDER "provider"
#define ATTRIBUTE_ACCOUNT  "account"
#define ATTRIBUTE_KIND     "kind"

static const SecretSchema schema = {
  CCK_RELEASED_ID,
  SECRET_SCHEMA_NONE,
  {
    { ATTRIBUTE_PROVIDER, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ATTRIBUTE_ACCOUNT, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ATTRIBUTE_KIND, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static const char * const kinds[] = {
  [CCK_SECRET_TOKENS] = "tokens",
  [CCK_SECRET_CLIENT_SECRET] = "client-secret",
  [CCK_SECRET_CLIENT_KEY] = "client-key",
  [CCK_SECRET_REGISTRATION] = "registration",
};

void
cck_secret_item_init (CckSecretItem *self,
                      CckSecretKind  kind,
                      const char    *provider_id,
                      const char    *account_id)
{
  self->kind = kind;
  self->provider_id = g_strdup (provider_id);
  self->account_id = g_strdup (account_id);
}

void
cck_secret_item_clear (CckSecretItem *self)
{
  g_clear_pointer (&self->provider_id, g_free);
  g_clear_pointer (&self->account_id, g_free);
}

char *
cck_secret_item_dup_key (const CckSecretItem *self)
{
  return g_strjoin ("/", kinds[self->kind], self->provider_id, self->account_id, NULL);
}

static GHashTable *
build_attributes (const CckSecretItem *self)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (attributes, g_strdup (ATTRIBUTE_KIND), g_strdup (kinds[self->kind]));
  g_hash_table_insert (attributes, g_strdup (ATTRIBUTE_PROVIDER), g_strdup (self->provider_id));
  if (self->account_id != NULL)
    g_hash_table_insert (attributes, g_strdup (ATTRIBUTE_ACCOUNT), g_strdup (self->account_id));

  return attributes;
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

DexFuture *
cck_secret_item_store (const CckSecretItem *self,
                       const char          *label,
                       CckSecret           *secret)
{
  g_autoptr (GHashTable) attributes = build_attributes (self);
  DexPromise *promise = dex_promise_new ();

  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                          cck_secret_get_text (secret), NULL, on_stored, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;
  char *text = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boxed (promise, CCK_TYPE_SECRET,
                               text != NULL ? cck_secret_new (text) : NULL);

  secret_password_free (text);
}

DexFuture *
cck_secret_item_lookup (const CckSecretItem *self)
{
  g_autoptr (GHashTable) attributes = build_attributes (self);
  DexPromise *promise = dex_promise_new ();

  secret_password_lookupv (&schema, attributes, NULL, on_looked_up, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;
  gboolean removed = secret_password_clear_finish (result, &error);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boolean (promise, removed);
}

DexFuture *
cck_secret_item_remove (const CckSecretItem *self)
{
  g_autoptr (GHashTable) attributes = build_attributes (self);
  DexPromise *promise = dex_promise_new ();

  secret_password_clearv (&schema, attributes, NULL, on_removed, dex_ref (promise));

  return DEX_FUTURE (promise);
}

void
cck_secret_item_disconnect (void)
{
  secret_service_disconnect ();
}
