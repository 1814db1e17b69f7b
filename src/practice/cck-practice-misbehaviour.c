/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-misbehaviour.h"

#include <glib/gi18n-lib.h>

#include "cck-practice-error.h"

static const struct
{
  CckPracticeMisbehaviour flag;
  const char *name;
  const char *description;
} kinds[] = {
  { CCK_PRACTICE_MISBEHAVE_SIGNATURE, "signature",
    N_("The ID token’s signature has a wrong bit") },
  { CCK_PRACTICE_MISBEHAVE_ISSUER, "issuer",
    N_("The ID token’s issuer differs by one character") },
  { CCK_PRACTICE_MISBEHAVE_AUDIENCE, "audience",
    N_("The ID token’s audience differs by one character") },
  { CCK_PRACTICE_MISBEHAVE_NONCE, "nonce",
    N_("The ID token has another nonce than the request") },
  { CCK_PRACTICE_MISBEHAVE_EXPIRED, "expired",
    N_("The ID token expired six minutes ago") },
  { CCK_PRACTICE_MISBEHAVE_STATE, "state",
    N_("The authorization answer has another state") },
  { CCK_PRACTICE_MISBEHAVE_RESPONSE_ISSUER, "response-issuer",
    N_("The authorization answer names another issuer") },
  { CCK_PRACTICE_MISBEHAVE_SUBJECT, "userinfo-subject",
    N_("User information is about someone else") },
  { CCK_PRACTICE_MISBEHAVE_METADATA_ISSUER, "metadata-issuer",
    N_("The metadata names another issuer") },
  { CCK_PRACTICE_MISBEHAVE_BUSY, "busy",
    N_("The token endpoint is busy and says when to come again") },
};

CckPracticeMisbehaviour
cck_practice_misbehaviour_from_name (const char  *name,
                                     GError     **error)
{
  g_autoptr (GString) names = NULL;

  g_return_val_if_fail (name != NULL, CCK_PRACTICE_MISBEHAVE_NOT);

  names = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (name, kinds[i].name))
        return kinds[i].flag;
      g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", kinds[i].name);
    }

  g_set_error (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CORRECT_KIND,
               _("The practice provider has no misbehaviour “%s”. Choose one of: %s."),
               name, names->str);
  return CCK_PRACTICE_MISBEHAVE_NOT;
}

gboolean
cck_practice_misbehaviour_list (guint        index,
                                const char **name,
                                const char **description)
{
  g_return_val_if_fail (name != NULL && description != NULL, FALSE);

  if (index >= G_N_ELEMENTS (kinds))
    return FALSE;

  *name = kinds[index].name;
  *description = _(kinds[index].description);
  return TRUE;
}
