/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-in-private.h"

#include <glib/gi18n-lib.h>

#include "cck-chronicle-private.h"
#include "cck-id-token.h"
#include "cck-request-parameters.h"
#include "cck-session-error.h"
#include "cck-session-private.h"
#include "cck-vault.h"

#define LOCK_TIMEOUT 10000
/* Where there is no ID token nobody says who signed in. */
#define UNKNOWN_SUBJECT "-"

/* RFC 9068 §2.2 on the client itself: its identifier stands where a person's would. */
static const char *
subject_of (CckSignIn *self,
            CckJwt    *id_token)
{
  const char *subject;

  if (self->grant == CCK_SIGN_IN_CLIENT_CREDENTIALS)
    return cck_client_get_client_id (self->client);

  subject = id_token == NULL
              ? NULL
              : cck_json_get_string (cck_jwt_get_claim (id_token, "sub"), NULL);

  return subject == NULL ? UNKNOWN_SUBJECT : subject;
}

static char *
dup_label (CckSignIn *self,
           CckJwt    *id_token)
{
  if (self->grant == CCK_SIGN_IN_CLIENT_CREDENTIALS)
    return g_strdup (cck_client_get_client_id (self->client));

  return id_token == NULL ? g_strdup (_("Account")) : cck_id_token_dup_label (id_token);
}

static const char *
grant_word (CckSignInGrant grant)
{
  static const char * const words[] = {
    [CCK_SIGN_IN_CODE] = "authorization_code",
    [CCK_SIGN_IN_DEVICE] = "device_code",
    [CCK_SIGN_IN_CLIENT_CREDENTIALS] = CCK_GRANT_CLIENT,
  };

  return words[grant];
}

/* RFC 9700 §4.4.2: the account belongs to the issuer and the client of this transaction, whatever the
 * provider was edited to meanwhile. */
static CckAccount *
make_account (CckSignIn    *self,
              CckJwt       *id_token,
              CckTokenSet  *tokens)
{
  g_autofree char *label = dup_label (self, id_token);
  g_autofree char *request = cck_request_parameters_dup_line (self->provider);
  g_autofree char *fingerprint = NULL;
  CckAccountTokens summary;
  CckAccount *account;

  account = cck_account_new (cck_provider_get_id (self->provider),
                             cck_metadata_get_issuer (cck_provider_link_get_metadata (self->link)),
                             cck_client_get_client_id (self->client),
                             subject_of (self, id_token));
  cck_token_set_summarize (tokens, &summary, &fingerprint);
  cck_account_set_label (account, label);
  cck_account_set_request (account, grant_word (self->grant), request);
  cck_account_set_signed_in (account, &summary);

  return account;
}

/* Who signed in is the account that was meant; and nobody is taken for the client itself, whatever
 * their subject is (RFC 9068 §5). */
static gboolean
check_owner (CckSignIn   *self,
             CckAccount  *account,
             GError     **error)
{
  CckAccount *before
    = self->account != NULL
        ? self->account
        : cck_account_store_get_by_id (cck_session_get_accounts (self->session),
                                       cck_account_get_id (account));

  if (before == NULL
      || (g_strcmp0 (cck_account_get_id (before), cck_account_get_id (account)) == 0
          && cck_session_is_client_account (before) == cck_session_is_client_account (account)))
    return TRUE;

  g_set_error (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_OTHER_SUBJECT,
               /* Translators: the person who did, then the one expected. */
               _("“%s” signed in, not “%s”. Nothing was saved."), cck_account_get_label (account),
               cck_account_get_label (before));

  return FALSE;
}

/* The tokens go to the keyring before anybody sees them; the account's file follows. */
static CckAccount *
await_saving (CckSignIn    *self,
              CckAccount   *account,
              CckTokenSet  *tokens,
              GError      **error)
{
  CckAccountStore *accounts = cck_session_get_accounts (self->session);
  g_autoptr (CckAccountLock) lock = NULL;
  CckAccount *saved;

  lock = dex_await_boxed (cck_session_lock_account (self->session, account, LOCK_TIMEOUT),
                          error);
  if (lock == NULL)
    return NULL;

  if (!cck_session_await_save_tokens (self->session, account, tokens, error))
    {
      /* Nobody has seen these tokens: a sign-in that could not be saved is no sign-in. */
      g_hash_table_remove (cck_session_get_unsaved (self->session), cck_account_get_id (account));
      return NULL;
    }

  saved = cck_account_store_add (accounts, account, error);
  if (saved == NULL
      && cck_account_store_get_by_id (accounts, cck_account_get_id (account)) == NULL)
    dex_await (cck_keyring_clear (cck_session_get_keyring (self->session), CCK_SECRET_TOKENS,
                                  cck_account_get_provider_id (account),
                                  cck_account_get_id (account)),
               NULL);

  return saved == NULL ? NULL : g_object_ref (saved);
}

CckAccount *
cck_sign_in_await_saving (CckSignIn    *self,
                          CckJwt       *id_token,
                          CckTokenSet  *tokens,
                          GError      **error)
{
  g_autoptr (CckAccount) account = make_account (self, id_token, tokens);

  CckAccount *saved;

  cck_sign_in_set_state (self, CCK_SIGN_IN_SAVING);

  if (!check_owner (self, account, error))
    return NULL;

  saved = await_saving (self, account, tokens, error);
  if (saved != NULL)
    cck_session_await_note_signed_in (self->session, self->provider, saved, tokens);

  return saved;
}
