/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-vault.h"

#include <glib/gi18n-lib.h>

#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-store-error.h"

static DexFuture *
keyring_checked (DexFuture *future,
                 gpointer   user_data)
{
  CckKeyring *keyring = user_data;
  CckKeyringState state = g_value_get_enum (dex_future_get_value (future, NULL));

  if (state == CCK_KEYRING_LOCKED)
    return dex_future_new_reject (CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_LOCKED, "%s",
                                  _("The keyring is locked."));

  if (state == CCK_KEYRING_MISSING && !cck_keyring_get_session_only (keyring))
    return dex_future_new_reject (CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING, "%s",
                                  _("There is no keyring to keep the tokens in."));

  return dex_future_new_true ();
}

DexFuture *
cck_session_keyring_ready (CckSession *session)
{
  CckKeyring *keyring = cck_session_get_keyring (session);

  return dex_future_then (cck_keyring_check (keyring), keyring_checked, g_object_ref (keyring),
                          g_object_unref);
}

static char *
item_label (CckSession *session,
            CckAccount *account)
{
  g_autofree char *name = cck_account_dup_name (account,
                                                cck_session_get_provider_of (session, account));

  return g_strdup_printf ("Claimcheck: %s", name);
}

static gboolean
await_store (CckSession  *session,
             CckAccount  *account,
             CckSecret   *secret,
             GError     **error)
{
  g_autofree char *label = item_label (session, account);

  return dex_await (cck_keyring_store (cck_session_get_keyring (session), CCK_SECRET_TOKENS,
                                       cck_account_get_provider_id (account),
                                       cck_account_get_id (account), label, secret),
                    error);
}

/* A rotated set that the keyring could not take is newer than what it holds: it goes in first. */
static CckSecret *
await_unsaved (CckSession *session,
               CckAccount *account)
{
  GHashTable *unsaved = cck_session_get_unsaved (session);
  const char *id = cck_account_get_id (account);
  CckSecret *secret = g_hash_table_lookup (unsaved, id);

  if (secret == NULL)
    return NULL;

  secret = cck_secret_ref (secret);
  if (await_store (session, account, secret, NULL)
      && g_hash_table_lookup (unsaved, id) == secret)
    g_hash_table_remove (unsaved, id);

  return secret;
}

static CckSecret *
await_stored (CckSession  *session,
              CckAccount  *account,
              GError     **error)
{
  GError *local = NULL;
  CckSecret *secret = dex_await_boxed (cck_keyring_lookup (cck_session_get_keyring (session),
                                                           CCK_SECRET_TOKENS,
                                                           cck_account_get_provider_id (account),
                                                           cck_account_get_id (account)),
                                       &local);

  if (g_error_matches (local, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_SIGN_IN_AGAIN,
                   _("The keyring has no tokens for “%s”. Sign in again."),
                   cck_account_get_label (account));
    }
  else if (local != NULL)
    {
      g_propagate_error (error, local);
    }

  return secret;
}

CckTokenSet *
cck_session_await_tokens (CckSession  *session,
                          CckAccount  *account,
                          GError     **error)
{
  g_autoptr (CckSecret) secret = await_unsaved (session, account);

  if (secret == NULL)
    secret = await_stored (session, account, error);
  if (secret == NULL)
    return NULL;

  return cck_token_set_from_secret_json (cck_secret_get_text (secret), error);
}

gboolean
cck_session_await_save_tokens (CckSession   *session,
                               CckAccount   *account,
                               CckTokenSet  *tokens,
                               GError      **error)
{
  GHashTable *unsaved = cck_session_get_unsaved (session);
  const char *id = cck_account_get_id (account);
  g_autoptr (CckSecret) secret
    = cck_secret_new_take (cck_token_set_to_secret_json (tokens));

  if (await_store (session, account, secret, error))
    {
      g_hash_table_remove (unsaved, id);
      return TRUE;
    }

  g_hash_table_replace (unsaved, g_strdup (id), g_steal_pointer (&secret));

  return FALSE;
}

gboolean
cck_session_await_forget_tokens (CckSession  *session,
                                 CckAccount  *account,
                                 GError     **error)
{
  g_autoptr (GError) local = NULL;

  g_hash_table_remove (cck_session_get_unsaved (session), cck_account_get_id (account));
  dex_await (cck_keyring_clear (cck_session_get_keyring (session), CCK_SECRET_TOKENS,
                                cck_account_get_provider_id (account),
                                cck_account_get_id (account)),
             &local);
  if (local == NULL || g_error_matches (local, CCK_STORE_ERROR, CCK_STORE_ERROR_KEYRING_MISSING))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

void
cck_token_set_summarize (CckTokenSet       *tokens,
                         CckAccountTokens  *summary,
                         char             **fingerprint)
{
  *fingerprint = cck_token_set_dup_refresh_fingerprint (tokens);
  *summary = (CckAccountTokens) {
    .granted_scope = cck_token_set_get_scope (tokens),
    .token_type = cck_token_set_get_token_type (tokens),
    .expires_at = cck_token_set_get_expires_at (tokens),
    .issued_at = cck_token_set_get_issued_at (tokens),
    .has_refresh_token = cck_token_set_get_refresh_token (tokens) != NULL,
    .has_id_token = cck_token_set_get_id_token (tokens) != NULL,
    .refresh_fingerprint = *fingerprint,
  };
}

DexFuture *
cck_session_lock_account (CckSession *session,
                          CckAccount *account,
                          guint       timeout)
{
  g_autofree char *runtime = NULL;

  /* What is kept in memory only leaves no file behind either, longer than the person's session. */
  if (cck_account_get_transient (account))
    runtime = g_build_filename (g_get_user_runtime_dir (), "claimcheck", NULL);

  return cck_account_lock_acquire (runtime != NULL ? runtime : cck_session_get_data_dir (session),
                                   cck_account_get_id (account), timeout);
}
