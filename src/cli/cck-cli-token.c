/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cck-chronicle.h"
#include "cck-cli-account.h"
#include "cck-cli-preferences.h"
#include "cck-cli-token-format.h"
#include "cck-exchanger.h"
#include "cck-refresher.h"
#include "cck-session-error.h"

#define DEFAULT_MIN_VALID 60

static struct
{
  int   min_valid;
  char *type;
  char *format;
} options = { DEFAULT_MIN_VALID, NULL, NULL };

static const GOptionEntry token_options[] = {
  { "min-valid", 0, 0, G_OPTION_ARG_INT, &options.min_valid,
    N_("Refresh the token first if it lives less than this; 60 unless given"), N_("SECONDS") },
  { "type", 0, 0, G_OPTION_ARG_STRING, &options.type, N_("access (unless given) or id"),
    N_("TYPE") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_("raw (unless given), header, json, env, kubectl or git"), N_("FORMAT") },
  { NULL },
};

static CckExchangeOptions exchange;

static const GOptionEntry exchange_options[] = {
  { "audience", 0, 0, G_OPTION_ARG_STRING, &exchange.audience,
    N_("Whom the new token is for, by the name the provider has for it"), N_("AUDIENCE") },
  { "resource", 0, 0, G_OPTION_ARG_STRING, &exchange.resource,
    N_("Whom the new token is for, by address"), N_("URI") },
  { "scope", 0, 0, G_OPTION_ARG_STRING, &exchange.scope,
    N_("What the new token is to allow; what the old one does unless given"), N_("SCOPES") },
  { "requested-token-type", 0, 0, G_OPTION_ARG_STRING, &exchange.requested_token_type,
    N_("access_token, id_token, jwt or a whole URN; the provider chooses unless given"),
    N_("TYPE") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_("raw (unless given), header, json, env, kubectl or git"), N_("FORMAT") },
  { NULL },
};

static gboolean
find_kind (CckTokenKind *kind,
           GError      **error)
{
  g_autofree char *safe = NULL;

  *kind = CCK_TOKEN_ACCESS;
  if (options.type == NULL || g_str_equal (options.type, "access"))
    return TRUE;

  *kind = CCK_TOKEN_ID;
  if (g_str_equal (options.type, "id"))
    return TRUE;

  safe = cck_cli_escape (options.type);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("--type takes access or id, not “%s”."),
               safe);
  return FALSE;
}

static gboolean
check_allowed (GError **error)
{
  if (cck_cli_preferences_allow_tokens ())
    return TRUE;

  g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_NOT_ALLOWED,
                       _("The preferences don’t let the command line print tokens."));
  return FALSE;
}

/* Prints it, and the history says so. */
static gboolean
give_out (CckCli        *cli,
          CckAccount    *account,
          CckToken      *token,
          CckTokenKind   kind,
          guint          format,
          GError       **error)
{
  if (!cck_cli_token_format_print (format, token, kind, error))
    return FALSE;

  dex_await (cck_session_note_use (cck_cli_get_session (cli), account, kind, "printed"), NULL);

  return TRUE;
}

static int
run_token (CckCli  *cli,
           GError **error)
{
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckToken) token = NULL;
  CckTokenKind kind;
  guint format;

  if (!cck_cli_token_format_find (cli, options.format, &format, error) ||
      !find_kind (&kind, error))
    return 2;
  if (options.min_valid < 0)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--min-valid takes a number of seconds that is not negative."));
      return 2;
    }
  account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  if (account == NULL || !check_allowed (error))
    return 2;

  token = cck_cli_finish_boxed (cli, cck_session_get_token (cck_cli_get_session (cli), account,
                                                            kind, options.min_valid),
                                CCK_TYPE_TOKEN, error);
  if (token == NULL || !give_out (cli, account, token, kind, format, error))
    return 2;

  return 0;
}

static int
run_exchange (CckCli  *cli,
              GError **error)
{
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckToken) token = NULL;
  guint format;

  if (!cck_cli_token_format_find (cli, options.format, &format, error))
    return 2;
  if (exchange.audience == NULL && exchange.resource == NULL && exchange.scope == NULL &&
      exchange.requested_token_type == NULL)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--audience is missing: it says whom the new token is for."));
      return 2;
    }
  account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  if (account == NULL || !check_allowed (error))
    return 2;

  token = cck_cli_finish_boxed (cli, cck_session_exchange (cck_cli_get_session (cli), account,
                                                           &exchange),
                                CCK_TYPE_TOKEN, error);
  if (token == NULL || !give_out (cli, account, token, CCK_TOKEN_ACCESS, format, error))
    return 2;

  return 0;
}

static void
print_refreshed_json (CckAccount *account,
                      const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "account", name);
  cck_cli_add_string (builder, "token_type", cck_account_get_token_type (account));
  cck_cli_add_time (builder, "expires_at", cck_account_get_expires_at (account));
  cck_cli_add_string (builder, "granted_scope", cck_account_get_granted_scope (account));
  cck_cli_add_int (builder, "rotation_count", cck_account_get_rotation_count (account));
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
tell_refreshed (CckAccount *account,
                const char *name,
                gboolean    rotated,
                gint64      now)
{
  g_autofree char *safe = cck_cli_escape (name);
  g_autofree char *until = cck_cli_dup_time (cck_account_get_expires_at (account), now);

  /* Translators: the account, then a time. */
  g_print (_("Refreshed “%s”. Its access token is good until: %s.\n"), safe, until);
  g_print ("%s\n", rotated ? _("The provider gave a new refresh token; the old one is spent.")
                           : _("The refresh token stays the same."));
}

static int
run_refresh (CckCli  *cli,
             GError **error)
{
  CckSession *session = cck_cli_get_session (cli);
  g_autoptr (CckAccount) account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckToken) token = NULL;
  g_autofree char *name = NULL;
  guint rotations;

  if (account == NULL)
    return 2;

  rotations = cck_account_get_rotation_count (account);
  token = cck_cli_finish_boxed (cli, cck_session_refresh (session, account), CCK_TYPE_TOKEN, error);
  if (token == NULL)
    return 2;

  name = cck_cli_dup_account_name (cli, account);
  if (cck_cli_is_json (cli))
    print_refreshed_json (account, name);
  else
    tell_refreshed (account, name, cck_account_get_rotation_count (account) > rotations,
                    cck_clock_get_now (cck_session_get_clock (session)));

  return 0;
}

const CckCliCommand cck_cli_token_commands[] = {
  {
    .name = "token",
    .arguments = "ACCOUNT",
    .summary = N_("Print a token that is fresh, and nothing else"),
    .details = N_("Makes no request while the token in the keyring lives long enough. An error "
                  "prints nothing on standard output.\n"
                  "To use it where no other program can see it: cck token ACCOUNT --format header | "
                  "curl --header @- URL"),
    .options = token_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .quiet_failure = TRUE,
    .run = run_token,
  },
  {
    .name = "refresh",
    .arguments = "ACCOUNT",
    .summary = N_("Ask the provider for new tokens now"),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_refresh,
  },
  {
    .name = "exchange",
    .arguments = "ACCOUNT",
    .summary = N_("Exchange an account’s token for one for somebody else"),
    .details = N_("Asks the provider (RFC 8693), prints the new token as “cck token” does, and "
                  "keeps it nowhere."),
    .options = exchange_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .quiet_failure = TRUE,
    .run = run_exchange,
  },
  { NULL },
};
