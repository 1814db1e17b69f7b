/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-account.h"

#include <glib/gi18n.h>

#include "cck-cli-table.h"

CckAccount *
cck_cli_dup_account (CckCli      *cli,
                     const char  *name,
                     GError     **error)
{
  CckSession *session = cck_cli_get_session (cli);
  CckAccount *account = cck_account_store_find (cck_session_get_accounts (session),
                                                cck_session_get_providers (session), name, error);

  return account != NULL ? g_object_ref (account) : NULL;
}

char *
cck_cli_dup_account_name (CckCli     *cli,
                          CckAccount *account)
{
  CckSession *session = cck_cli_get_session (cli);

  return cck_account_dup_name (account, cck_session_get_provider_of (session, account));
}

void
cck_cli_add_time (JsonBuilder *builder,
                  const char  *name,
                  gint64       at)
{
  json_builder_set_member_name (builder, name);
  if (at != 0)
    json_builder_add_int_value (builder, at);
  else
    json_builder_add_null_value (builder);
}

static void
add_account (JsonBuilder *builder,
             CckCli      *cli,
             CckAccount  *account)
{
  g_autofree char *name = cck_cli_dup_account_name (cli, account);

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "account", name);
  cck_cli_add_string (builder, "provider", cck_account_get_provider_id (account));
  cck_cli_add_string (builder, "label", cck_account_get_label (account));
  cck_cli_add_string (builder, "issuer", cck_account_get_issuer (account));
  cck_cli_add_string (builder, "subject", cck_account_get_subject (account));
  cck_cli_add_string (builder, "grant", cck_account_get_grant (account));
  cck_cli_add_string (builder, "state",
                      cck_account_state_to_string (cck_account_get_state (account)));
  cck_cli_add_string (builder, "granted_scope", cck_account_get_granted_scope (account));
  cck_cli_add_string (builder, "token_type", cck_account_get_token_type (account));
  cck_cli_add_time (builder, "expires_at", cck_account_get_expires_at (account));
  cck_cli_add_time (builder, "issued_at", cck_account_get_issued_at (account));
  cck_cli_add_time (builder, "refreshed_at", cck_account_get_refreshed_at (account));
  cck_cli_add_boolean (builder, "has_refresh_token", cck_account_get_has_refresh_token (account));
  cck_cli_add_boolean (builder, "has_id_token", cck_account_get_has_id_token (account));
  cck_cli_add_int (builder, "rotation_count", cck_account_get_rotation_count (account));
  json_builder_end_object (builder);
}

static char *
dup_state (CckAccount  *account,
           gint64       now,
           CckCliStyle *style)
{
  gint64 expires_at = cck_account_get_expires_at (account);

  *style = CCK_CLI_STYLE_WARNING;
  switch (cck_account_get_state (account))
    {
    case CCK_ACCOUNT_SIGNED_OUT:
      return g_strdup (_("signed out"));
    case CCK_ACCOUNT_SIGN_IN_AGAIN:
      return g_strdup (_("sign in again"));
    case CCK_ACCOUNT_SIGNED_IN:
    default:
      break;
    }

  if (expires_at > now)
    *style = CCK_CLI_STYLE_GOOD;
  else if (expires_at == 0 || cck_account_get_has_refresh_token (account))
    *style = CCK_CLI_STYLE_PLAIN;

  return cck_cli_dup_lifetime (expires_at, now);
}

static void
print_accounts (CckCli     *cli,
                GListModel *accounts)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (cck_cli_get_session (cli)));
  g_autoptr (CckCliTable) table = cck_cli_table_new (4);

  cck_cli_table_titles (table, _("Account"), _("Access token"), _("Subject"), _("Scope"));
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (accounts, i);
      g_autofree char *name = cck_cli_dup_account_name (cli, account);
      CckCliStyle style;
      g_autofree char *state = dup_state (account, now, &style);

      cck_cli_table_add (table, CCK_CLI_STYLE_STRONG, name);
      cck_cli_table_add (table, style, state);
      cck_cli_table_add (table, CCK_CLI_STYLE_PLAIN, cck_account_get_subject (account));
      cck_cli_table_add (table, CCK_CLI_STYLE_DIM, cck_account_get_granted_scope (account));
    }
  cck_cli_table_print (table);
}

static int
run_accounts (CckCli  *cli,
              GError **error)
{
  GListModel *accounts = G_LIST_MODEL (cck_session_get_accounts (cck_cli_get_session (cli)));
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cck_cli_is_json (cli))
    {
      if (g_list_model_get_n_items (accounts) > 0)
        print_accounts (cli, accounts);
      else
        g_printerr ("%s\n", _("No account is signed in yet. “cck sign-in PROVIDER” signs one in."));
      return 0;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (CckAccount) account = g_list_model_get_item (accounts, i);

      add_account (builder, cli, account);
    }
  json_builder_end_array (builder);
  cck_cli_print_json (builder);

  return 0;
}

const CckCliCommand cck_cli_account_commands[] = {
  {
    .name = "accounts",
    .summary = N_("List the accounts that are signed in"),
    .details = N_("Makes no request and opens no keyring. The name in the first column is what "
                  "other commands take; PROVIDER alone does where it has one account."),
    .run = run_accounts,
  },
  { NULL },
};
