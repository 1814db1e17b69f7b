/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-practice-error.h"
#include "cck-practice-misbehaviour.h"

G_BEGIN_DECLS

/* The client that is registered at every practice provider; any other non-empty client id is taken
 * for a public native client as well (RFC 8252 §8.4, §8.5). */
#define CCK_PRACTICE_CLIENT_ID "claimcheck-practice"

#define CCK_PRACTICE_ACCESS_LIFETIME (15 * 60)
#define CCK_PRACTICE_REFRESH_LIFETIME (30 * 24 * 60 * 60)

/**
 * CckPracticeStatistics:
 *
 * What the provider was asked since it was made. Refused requests count too, where nothing else is
 * said.
 */
typedef struct
{
  guint64 requests;          /* of any kind */
  guint64 metadata_requests;
  guint64 jwks_requests;
  guint64 authorizations;    /* authorization answers with a code */
  guint64 denials;           /* authorization answers with access_denied */
  guint64 token_requests;    /* at the token endpoint, with any grant */
  guint64 code_exchanges;    /* codes turned into tokens */
  guint64 refreshes;         /* refresh tokens turned into tokens */
  guint64 reuses;            /* codes and refresh tokens that came a second time */
  guint64 userinfo_requests;
  guint64 revocations;       /* requests at the revocation endpoint that ended something */
  guint64 introspections;
} CckPracticeStatistics;

/**
 * CckPracticeClock:
 *
 * Returns: the time in seconds since the epoch, UTC
 */
typedef gint64 (*CckPracticeClock) (gpointer user_data);

#define CCK_TYPE_PRACTICE_PROVIDER (cck_practice_provider_get_type ())

/**
 * CckPracticeProvider:
 *
 * An OAuth 2.0 and OpenID Connect provider on 127.0.0.1, all in memory, for trying, for tests and
 * for misbehaving on purpose. It lives in the main context that it is started in, and all its
 * functions are called from there.
 *
 * Public native clients only (RFC 8252): code with PKCE S256, refresh with rotation; a refresh
 * token is issued to every client whether or not it asks for `offline_access`, because a native app
 * has no other way to stay signed in. It sets no cookie: every authorization asks who you are.
 *
 * Signals:
 * - `answered (const char *method, const char *path, guint status)`: a request was answered. The
 *   method and the path are those of our own tables, `?` where the request had others, so nothing
 *   in them is secret or forged.
 */
G_DECLARE_FINAL_TYPE (CckPracticeProvider, cck_practice_provider, CCK, PRACTICE_PROVIDER, GObject)

CckPracticeProvider *cck_practice_provider_new                  (void);

/* Options. The port counts when the provider is started, all others at once. */

/* 0, the default, takes any free port. */
void                 cck_practice_provider_set_port             (CckPracticeProvider *self,
                                                                 guint16              port);
/* In seconds, 1 or more; of access tokens, and of ID tokens. */
void                 cck_practice_provider_set_access_lifetime  (CckPracticeProvider *self,
                                                                 gint64               seconds);
/* In seconds, 1 or more, counted from the last rotation. */
void                 cck_practice_provider_set_refresh_lifetime (CckPracticeProvider *self,
                                                                 gint64               seconds);
/* The authorization endpoint shows no page and signs in at once: whom `login_hint` names, else
 * Alice. */
void                 cck_practice_provider_set_auto_approve     (CckPracticeProvider *self,
                                                                 gboolean             auto_approve);
/* %NULL for the real time, which is the default. @destroy frees @user_data, may be %NULL. */
void                 cck_practice_provider_set_clock            (CckPracticeProvider *self,
                                                                 CckPracticeClock     clock,
                                                                 gpointer             user_data,
                                                                 GDestroyNotify       destroy);
/* `RS256`, the default, or `ES256`: what ID tokens are signed with, as for a client that registered
 * it (`id_token_signed_response_alg`). Access tokens are always RS256 (RFC 9068 §4). */
void                 cck_practice_provider_set_id_token_algorithm (CckPracticeProvider *self,
                                                                   const char          *algorithm);
/* All kinds at once, replacing the ones before; %CCK_PRACTICE_MISBEHAVE_NOT to behave again. */
void                 cck_practice_provider_set_misbehaviour     (CckPracticeProvider     *self,
                                                                 CckPracticeMisbehaviour  kinds);

/**
 * cck_practice_provider_start_async:
 * @cancellable: (nullable): ends the start; then nothing is listening
 *
 * Makes the signing keys in a thread (an RSA key takes some tenths of a second), then listens.
 * @callback is called when both are done. Started once only; make another provider to start again.
 */
void                 cck_practice_provider_start_async          (CckPracticeProvider *self,
                                                                 GCancellable        *cancellable,
                                                                 GAsyncReadyCallback  callback,
                                                                 gpointer             user_data);

/**
 * cck_practice_provider_start_finish:
 * @error: %CCK_PRACTICE_ERROR_CHOOSE_ANOTHER_PORT, %CCK_PRACTICE_ERROR_REPORT,
 *   %CCK_PRACTICE_ERROR_START_FIRST where it was stopped meanwhile, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the provider is listening
 */
gboolean             cck_practice_provider_start_finish         (CckPracticeProvider  *self,
                                                                 GAsyncResult         *result,
                                                                 GError              **error);

/* Closes the port and every connection, forgets keys and grants. Dropping the last reference does
 * so too. The statistics stay. */
void                 cck_practice_provider_stop                 (CckPracticeProvider *self);

gboolean             cck_practice_provider_is_running           (CckPracticeProvider *self);

/* `http://127.0.0.1:PORT`, or %NULL before it listens; it stays readable after a stop. */
const char          *cck_practice_provider_get_issuer           (CckPracticeProvider *self);

void                 cck_practice_provider_get_statistics       (CckPracticeProvider   *self,
                                                                 CckPracticeStatistics *statistics);

/**
 * cck_practice_provider_mint:
 * @claims: the claims, one JSON object as text; nothing is added or corrected
 * @error: %CCK_PRACTICE_ERROR_START_FIRST, %CCK_PRACTICE_ERROR_CORRECT_CLAIMS,
 *   %CCK_PRACTICE_ERROR_REPORT
 *
 * Signs @claims with the current RS256 key, `typ` JWT, `kid` set. The claims go in as they are
 * written, byte for byte.
 *
 * Returns: (transfer full): the token (RFC 7519), or %NULL
 */
char                *cck_practice_provider_mint                 (CckPracticeProvider  *self,
                                                                 const char           *claims,
                                                                 GError              **error);

/**
 * cck_practice_provider_rotate_keys_async:
 *
 * Makes new signing keys in a thread and signs with them from then on. The ones before stay in the
 * JWKS until the next rotation, so that tokens signed with them can still be verified
 * (OpenID Connect Core §10.1.1).
 */
void                 cck_practice_provider_rotate_keys_async    (CckPracticeProvider *self,
                                                                 GCancellable        *cancellable,
                                                                 GAsyncReadyCallback  callback,
                                                                 gpointer             user_data);

/* Errors: %CCK_PRACTICE_ERROR_START_FIRST, %CCK_PRACTICE_ERROR_REPORT, %G_IO_ERROR_CANCELLED. */
gboolean             cck_practice_provider_rotate_keys_finish   (CckPracticeProvider  *self,
                                                                 GAsyncResult         *result,
                                                                 GError              **error);

G_END_DECLS
