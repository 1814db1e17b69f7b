/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <unistd.h>

#include "cck-cli-paste.h"
#include "cck-cli-provider.h"
#include "cck-cli-sign-in-events.h"

static struct
{
  gboolean no_browser;
  char    *browser;
  char    *login_hint;
  char    *prompt;
  gint64   max_age;
  int      timeout;
  gboolean device;
  gboolean client_credentials;
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

/* Asked for by who knows them from elsewhere, and answered with why there is no such thing. */
static gboolean
refuse_grant (const char  *option,
              const char  *value,
              gpointer     data,
              GError     **error)
{
  if (g_str_equal (option, "--implicit"))
    g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_GRANT,
                         _("The implicit grant is not offered: it puts the token into an address, "
                           "where histories and logs keep it and others can swap it (RFC 9700 "
                           "§2.1.2)."));
  else
    g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_GRANT,
                         _("The password grant is not offered: your password would be typed to "
                           "somebody else than the provider, past its second factor (RFC 9700 "
                           "§2.4)."));
  return FALSE;
}

static const GOptionEntry sign_in_options[] = {
  { "device", 0, 0, G_OPTION_ARG_NONE, &options.device,
    N_("Show a code to type on any device; for where no browser is, as over SSH"), NULL },
  { "client-credentials", 0, 0, G_OPTION_ARG_NONE, &options.client_credentials,
    N_("Sign in as the client itself, as nobody; needs its secret or key"), NULL },
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
  { "implicit", 0, G_OPTION_FLAG_HIDDEN | G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, refuse_grant,
    NULL, NULL },
  { "password", 0, G_OPTION_FLAG_HIDDEN | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK,
    refuse_grant, NULL, NULL },
  { NULL },
};

/* Only a person at a terminal can paste, and only then is standard input ours to read. */
static gboolean
can_paste (CckCli *cli)
{
  return options.no_browser && !options.device && !options.client_credentials &&
         !cck_cli_is_json (cli) && isatty (STDIN_FILENO);
}

static gboolean
check_usage (GError **error)
{
  const struct { const char *a; gboolean has_a; const char *b; gboolean has_b; } clashes[] = {
    { "--no-browser", options.no_browser, "--browser", options.browser != NULL },
    { "--device", options.device, "--client-credentials", options.client_credentials },
    { "--client-credentials", options.client_credentials, "--no-browser", options.no_browser },
    { "--client-credentials", options.client_credentials, "--browser", options.browser != NULL },
    { "--client-credentials", options.client_credentials, "--login-hint",
      options.login_hint != NULL },
    { "--client-credentials", options.client_credentials, "--prompt", options.prompt != NULL },
    { "--client-credentials", options.client_credentials, "--max-age", options.max_age >= 0 },
    { "--device", options.device, "--login-hint", options.login_hint != NULL },
    { "--device", options.device, "--prompt", options.prompt != NULL },
    { "--device", options.device, "--max-age", options.max_age >= 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (clashes); i++)
    if (clashes[i].has_a && clashes[i].has_b)
      {
        /* Translators: two options, such as --json. */
        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("%s and %s do not go together."),
                     clashes[i].a, clashes[i].b);
        return FALSE;
      }

  return TRUE;
}

static void
prepare (CckSignIn *sign_in)
{
  cck_sign_in_set_grant (sign_in, options.device ? CCK_SIGN_IN_DEVICE
                                  : options.client_credentials ? CCK_SIGN_IN_CLIENT_CREDENTIALS
                                                               : CCK_SIGN_IN_CODE);
  cck_sign_in_set_login_hint (sign_in, options.login_hint);
  cck_sign_in_set_prompt (sign_in, options.prompt);
  cck_sign_in_set_max_age (sign_in, options.max_age);
  if (options.timeout > 0)
    cck_sign_in_set_timeout (sign_in, options.timeout);
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
  CckCliSignInEvents events = { cli, options.no_browser, can_paste (cli), options.browser };
  CckProvider *provider;
  g_autoptr (CckSignIn) sign_in = NULL;
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (DexFuture) pasting = NULL;
  g_autoptr (GError) failure = NULL;

  if (!check_usage (error))
    return 2;
  provider = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), &failure);
  if (provider == NULL)
    return cck_cli_sign_in_events_fail (&events, NULL, g_steal_pointer (&failure), error);

  sign_in = cck_sign_in_new (cck_cli_get_session (cli), provider);
  prepare (sign_in);
  cck_cli_sign_in_events_follow (&events, sign_in);
  if (events.pasting)
    pasting = cck_cli_paste_start (cli, sign_in);
  account = wait_for_account (cli, sign_in, &failure);
  g_signal_handlers_disconnect_by_data (sign_in, &events);
  if (account == NULL)
    return cck_cli_sign_in_events_fail (&events, cck_sign_in_get_verdict (sign_in),
                                        g_steal_pointer (&failure), error);

  cck_cli_sign_in_events_tell_done (&events, account, cck_sign_in_get_verdict (sign_in));

  return 0;
}

const CckCliCommand cck_cli_sign_in_commands[] = {
  {
    .name = "sign-in",
    .arguments = "PROVIDER",
    .summary = N_("Sign in at a provider, through the browser unless told otherwise"),
    .details = N_("Opens the browser, waits on a loopback address for its answer, checks the ID "
                  "token, and keeps the tokens in the keyring. Nothing is kept unless every check "
                  "has passed.\n"
                  "With --json each step is a line: open or device, callback, then signed-in or "
                  "failed."),
    .options = sign_in_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .quiet_failure = TRUE,
    .run = run_sign_in,
  },
  { NULL },
};
