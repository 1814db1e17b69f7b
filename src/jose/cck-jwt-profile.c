/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwt.h"

/* OIDC Back-Channel Logout §2.4 */
#define LOGOUT_EVENT "http://schemas.openid.net/event/backchannel-logout"

static gboolean
typ_is (CckJwt     *self,
        const char *name)
{
  const char *typ = cck_jwt_get_typ (self);

  if (typ == NULL)
    return FALSE;
  /* RFC 7515 §4.1.9: "application/" may be left out, case does not matter. */
  if (g_ascii_strncasecmp (typ, "application/", 12) == 0)
    typ += 12;
  return g_ascii_strcasecmp (typ, name) == 0;
}

static gboolean
has_any_claim (CckJwt             *self,
               const char * const *names)
{
  for (; *names != NULL; names++)
    if (cck_jwt_get_claim (self, *names) != NULL)
      return TRUE;

  return FALSE;
}

CckProfile
cck_jwt_guess_profile (CckJwt *self)
{
  /* Claims that only an access token has, and only an ID token (OIDC Core §2). */
  static const char * const access_claims[] = { "scope", "scp", "client_id", NULL };
  static const char * const id_claims[] = { "nonce", "at_hash", "c_hash", NULL };

  g_return_val_if_fail (self != NULL, CCK_PROFILE_JWT);

  if (cck_jwt_get_payload (self) == NULL)
    return CCK_PROFILE_JWS;
  if (typ_is (self, "at+jwt"))
    return CCK_PROFILE_AT_JWT;
  if (typ_is (self, "dpop+jwt"))
    return CCK_PROFILE_DPOP;
  if (typ_is (self, "logout+jwt") ||
      cck_json_get_member (cck_jwt_get_claim (self, "events"), LOGOUT_EVENT) != NULL)
    return CCK_PROFILE_LOGOUT;

  /* Amazon Cognito and Keycloak say it in a claim of their own. */
  if (cck_json_equals (cck_jwt_get_claim (self, "token_use"), "id") ||
      cck_json_equals (cck_jwt_get_claim (self, "typ"), "ID"))
    return CCK_PROFILE_ID_TOKEN;
  if (!has_any_claim (self, access_claims) && has_any_claim (self, id_claims))
    return CCK_PROFILE_ID_TOKEN;

  return CCK_PROFILE_JWT;
}
