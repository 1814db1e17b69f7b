/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cck-jwt.h"

G_BEGIN_DECLS

typedef enum
{
  CCK_PRACTICE_RS256,
  CCK_PRACTICE_ES256,
  CCK_PRACTICE_N_ALGORITHMS,
} CckPracticeAlgorithm;

/* The signing keys: an RSA key of 2048 bits for RS256 and a P-256 key for ES256, and those before
 * them for as long as tokens may need them. Each key's `kid` is its thumbprint (RFC 7638). */
typedef struct _CckPracticeKeys CckPracticeKeys;

/* Makes keys. Takes 50 to 500 ms for the RSA key, so it is called in a thread. */
CckPracticeKeys *cck_practice_keys_generate (GError               **error);

/* The same, with the thread. */
void             cck_practice_keys_generate_async  (GObject              *source,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
CckPracticeKeys *cck_practice_keys_generate_finish (GAsyncResult         *result,
                                                    GError              **error);

void             cck_practice_keys_free     (CckPracticeKeys       *keys);

/* Lets @keys publish the current keys of @before as well, so that what they signed verifies. */
void             cck_practice_keys_follow   (CckPracticeKeys       *keys,
                                             CckPracticeKeys       *before);

typedef enum
{
  CCK_PRACTICE_PUBLISH_ALL,       /* the current keys and those before */
  CCK_PRACTICE_PUBLISH_CURRENT,   /* one key an algorithm */
  CCK_PRACTICE_PUBLISH_STRANGERS, /* behind keys that never signed anything */
} CckPracticePublish;

/* The JWK set (RFC 7517 §5) as JSON, public members only. */
char            *cck_practice_keys_dup_jwks (CckPracticeKeys       *keys,
                                             CckPracticePublish     publish);

/* Signs @payload, a JSON object as text, with the header's `typ` as given. @with_kid: whether the
 * header names the key. */
char            *cck_practice_keys_sign     (CckPracticeKeys       *keys,
                                             CckPracticeAlgorithm   algorithm,
                                             const char            *type,
                                             gboolean               with_kid,
                                             const char            *payload,
                                             GError               **error);

/* Signs @claims, JSON that comes from outside and is checked, with RS256. */
char            *cck_practice_keys_mint     (CckPracticeKeys       *keys,
                                             const char            *claims,
                                             GError               **error);

/* Returns: (transfer full): @token taken apart, where one of @keys signed it and its header has the
 * `typ` @type; else %NULL. */
CckJwt          *cck_practice_keys_verify   (CckPracticeKeys       *keys,
                                             const char            *type,
                                             const char            *token);

/* at_hash and its like (OpenID Connect Core §3.1.3.6). */
char            *cck_practice_keys_dup_half_hash (CckPracticeAlgorithm  algorithm,
                                                  const char           *text);

/* `RS256` or `ES256`. */
const char      *cck_practice_algorithm_get_name (CckPracticeAlgorithm  algorithm);

/* @fallback where @name is %NULL or no algorithm of ours. */
CckPracticeAlgorithm cck_practice_algorithm_from_name (const char           *name,
                                                       CckPracticeAlgorithm  fallback);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeKeys, cck_practice_keys_free)

G_END_DECLS
