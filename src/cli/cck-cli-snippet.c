/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-snippet.h"

#include <glib/gi18n.h>

#include "cck-cli-account.h"

/* Where nothing is known of what the token is for. */
#define EXAMPLE_URI "https://api.example.com/"

/* The first resource that the provider's tokens are for, or the address that every OpenID Connect
 * access token is good for. (transfer full) */
static char *
dup_default_uri (CckProvider *provider)
{
  const char *resource = provider != NULL ? cck_provider_get_resource (provider) : NULL;
  g_auto (GStrv) resources = g_strsplit (resource != NULL ? resource : "", " ", 2);
  const char *userinfo = provider != NULL ? cck_provider_get_userinfo_endpoint (provider) : NULL;

  if (resources[0] != NULL && *resources[0] != '\0' && cck_snippet_check_uri (resources[0], NULL))
    return g_strdup (resources[0]);

  return g_strdup (userinfo != NULL ? userinfo : EXAMPLE_URI);
}

static gboolean
find_kind (const char      *name,
           CckSnippetKind  *kind,
           GError         **error)
{
  g_autofree char *safe = NULL;

  if (cck_snippet_kind_from_name (name, kind))
    return TRUE;

  safe = cck_cli_escape (name);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
               _("There are lines for curl, httpie, fetch and python, not for “%s”."), safe);
  return FALSE;
}

static void
print_snippet_json (const CckSnippetOptions *options,
                    const char              *kind,
                    const char              *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "account", options->account);
  cck_cli_add_string (builder, "kind", kind);
  cck_cli_add_string (builder, "uri", options->uri);
  cck_cli_add_boolean (builder, "bound", options->bound);
  cck_cli_add_string (builder, "snippet", lines);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static int
run_snippet (CckCli  *cli,
             GError **error)
{
  const char *kind_name = cck_cli_get_argument (cli, 1);
  const char *uri = cck_cli_get_argument (cli, 2);
  g_autoptr (CckAccount) account = NULL;
  g_autofree char *name = NULL;
  g_autofree char *default_uri = NULL;
  g_autofree char *lines = NULL;
  CckSnippetOptions options;
  CckSnippetKind kind;

  if (!find_kind (kind_name, &kind, error) || (uri != NULL && !cck_snippet_check_uri (uri, error)))
    return 2;
  account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  if (account == NULL)
    return 2;

  name = cck_cli_dup_account_name (cli, account);
  default_uri = dup_default_uri (cck_session_get_provider_of (cck_cli_get_session (cli), account));
  options = (CckSnippetOptions) {
    .account = name,
    .uri = uri != NULL ? uri : default_uri,
    .bound = cck_account_get_token_type (account) != NULL &&
             g_ascii_strcasecmp (cck_account_get_token_type (account), "DPoP") == 0,
  };
  lines = cck_snippet_new (kind, &options);

  if (cck_cli_is_json (cli))
    print_snippet_json (&options, kind_name, lines);
  else
    cck_cli_print_text (lines, "\n", NULL);

  return 0;
}

const CckCliCommand cck_cli_snippet_commands[] = {
  {
    .name = "snippet",
    .arguments = "ACCOUNT curl|httpie|fetch|python [URL]",
    .summary = N_("Show how a program makes a request with the account’s token"),
    .details = N_("The lines hold no token: they run “cck token” when they are run, so they can be "
                  "kept and passed on. URL is an address of your own, or else the provider’s "
                  "resource. Makes no request and opens no keyring."),
    .min_arguments = 2,
    .max_arguments = 3,
    .run = run_snippet,
  },
  { NULL },
};
