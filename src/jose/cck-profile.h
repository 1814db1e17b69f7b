/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a token claims to be, and so which rules it is held to. */
typedef enum
{
  CCK_PROFILE_JWT,      /* RFC 7519: nothing more is known */
  CCK_PROFILE_ID_TOKEN, /* OIDC Core §2 */
  CCK_PROFILE_AT_JWT,   /* RFC 9068: a JWT access token */
  CCK_PROFILE_JWS,      /* RFC 7515: the signature only, any payload */
  CCK_PROFILE_LOGOUT,   /* OIDC Back-Channel Logout §2.4: a logout token */
  CCK_PROFILE_DPOP,     /* RFC 9449 §4.2: a proof, which brings its own key */
  CCK_N_PROFILES,
} CckProfile;

/* "jwt", "id_token", "at+jwt", "jws", "logout+jwt", "dpop+jwt" */
const char *cck_profile_get_name  (CckProfile   profile);
/* FALSE for any other word. */
gboolean    cck_profile_from_name (const char  *name,
                                   CckProfile  *profile);
/* "JSON Web Token", "ID Token", "Access Token", "Signed Data", "Logout Token", "DPoP
 * Proof": translated. */
const char *cck_profile_get_title (CckProfile   profile);

G_END_DECLS
