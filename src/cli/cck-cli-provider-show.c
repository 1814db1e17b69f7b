/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <string.h>

#include "cck-cli-provider.h"
#include "cck-cli-table.h"

static const char *
get_client_auth (CckProvider *provider)
{
  return cck_provider_auth_to_string (cck_provider_get_client_auth (provider));
}

/* What a provider is made of: members of `--json` and lines for people. */
static const struct
{
  const char   *member;
  const char   *title;
  const char *(*get) (CckProvider *provider);
} texts[] = {
  { "id", NULL, cck_provider_get_id },
  { "name", N_("Name"), cck_provider_get_name },
  { "issuer", N_("Issuer"), cck_provider_get_issuer },
  { "client_id", N_("Client ID"), cck_provider_get_client_id },
  { "client_auth", N_("Client authentication"), get_client_auth },
  { "scope", N_("Scopes"), cck_provider_get_scopes },
  { "audience", N_("Audience"), cck_provider_get_audience },
  { "response_mode", NULL, cck_provider_get_response_mode },
  { "id_token_algorithm", N_("ID token algorithm"), cck_provider_get_id_token_algorithm },
  { "authorization_endpoint", N_("Authorization endpoint"),
    cck_provider_get_authorization_endpoint },
  { "token_endpoint", N_("Token endpoint"), cck_provider_get_token_endpoint },
  { "jwks_uri", N_("Keys"), cck_provider_get_jwks_uri },
  { "userinfo_endpoint", N_("Userinfo endpoint"), cck_provider_get_userinfo_endpoint },
  { "revocation_endpoint", N_("Revocation endpoint"), cck_provider_get_revocation_endpoint },
  { "introspection_endpoint", N_("Introspection endpoint"),
    cck_provider_get_introspection_endpoint },
  { "device_authorization_endpoint", N_("Device authorization endpoint"),
    cck_provider_get_device_authorization_endpoint },
  { "end_session_endpoint", N_("End session endpoint"), cck_provider_get_end_session_endpoint },
  { "pushed_authorization_request_endpoint", N_("Pushed authorization request endpoint"),
    cck_provider_get_pushed_authorization_request_endpoint },
};

static const struct
{
  const char *member;
  const char *sentence;
  gboolean  (*get) (CckProvider *provider);
} switches[] = {
  { "allow_http_loopback", N_("Plain HTTP is accepted on loopback."),
    cck_provider_get_allow_http_loopback },
  { "dpop", N_("Tokens are bound to a key (DPoP)."), cck_provider_get_dpop },
  { "par", N_("Authorization requests have to be pushed (PAR)."), cck_provider_get_par },
  { "request_object", N_("Authorization requests are signed (JAR)."),
    cck_provider_get_request_object },
  { "read_only", N_("It is the administrator’s and can’t be changed."),
    cck_provider_get_read_only },
};

static guint
count_certificates (CckProvider *provider)
{
  const char *pem = cck_provider_get_ca_certificates (provider);
  guint n = 0;

  for (; pem != NULL && (pem = strstr (pem, "-----BEGIN CERTIFICATE-----")) != NULL; pem++)
    n++;

  return n;
}

void
cck_cli_provider_add_json (JsonBuilder *builder,
                           CckProvider *provider)
{
  g_autofree char *redirect_uri = cck_provider_dup_redirect_uri_to_register (provider);
  const char * const *parameters = cck_provider_get_parameters (provider);

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cck_cli_add_string (builder, texts[i].member, texts[i].get (provider));
  cck_cli_add_string (builder, "redirect_uri", redirect_uri);
  cck_cli_add_words (builder, "resource", cck_provider_get_resource (provider));
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; parameters != NULL && parameters[i] != NULL; i++)
    json_builder_add_string_value (builder, parameters[i]);
  json_builder_end_array (builder);
  cck_cli_add_string (builder, "ca_certificates", cck_provider_get_ca_certificates (provider));
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    cck_cli_add_boolean (builder, switches[i].member, switches[i].get (provider));
  json_builder_end_object (builder);
}

void
cck_cli_provider_print_json (CckProvider *provider)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  cck_cli_provider_add_json (builder, provider);
  cck_cli_print_json (builder);
}

static void
add_row (CckCliTable *table,
         const char  *title,
         const char  *text)
{
  if (text == NULL || *text == '\0')
    return;

  cck_cli_table_add (table, CCK_CLI_STYLE_DIM, title);
  cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, text);
}

static void
print_provider (CckProvider *provider)
{
  g_autofree char *redirect_uri = cck_provider_dup_redirect_uri_to_register (provider);
  const char * const *parameters = cck_provider_get_parameters (provider);
  guint n_certificates = count_certificates (provider);
  g_autofree char *certificates =
    n_certificates > 0 ? g_strdup_printf (ngettext ("%u, for this provider alone",
                                                    "%u, for this provider alone", n_certificates),
                                          n_certificates)
                       : NULL;
  g_autoptr (CckCliTable) table = cck_cli_table_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].title != NULL)
      add_row (table, _(texts[i].title), texts[i].get (provider));
  add_row (table, _("Redirect URI to register"), redirect_uri);
  if (!g_str_equal (cck_provider_get_response_mode (provider), "query"))
    add_row (table, _("Response mode"), cck_provider_get_response_mode (provider));
  add_row (table, _("Resource"), cck_provider_get_resource (provider));
  for (guint i = 0; parameters != NULL && parameters[i] != NULL; i++)
    add_row (table, _("Parameter"), parameters[i]);
  add_row (table, _("Certificate authorities"), certificates);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (switches[i].get (provider))
      add_row (table, _("Note"), _(switches[i].sentence));
  cck_cli_table_print (table);
}

int
cck_cli_provider_show (CckCli  *cli,
                       GError **error)
{
  CckProvider *provider = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), error);

  if (provider == NULL)
    return 2;

  if (cck_cli_is_json (cli))
    cck_cli_provider_print_json (provider);
  else
    print_provider (provider);

  return 0;
}
