/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *title;
} profiles[] = {
  [CCK_PROFILE_JWT] = { "jwt", N_("JSON Web Token") },
  [CCK_PROFILE_ID_TOKEN] = { "id_token", N_("ID Token") },
  [CCK_PROFILE_AT_JWT] = { "at+jwt", N_("Access Token") },
  [CCK_PROFILE_JWS] = { "jws", N_("Signed Data") },
  [CCK_PROFILE_LOGOUT] = { "logout+jwt", N_("Logout Token") },
  [CCK_PROFILE_DPOP] = { "dpop+jwt", N_("DPoP Proof") },
};

const char *
cck_profile_get_name (CckProfile profile)
{
  g_return_val_if_fail ((guint) profile < G_N_ELEMENTS (profiles), NULL);

  return profiles[profile].name;
}

gboolean
cck_profile_from_name (const char *name,
                       CckProfile *profile)
{
  g_return_val_if_fail (profile != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_strcmp0 (name, profiles[i].name) == 0)
      {
        *profile = i;
        return TRUE;
      }

  return FALSE;
}

const char *
cck_profile_get_title (CckProfile profile)
{
  g_return_val_if_fail ((guint) profile < G_N_ELEMENTS (profiles), NULL);

  return _(profiles[profile].title);
}
