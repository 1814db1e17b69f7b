/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cck-cli-input.h"
#include "cck-cli-output.h"
#include "cck-cli-provider.h"
#include "cck-registration.h"

static struct
{
  char    *issuer;
  char    *client_id;
  char    *client_secret_file;
  char    *scope;
  char    *client_auth;
  char    *redirect_host;
  char    *redirect_port;
  char    *redirect_path;
  char   **resources;
  char    *audience;
  char   **parameters;
  gboolean allow_http_loopback;
  char    *authorization_endpoint;
  char    *token_endpoint;
  char    *jwks_uri;
  char    *userinfo_endpoint;
  char    *revocation_endpoint;
} options;

const GOptionEntry cck_cli_provider_add_options[] = {
  { "issuer", 0, 0, G_OPTION_ARG_STRING, &options.issuer,
    N_("The provider’s issuer, exactly as it writes it"), N_("URL") },
  { "client-id", 0, 0, G_OPTION_ARG_STRING, &options.client_id,
    N_("The client that is registered there"), N_("ID") },
  { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &options.client_secret_file,
    N_("Read the client secret from a file, or - from standard input; it goes to the keyring"),
    N_("FILE") },
  { "client-auth", 0, 0, G_OPTION_ARG_STRING, &options.client_auth,
    N_("none, client_secret_basic, client_secret_post or client_secret_jwt; none unless there is "
       "a secret, then client_secret_basic"),
    N_("METHOD") },
  { "scope", 0, 0, G_OPTION_ARG_STRING, &options.scope,
    N_("Scopes to ask for, separated by spaces; openid unless given"), N_("SCOPES") },
  { "redirect-host", 0, 0, G_OPTION_ARG_STRING, &options.redirect_host,
    N_("127.0.0.1 (unless given), ::1 or localhost, as registered"), N_("HOST") },
  { "redirect-port", 0, 0, G_OPTION_ARG_STRING, &options.redirect_port,
    N_("0 for any port (unless given), or those that are registered: 8400 or 8400,8401"),
    N_("PORTS") },
  { "redirect-path", 0, 0, G_OPTION_ARG_STRING, &options.redirect_path,
    N_("/callback unless given"), N_("PATH") },
  { "resource", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.resources,
    N_("A resource that the tokens are for; may be repeated"), N_("URI") },
  { "audience", 0, 0, G_OPTION_ARG_STRING, &options.audience,
    N_("For providers that want an audience instead"), N_("AUDIENCE") },
  { "param", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.parameters,
    N_("One more parameter of a request: authorization:, token: or refresh:, then NAME=VALUE; may "
       "be repeated"),
    N_("KIND:NAME=VALUE") },
  { "allow-http-loopback", 0, 0, G_OPTION_ARG_NONE, &options.allow_http_loopback,
    N_("Accept http:// on 127.0.0.1, [::1] and localhost"), NULL },
  { "authorization-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.authorization_endpoint,
    N_("For a provider without discovery"), N_("URL") },
  { "token-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.token_endpoint,
    N_("For a provider without discovery"), N_("URL") },
  { "jwks-uri", 0, 0, G_OPTION_ARG_STRING, &options.jwks_uri,
    N_("For a provider without discovery"), N_("URL") },
  { "userinfo-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.userinfo_endpoint,
    N_("For a provider without discovery"), N_("URL") },
  { "revocation-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.revocation_endpoint,
    N_("For a provider without discovery"), N_("URL") },
  { NULL },
};

static gboolean
check_usage (GError **error)
{
  const struct { const char *option; const char *value; } required[] = {
    { "--issuer", options.issuer },
    { "--client-id", options.client_id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (required[i].value == NULL)
      {
        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("%s is missing."),
                     required[i].option);
        return FALSE;
      }

  return TRUE;
}

static gboolean
choose_client_auth (CckProviderAuth  *client_auth,
                    GError        **error)
{
  gboolean has_secret = options.client_secret_file != NULL;

  *client_auth = has_secret ? CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC : CCK_PROVIDER_AUTH_NONE;
  if (options.client_auth == NULL)
    return TRUE;

  if (!cck_provider_auth_from_string (options.client_auth, client_auth) ||
      (*client_auth != CCK_PROVIDER_AUTH_NONE && !cck_provider_auth_needs_secret (*client_auth)))
    {
      g_autofree char *safe = cck_cli_escape (options.client_auth);

      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                   _("--client-auth takes none, client_secret_basic, client_secret_post or "
                     "client_secret_jwt, not “%s”."), safe);
      return FALSE;
    }
  if (has_secret && *client_auth == CCK_PROVIDER_AUTH_NONE)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--client-auth none does not go with a client secret."));
      return FALSE;
    }
  if (!has_secret && cck_provider_auth_needs_secret (*client_auth) && !cck_cli_input_can_ask ())
    {
      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                   _("--client-auth %s needs --client-secret-file."), options.client_auth);
      return FALSE;
    }

  return TRUE;
}

static CckProvider *
make_provider (const char    *name,
               CckProviderAuth  client_auth)
{
  CckProvider *provider = cck_provider_new ();
  g_autofree char *resource = NULL;

  if (options.resources != NULL)
    resource = g_strjoinv (" ", options.resources);
  g_object_set (provider,
                "name", name,
                "issuer", options.issuer,
                "client-id", options.client_id,
                "client-auth", client_auth,
                "resource", resource,
                "audience", options.audience,
                "parameters", options.parameters,
                "allow-http-loopback", options.allow_http_loopback,
                "authorization-endpoint", options.authorization_endpoint,
                "token-endpoint", options.token_endpoint,
                "jwks-uri", options.jwks_uri,
                "userinfo-endpoint", options.userinfo_endpoint,
                "revocation-endpoint", options.revocation_endpoint,
                NULL);

  if (options.scope != NULL)
    g_object_set (provider, "scopes", options.scope, NULL);
  if (options.redirect_host != NULL)
    g_object_set (provider, "redirect-host", options.redirect_host, NULL);
  if (options.redirect_port != NULL)
    g_object_set (provider, "redirect-ports", options.redirect_port, NULL);
  if (options.redirect_path != NULL)
    g_object_set (provider, "redirect-path", options.redirect_path, NULL);

  return provider;
}

static void
tell_added (CckProvider *provider)
{
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autofree char *redirect_uri = cck_provider_dup_redirect_uri_to_register (provider);
  g_autofree char *argument = cck_cli_dup_word (cck_provider_get_name (provider));

  g_print (_("Added “%s”.\n"), name);
  g_print (_("Redirect URI to register with the provider: %s\n"), redirect_uri);
  if (g_str_equal (cck_provider_get_redirect_ports (provider), "0"))
    g_print ("%s\n", _("A port is added to it at each sign-in, which providers have to accept "
                       "(RFC 8252 §7.3);\nwhere yours does not, register one and give "
                       "--redirect-port."));
  g_print (_("Next: cck sign-in %s\n"), argument);
}

int
cck_cli_provider_add (CckCli  *cli,
                      GError **error)
{
  const char *name = cck_cli_get_argument (cli, 0);
  g_autoptr (CckProvider) provider = NULL;
  g_autoptr (CckSecret) secret = NULL;
  CckProviderAuth client_auth;

  if (!check_usage (error) || !choose_client_auth (&client_auth, error))
    return 2;

  /* Everything else is looked at before anyone is asked for a secret. */
  provider = make_provider (name, client_auth);
  if (!cck_provider_validate (provider, error))
    return 2;
  if (cck_provider_auth_needs_secret (client_auth))
    {
      secret = cck_cli_input_read_secret (cli, options.client_secret_file, _("Client secret:"),
                                          error);
      if (secret == NULL)
        return 2;
    }

  if (!cck_cli_finish (cli, cck_session_add_provider (cck_cli_get_session (cli), provider, secret),
                       error))
    return 2;

  if (cck_cli_is_json (cli))
    cck_cli_provider_print_json (provider);
  else
    tell_added (provider);

  return 0;
}
