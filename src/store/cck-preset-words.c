/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preset-private.h"

#include <glib/gi18n-lib.h>

/* What stands in the files of data/presets, for the translators: no tool of theirs reads JSON. A
 * test holds the two against each other. */
static const char * const texts[] = {
  N_("Application slug"),
  N_("Authorization server"),
  N_("Directory (tenant) ID"),
  N_("Domain"),
  N_("Port"),
  N_("Realm"),
  N_("Region"),
  N_("Server"),
  N_("User pool ID"),
  N_("Create a client for desktop apps; its secret is needed and is not confidential. A "
     "refresh token comes with access_type=offline, there is no scope for it."),
  N_("Create a public OAuth2 provider, and add the offline_access scope mapping. Its "
     "issuer ends with a slash."),
  N_("Create an app client without a secret. Plain HTTP is taken for “localhost” alone, "
     "and refresh tokens need no scope."),
  N_("GitHub is plain OAuth: its access tokens are opaque, there is no ID token, and the "
     "client secret is always needed."),
  N_("Register a client without client authentication. Some servers have a slash at the "
     "end of their issuer."),
  N_("Register a native app, and allow the refresh token grant."),
  N_("Register a native application with PKCE, and allow refresh tokens."),
  N_("Register a native application. Its issuer ends with a slash, and an API’s token is "
     "asked for by its audience."),
  N_("Register a public client with the standard flow. Older servers have “/auth” behind "
     "their name."),
  N_("Register an application that is not confidential."),
  N_("Start it with “cck practice”, which says its port. It keeps everything in memory."),
  N_("Use the tenant’s own ID, since “common” stands for many issuers, and register the "
     "redirect URI for mobile and desktop applications."),
  NULL
};

const char * const *
cck_preset_list_texts (void)
{
  return texts;
}

const char *
cck_preset_translate (const char *text)
{
  if (text == NULL || !g_strv_contains (texts, text))
    return text;

  return g_dgettext (GETTEXT_PACKAGE, text);
}
