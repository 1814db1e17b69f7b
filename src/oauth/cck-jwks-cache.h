/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http.h"
#include "cck-jwks.h"

G_BEGIN_DECLS

#define CCK_TYPE_JWKS_CACHE (cck_jwks_cache_get_type ())

/**
 * CckJwksCache:
 *
 * The providers' keys, by the address they come from and the session they are asked for with, in
 * memory: what a provider's own authority vouches for holds for no other provider. One request at a
 * time; who asks meanwhile waits for the same answer.
 */
G_DECLARE_FINAL_TYPE (CckJwksCache, cck_jwks_cache, CCK, JWKS_CACHE, GObject)

CckJwksCache *cck_jwks_cache_new     (void);

/**
 * cck_jwks_cache_get:
 * @self: the cache
 * @http: the session
 * @jwks_uri: where the keys are
 * @flags: %CCK_HTTP_ALLOW_LOOPBACK where the user allowed it
 * @now: seconds since the epoch
 *
 * Hands out the keys, from memory while they are fresh: as long as `Cache-Control: max-age` says,
 * at most a day, and 300 seconds where it says nothing (OpenID Connect Core §10.1.1).
 *
 * Returns: (transfer full): a future of a #CckJwks; rejects as cck_http_send() does, and with
 *   %CCK_OAUTH_ERROR_BAD_ANSWER where the answer is no key set
 */
DexFuture    *cck_jwks_cache_get     (CckJwksCache *self,
                                      CckHttp      *http,
                                      const char   *jwks_uri,
                                      CckHttpFlags  flags,
                                      gint64        now);

/**
 * cck_jwks_cache_refetch:
 *
 * Asks again because a token names a key that isn't in the set. At most once a minute an address;
 * earlier than that the keys in memory are handed out once more. Only these requests count, so a
 * key changed right after cck_jwks_cache_get() is still found (OpenID Connect Core §10.1.1).
 *
 * Returns: (transfer full): a future as that of cck_jwks_cache_get()
 */
DexFuture    *cck_jwks_cache_refetch (CckJwksCache *self,
                                      CckHttp      *http,
                                      const char   *jwks_uri,
                                      CckHttpFlags  flags,
                                      gint64        now);

/** Forgets the keys of one address, whoever asked for them, or all with %NULL. */
void          cck_jwks_cache_forget  (CckJwksCache *self,
                                      const char   *jwks_uri);

G_END_DECLS
