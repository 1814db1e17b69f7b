/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include <unistd.h>

#include "cck-cli-account.h"
#include "cck-cli-browser.h"
#include "cck-cli-paste.h"
#include "cck-cli-provider.h"
#include "cck-cli-report.h"
#include "cck-cli-verdict.h"
#include "cck-session-error.h"
#include "cck-sign-in.h"

static struct
{
  gboolean no_browser;
  char    *browser;
  char    *login_hint;
  char    *prompt;
  gint64   max_age;
  int      timeout;
} options = { .max_age = -1, .timeout = -1 };

static gboolean
parse_max_age (const char  *option,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  guint64 seconds;

  if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &seconds, NULL))
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--max-age takes a number of seconds."));
      return FALSE;
    }
  options.max_age = seconds;
  return TRUE;
}

static gboolean
parse_timeout (const char  *option,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  guint64 seconds;

  if (!g_ascii_string_to_unsigned (value, 10, 1, 24 * 60 * 60, &seconds, NULL))
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--timeout takes a number of seconds from 1 to 86400."));
      return FALSE;
    }
  options.timeout = seconds;
  return TRUE;
}

static const GOptionEntry sign_in_options[] = {
  { "no-browser", 0, 0, G_OPTION_ARG_NONE, &options.no_browser,
    N_("Open nothing: you open the address that is printed"), NULL },
  { "browser", 0, 0, G_OPTION_ARG_STRING, &options.browser,
    N_("Run this with the address as its last argument; not through a shell"), N_("COMMAND") },
  { "login-hint", 0, 0, G_OPTION_ARG_STRING, &options.login_hint,
    N_("Who is going to sign in, for the provider’s page"), N_("HINT") },
  { "prompt", 0, 0, G_OPTION_ARG_STRING, &options.prompt,
    N_("What the provider should ask: login, consent, select_account or none"), N_("PROMPT") },
  { "max-age", 0, 0, G_OPTION_ARG_CALLBACK, parse_max_age,
    N_("Ask for the password again if it was typed longer ago"), N_("SECONDS") },
  { "timeout", 0, 0, G_OPTION_ARG_CALLBACK, parse_timeout,
    N_("How long to wait for the browser; 300 unless given"), N_("SECONDS") },
  { NULL },
};

static void
print_event (const char *event,
             const char *name,
             const char *value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "event", event);
  if (name != NULL)
    cck_cli_add_string (builder, name, value);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

/* Only a person at a terminal can paste, and only then is standard input ours to read. */
static gboolean
can_paste (CckCli *cli)
{
  return options.no_browser && !cck_cli_is_json (cli) && isatty (STDIN_FILENO);
}

static void
tell_address (const char *uri)
{
  g_autofree char *safe = cck_cli_escape (uri);

  g_print ("%s\n\n  %s\n\n",
           options.no_browser ? _("Open this address in a browser:")
                              : _("Finish signing in in the browser. If none opens, go to:"),
           safe);
  if (options.no_browser && isatty (STDIN_FILENO))
    g_print ("%s\n", _("If that browser is on another computer, its last page will not load. Paste "
                       "the address of\nthat page here then, and press Return."));
}

static void
on_open_uri (CckSignIn  *sign_in,
             const char *uri,
             CckCli     *cli)
{
  if (cck_cli_is_json (cli))
    print_event ("open", "uri", uri);
  else
    tell_address (uri);

  if (!options.no_browser)
    cck_cli_browser_open (options.browser, uri);
}

static void
on_state_changed (CckSignIn  *sign_in,
                  GParamSpec *pspec,
                  CckCli     *cli)
{
  if (cck_sign_in_get_state (sign_in) != CCK_SIGN_IN_EXCHANGING)
    return;

  if (cck_cli_is_json (cli))
    print_event ("callback", NULL, NULL);
  else
    g_print ("%s\n", _("The browser has answered; checking the tokens…"));
}

static void
print_signed_in_json (CckCli     *cli,
                      CckAccount *account,
                      CckVerdict *verdict)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *name = cck_cli_dup_account_name (cli, account);

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "event", "signed-in");
  cck_cli_add_string (builder, "account", name);
  cck_cli_add_string (builder, "subject", cck_account_get_subject (account));
  cck_cli_add_time (builder, "expires_at", cck_account_get_expires_at (account));
  cck_cli_add_string (builder, "granted_scope", cck_account_get_granted_scope (account));
  json_builder_set_member_name (builder, "verdict");
  if (verdict != NULL)
    {
      json_builder_begin_object (builder);
      cck_cli_verdict_add_members (builder, verdict);
      json_builder_end_object (builder);
    }
  else
    {
      json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
tell_signed_in (CckCli     *cli,
                CckAccount *account,
                CckVerdict *verdict)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (cck_cli_get_session (cli)));
  g_autofree char *name = cck_cli_dup_account_name (cli, account);
  g_autofree char *safe_name = cck_cli_escape (name);
  g_autofree char *subject = cck_cli_escape (cck_account_get_subject (account));
  g_autofree char *scope = cck_cli_escape (cck_account_get_granted_scope (account));
  g_autofree char *until = cck_cli_dup_time (cck_account_get_expires_at (account), now);
  g_autofree char *argument = cck_cli_dup_word (name);

  g_print (_("Signed in as “%s” (subject %s).\n"), safe_name, subject);
  if (verdict != NULL)
    {
      g_autofree char *headline = cck_cli_verdict_dup_headline (cck_verdict_get_result (verdict));

      g_print (_("ID token: %s\n"), headline);
    }
  g_print (_("Access token until: %s\n"), until);
  if (*scope != '\0')
    g_print (_("Scope: %s\n"), scope);
  g_print (_("Next: cck token %s\n"), argument);
}

static int
fail (CckCli     *cli,
      CckVerdict *verdict,
      GError     *failure,
      GError    **error)
{
  if (cck_cli_is_json (cli))
    {
      g_autoptr (CckProblem) problem = cck_cli_problem_new (failure, cck_cli_get_command (cli));
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      cck_cli_add_string (builder, "event", "failed");
      json_builder_set_member_name (builder, "error");
      cck_cli_add_problem (builder, problem);
      if (verdict != NULL)
        {
          json_builder_set_member_name (builder, "verdict");
          json_builder_begin_object (builder);
          cck_cli_verdict_add_members (builder, verdict);
          json_builder_end_object (builder);
        }
      json_builder_end_object (builder);
      cck_cli_print_json (builder);
    }
  else if (verdict != NULL)
    {
      g_autofree char *headline = cck_cli_verdict_dup_headline (cck_verdict_get_result (verdict));

      g_print ("%s\n", headline);
      cck_cli_verdict_print_checks (verdict);
    }

  g_propagate_error (error, failure);

  return 1;
}

static void
prepare (CckCli    *cli,
         CckSignIn *sign_in)
{
  cck_sign_in_set_login_hint (sign_in, options.login_hint);
  cck_sign_in_set_prompt (sign_in, options.prompt);
  cck_sign_in_set_max_age (sign_in, options.max_age);
  if (options.timeout > 0)
    cck_sign_in_set_timeout (sign_in, options.timeout);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (on_open_uri), cli);
  g_signal_connect (sign_in, "notify::state", G_CALLBACK (on_state_changed), cli);
}

static DexFuture *
on_cancelled (DexFuture *future,
              gpointer   user_data)
{
  cck_sign_in_cancel (user_data);

  return dex_future_new_true ();
}

/* At Ctrl+C the sign-in closes its listener and says itself how it ended. */
static CckAccount *
wait_for_account (CckCli     *cli,
                  CckSignIn  *sign_in,
                  GError    **error)
{
  g_autoptr (DexFuture) cancelled =
    dex_future_catch (cck_cli_dup_cancelled (cli), on_cancelled, g_object_ref (sign_in),
                      g_object_unref);

  return dex_await_object (cck_sign_in_run (sign_in), error);
}

static int
run_sign_in (CckCli  *cli,
             GError **error)
{
  CckProvider *provider;
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (DexFuture) pasting = NULL;
  g_autoptr (GError) failure = NULL;

  if (options.no_browser && options.browser != NULL)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--no-browser and --browser do not go together."));
      return 2;
    }

  provider = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), &failure);
  if (provider == NULL)
    return fail (cli, NULL, g_steal_pointer (&failure), error);

  sign_in = cck_sign_in_new (cck_cli_get_session (cli), provider);
  prepare (cli, sign_in);
  if (can_paste (cli))
    pasting = cck_cli_paste_start (cli, sign_in);
  account = wait_for_account (cli, sign_in, &failure);
  if (account == NULL)
    return fail (cli, cck_sign_in_get_verdict (sign_in), g_steal_pointer (&failure), error);

  if (cck_cli_is_json (cli))
    print_signed_in_json (cli, account, cck_sign_in_get_verdict (sign_in));
  else
    tell_signed_in (cli, account, cck_sign_in_get_verdict (sign_in));

  return 0;
}

const CckCliCommand cck_cli_sign_in_commands[] = {
  {
    .name = "sign-in",
    .arguments = "PROVIDER",
    .summary = N_("Sign in at a provider through the browser"),
    .details = N_("Opens the browser, waits on a loopback address for its answer, checks the ID "
                  "token, and keeps the tokens in the keyring. Nothing is kept unless every check "
                  "has passed.\n"
                  "With --json each step is a line: open, callback, then signed-in or failed."),
    .options = sign_in_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .quiet_failure = TRUE,
    .run = run_sign_in,
  },
  { NULL },
};
