/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-practice.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "cck-cli-help.h"
#include "cck-cli-output.h"
#include "cck-cli-practice-mint.h"
#include "cck-cli-report.h"

static struct
{
  int      port;
  gint64   access_lifetime;
  gint64   refresh_lifetime;
  int      device_interval;
  gboolean auto_approve;
  gboolean dpop_nonce;
  char    *id_token_alg;
  char   **misbehaviours;
} options = {
  .access_lifetime = CCK_PRACTICE_ACCESS_LIFETIME,
  .refresh_lifetime = CCK_PRACTICE_REFRESH_LIFETIME,
  .device_interval = CCK_PRACTICE_DEVICE_INTERVAL,
};

static const GOptionEntry practice_options[] = {
  { "port", 0, 0, G_OPTION_ARG_INT, &options.port, N_("Listen here; 0 (unless given): any port"),
    N_("PORT") },
  { "access-lifetime", 0, 0, G_OPTION_ARG_INT64, &options.access_lifetime,
    N_("How long access tokens live; 900 unless given"), N_("SECONDS") },
  { "refresh-lifetime", 0, 0, G_OPTION_ARG_INT64, &options.refresh_lifetime,
    N_("How long refresh tokens live; 30 days unless given"), N_("SECONDS") },
  { "device-interval", 0, 0, G_OPTION_ARG_INT, &options.device_interval,
    N_("How often a device may ask; every 5 seconds unless given"), N_("SECONDS") },
  { "dpop-nonce", 0, 0, G_OPTION_ARG_NONE, &options.dpop_nonce,
    N_("Demand a nonce in every DPoP proof"), NULL },
  { "id-token-alg", 0, 0, G_OPTION_ARG_STRING, &options.id_token_alg,
    N_("Sign ID tokens so: RS256 (unless given) or ES256"), N_("ALG") },
  { "auto-approve", 0, 0, G_OPTION_ARG_NONE, &options.auto_approve,
    N_("Sign in at once, without asking who you are"), NULL },
  { "misbehave", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.misbehaviours,
    N_("Do something wrong on purpose, as below; may be repeated"),
    N_("KIND") },
  { NULL },
};

static gboolean
check_options (CckPracticeMisbehaviours *misbehaviours,
               GError                  **error)
{
  if (options.port < 0 || options.port > G_MAXUINT16)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--port takes a number from 0 to 65535."));
      return FALSE;
    }
  if (options.access_lifetime < 1 || options.access_lifetime > G_MAXINT32)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--access-lifetime takes a number of seconds from 1."));
      return FALSE;
    }
  if (options.refresh_lifetime < 1 || options.refresh_lifetime > G_MAXINT32 ||
      options.device_interval < 1)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--refresh-lifetime and --device-interval take a number of seconds "
                             "from 1."));
      return FALSE;
    }
  if (options.id_token_alg != NULL && !g_str_equal (options.id_token_alg, "RS256") &&
      !g_str_equal (options.id_token_alg, "ES256"))
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--id-token-alg takes RS256 or ES256."));
      return FALSE;
    }
  for (guint i = 0; options.misbehaviours != NULL && options.misbehaviours[i] != NULL; i++)
    {
      g_autoptr (GError) local_error = NULL;
      CckPracticeMisbehaviour kind =
        cck_practice_misbehaviour_from_name (options.misbehaviours[i], &local_error);

      if (local_error != NULL)
        {
          g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, local_error->message);
          return FALSE;
        }
      cck_practice_misbehaviours_add (misbehaviours, kind);
    }

  return TRUE;
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;

  if (cck_practice_provider_start_finish (CCK_PRACTICE_PROVIDER (source), result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

DexFuture *
cck_cli_practice_start (CckPracticeProvider *practice)
{
  DexPromise *promise = dex_promise_new ();

  cck_practice_provider_start_async (practice, NULL, on_started, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static void
on_answered (CckPracticeProvider *practice,
             const char          *method,
             const char          *path,
             guint                status,
             CckCli              *cli)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *safe = NULL;

  if (!cck_cli_is_json (cli))
    {
      safe = cck_cli_escape (path);
      g_print ("%s %s: %u\n", method, safe, status);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "event", "request");
  cck_cli_add_string (builder, "method", method);
  cck_cli_add_string (builder, "path", path);
  cck_cli_add_int (builder, "status", status);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
tell_ready (CckPracticeProvider *practice)
{
  const char *issuer = cck_practice_provider_get_issuer (practice);

  g_print (_("The practice provider is at %s\n"), issuer);
  g_print (_("Its client is %s\n"), CCK_PRACTICE_CLIENT_ID);
  g_print ("\n%s\n\n", _("In another terminal:"));
  g_print ("  cck provider add practice --issuer %s \\\n"
           "      --client-id %s --scope \"openid profile email\" --allow-http-loopback\n"
           "  cck sign-in practice\n\n", issuer, CCK_PRACTICE_CLIENT_ID);
  g_print ("%s\n\n", _("It keeps everything in memory, and ends with Ctrl+C."));
}

static void
print_ready_json (CckPracticeProvider *practice)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "event", "listening");
  cck_cli_add_string (builder, "issuer", cck_practice_provider_get_issuer (practice));
  cck_cli_add_string (builder, "client_id", CCK_PRACTICE_CLIENT_ID);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
on_rotated (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cck_practice_provider_rotate_keys_finish (CCK_PRACTICE_PROVIDER (source), result, &error))
    cck_cli_report (error, NULL, FALSE);
}

static gboolean
on_rotate_signal (gpointer user_data)
{
  cck_practice_provider_rotate_keys_async (user_data, NULL, on_rotated, NULL);

  return G_SOURCE_CONTINUE;
}

static void
set_options (CckPracticeProvider *practice)
{
  cck_practice_provider_set_port (practice, options.port);
  cck_practice_provider_set_access_lifetime (practice, options.access_lifetime);
  cck_practice_provider_set_refresh_lifetime (practice, options.refresh_lifetime);
  cck_practice_provider_set_device_interval (practice, options.device_interval);
  cck_practice_provider_set_auto_approve (practice, options.auto_approve);
  cck_practice_provider_set_dpop_nonce (practice, options.dpop_nonce);
  if (options.id_token_alg != NULL)
    cck_practice_provider_set_id_token_algorithm (practice, options.id_token_alg);
}

static int
run_practice (CckCli  *cli,
              GError **error)
{
  g_autoptr (CckPracticeProvider) practice = cck_practice_provider_new ();
  CckPracticeMisbehaviours misbehaviours = CCK_PRACTICE_MISBEHAVIOURS_INIT;
  guint rotate;

  if (!check_options (&misbehaviours, error))
    return 2;

  set_options (practice);
  cck_practice_provider_set_misbehaviours (practice, &misbehaviours);
  g_signal_connect (practice, "answered", G_CALLBACK (on_answered), cli);
  if (!cck_cli_await (cli, cck_cli_practice_start (practice), error))
    return 2;

  if (cck_cli_is_json (cli))
    print_ready_json (practice);
  else
    tell_ready (practice);

  /* Ctrl+C is how it ends, and no failure. */
  rotate = g_unix_signal_add (SIGUSR1, on_rotate_signal, practice);
  dex_await (cck_cli_dup_cancelled (cli), NULL);
  g_source_remove (rotate);
  cck_practice_provider_stop (practice);

  return 0;
}

static void
print_clients (void)
{
  static const struct
  {
    const char *id;
    const char *description;
  } clients[] = {
    { CCK_PRACTICE_CLIENT_ID, N_("public, as is any other name: no secret") },
    { CCK_PRACTICE_CLIENT_ID_BASIC, N_("client_secret_basic") },
    { CCK_PRACTICE_CLIENT_ID_POST, N_("client_secret_post") },
    { CCK_PRACTICE_CLIENT_ID_SECRET_JWT, N_("client_secret_jwt") },
    { CCK_PRACTICE_CLIENT_ID_KEY_JWT, N_("private_key_jwt and signed requests") },
  };

  g_print ("\n%s\n", _("Clients that it knows; others may register themselves:"));
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    cck_cli_help_print_row (clients[i].id, 26, _(clients[i].description));
  g_print ("\n%s\n  %s\n", _("Their secret, which is none because everyone knows it:"),
           CCK_PRACTICE_CLIENT_SECRET);
  g_print ("%s\n  %s\n", _("The key, which is the example of RFC 7515 appendix A.3:"),
           CCK_PRACTICE_CLIENT_KEY);
}

/* The table, in groups by what a client is expected to make of it. */
static void
print_kinds (void)
{
  static const CckPracticeExpectation order[] = {
    CCK_PRACTICE_EXPECT_REFUSE, CCK_PRACTICE_EXPECT_ACCEPT, CCK_PRACTICE_EXPECT_WAIT,
    CCK_PRACTICE_EXPECT_DISCARD, CCK_PRACTICE_EXPECT_SIGN_IN, CCK_PRACTICE_EXPECT_ERROR,
  };
  const char *name;
  const char *description;

  print_clients ();
  g_print ("\n%s\n", _("Kinds of --misbehave:"));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_print ("\n%s:\n", cck_practice_expectation_get_title (order[i]));
      for (guint j = 0; cck_practice_misbehaviour_list (j, &name, &description); j++)
        if (cck_practice_misbehaviour_get_expectation ((CckPracticeMisbehaviour) (j + 1)) ==
            order[i])
          cck_cli_help_print_row (name, 26, description);
    }
}

const CckCliCommand cck_cli_practice_commands[] = {
  {
    .name = "practice",
    .summary = N_("Run a provider of your own, to try things with"),
    .details = N_("It listens on 127.0.0.1 only, keeps everything in memory and needs no account "
                  "anywhere. Each request that it answers is a line; what is sent is never "
                  "shown. The signal USR1 gives it new signing keys."),
    .options = practice_options,
    .print_more = print_kinds,
    .run = run_practice,
  },
  {
    .name = "practice mint",
    .summary = N_("Sign any claims, to try things with"),
    .details = N_("Prints a token with the claims exactly as they are in the file. Without --key "
                  "the key is made for this one token; --jwks-out keeps its public part, so that "
                  "“cck inspect --jwks” can check it."),
    .options = cck_cli_practice_mint_options,
    .run = cck_cli_practice_mint,
  },
  { NULL },
};
