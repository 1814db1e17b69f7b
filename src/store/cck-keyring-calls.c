/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cck-account-lock.h"
#include "cck-keyring-private.h"
#include "cck-provider.h"
#include "cck-secret-item.h"
#include "cck-secret-service.h"
#include "cck-store-error.h"

/* One call of this class on its way through a fiber. */
typedef struct
{
  CckKeyring    *self;
  CckSecretItem  item;
  char          *label;
  CckSecret     *secret;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->self);
  cck_secret_item_clear (&job->item);
  g_clear_pointer (&job->label, g_free);
  g_clear_pointer (&job->secret, cck_secret_unref);
  g_free (job);
}

static Job *
job_new (CckKeyring    *self,
         CckSecretKind  kind,
         const char    *provider_id,
         const char    *account_id)
{
  Job *job = g_new0 (Job, 1);

  job->self = g_object_ref (self);
  cck_secret_item_init (&job->item, kind, provider_id, account_id);

  return job;
}

/* Whether the item never goes to the keyring. */
static gboolean
belongs_to_memory (CckKeyring          *self,
                   const CckSecretItem *item)
{
  return cck_keyring_is_in_memory (self)
         || g_str_has_prefix (item->provider_id, CCK_TRANSIENT_PREFIX);
}

static void
remember (CckKeyring          *self,
          const CckSecretItem *item,
          CckSecret           *secret)
{
  g_hash_table_insert (cck_keyring_get_memory (self), cck_secret_item_dup_key (item),
                       cck_secret_ref (secret));
}

static CckSecret *
recall (CckKeyring          *self,
        const CckSecretItem *item)
{
  g_autofree char *key = cck_secret_item_dup_key (item);

  return g_hash_table_lookup (cck_keyring_get_memory (self), key);
}

static gboolean
forget (CckKeyring          *self,
        const CckSecretItem *item)
{
  g_autofree char *key = cck_secret_item_dup_key (item);

  return g_hash_table_remove (cck_keyring_get_memory (self), key);
}

typedef DexFuture *(*Call) (Job *job);

#define TRIES 2

/* Milliseconds; a call on the file takes some tens. */
#define FILE_LOCK_TIMEOUT 10000

/* libsecret reads its file once and writes it whole. So that no process undoes what another wrote,
 * one at a time reads it anew and writes. FALSE with BUSY. */
static gboolean
await_file (CckKeyring      *self,
            CckAccountLock **lock,
            GError         **error)
{
  if (!cck_keyring_is_file (self))
    return TRUE;

  *lock = dex_await_boxed (cck_account_lock_acquire (NULL, "keyring", FILE_LOCK_TIMEOUT), error);
  cck_secret_item_disconnect ();

  return *lock != NULL;
}

/* One call to libsecret, made only where the keyring was seen to be open. A service that was
 * replaced since libsecret last spoke with it makes the first try fail: libsecret lets go of it
 * and, if the new one is open, the second try counts. NULL with one of CCK_STORE_ERROR_KEYRING_*
 * or BUSY. */
static DexFuture *
await_call (Job     *job,
            Call     call,
            GError **error)
{
  for (guint i = 1; i <= TRIES; i++)
    {
      g_autoptr (CckAccountLock) lock = NULL;
      g_autoptr (GError) local_error = NULL;
      g_autoptr (DexFuture) future = NULL;

      if (cck_keyring_await_state (job->self, error) != CCK_KEYRING_AVAILABLE
          || !await_file (job->self, &lock, error))
        return NULL;

      future = call (job);
      if (dex_await (dex_ref (future), &local_error))
        return g_steal_pointer (&future);

      g_debug ("The keyring answered with %s %d", g_quark_to_string (local_error->domain),
               local_error->code);
      cck_secret_item_disconnect ();

      if (i == TRIES || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, cck_secret_service_translate (local_error));
          return NULL;
        }
    }

  g_return_val_if_reached (NULL);
}

static DexFuture *
call_store (Job *job)
{
  return cck_secret_item_store (&job->item, job->label, job->secret);
}

static DexFuture *
call_lookup (Job *job)
{
  return cck_secret_item_lookup (&job->item);
}

static DexFuture *
call_remove (Job *job)
{
  return cck_secret_item_remove (&job->item);
}

static DexFuture *
store_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (DexFuture) future = NULL;
  GError *error = NULL;

  if (belongs_to_memory (job->self, &job->item))
    {
      remember (job->self, &job->item, job->secret);
      return dex_future_new_true ();
    }

  future = await_call (job, call_store, &error);
  if (future != NULL)
    {
      forget (job->self, &job->item);
      return g_steal_pointer (&future);
    }

  if (cck_keyring_get_session_only (job->self)
      && g_error_matches (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING))
    {
      g_clear_error (&error);
      remember (job->self, &job->item, job->secret);
      return dex_future_new_true ();
    }

  return dex_future_new_for_error (error);
}

static const char * const missing[] = {
  [CCK_SECRET_TOKENS] = N_("The keyring has no tokens for this account. Sign in again."),
  [CCK_SECRET_CLIENT_SECRET] = N_("The keyring has no client secret for this provider. "
                                  "Edit the provider and enter it."),
  [CCK_SECRET_CLIENT_KEY] = N_("The keyring has no client key for this provider. "
                               "Edit the provider and choose its key file."),
  [CCK_SECRET_REGISTRATION] = N_("The keyring has no registration access token for this provider. "
                                 "It was not registered from here."),
};

static DexFuture *
new_not_found (const CckSecretItem *item)
{
  return dex_future_new_reject (CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND, "%s",
                                _(missing[item->kind]));
}

static DexFuture *
lookup_fiber (gpointer user_data)
{
  Job *job = user_data;
  CckSecret *remembered = recall (job->self, &job->item);
  g_autoptr (CckSecret) secret = NULL;
  g_autoptr (DexFuture) future = NULL;
  GError *error = NULL;

  if (remembered != NULL)
    return dex_future_new_take_boxed (CCK_TYPE_SECRET, cck_secret_ref (remembered));

  if (belongs_to_memory (job->self, &job->item))
    return new_not_found (&job->item);

  future = await_call (job, call_lookup, &error);
  if (future == NULL)
    return dex_future_new_for_error (error);

  secret = dex_await_boxed (dex_ref (future), &error);
  if (secret != NULL)
    return g_steal_pointer (&future);

  /* "Not found" is also what libsecret says of a keyring that was locked since. */
  if (cck_keyring_await_state (job->self, &error) != CCK_KEYRING_AVAILABLE)
    return dex_future_new_for_error (error);

  return new_not_found (&job->item);
}

/* Nothing is forgotten before the keyring has let go of it. */
static DexFuture *
clear_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (DexFuture) future = NULL;
  GError *error = NULL;
  gboolean removed = FALSE;

  if (belongs_to_memory (job->self, &job->item))
    return dex_future_new_for_boolean (forget (job->self, &job->item));

  future = await_call (job, call_remove, &error);

  if (future != NULL)
    removed = dex_await_boolean (dex_ref (future), NULL);
  else if (recall (job->self, &job->item) != NULL
           && g_error_matches (error, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING))
    g_clear_error (&error);
  else
    return dex_future_new_for_error (error);

  /* "Nothing there" is also what libsecret says of a keyring that was locked since. */
  if (future != NULL && !removed
      && cck_keyring_await_state (job->self, &error) != CCK_KEYRING_AVAILABLE)
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (forget (job->self, &job->item) || removed);
}

static DexFuture *
unlock_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;
  CckKeyringState state = cck_keyring_await_state (job->self, &error);

  if (state == CCK_KEYRING_AVAILABLE)
    return dex_future_new_true ();

  if (state != CCK_KEYRING_LOCKED)
    return dex_future_new_for_error (error);

  g_clear_error (&error);

  if (!cck_secret_service_await_unlock (cck_keyring_get_bus (job->self), &error)
      || cck_keyring_await_state (job->self, &error) != CCK_KEYRING_AVAILABLE)
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
spawn (DexFiberFunc  fiber,
       Job          *job)
{
  return dex_scheduler_spawn (NULL, 0, fiber, job, (GDestroyNotify) job_free);
}

DexFuture *
cck_keyring_unlock (CckKeyring *self)
{
  g_return_val_if_fail (CCK_IS_KEYRING (self), NULL);

  return spawn (unlock_fiber, job_new (self, CCK_SECRET_TOKENS, NULL, NULL));
}

DexFuture *
cck_keyring_store (CckKeyring    *self,
                   CckSecretKind  kind,
                   const char    *provider_id,
                   const char    *account_id,
                   const char    *label,
                   CckSecret     *secret)
{
  Job *job;

  g_return_val_if_fail (CCK_IS_KEYRING (self), NULL);
  g_return_val_if_fail (provider_id != NULL, NULL);
  g_return_val_if_fail (kind != CCK_SECRET_TOKENS || account_id != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  job = job_new (self, kind, provider_id, account_id);
  job->label = g_strdup (label);
  job->secret = cck_secret_ref (secret);

  return spawn (store_fiber, job);
}

DexFuture *
cck_keyring_lookup (CckKeyring    *self,
                    CckSecretKind  kind,
                    const char    *provider_id,
                    const char    *account_id)
{
  g_return_val_if_fail (CCK_IS_KEYRING (self), NULL);
  g_return_val_if_fail (provider_id != NULL, NULL);
  g_return_val_if_fail (kind != CCK_SECRET_TOKENS || account_id != NULL, NULL);

  return spawn (lookup_fiber, job_new (self, kind, provider_id, account_id));
}

DexFuture *
cck_keyring_clear (CckKeyring    *self,
                   CckSecretKind  kind,
                   const char    *provider_id,
                   const char    *account_id)
{
  g_return_val_if_fail (CCK_IS_KEYRING (self), NULL);
  g_return_val_if_fail (provider_id != NULL, NULL);
  g_return_val_if_fail (kind != CCK_SECRET_TOKENS || account_id != NULL, NULL);

  return spawn (clear_fiber, job_new (self, kind, provider_id, account_id));
}
