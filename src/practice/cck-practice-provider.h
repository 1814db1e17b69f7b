/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-practice-error.h"
#include "cck-practice-misbehaviour.h"

G_BEGIN_DECLS

/* The clients that are registered at every practice provider. The first one is public and native;
 * any other client id that nobody registered is taken for such a client as well (RFC 8252 §8.4,
 * §8.5). The others are confidential, one for each way to authenticate (OpenID Connect Core §9).
 * There is none for tls_client_auth, which needs TLS (RFC 8705 §2). */
#define CCK_PRACTICE_CLIENT_ID "claimcheck-practice"
#define CCK_PRACTICE_CLIENT_ID_BASIC "practice-basic"
#define CCK_PRACTICE_CLIENT_ID_POST "practice-post"
#define CCK_PRACTICE_CLIENT_ID_SECRET_JWT "practice-secret-jwt"
#define CCK_PRACTICE_CLIENT_ID_KEY_JWT "practice-key-jwt"

/* The secret of the three that have one. Everyone knows it: it is no secret at all. */
#define CCK_PRACTICE_CLIENT_SECRET "known-to-everyone-and-32-bytes-long"

/* The private key of CCK_PRACTICE_CLIENT_ID_KEY_JWT as a JWK, for ES256. It is the example of
 * RFC 7515 appendix A.3, so everyone has it. */
#define CCK_PRACTICE_CLIENT_KEY \
  "{\"kty\":\"EC\",\"crv\":\"P-256\"," \
  "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"," \
  "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"," \
  "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}"

#define CCK_PRACTICE_ACCESS_LIFETIME (15 * 60)
#define CCK_PRACTICE_REFRESH_LIFETIME (30 * 24 * 60 * 60)
#define CCK_PRACTICE_DEVICE_INTERVAL 5

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
  guint64 device_authorizations; /* device codes that were issued */
  guint64 device_polls;          /* requests with a device code */
  guint64 client_credentials;    /* tokens that a client got for itself */
  guint64 exchanges;             /* tokens turned into others (RFC 8693) */
  guint64 pushed_requests;       /* authorization requests that came beforehand (RFC 9126) */
  guint64 registrations;         /* clients that registered themselves */
  guint64 proofs;                /* good DPoP proofs */
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
 * Grants: code with PKCE S256, refresh with rotation, device (RFC 8628), client credentials, token
 * exchange (RFC 8693). A refresh token is issued to every client that a person signed in to,
 * whether or not it asks for `offline_access`, because a native app has no other way to stay signed
 * in. Requests may be pushed (RFC 9126), signed (RFC 9101), bound to a key (RFC 9449) and for a
 * resource (RFC 8707); clients may register themselves (RFC 7591, RFC 7592). It sets no cookie:
 * every authorization asks who you are. All that it keeps is bounded in number and size.
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
/* Every DPoP proof has to carry a nonce of ours (RFC 9449 §8, §9). */
void                 cck_practice_provider_set_dpop_nonce       (CckPracticeProvider *self,
                                                                 gboolean             demanded);
/* Seconds between two polls with a device code (RFC 8628 §3.2): 5 unless set, 1 or more. */
void                 cck_practice_provider_set_device_interval  (CckPracticeProvider *self,
                                                                 guint                seconds);
/* `RS256`, the default, or `ES256`: what ID tokens are signed with, as for a client that registered
 * it (`id_token_signed_response_alg`). Access tokens are always RS256 (RFC 9068 §4). */
void                 cck_practice_provider_set_id_token_algorithm (CckPracticeProvider *self,
                                                                   const char          *algorithm);
/* One kind, replacing the ones before; %CCK_PRACTICE_MISBEHAVE_NOT to behave again. */
void                 cck_practice_provider_set_misbehaviour     (CckPracticeProvider     *self,
                                                                 CckPracticeMisbehaviour  kind);
/* Several kinds at once, replacing the ones before. */
void                 cck_practice_provider_set_misbehaviours    (CckPracticeProvider            *self,
                                                                 const CckPracticeMisbehaviours *set);

/**
 * cck_practice_provider_start_async:
 * @cancellable: (nullable): ends the start; then nothing is listening
 *
 * Makes the signing keys in a thread, then listens. An RSA key of 2048 bits takes 50 to 500 ms, so
 * at most one making is under way at a time, whatever is asked of the provider.
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
