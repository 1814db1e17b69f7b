/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-sign-out.h"

#include <glib/gi18n.h>

#include "cck-cli-account.h"
#include "cck-cli-browser.h"
#include "cck-cli-report.h"

static struct
{
  gboolean end_session;
  gboolean no_browser;
  char    *browser;
} options;

static const GOptionEntry sign_out_options[] = {
  { "end-session", 0, 0, G_OPTION_ARG_NONE, &options.end_session,
    N_("Open the provider’s own sign-out page as well"), NULL },
  { "no-browser", 0, 0, G_OPTION_ARG_NONE, &options.no_browser,
    N_("Open nothing: you open the address that is printed"), NULL },
  { "browser", 0, 0, G_OPTION_ARG_STRING, &options.browser,
    N_("Run this with the address as its last argument; not through a shell"), N_("COMMAND") },
  { NULL },
};

/* What became of it, in all that is told. */
typedef struct
{
  const char             *name;
  const CckSignOutResult *result;
  const CckProblem       *problem; /* why the provider could not be told, or NULL */
  gboolean                removed; /* the account is gone */
} Outcome;

static void
print_outcome_json (const Outcome *outcome)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "account", outcome->name);
  cck_cli_add_boolean (builder, "removed", outcome->removed);
  cck_cli_add_boolean (builder, "revocation_supported", outcome->result->supported);
  cck_cli_add_boolean (builder, "revoked", outcome->result->told);
  cck_cli_add_time (builder, "lives_until", outcome->result->lives_until);
  cck_cli_add_string (builder, "end_session_uri",
                      options.end_session ? outcome->result->end_session_uri : NULL);
  json_builder_set_member_name (builder, "error");
  if (outcome->problem != NULL)
    cck_cli_add_problem (builder, outcome->problem);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
tell_lifetime (CckCli  *cli,
               gint64   until)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (cck_cli_get_session (cli)));
  g_autofree char *moment = cck_cli_dup_time (until, now);

  g_print (_("The provider revokes no access tokens: the last one stays good until %s.\n"), moment);
}

static void
tell_outcome (CckCli        *cli,
              const Outcome *outcome)
{
  g_autofree char *safe = cck_cli_escape (outcome->name);

  if (outcome->removed)
    g_print (_("Signed out of “%s”; its tokens are no longer kept here.\n"), safe);
  else
    g_print (_("The tokens of “%s” are no longer kept here. The account is, to sign in to again.\n"),
             safe);

  if (outcome->problem != NULL)
    {
      g_autofree char *message = cck_cli_escape (outcome->problem->message);

      g_printerr (_("cck: The provider could not be told: %s\n"), message);
      g_printerr ("%s\n", _("What could not be revoked there stays valid until it expires."));
    }
  else if (outcome->result->nothing_left)
    g_print ("%s\n", _("There were none left to revoke."));
  else if (!outcome->result->supported)
    g_print ("%s\n", _("The provider offers no revocation: the tokens stay valid there until they "
                       "expire."));
  else if (outcome->result->lives_until != 0)
    tell_lifetime (cli, outcome->result->lives_until);
  else
    g_print ("%s\n", _("The provider has revoked them."));
}

/* OpenID Connect RP-Initiated Logout §2: the provider's own session is ended in the browser. */
static void
end_session (CckCli     *cli,
             const char *uri)
{
  g_autofree char *safe = cck_cli_escape (uri);

  if (uri == NULL)
    {
      g_printerr ("cck: %s\n", _("The provider has no page to end its own session: the browser stays "
                                 "signed in there."));
      return;
    }
  if (!cck_cli_is_json (cli))
    g_print ("%s\n\n  %s\n", options.no_browser ? _("Open this address to end the session there:")
                                                : _("Finish in the browser. If none opens, go to:"),
             safe);
  if (!options.no_browser)
    cck_cli_browser_open (options.browser, uri);
}

static int
tell (CckCli           *cli,
      CckSignOutResult *result,
      const char       *name,
      gboolean          removed)
{
  g_autoptr (CckProblem) problem =
    result->error != NULL ? cck_cli_problem_new (result->error, NULL) : NULL;
  const Outcome outcome = { name, result, problem, removed };

  if (cck_cli_is_json (cli))
    print_outcome_json (&outcome);
  else
    tell_outcome (cli, &outcome);

  return problem != NULL ? 4 : 0;
}

static int
run_sign_out (CckCli  *cli,
              GError **error)
{
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckSignOutResult) result = NULL;
  g_autofree char *name = NULL;
  int status;

  if ((options.no_browser || options.browser != NULL) && !options.end_session)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--browser and --no-browser go with --end-session."));
      return 2;
    }
  if (options.no_browser && options.browser != NULL)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--no-browser and --browser do not go together."));
      return 2;
    }
  account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  if (account == NULL)
    return 2;
  name = cck_cli_dup_account_name (cli, account);
  result = cck_cli_finish_boxed (cli, cck_session_sign_out (cck_cli_get_session (cli), account),
                                 CCK_TYPE_SIGN_OUT_RESULT, error);
  if (result == NULL)
    return 2;

  status = tell (cli, result, name, TRUE);
  if (options.end_session)
    end_session (cli, result->end_session_uri);

  return status;
}

static int
run_revoke (CckCli  *cli,
            GError **error)
{
  g_autoptr (CckAccount) account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckSignOutResult) result = NULL;
  g_autofree char *name = NULL;

  if (account == NULL)
    return 2;
  name = cck_cli_dup_account_name (cli, account);
  result = cck_cli_finish_boxed (cli, cck_session_revoke (cck_cli_get_session (cli), account),
                                 CCK_TYPE_SIGN_OUT_RESULT, error);
  if (result == NULL)
    return 2;

  return tell (cli, result, name, FALSE);
}

const CckCliCommand cck_cli_sign_out_commands[] = {
  {
    .name = "revoke",
    .arguments = "ACCOUNT",
    .summary = N_("Revoke an account’s tokens and keep it, to sign in to again"),
    .details = N_("Revokes the refresh token, then the access token, and forgets both even where "
                  "the provider could not be told; the exit status is 4 then."),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_revoke,
  },
  {
    .name = "sign-out",
    .arguments = "ACCOUNT",
    .summary = N_("Revoke an account’s tokens and remove it"),
    .details = N_("Removes the account even where the provider could not be told; the exit status "
                  "is 4 then. The browser stays signed in at the provider unless --end-session is "
                  "given."),
    .options = sign_out_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_sign_out,
  },
  { NULL },
};
