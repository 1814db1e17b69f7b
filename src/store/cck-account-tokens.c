/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account.h"

static void
set_tokens (CckAccount             *self,
            const CckAccountTokens *tokens,
            CckAccountState         state)
{
  g_object_set (self,
                "granted-scope", tokens->granted_scope,
                "token-type", tokens->token_type,
                "refresh-fingerprint", tokens->refresh_fingerprint,
                "expires-at", tokens->expires_at,
                "issued-at", tokens->issued_at,
                "has-refresh-token", tokens->has_refresh_token,
                "has-id-token", tokens->has_id_token,
                "retry-after", G_GINT64_CONSTANT (0),
                "state", state,
                NULL);
}

void
cck_account_set_signed_in (CckAccount             *self,
                           const CckAccountTokens *tokens)
{
  g_return_if_fail (CCK_IS_ACCOUNT (self));
  g_return_if_fail (tokens != NULL);

  g_object_freeze_notify (G_OBJECT (self));

  set_tokens (self, tokens, CCK_ACCOUNT_SIGNED_IN);
  g_object_set (self, "refreshed-at", G_GINT64_CONSTANT (0), "rotation-count", 0, NULL);

  if (cck_account_get_created_at (self) == 0)
    g_object_set (self, "created-at", tokens->issued_at, NULL);

  g_object_thaw_notify (G_OBJECT (self));
}

void
cck_account_set_refreshed (CckAccount             *self,
                           const CckAccountTokens *tokens)
{
  const char *before;
  guint rotation_count;

  g_return_if_fail (CCK_IS_ACCOUNT (self));
  g_return_if_fail (tokens != NULL);

  before = cck_account_get_refresh_fingerprint (self);
  rotation_count = cck_account_get_rotation_count (self);

  if (tokens->refresh_fingerprint != NULL && g_strcmp0 (tokens->refresh_fingerprint, before) != 0)
    rotation_count++;

  g_object_freeze_notify (G_OBJECT (self));

  set_tokens (self, tokens, CCK_ACCOUNT_SIGNED_IN);
  g_object_set (self,
                "refreshed-at", tokens->issued_at,
                "rotation-count", rotation_count,
                NULL);

  g_object_thaw_notify (G_OBJECT (self));
}

void
cck_account_set_signed_out (CckAccount *self)
{
  const CckAccountTokens none = { 0 };

  g_return_if_fail (CCK_IS_ACCOUNT (self));

  set_tokens (self, &none, CCK_ACCOUNT_SIGNED_OUT);
}
