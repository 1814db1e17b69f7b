/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cck-cli-input.h"
#include "cck-cli-output.h"
#include "cck-cli-provider-options.h"
#include "cck-cli-provider.h"
#include "cck-registration.h"

static struct
{
  char *initial_access_token_file;
} options;

const GOptionEntry cck_cli_provider_register_options[] = {
  { "initial-access-token-file", 0, 0, G_OPTION_ARG_FILENAME, &options.initial_access_token_file,
    N_("Where the provider lets only some register: read the token for it from a file, or - from "
       "standard input"),
    N_("FILE") },
  { NULL },
};

/* What lets one register (RFC 7591 §3), where it was given. */
static gboolean
read_initial_token (CckCli     *cli,
                    CckSecret **token,
                    GError    **error)
{
  *token = NULL;
  if (options.initial_access_token_file != NULL)
    *token = cck_cli_input_read_secret (cli, options.initial_access_token_file,
                                        _("Initial access token:"), error);

  return *token != NULL || options.initial_access_token_file == NULL;
}

static void
tell_added (CckProvider *provider,
            gboolean     registered)
{
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autofree char *redirect_uri = cck_provider_dup_redirect_uri_to_register (provider);
  g_autofree char *argument = cck_cli_dup_word (cck_provider_get_name (provider));

  g_print (_("Added “%s”.\n"), name);
  if (registered)
    {
      g_autofree char *client_id = cck_cli_escape (cck_provider_get_client_id (provider));

      g_print (_("The provider has registered it as client %s.\n"), client_id);
    }
  else
    {
      g_print (_("Redirect URI to register with the provider: %s\n"), redirect_uri);
      if (g_str_equal (cck_provider_get_redirect_ports (provider), "0"))
        g_print ("%s\n", _("A port is added to it at each sign-in, which providers have to accept "
                           "(RFC 8252 §7.3);\nwhere yours does not, register one and give "
                           "--redirect-port."));
    }
  g_print (_("Next: cck sign-in %s\n"), argument);
}

static void
show (CckCli      *cli,
      CckProvider *provider,
      gboolean     registered)
{
  if (cck_cli_is_json (cli))
    cck_cli_provider_print_json (provider);
  else
    tell_added (provider, registered);
}

int
cck_cli_provider_add (CckCli  *cli,
                      GError **error)
{
  g_autoptr (CckProvider) provider =
    g_object_new (CCK_TYPE_PROVIDER, "name", cck_cli_get_argument (cli, 0), NULL);
  g_autoptr (CckSecret) credential = NULL;

  /* Everything else is looked at before anyone is asked for a secret. */
  if (!cck_cli_provider_options_apply (cli, provider, error) ||
      !cck_cli_provider_options_require (provider, TRUE, error) ||
      !cck_provider_validate (provider, error) ||
      !cck_cli_provider_options_read_credential (cli, provider, FALSE, &credential, error) ||
      !cck_cli_finish (cli, cck_session_add_provider (cck_cli_get_session (cli), provider,
                                                      credential),
                       error))
    return 2;

  show (cli, provider, FALSE);

  return 0;
}

static gboolean
refuse_client (CckProvider  *provider,
               GError      **error)
{
  if (cck_provider_get_client_id (provider) == NULL)
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                       _("--client-id does not go with registering: the provider gives one. “cck "
                         "provider add” takes a client that there is."));
  return FALSE;
}

int
cck_cli_provider_register (CckCli  *cli,
                           GError **error)
{
  g_autoptr (CckProvider) provider =
    g_object_new (CCK_TYPE_PROVIDER, "name", cck_cli_get_argument (cli, 0), NULL);
  g_autoptr (CckProvider) registered = NULL;
  g_autoptr (CckSecret) token = NULL;

  if (!cck_cli_provider_options_apply (cli, provider, error) ||
      !cck_cli_provider_options_require (provider, FALSE, error) || !refuse_client (provider, error) ||
      !read_initial_token (cli, &token, error))
    return 2;

  registered = dex_await_object (cck_session_register_provider (cck_cli_get_session (cli), provider,
                                                                token),
                                 error);
  if (registered == NULL)
    return 2;

  show (cli, registered, TRUE);

  return 0;
}
