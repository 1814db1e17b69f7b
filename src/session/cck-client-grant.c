/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-grant.h"

#include "cck-grants.h"
#include "cck-request-parameters.h"

/* Scopes that ask about a person or for a session of theirs (OIDC Core §5.4, §11): there is nobody. */
static gboolean
is_about_a_person (const char *scope)
{
  static const char * const names[] = {
    "openid", "profile", "email", "address", "phone", "offline_access", NULL,
  };

  return g_strv_contains (names, scope);
}

static char *
dup_scope (CckProvider *provider)
{
  g_auto (GStrv) scopes = g_strsplit (cck_provider_get_scopes (provider), " ", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (gsize i = 0; scopes[i] != NULL; i++)
    {
      if (*scopes[i] != '\0' && !is_about_a_person (scopes[i]))
        g_string_append_printf (kept, "%s%s", kept->len == 0 ? "" : " ", scopes[i]);
    }

  return kept->len == 0 ? NULL : g_strdup (kept->str);
}

DexFuture *
cck_client_grant_ask (CckSession  *session,
                      CckProvider *provider,
                      CckClient   *client)
{
  g_auto (GStrv) parameters = cck_request_parameters_new_with_audience (provider, "token");
  g_autofree char *scope = dup_scope (provider);

  return cck_grants_client_credentials (client, scope, (const char * const *) parameters,
                                        cck_clock_get_now (cck_session_get_clock (session)));
}
