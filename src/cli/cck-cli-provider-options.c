/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-provider-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-cli-input.h"
#include "cck-cli-output.h"

/* A bundle of certificate authorities, as a company hands them out. */
#define CA_MAX_SIZE (256 * 1024)

static struct
{
  char    *issuer;
  char    *client_id;
  char    *client_secret_file;
  char    *key_file;
  char    *scope;
  char    *client_auth;
  char    *redirect_host;
  char    *redirect_port;
  char    *redirect_path;
  char   **resources;
  char    *audience;
  char   **parameters;
  char    *ca_file;
  gboolean allow_http_loopback;
  gboolean dpop;
  gboolean par;
  gboolean request_object;
  char    *response_mode;
  char    *id_token_algorithm;
  char    *authorization_endpoint;
  char    *token_endpoint;
  char    *jwks_uri;
  char    *userinfo_endpoint;
  char    *revocation_endpoint;
  char    *introspection_endpoint;
  char    *device_authorization_endpoint;
  char    *end_session_endpoint;
  char    *par_endpoint;
} options;

#define WITHOUT_DISCOVERY N_("For a provider without discovery")

const GOptionEntry cck_cli_provider_options[] = {
  { "issuer", 0, 0, G_OPTION_ARG_STRING, &options.issuer,
    N_("The provider’s issuer, exactly as it writes it"), N_("URL") },
  { "client-id", 0, 0, G_OPTION_ARG_STRING, &options.client_id,
    N_("The client that is registered there"), N_("ID") },
  { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &options.client_secret_file,
    N_("Read the client secret from a file, or - from standard input; it goes to the keyring"),
    N_("FILE") },
  { "client-auth", 0, 0, G_OPTION_ARG_STRING, &options.client_auth,
    N_("none, client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt or "
       "tls_client_auth; unless given, none, client_secret_basic with a secret, or private_key_jwt "
       "with a key"),
    N_("METHOD") },
  { "key-file", 0, 0, G_OPTION_ARG_FILENAME, &options.key_file,
    N_("Read the client’s private key from a file, PEM or JWK, or for tls_client_auth its "
       "certificate and key as PEM; it goes to the keyring"),
    N_("FILE") },
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
  { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options.ca_file,
    N_("Trust the certificate authorities of this PEM file as well, for this provider alone"),
    N_("FILE") },
  { "allow-http-loopback", 0, 0, G_OPTION_ARG_NONE, &options.allow_http_loopback,
    N_("Accept http:// on 127.0.0.1, [::1] and localhost"), NULL },
  { "dpop", 0, 0, G_OPTION_ARG_NONE, &options.dpop,
    N_("Ask for tokens that are bound to a key (DPoP, RFC 9449)"), NULL },
  { "par", 0, 0, G_OPTION_ARG_NONE, &options.par,
    N_("Insist on pushing authorization requests (PAR, RFC 9126)"), NULL },
  { "request-object", 0, 0, G_OPTION_ARG_NONE, &options.request_object,
    N_("Sign authorization requests with the client’s key (JAR, RFC 9101)"), NULL },
  { "response-mode", 0, 0, G_OPTION_ARG_STRING, &options.response_mode,
    N_("How the browser brings the answer: query (unless given) or form_post"), N_("MODE") },
  { "id-token-algorithm", 0, 0, G_OPTION_ARG_STRING, &options.id_token_algorithm,
    N_("The one that ID tokens have to be signed with, as registered"), N_("ALGORITHM") },
  { "authorization-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.authorization_endpoint,
    WITHOUT_DISCOVERY, N_("URL") },
  { "token-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.token_endpoint,
    WITHOUT_DISCOVERY, N_("URL") },
  { "jwks-uri", 0, 0, G_OPTION_ARG_STRING, &options.jwks_uri, WITHOUT_DISCOVERY, N_("URL") },
  { "userinfo-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.userinfo_endpoint,
    WITHOUT_DISCOVERY, N_("URL") },
  { "revocation-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.revocation_endpoint,
    WITHOUT_DISCOVERY, N_("URL") },
  { "introspection-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.introspection_endpoint,
    WITHOUT_DISCOVERY, N_("URL") },
  { "device-authorization-endpoint", 0, 0, G_OPTION_ARG_STRING,
    &options.device_authorization_endpoint, WITHOUT_DISCOVERY, N_("URL") },
  { "end-session-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.end_session_endpoint,
    WITHOUT_DISCOVERY, N_("URL") },
  { "pushed-authorization-request-endpoint", 0, 0, G_OPTION_ARG_STRING, &options.par_endpoint,
    WITHOUT_DISCOVERY, N_("URL") },
  { NULL },
};

/* What is handed on to a property as it is. */
static const struct
{
  const char *property;
  char      **value;
} texts[] = {
  { "issuer", &options.issuer },
  { "client-id", &options.client_id },
  { "scopes", &options.scope },
  { "redirect-host", &options.redirect_host },
  { "redirect-ports", &options.redirect_port },
  { "redirect-path", &options.redirect_path },
  { "audience", &options.audience },
  { "response-mode", &options.response_mode },
  { "id-token-algorithm", &options.id_token_algorithm },
  { "authorization-endpoint", &options.authorization_endpoint },
  { "token-endpoint", &options.token_endpoint },
  { "jwks-uri", &options.jwks_uri },
  { "userinfo-endpoint", &options.userinfo_endpoint },
  { "revocation-endpoint", &options.revocation_endpoint },
  { "introspection-endpoint", &options.introspection_endpoint },
  { "device-authorization-endpoint", &options.device_authorization_endpoint },
  { "end-session-endpoint", &options.end_session_endpoint },
  { "pushed-authorization-request-endpoint", &options.par_endpoint },
};

static const struct
{
  const char *property;
  gboolean   *value;
} switches[] = {
  { "allow-http-loopback", &options.allow_http_loopback },
  { "dpop", &options.dpop },
  { "par", &options.par },
  { "request-object", &options.request_object },
};

static gboolean
apply_client_auth (CckProvider  *provider,
                   GError      **error)
{
  CckProviderAuth client_auth;

  if (options.client_auth == NULL)
    {
      if (options.key_file != NULL &&
          cck_provider_get_client_auth (provider) != CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH)
        g_object_set (provider, "client-auth", CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, NULL);
      else if (options.client_secret_file != NULL &&
               !cck_provider_auth_needs_secret (cck_provider_get_client_auth (provider)))
        g_object_set (provider, "client-auth", CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC, NULL);
      return TRUE;
    }

  if (!cck_provider_auth_from_string (options.client_auth, &client_auth))
    {
      g_autofree char *safe = cck_cli_escape (options.client_auth);

      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                   _("--client-auth takes none, client_secret_basic, client_secret_post, "
                     "client_secret_jwt, private_key_jwt or tls_client_auth, not “%s”."), safe);
      return FALSE;
    }
  g_object_set (provider, "client-auth", client_auth, NULL);

  return TRUE;
}

/* What is in it is looked at with the rest of the provider. */
static gboolean
apply_ca_file (CckCli       *cli,
               CckProvider  *provider,
               GError      **error)
{
  g_autoptr (CckCliInput) input = NULL;

  if (options.ca_file == NULL || *options.ca_file == '\0')
    {
      if (options.ca_file != NULL)
        g_object_set (provider, "ca-certificates", NULL, NULL);
      return TRUE;
    }

  input = cck_cli_input_read (cli, options.ca_file, CA_MAX_SIZE, error);
  if (input == NULL)
    return FALSE;
  if (input->length == 0 || strlen (input->data) != input->length ||
      !g_utf8_validate (input->data, -1, NULL))
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT,
                           _("The file of --ca-file is empty, or no text: certificates are given as "
                             "PEM."));
      return FALSE;
    }
  g_object_set (provider, "ca-certificates", input->data, NULL);

  return TRUE;
}

gboolean
cck_cli_provider_options_apply (CckCli       *cli,
                                CckProvider  *provider,
                                GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i].value != NULL)
      g_object_set (provider, texts[i].property, *texts[i].value, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (*switches[i].value)
      g_object_set (provider, switches[i].property, TRUE, NULL);

  if (options.resources != NULL)
    {
      g_autofree char *resource = g_strjoinv (" ", options.resources);

      g_object_set (provider, "resource", resource, NULL);
    }
  if (options.parameters != NULL)
    g_object_set (provider, "parameters",
                  *options.parameters[0] != '\0' ? options.parameters : NULL, NULL);

  return apply_client_auth (provider, error) && apply_ca_file (cli, provider, error);
}

static gboolean
needs_key (CckProviderAuth client_auth)
{
  return client_auth == CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT ||
         client_auth == CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH;
}

static gboolean
check_credential_files (CckProviderAuth   client_auth,
                        gboolean          keep,
                        GError          **error)
{
  gboolean secret = cck_provider_auth_needs_secret (client_auth);
  gboolean key = needs_key (client_auth);
  const char *method = cck_provider_auth_to_string (client_auth);

  if (options.client_secret_file != NULL && !secret)
    g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                 _("--client-auth %s does not go with a client secret."), method);
  else if (options.key_file != NULL && !key)
    g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                 _("--client-auth %s does not go with a key."), method);
  else if (secret && options.client_secret_file == NULL && !keep && !cck_cli_input_can_ask ())
    g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                 _("--client-auth %s needs --client-secret-file."), method);
  else if (key && options.key_file == NULL && !keep)
    g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                 _("--client-auth %s needs --key-file."), method);
  else
    return TRUE;

  return FALSE;
}

gboolean
cck_cli_provider_options_read_credential (CckCli       *cli,
                                          CckProvider  *provider,
                                          gboolean      keep,
                                          CckSecret   **credential,
                                          GError      **error)
{
  CckProviderAuth client_auth = cck_provider_get_client_auth (provider);

  *credential = NULL;
  if (!check_credential_files (client_auth, keep, error))
    return FALSE;

  if (needs_key (client_auth) && options.key_file != NULL)
    *credential = cck_cli_input_read_secret (cli, options.key_file, _("Private key:"), error);
  else if (cck_provider_auth_needs_secret (client_auth) &&
           (options.client_secret_file != NULL || !keep))
    *credential = cck_cli_input_read_secret (cli, options.client_secret_file, _("Client secret:"),
                                             error);
  else
    return TRUE;

  return *credential != NULL;
}

gboolean
cck_cli_provider_options_require (CckProvider  *provider,
                                  gboolean      client_id,
                                  GError      **error)
{
  const struct { const char *option; const char *value; gboolean needed; } required[] = {
    { "--issuer", cck_provider_get_issuer (provider), TRUE },
    { "--client-id", cck_provider_get_client_id (provider), client_id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (required[i].needed && (required[i].value == NULL || *required[i].value == '\0'))
      {
        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("%s is missing."),
                     required[i].option);
        return FALSE;
      }

  return TRUE;
}
