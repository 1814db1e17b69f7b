/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-account-state.h"
#include "cck-provider.h"

G_BEGIN_DECLS

/* What is remembered of a token set outside the keyring: no part of a token. Strings are borrowed
 * for the call. */
typedef struct
{
  const char *granted_scope;       /* NULL where the provider did not say */
  const char *token_type;          /* "Bearer", "DPoP" or as the provider said */
  gint64      expires_at;          /* of the access token, seconds since the epoch; 0: unknown */
  gint64      issued_at;           /* when the answer came, seconds since the epoch */
  gboolean    has_refresh_token;
  gboolean    has_id_token;
  const char *refresh_fingerprint; /* cck_secret_dup_fingerprint() of the refresh token, or NULL */
} CckAccountTokens;

#define CCK_TYPE_ACCOUNT (cck_account_get_type ())

/* One subject signed in at one provider. Its tokens are in the keyring under its id.
 *
 * Properties, notified on change only; times in seconds since the epoch, UTC, 0: unknown or never.
 *
 *   construct-only: "provider-id", "issuer", "client-id", "subject" strings; "id" (read-only
 *       string) is the first 16 hexadecimal digits of the SHA-256 of these four
 *   "label" string: unique within its provider, as the store sees to
 *   "state" CckAccountState
 *   "granted-scope", "token-type", "refresh-fingerprint" strings
 *   "grant" string: how it was signed in, "authorization_code", "device_code" or
 *       "client_credentials"; NULL: not known, as in files of before
 *   "request" string: what the sign-in asked for (scope, resource, audience), in one line that the
 *       writer made to be compared; nothing secret
 *   "expires-at", "issued-at", "refreshed-at", "created-at", "retry-after" int64
 *   "has-refresh-token", "has-id-token" booleans
 *   "rotation-count" uint: how often a refresh brought a new refresh token
 *   "transient" boolean, read-only: kept in memory only; it follows from the provider's id */
G_DECLARE_FINAL_TYPE (CckAccount, cck_account, CCK, ACCOUNT, GObject)

CckAccount      *cck_account_new                     (const char             *provider_id,
                                                      const char             *issuer,
                                                      const char             *client_id,
                                                      const char             *subject);
/* The id of the account with these four, as above. */
char            *cck_account_dup_id_for              (const char             *provider_id,
                                                      const char             *issuer,
                                                      const char             *client_id,
                                                      const char             *subject);
/* (transfer full) */
CckAccount      *cck_account_copy                    (CckAccount             *self);
/* Takes every value of @other that is not construct-only; notifies what changed. */
void             cck_account_assign                  (CckAccount             *self,
                                                      CckAccount             *other);

/* All (transfer none); NULL where not set. */
const char      *cck_account_get_id                  (CckAccount             *self);
const char      *cck_account_get_provider_id         (CckAccount             *self);
const char      *cck_account_get_issuer              (CckAccount             *self);
const char      *cck_account_get_client_id           (CckAccount             *self);
const char      *cck_account_get_subject             (CckAccount             *self);
const char      *cck_account_get_label               (CckAccount             *self);
/* Keys in the order of strcmp() are accounts in the order of their labels, or of their subjects where
 * they have none, as a person expects it. (transfer none) */
const char      *cck_account_get_sort_key            (CckAccount             *self);
const char      *cck_account_get_granted_scope       (CckAccount             *self);
const char      *cck_account_get_token_type          (CckAccount             *self);
const char      *cck_account_get_refresh_fingerprint (CckAccount             *self);
const char      *cck_account_get_grant               (CckAccount             *self);
const char      *cck_account_get_request             (CckAccount             *self);
CckAccountState  cck_account_get_state               (CckAccount             *self);
gint64           cck_account_get_expires_at          (CckAccount             *self);
gint64           cck_account_get_issued_at           (CckAccount             *self);
gint64           cck_account_get_refreshed_at        (CckAccount             *self);
gint64           cck_account_get_created_at          (CckAccount             *self);
gint64           cck_account_get_retry_after         (CckAccount             *self);
gboolean         cck_account_get_has_refresh_token   (CckAccount             *self);
gboolean         cck_account_get_has_id_token        (CckAccount             *self);
guint            cck_account_get_rotation_count      (CckAccount             *self);
gboolean         cck_account_get_transient           (CckAccount             *self);

void             cck_account_set_label               (CckAccount             *self,
                                                      const char             *label);
void             cck_account_set_state               (CckAccount             *self,
                                                      CckAccountState         state);
/* Both may be NULL. */
void             cck_account_set_request             (CckAccount             *self,
                                                      const char             *grant,
                                                      const char             *request);
/* Not before this time may the provider be asked again; 0: at any time. */
void             cck_account_set_retry_after         (CckAccount             *self,
                                                      gint64                  retry_after);
/* After a sign-in: these are the tokens, the state is signed-in, nothing to wait for, no rotation
 * yet; "created-at" becomes @tokens->issued_at where it was 0. */
void             cck_account_set_signed_in           (CckAccount             *self,
                                                      const CckAccountTokens *tokens);
/* After a refresh: as above, "refreshed-at" becomes @tokens->issued_at, and "rotation-count" grows
 * where the fingerprint is another one than before. */
void             cck_account_set_refreshed           (CckAccount             *self,
                                                      const CckAccountTokens *tokens);
/* After a sign-out or a revocation that keeps the account: nothing is known of any token. */
void             cck_account_set_signed_out          (CckAccount             *self);

/* "PROVIDER/LABEL", the name that stays valid. @provider: (nullable): its provider-id serves. */
char            *cck_account_dup_name                (CckAccount             *self,
                                                      CckProvider            *provider);

/* As cck_provider_to_json() and cck_provider_new_from_json(). */
char            *cck_account_to_json                 (CckAccount             *self);
CckAccount      *cck_account_new_from_json           (const char             *text,
                                                      gssize                  length,
                                                      const char             *origin,
                                                      GError                **error);

G_END_DECLS
