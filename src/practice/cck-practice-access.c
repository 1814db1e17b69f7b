/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-access.h"

static const char *
get_claim (CckJwt     *jwt,
           const char *name)
{
  return cck_json_get_string (cck_jwt_get_claim (jwt, name), NULL);
}

CckPracticeAccess *
cck_practice_access_read (CckPracticeContext *context,
                          const char         *token)
{
  g_autoptr (CckJwt) jwt = cck_practice_keys_verify (context->keys, "at+jwt", token);
  CckPracticeAccess found = { .jwt = jwt };

  if (jwt == NULL || g_strcmp0 (get_claim (jwt, "iss"), context->issuer) != 0 ||
      !cck_jwt_get_time (jwt, "exp", &found.expires) ||
      cck_practice_context_now (context) >= found.expires)
    return NULL;

  found.jti = get_claim (jwt, "jti");
  found.scope = get_claim (jwt, "scope");
  found.jkt = cck_json_get_member_string (cck_jwt_get_claim (jwt, "cnf"), "jkt");
  if (found.jti == NULL || found.scope == NULL)
    return NULL;

  found.grant = cck_practice_grants_find_access (context->grants, found.jti);
  if (found.grant == NULL)
    return NULL;

  g_steal_pointer (&jwt);
  return g_memdup2 (&found, sizeof found);
}

void
cck_practice_access_free (CckPracticeAccess *access)
{
  cck_jwt_unref (access->jwt);
  g_free (access);
}

gboolean
cck_practice_access_is_for_us (CckPracticeContext *context,
                               CckPracticeAccess  *access)
{
  const CckJsonValue *audience = cck_jwt_get_claim (access->jwt, "aud");
  const CckJsonValue *item;
  CckJsonIter iter;

  if (cck_json_equals (audience, context->issuer))
    return TRUE;

  cck_json_iter_init (&iter, audience);
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    if (cck_json_equals (item, context->issuer))
      return TRUE;

  return FALSE;
}
