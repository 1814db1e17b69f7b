/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-scope.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_SCOPE "practice.read"

static const CckPracticeScope scopes[] = {
  { "openid", N_("Know who you are"), N_("An ID token with your subject identifier") },
  { "profile", N_("See your profile"), N_("Your name and user name") },
  { "email", N_("See your email address"), N_("The address, and that it is verified") },
  { "offline_access", N_("Stay signed in"), N_("A refresh token, renewed at every use") },
  { "practice.read", N_("Read practice data"), N_("There is none: it is for trying") },
  { "practice.write", N_("Change practice data"), N_("There is none: it is for trying") },
};

const CckPracticeScope *
cck_practice_scope_at (guint index)
{
  return index < G_N_ELEMENTS (scopes) ? &scopes[index] : NULL;
}

gboolean
cck_practice_scope_contains (const char *scope,
                             const char *word)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);

  return g_strv_contains ((const char * const *) words, word);
}

char *
cck_practice_scope_grant (const char *asked)
{
  g_autoptr (GString) granted = g_string_new (NULL);

  if (asked == NULL)
    return g_strdup (DEFAULT_SCOPE);

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      if (!cck_practice_scope_contains (asked, scopes[i].wire))
        continue;
      if (granted->len > 0)
        g_string_append_c (granted, ' ');
      g_string_append (granted, scopes[i].wire);
    }

  return granted->len > 0 ? g_string_free (g_steal_pointer (&granted), FALSE) : NULL;
}

gboolean
cck_practice_scope_within (const char *inner,
                           const char *outer)
{
  g_auto (GStrv) words = g_strsplit (inner, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!cck_practice_scope_contains (outer, words[i]))
      return FALSE;

  return TRUE;
}

gboolean
cck_practice_scope_is_impersonal (const char *scope)
{
  static const char *const personal[] = { "openid", "profile", "email", "offline_access" };

  for (guint i = 0; i < G_N_ELEMENTS (personal); i++)
    if (cck_practice_scope_contains (scope, personal[i]))
      return FALSE;

  return TRUE;
}
