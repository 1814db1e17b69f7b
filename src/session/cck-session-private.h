/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http.h"
#include "cck-jwks-cache.h"
#include "cck-metadata.h"
#include "cck-session.h"

G_BEGIN_DECLS

/* What only this layer may reach. (transfer none), all of them. */
CckHttp      *cck_session_get_http       (CckSession  *self);
/* The HTTP session for @provider's requests, with its certificate authorities and, where @identity is
 * given, our certificate. NULL with CCK_OAUTH_ERROR_BAD_PARAMETER. */
CckHttp      *cck_session_get_http_for   (CckSession   *self,
                                          CckProvider  *provider,
                                          CckSecret    *identity,
                                          GError      **error);
CckJwksCache *cck_session_get_jwks_cache (CckSession  *self);
/* Where everything is kept; NULL for the default. */
const char   *cck_session_get_data_dir   (CckSession  *self);
/* Metadata by provider id: (element-type utf8 CckKnownProvider). */
GHashTable   *cck_session_get_known      (CckSession  *self);
/* Refreshes under way by account id: (element-type utf8 DexFuture). */
GHashTable   *cck_session_get_running    (CckSession  *self);
/* How many renewals are between the question and the keyring. */
guint        *cck_session_get_n_renewals (CckSession  *self);
/* Tokens that the keyring could not take yet, by account id: (element-type utf8 CckSecret). */
GHashTable   *cck_session_get_unsaved    (CckSession  *self);

/* Emits the session's signals. */
void          cck_session_raise_alarm    (CckSession   *self,
                                          CckAccount   *account,
                                          const GError *error);
void          cck_session_history_failed (CckSession   *self,
                                          const GError *error);

CckHttpFlags  cck_session_http_flags_for (CckProvider *provider);
/* Whether @account's tokens come from the issuer and for the client that @provider names now. */
gboolean      cck_session_issued_by      (CckAccount  *account,
                                          CckProvider *provider);

/* The account's grant where it stands for the client itself. */
#define CCK_GRANT_CLIENT "client_credentials"
gboolean      cck_session_is_client_account (CckAccount *account);
/* Whether the provider's scope, resource or audience is another one than the account's sign-in
 * asked for. */
gboolean      cck_session_is_stale       (CckAccount  *account,
                                          CckProvider *provider);

/* A provider's metadata as it was fetched last. */
typedef struct
{
  CckMetadata *metadata;
  char        *issuer;      /* what was asked for: an edited provider is asked again */
  char        *ca;          /* who vouched for the answer, where that was not the system */
  gint64       fresh_until; /* seconds since the epoch */
} CckKnownProvider;

void cck_known_provider_free (gpointer data);

G_END_DECLS
