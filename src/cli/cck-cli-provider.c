/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-provider.h"

#include <glib/gi18n.h>

#include "cck-cli-input.h"
#include "cck-cli-provider-options.h"
#include "cck-cli-report.h"
#include "cck-cli-table.h"
#include "cck-removal.h"

CckProvider *
cck_cli_find_provider (CckCli      *cli,
                       const char  *name,
                       GError     **error)
{
  CckProviderStore *providers = cck_session_get_providers (cck_cli_get_session (cli));

  return cck_provider_store_find (providers, name, error);
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

      cck_cli_provider_add_json (builder, provider);
    }
  json_builder_end_array (builder);
  cck_cli_print_json (builder);

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

static void
print_removal_json (CckProvider      *provider,
                    const CckRemoval *removal,
                    const CckProblem *problem)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "removed", cck_provider_get_name (provider));
  cck_cli_add_boolean (builder, "registered", removal->registered);
  cck_cli_add_boolean (builder, "deregistered", removal->deregistered);
  json_builder_set_member_name (builder, "error");
  if (problem != NULL)
    cck_cli_add_problem (builder, problem);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
tell_removal (CckProvider      *provider,
              const CckRemoval *removal,
              const CckProblem *problem)
{
  g_autofree char *name = cck_cli_escape (cck_provider_get_name (provider));

  g_print (_("Removed “%s”.\n"), name);
  if (problem != NULL)
    {
      g_autofree char *message = cck_cli_escape (problem->message);

      g_printerr (_("cck: The client that was registered there could not be deleted: %s\n"), message);
      g_printerr ("%s\n", _("It stays there until the provider’s administrator removes it."));
    }
  else if (removal->deregistered)
    g_print ("%s\n", _("The client that was registered there is deleted."));
}

static int
run_remove (CckCli  *cli,
            GError **error)
{
  g_autoptr (CckProvider) provider = NULL;
  CckProvider *found = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckRemoval) removal = NULL;
  g_autoptr (CckProblem) problem = NULL;

  if (found == NULL)
    return 2;
  provider = g_object_ref (found);
  if (!confirm_removal (cli, provider, error))
    return 2;
  removal = cck_cli_finish_boxed (cli, cck_session_remove_provider (cck_cli_get_session (cli),
                                                                    provider),
                                  CCK_TYPE_REMOVAL, error);
  if (removal == NULL)
    return 2;

  problem = removal->error != NULL ? cck_cli_problem_new (removal->error, NULL) : NULL;
  if (cck_cli_is_json (cli))
    print_removal_json (provider, removal, problem);
  else
    tell_removal (provider, removal, problem);

  return problem != NULL ? 4 : 0;
}

const CckCliCommand cck_cli_provider_commands[] = {
  {
    .name = "provider add",
    .arguments = "NAME",
    .summary = N_("Add a provider to sign in at"),
    .details = N_("Makes no request: “cck provider check” and “cck sign-in” do. A client secret or "
                  "key goes to the keyring, everything else into a file of your own."),
    .options = cck_cli_provider_options,
    .more_options = cck_cli_provider_add_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .print_more = cck_cli_provider_add_print_presets,
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
    .run = cck_cli_provider_show,
  },
  {
    .name = "provider edit",
    .arguments = "PROVIDER",
    .summary = N_("Change how a provider is set up"),
    .details = N_("What is given takes the place of what was there, an empty value unsets it, and "
                  "everything else stays. --resource and --param replace all of their kind. An "
                  "administrator’s provider takes its secret or key alone. Makes no request."),
    .options = cck_cli_provider_options,
    .more_options = cck_cli_provider_edit_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .run = cck_cli_provider_edit,
  },
  {
    .name = "provider remove",
    .arguments = "PROVIDER",
    .summary = N_("Sign its accounts out and remove a provider"),
    .details = N_("Revokes the tokens and deletes what “cck provider register” registered, where the "
                  "provider can be told; clears the keyring and removes the provider even where it "
                  "can’t. The exit status is 4 where the registration stays. Asks only on a "
                  "terminal."),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_remove,
  },
  {
    .name = "provider export",
    .arguments = "PROVIDER",
    .summary = N_("Write a provider as a file to hand on, without secrets"),
    .details = N_("Prints it unless --output is given. “cck provider import” and the window read "
                  "it."),
    .options = cck_cli_provider_export_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .run = cck_cli_provider_export,
  },
  {
    .name = "provider import",
    .arguments = "FILE",
    .summary = N_("Add a provider from a file that somebody handed on"),
    .details = N_("Says what is unusual about it, and asks on a terminal. Options take the place of "
                  "what stands in the file, and bring the secret or key that no file holds. FILE is - "
                  "for standard input. Makes no request."),
    .options = cck_cli_provider_options,
    .more_options = cck_cli_provider_import_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .takes_file = TRUE,
    .run = cck_cli_provider_import,
  },
  {
    .name = "provider check",
    .arguments = "PROVIDER",
    .summary = N_("Hold a provider against good practice, a line a check"),
    .details = N_("Fetches its metadata and keys, and looks at them and at what its accounts show. "
                  "The exit status is 1 where a check failed, and 4 where its metadata could not be "
                  "fetched."),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = cck_cli_provider_check,
  },
  {
    .name = "provider register",
    .arguments = "NAME",
    .summary = N_("Register a client at a provider, and add it"),
    .details = N_("For providers with dynamic registration (RFC 7591). Takes the options of “cck "
                  "provider add” but the client ID, which the provider gives. What it hands out "
                  "that is secret goes to the keyring."),
    .options = cck_cli_provider_options,
    .more_options = cck_cli_provider_register_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .run = cck_cli_provider_register,
  },
  { NULL },
};
