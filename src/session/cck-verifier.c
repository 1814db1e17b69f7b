/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-verifier.h"

#include "cck-algorithm.h"
#include "cck-session-private.h"

/* Keys that everybody can fetch authenticate nobody: what they publish may sign, but not "share a
 * secret" (OIDC Core §10.1, RFC 8725 §2.1). @allowed: (nullable): what the provider announces. */
static GStrv
dup_public_algorithms (const char * const *allowed)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (allowed == NULL)
    allowed = cck_algorithm_list_names ();

  for (gsize i = 0; allowed[i] != NULL; i++)
    {
      if (!cck_algorithm_is_symmetric (cck_algorithm_from_name (allowed[i])))
        g_strv_builder_add (builder, allowed[i]);
    }

  return g_strv_builder_end (builder);
}

CckVerdict *
cck_session_await_verdict (CckSession             *session,
                           CckHttp                *http,
                           CckMetadata            *metadata,
                           CckJwt                 *jwt,
                           const CckExpectations  *given,
                           GError                **keys_error)
{
  CckExpectations expectations = *given;
  CckJwksCache *cache = cck_session_get_jwks_cache (session);
  const char *jwks_uri = metadata == NULL ? NULL : cck_metadata_get_jwks_uri (metadata);
  g_autoptr (CckVerdict) verdict = NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) public_algorithms = NULL;
  CckHttpFlags flags;
  gint64 now = cck_clock_get_now (cck_session_get_clock (session));

  if (expectations.now == 0)
    expectations.now = now;

  if (expectations.hmac_secret == NULL)
    {
      public_algorithms = dup_public_algorithms (expectations.algorithms);
      expectations.algorithms = (const char * const *) public_algorithms;
    }

  if (jwks_uri == NULL)
    return cck_verdict_new (jwt, NULL, &expectations);

  flags = cck_metadata_get_flags (metadata);
  jwks = dex_await_boxed (cck_jwks_cache_get (cache, http, jwks_uri, flags, now), &error);
  if (jwks == NULL)
    {
      expectations.no_keys_reason = error->message;
      verdict = cck_verdict_new (jwt, NULL, &expectations);
      g_propagate_error (keys_error, g_steal_pointer (&error));
      return g_steal_pointer (&verdict);
    }

  verdict = cck_verdict_new (jwt, jwks, &expectations);
  if (!cck_verdict_key_is_unknown (verdict))
    return g_steal_pointer (&verdict);

  /* OIDC Core §10.1.1: the provider may have changed its keys; asking once more is the way to know.
   * The cache keeps a token with an invented kid from turning this into a flood. */
  g_clear_pointer (&jwks, cck_jwks_unref);
  jwks = dex_await_boxed (cck_jwks_cache_refetch (cache, http, jwks_uri, flags, now), NULL);
  if (jwks == NULL)
    return g_steal_pointer (&verdict);

  return cck_verdict_new (jwt, jwks, &expectations);
}
