/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-provider.h"

#include <glib/gi18n.h>

#include "cck-cli-input.h"
#include "cck-cli-table.h"
#include "cck-registration.h"

CckProvider *
cck_cli_find_provider (CckCli      *cli,
                       const char  *name,
                       GError     **error)
{
  CckProviderStore *providers = cck_session_get_providers (cck_cli_get_session (cli));

  return cck_provider_store_find (providers, name, error);
}

static void
add_provider_json (JsonBuilder *builder,
                   CckProvider *provider)
{
  g_autofree char *redirect_uri = cck_provider_dup_redirect_uri_to_register (provider);
  const char * const *parameters = cck_provider_get_parameters (provider);

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "id", cck_provider_get_id (provider));
  cck_cli_add_string (builder, "name", cck_provider_get_name (provider));
  cck_cli_add_string (builder, "issuer", cck_provider_get_issuer (provider));
  cck_cli_add_string (builder, "client_id", cck_provider_get_client_id (provider));
  cck_cli_add_string (builder, "client_auth",
                      cck_provider_auth_to_string (cck_provider_get_client_auth (provider)));
  cck_cli_add_string (builder, "scope", cck_provider_get_scopes (provider));
  cck_cli_add_string (builder, "redirect_uri", redirect_uri);
  cck_cli_add_words (builder, "resource", cck_provider_get_resource (provider));
  cck_cli_add_string (builder, "audience", cck_provider_get_audience (provider));
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; parameters != NULL && parameters[i] != NULL; i++)
    json_builder_add_string_value (builder, parameters[i]);
  json_builder_end_array (builder);
  cck_cli_add_boolean (builder, "allow_http_loopback",
                       cck_provider_get_allow_http_loopback (provider));
  cck_cli_add_string (builder, "authorization_endpoint",
                      cck_provider_get_authorization_endpoint (provider));
  cck_cli_add_string (builder, "token_endpoint", cck_provider_get_token_endpoint (provider));
  cck_cli_add_string (builder, "jwks_uri", cck_provider_get_jwks_uri (provider));
  cck_cli_add_string (builder, "userinfo_endpoint", cck_provider_get_userinfo_endpoint (provider));
  cck_cli_add_string (builder, "revocation_endpoint",
                      cck_provider_get_revocation_endpoint (provider));
  cck_cli_add_boolean (builder, "read_only", cck_provider_get_read_only (provider));
  json_builder_end_object (builder);
}

void
cck_cli_provider_print_json (CckProvider *provider)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  add_provider_json (builder, provider);
  cck_cli_print_json (builder);
}

/* A broken file is told of, and everything else is shown. */
static void
warn_of_broken_files (GListModel *broken_files)
{
  for (guint i = 0; i < g_list_model_get_n_items (broken_files); i++)
    {
      g_autoptr (CckBrokenFile) file = g_list_model_get_item (broken_files, i);
      g_autofree char *message = cck_cli_escape (cck_broken_file_get_message (file));

      g_printerr ("cck: %s\n", message);
    }
}

static void
print_list (CckSession *session)
{
  GListModel *providers = G_LIST_MODEL (cck_session_get_providers (session));
  g_autoptr (CckCliTable) table = cck_cli_table_new (3);

  cck_cli_table_titles (table, _("Provider"), _("Issuer"), _("Accounts"));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (CckProvider) provider = g_list_model_get_item (providers, i);
      g_autoptr (GPtrArray) accounts =
        cck_account_store_list_by_provider (cck_session_get_accounts (session),
                                            cck_provider_get_id (provider));
      g_autofree char *n_accounts = g_strdup_printf ("%u", accounts->len);

      cck_cli_table_add (table, CCK_CLI_STYLE_STRONG, cck_provider_get_name (provider));
      cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, cck_provider_get_issuer (provider));
      cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, n_accounts);
    }

  if (g_list_model_get_n_items (providers) > 0)
    cck_cli_table_print (table);
  else
    g_printerr ("%s\n", _("There is no provider yet. “cck help provider add” shows how to add "
                          "one, “cck practice” runs one to try."));
}

static int
run_list (CckCli  *cli,
          GError **error)
{
  CckSession *session = cck_cli_get_session (cli);
  GListModel *providers = G_LIST_MODEL (cck_session_get_providers (session));
  g_autoptr (JsonBuilder) builder = NULL;

  warn_of_broken_files (cck_provider_store_get_broken_files (CCK_PROVIDER_STORE (providers)));
  if (!cck_cli_is_json (cli))
    {
      print_list (session);
      return 0;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (CckProvider) provider = g_list_model_get_item (providers, i);

      add_provider_json (builder, provider);
    }
  json_builder_end_array (builder);
  cck_cli_print_json (builder);

  return 0;
}

static void
print_provider (CckProvider *provider)
{
  g_autofree char *redirect_uri = cck_provider_dup_redirect_uri_to_register (provider);
  const char * const *parameters = cck_provider_get_parameters (provider);
  g_autofree char *all_parameters = parameters != NULL
                                      ? g_strjoinv (" ", (char **) parameters) : NULL;
  g_autoptr (CckCliTable) table = cck_cli_table_new (2);
  const struct { const char *title; const char *value; } rows[] = {
    { _("Name"), cck_provider_get_name (provider) },
    { _("Issuer"), cck_provider_get_issuer (provider) },
    { _("Client ID"), cck_provider_get_client_id (provider) },
    { _("Client authentication"),
      cck_provider_auth_to_string (cck_provider_get_client_auth (provider)) },
    { _("Scopes"), cck_provider_get_scopes (provider) },
    { _("Redirect URI to register"), redirect_uri },
    { _("Resource"), cck_provider_get_resource (provider) },
    { _("Audience"), cck_provider_get_audience (provider) },
    { _("Parameters"), all_parameters },
    { _("HTTP on loopback"),
      cck_provider_get_allow_http_loopback (provider) ? _("allowed") : NULL },
    { _("Authorization endpoint"), cck_provider_get_authorization_endpoint (provider) },
    { _("Token endpoint"), cck_provider_get_token_endpoint (provider) },
    { _("Keys"), cck_provider_get_jwks_uri (provider) },
    { _("Userinfo endpoint"), cck_provider_get_userinfo_endpoint (provider) },
    { _("Revocation endpoint"), cck_provider_get_revocation_endpoint (provider) },
    { _("Managed by"), cck_provider_get_read_only (provider) ? _("the administrator") : NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].value != NULL && *rows[i].value != '\0')
      {
        cck_cli_table_add (table, CCK_CLI_STYLE_DIM, rows[i].title);
        cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, rows[i].value);
      }
  cck_cli_table_print (table);
}

static int
run_show (CckCli  *cli,
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

static gboolean
confirm_removal (CckCli       *cli,
                 CckProvider  *provider,
                 GError      **error)
{
  CckAccountStore *accounts = cck_session_get_accounts (cck_cli_get_session (cli));
  g_autoptr (GPtrArray) its_accounts =
    cck_account_store_list_by_provider (accounts, cck_provider_get_id (provider));
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));
  g_autofree char *question = NULL;
  g_autoptr (GError) local_error = NULL;

  if (its_accounts->len == 0 || !cck_cli_input_can_ask ())
    return TRUE;

  question = g_strdup_printf (ngettext ("Remove “%s” and sign %u account out?",
                                        "Remove “%s” and sign %u accounts out?",
                                        its_accounts->len),
                              name, its_accounts->len);
  if (cck_cli_input_confirm (cli, question, &local_error))
    return TRUE;

  if (local_error == NULL)
    local_error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was removed."));
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static int
run_remove (CckCli  *cli,
            GError **error)
{
  g_autoptr (CckProvider) provider = NULL;
  CckProvider *found = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *name = NULL;

  if (found == NULL)
    return 2;
  provider = g_object_ref (found);
  if (!confirm_removal (cli, provider, error) ||
      !cck_cli_finish (cli, cck_session_remove_provider (cck_cli_get_session (cli), provider),
                       error))
    return 2;

  if (cck_cli_is_json (cli))
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      cck_cli_add_string (builder, "removed", cck_provider_get_name (provider));
      json_builder_end_object (builder);
      cck_cli_print_json (builder);
      return 0;
    }

  name = cck_cli_escape (cck_provider_get_name (provider));
  g_print (_("Removed “%s”.\n"), name);

  return 0;
}

const CckCliCommand cck_cli_provider_commands[] = {
  {
    .name = "provider add",
    .arguments = "NAME",
    .summary = N_("Add a provider to sign in at"),
    .details = N_("Makes no request: “cck sign-in” does. A client secret goes to the keyring, "
                  "everything else into a file of your own."),
    .options = cck_cli_provider_add_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .run = cck_cli_provider_add,
  },
  {
    .name = "provider list",
    .summary = N_("List the providers"),
    .run = run_list,
  },
  {
    .name = "provider show",
    .arguments = "PROVIDER",
    .summary = N_("Show how a provider is set up"),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_show,
  },
  {
    .name = "provider remove",
    .arguments = "PROVIDER",
    .summary = N_("Sign its accounts out and remove a provider"),
    .details = N_("Revokes the tokens where the provider can be told, clears the keyring and "
                  "removes the provider even where it can’t. Asks only on a terminal."),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_remove,
  },
  { NULL },
};
