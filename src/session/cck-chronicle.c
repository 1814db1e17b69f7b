/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-chronicle-private.h"

#include <glib/gi18n-lib.h>

#include "cck-history-difference.h"
#include "cck-jwt.h"
#include "cck-session-error.h"
#include "cck-session-private.h"

/* How many rows are looked at for what was there before. */
#define LOOK_BACK 500

static DexFuture *
written (DexFuture *future,
         gpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    cck_session_history_failed (user_data, error);

  return dex_future_new_true ();
}

static DexFuture *
record (CckSession            *self,
        CckProvider           *provider,
        CckAccount            *account,
        const CckHistoryEvent *event)
{
  CckHistoryEvent row = *event;
  g_autofree char *name = NULL;

  if ((provider != NULL && cck_provider_get_transient (provider))
      || (account != NULL && cck_account_get_transient (account)))
    return dex_future_new_true ();

  name = account != NULL ? cck_account_dup_name (account, provider)
                         : g_strdup (cck_provider_get_name (provider));
  row.time = cck_clock_get_now (cck_session_get_clock (self));
  row.name = name;
  row.account_id = account == NULL ? NULL : cck_account_get_id (account);
  row.provider_id = account == NULL ? cck_provider_get_id (provider)
                                    : cck_account_get_provider_id (account);

  return dex_future_finally (cck_history_record (cck_session_get_history (self), &row), written,
                             g_object_ref (self), g_object_unref);
}

void
cck_session_note (CckSession            *self,
                  CckProvider           *provider,
                  CckAccount            *account,
                  const CckHistoryEvent *event)
{
  dex_future_disown (record (self, provider, account, event));
}

static const char * const kind_words[] = {
  [CCK_TOKEN_ACCESS] = "access",
  [CCK_TOKEN_ID] = "id",
  [CCK_TOKEN_REFRESH] = "refresh",
};

DexFuture *
cck_session_note_use (CckSession   *self,
                      CckAccount   *account,
                      CckTokenKind  kind,
                      const char   *how)
{
  g_return_val_if_fail (CCK_IS_SESSION (self), NULL);
  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_words), NULL);

  return record (self, cck_session_get_provider_of (self, account), account,
                 &(CckHistoryEvent) { .kind = CCK_HISTORY_USED,
                                      .token_kind = kind_words[kind],
                                      .how = how });
}

/* What a token says of itself where it is a JWT; NULL where it is opaque. */
static CckJwt *
read_jwt (const char *token)
{
  return token == NULL ? NULL : cck_jwt_parse (token, -1, CCK_JWT_FLAGS_NONE, NULL);
}

static void
note_token (CckSession      *self,
            CckProvider     *provider,
            CckAccount      *account,
            const char      *token,
            CckHistoryEvent  event)
{
  g_autofree char *fingerprint = NULL;
  g_autoptr (CckJwt) jwt = NULL;

  if (token == NULL)
    return;

  fingerprint = cck_secret_dup_fingerprint (token);
  jwt = read_jwt (token);
  event.fingerprint = fingerprint;
  if (jwt != NULL)
    {
      event.kid = cck_jwt_get_kid (jwt);
      event.alg = cck_jwt_get_alg (jwt);
      if (event.expires_at == 0)
        cck_jwt_get_time (jwt, "exp", &event.expires_at);
    }

  cck_session_note (self, provider, account, &event);
}

static GListModel *
await_rows (CckSession  *self,
            const char  *provider_id,
            const char  *account_id)
{
  return dex_await_object (
    cck_history_list (cck_session_get_history (self),
                      &(CckHistoryQuery) { .provider_id = provider_id,
                                           .account_id = account_id,
                                           .limit = LOOK_BACK }),
    NULL);
}

/* Where the newest ID token before this one was signed with another key, the provider has changed its
 * keys. */
static void
await_look_for_new_keys (CckSession  *self,
                         CckProvider *provider,
                         CckTokenSet *tokens)
{
  g_autoptr (CckJwt) jwt = read_jwt (cck_token_set_get_id_token (tokens));
  const char *kid = jwt == NULL ? NULL : cck_jwt_get_kid (jwt);
  g_autoptr (GListModel) rows = NULL;

  if (kid == NULL || cck_provider_get_transient (provider))
    return;

  rows = await_rows (self, cck_provider_get_id (provider), NULL);
  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (rows, i);
      const CckHistoryEvent *event = cck_history_entry_get_event (entry);

      if (g_strcmp0 (event->token_kind, "id") != 0 || event->kid == NULL)
        continue;

      if (!g_str_equal (event->kid, kid))
        cck_session_note (self, provider, NULL,
                          &(CckHistoryEvent) { .kind = CCK_HISTORY_KEYS_CHANGED, .kid = kid });
      return;
    }
}

static void
await_note_id_token (CckSession  *self,
                     CckProvider *provider,
                     CckAccount  *account,
                     CckTokenSet *tokens)
{
  await_look_for_new_keys (self, provider, tokens);
  note_token (self, provider, account, cck_token_set_get_id_token (tokens),
              (CckHistoryEvent) { .kind = CCK_HISTORY_ISSUED, .token_kind = "id" });
}

void
cck_session_await_note_signed_in (CckSession  *self,
                                  CckProvider *provider,
                                  CckAccount  *account,
                                  CckTokenSet *tokens)
{
  const char *scope = cck_token_set_get_scope (tokens);

  cck_session_note (self, provider, account,
                    &(CckHistoryEvent) { .kind = CCK_HISTORY_SIGNED_IN,
                                         .how = cck_account_get_grant (account),
                                         .scope = scope });
  note_token (self, provider, account, cck_token_set_get_access_token (tokens),
              (CckHistoryEvent) { .kind = CCK_HISTORY_ISSUED,
                                  .token_kind = "access",
                                  .expires_at = cck_token_set_get_expires_at (tokens),
                                  .scope = scope });
  note_token (self, provider, account, cck_token_set_get_refresh_token (tokens),
              (CckHistoryEvent) { .kind = CCK_HISTORY_ISSUED, .token_kind = "refresh" });
  if (cck_token_set_get_id_token (tokens) != NULL)
    await_note_id_token (self, provider, account, tokens);
}

/* What the access token says otherwise than the one before, or where it is opaque, the ID token. */
static char *
dup_difference (CckTokenSet *before,
                CckTokenSet *after)
{
  g_autoptr (CckJwt) old = read_jwt (cck_token_set_get_access_token (before));
  g_autoptr (CckJwt) new = read_jwt (cck_token_set_get_access_token (after));

  if (old == NULL || new == NULL)
    {
      g_clear_pointer (&old, cck_jwt_unref);
      g_clear_pointer (&new, cck_jwt_unref);
      old = read_jwt (cck_token_set_get_id_token (before));
      new = read_jwt (cck_token_set_get_id_token (after));
    }

  if (old == NULL || new == NULL)
    return NULL;

  return cck_history_dup_difference (cck_json_get_root (cck_jwt_get_payload (old)),
                                     cck_json_get_root (cck_jwt_get_payload (new)));
}

static gboolean
is_refresh_token_row (const CckHistoryEvent *event)
{
  return g_strcmp0 (event->token_kind, "refresh") == 0
         && (event->kind == CCK_HISTORY_ISSUED || event->kind == CCK_HISTORY_ROTATED);
}

/* However long ago. */
static gboolean
await_was_seen (CckSession *self,
                CckAccount *account,
                const char *fingerprint)
{
  g_autoptr (GListModel) rows = NULL;

  if (cck_account_get_transient (account))
    return FALSE;

  rows = dex_await_object (
    cck_history_list (cck_session_get_history (self),
                      &(CckHistoryQuery) { .account_id = cck_account_get_id (account),
                                           .fingerprint = fingerprint }),
    NULL);
  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (rows, i);

      if (is_refresh_token_row (cck_history_entry_get_event (entry)))
        return TRUE;
    }

  return FALSE;
}

static void
await_note_rotation (CckSession  *self,
                     CckProvider *provider,
                     CckAccount  *account,
                     CckTokenSet *after)
{
  const char *token = cck_token_set_get_refresh_token (after);
  g_autofree char *fingerprint = cck_secret_dup_fingerprint (token);
  gboolean was_seen = await_was_seen (self, account, fingerprint);

  note_token (self, provider, account, token,
              (CckHistoryEvent) { .kind = CCK_HISTORY_ROTATED, .token_kind = "refresh" });
  if (was_seen)
    cck_session_note_reused (self, provider, account, fingerprint);
}

void
cck_session_await_note_refreshed (CckSession  *self,
                                  CckProvider *provider,
                                  CckAccount  *account,
                                  CckTokenSet *before,
                                  CckTokenSet *after)
{
  const char *old_token = cck_token_set_get_refresh_token (before);
  const char *new_token = cck_token_set_get_refresh_token (after);
  gboolean rotated = new_token != NULL && g_strcmp0 (old_token, new_token) != 0;
  g_autofree char *difference = dup_difference (before, after);

  note_token (self, provider, account, cck_token_set_get_access_token (after),
              (CckHistoryEvent) { .kind = CCK_HISTORY_REFRESHED,
                                  .token_kind = "access",
                                  .how = rotated ? "rotated" : "not rotated",
                                  .expires_at = cck_token_set_get_expires_at (after),
                                  .scope = cck_token_set_get_scope (after),
                                  .difference = difference });
  if (rotated)
    await_note_rotation (self, provider, account, after);
  if (g_strcmp0 (cck_token_set_get_id_token (before), cck_token_set_get_id_token (after)) != 0)
    await_note_id_token (self, provider, account, after);
}

void
cck_session_note_reused (CckSession  *self,
                         CckProvider *provider,
                         CckAccount  *account,
                         const char  *fingerprint)
{
  g_autoptr (GError) error
    = g_error_new (CCK_SESSION_ERROR, CCK_SESSION_ERROR_REUSED,
                   _("A refresh token of “%s” was used twice. Somebody else may have it."),
                   cck_account_get_label (account));

  cck_session_note (self, provider, account,
                    &(CckHistoryEvent) { .kind = CCK_HISTORY_REUSED,
                                         .token_kind = "refresh",
                                         .fingerprint = fingerprint });
  cck_session_raise_alarm (self, account, error);
}

void
cck_session_note_check_failed (CckSession  *self,
                               CckProvider *provider,
                               CckAccount  *account,
                               const char  *token_kind,
                               const char  *check)
{
  cck_session_note (self, provider, account,
                    &(CckHistoryEvent) { .kind = CCK_HISTORY_CHECK_FAILED,
                                         .token_kind = token_kind,
                                         .how = check });
}

void
cck_session_note_revoked (CckSession  *self,
                          CckProvider *provider,
                          CckAccount  *account,
                          CckTokenSet *tokens,
                          gboolean     told)
{
  CckHistoryEvent event = {
    .kind = CCK_HISTORY_REVOKED,
    .how = told ? "told" : "not told",
  };

  event.token_kind = "refresh";
  note_token (self, provider, account, cck_token_set_get_refresh_token (tokens), event);
  event.token_kind = "access";
  note_token (self, provider, account, cck_token_set_get_access_token (tokens), event);
}

gboolean
cck_session_await_was_reused (CckSession *self,
                              CckAccount *account)
{
  g_autoptr (GListModel) rows = NULL;

  if (!cck_account_get_transient (account))
    rows = await_rows (self, NULL, cck_account_get_id (account));

  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (rows, i);
      CckHistoryKind kind = cck_history_entry_get_event (entry)->kind;

      if (kind == CCK_HISTORY_SIGNED_IN)
        return FALSE;
      if (kind == CCK_HISTORY_REUSED)
        return TRUE;
    }

  return FALSE;
}

gboolean
cck_session_await_was_spent (CckSession *self,
                             CckAccount *account,
                             const char *fingerprint)
{
  g_autoptr (GListModel) rows = NULL;

  if (!await_was_seen (self, account, fingerprint))
    return FALSE;

  rows = await_rows (self, NULL, cck_account_get_id (account));
  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CckHistoryEntry) entry = g_list_model_get_item (rows, i);
      const CckHistoryEvent *event = cck_history_entry_get_event (entry);

      if (is_refresh_token_row (event))
        return g_strcmp0 (event->fingerprint, fingerprint) != 0;
    }

  return FALSE;
}
