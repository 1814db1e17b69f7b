/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cck-cli-practice.h"
#include "cck-cli-report.h"
#include "cck-cli-verdict.h"
#include "cck-inspector.h"
#include "cck-practice-visitor.h"
#include "cck-refresher.h"
#include "cck-sign-in.h"
#include "cck-sign-out.h"

/* The whole way on a provider of our own; nothing of it outlives the run. */
typedef struct
{
  CckCli              *cli;
  char                *data_dir;
  CckSession          *session;
  CckPracticeProvider *practice;
  CckProvider         *provider;
  CckAccount          *account;
} Demo;

typedef gboolean (*DemoStep) (Demo    *demo,
                              GError **error);

static void
demo_clear (Demo *demo)
{
  if (demo->practice != NULL)
    cck_practice_provider_stop (demo->practice);
  g_clear_object (&demo->account);
  g_clear_object (&demo->provider);
  g_clear_object (&demo->session);
  g_clear_object (&demo->practice);

  if (demo->data_dir != NULL)
    {
      g_autofree char *providers = g_build_filename (demo->data_dir, "providers", NULL);
      g_autofree char *accounts = g_build_filename (demo->data_dir, "accounts", NULL);

      g_rmdir (providers);
      g_rmdir (accounts);
      g_rmdir (demo->data_dir);
    }
  g_clear_pointer (&demo->data_dir, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Demo, demo_clear)

/* One thing that was done, for people with a tick, for programs as an event. */
static void
tell (Demo       *demo,
      const char *name,
      const char *format,
      ...) G_GNUC_PRINTF (3, 4);

static void
tell (Demo       *demo,
      const char *name,
      const char *format,
      ...)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *tick = cck_cli_styled (CCK_CLI_STYLE_GOOD, "✓");
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);

  if (!cck_cli_is_json (demo->cli))
    {
      g_print ("%s %s\n", tick, text);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "event", name);
  cck_cli_add_string (builder, "text", text);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static gint64
get_now (Demo *demo)
{
  return cck_clock_get_now (cck_session_get_clock (demo->session));
}

static gboolean
start_provider (Demo    *demo,
                GError **error)
{
  demo->practice = cck_practice_provider_new ();
  cck_practice_provider_set_auto_approve (demo->practice, TRUE);
  if (!cck_cli_await (demo->cli, cck_cli_practice_start (demo->practice), error))
    return FALSE;

  tell (demo, "provider", _("A practice provider is running at %s."),
        cck_practice_provider_get_issuer (demo->practice));

  return TRUE;
}

static gboolean
add_provider (Demo    *demo,
              GError **error)
{
  demo->data_dir = g_dir_make_tmp ("cck-demo-XXXXXX", error);
  if (demo->data_dir == NULL)
    return FALSE;

  demo->session = cck_session_new (demo->data_dir, NULL);
  cck_cli_prepare_session (demo->cli, demo->session);
  demo->provider = g_object_new (CCK_TYPE_PROVIDER,
                                 "name", "practice",
                                 "issuer", cck_practice_provider_get_issuer (demo->practice),
                                 "client-id", CCK_PRACTICE_CLIENT_ID,
                                 "scopes", "openid profile email",
                                 "allow-http-loopback", TRUE,
                                 NULL);
  if (!cck_provider_store_add_transient (cck_session_get_providers (demo->session), demo->provider,
                                         error))
    return FALSE;

  tell (demo, "added", _("It is added as “practice”, client %s; in memory only."),
        CCK_PRACTICE_CLIENT_ID);

  return TRUE;
}

static void
on_visited (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (CckSignIn) sign_in = user_data;
  g_autoptr (GError) error = NULL;

  if (cck_practice_provider_visit_finish (CCK_PRACTICE_PROVIDER (source), result, &error))
    return;

  cck_cli_report (error, NULL, FALSE);
  cck_sign_in_cancel (sign_in);
}

static void
on_open_uri (CckSignIn  *sign_in,
             const char *uri,
             Demo       *demo)
{
  tell (demo, "open", _("A listener waits on loopback, and the authorization request is ready: "
                        "code, PKCE S256, state, nonce."));
  cck_practice_provider_visit_async (demo->practice, uri, NULL, on_visited, g_object_ref (sign_in));
}

static gboolean
sign_in (Demo    *demo,
         GError **error)
{
  g_autoptr (CckSignIn) signing_in = cck_sign_in_new (demo->session, demo->provider);
  g_autofree char *name = NULL;
  CckVerdict *verdict;

  g_signal_connect (signing_in, "open-uri", G_CALLBACK (on_open_uri), demo);
  demo->account = cck_cli_await_object (demo->cli, cck_sign_in_run (signing_in), error);
  if (demo->account == NULL)
    return FALSE;

  name = cck_account_dup_name (demo->account, demo->provider);
  tell (demo, "signed-in", _("Signed in as “%s”: the code was exchanged for tokens."), name);

  verdict = cck_sign_in_get_verdict (signing_in);
  if (verdict != NULL)
    tell (demo, "verdict", _("The ID token was checked before anything was kept: %s."),
          cck_verdict_result_get_title (cck_verdict_get_result (verdict)));

  return TRUE;
}

static gboolean
show_claims (Demo    *demo,
             GError **error)
{
  g_autoptr (CckInspection) inspection =
    cck_cli_await_boxed (demo->cli, cck_session_inspect_account (demo->session, demo->account,
                                                                 CCK_TOKEN_ID), error);
  CckVerdict *verdict;

  if (inspection == NULL)
    return FALSE;

  verdict = cck_inspection_get_verdict (inspection);
  tell (demo, "inspected", _("The stored ID token, checked with the provider’s keys: %s."),
        cck_verdict_result_get_title (cck_verdict_get_result (verdict)));
  if (!cck_cli_is_json (demo->cli))
    {
      cck_cli_print_heading (_("Checks"));
      cck_cli_verdict_print_checks (verdict);
      cck_cli_print_heading (_("Claims"));
      cck_cli_claims_print (cck_jwt_get_payload (cck_inspection_get_jwt (inspection)),
                            get_now (demo));
      g_print ("\n");
    }

  return TRUE;
}

/* What makes the verdict worth something: the same token with its middle changed. */
static gboolean
refuse_changed_token (Demo    *demo,
                      GError **error)
{
  g_autoptr (CckToken) token =
    cck_cli_await_boxed (demo->cli, cck_session_get_token (demo->session, demo->account,
                                                           CCK_TOKEN_ID, 0), error);
  CckInspectOptions options = CCK_INSPECT_OPTIONS_INIT;
  g_autoptr (CckInspection) inspection = NULL;
  g_autofree char *changed = NULL;
  const CckCheck *failed;
  char *signature;

  if (token == NULL)
    return FALSE;

  changed = g_strdup (cck_token_get_text (token));
  signature = strrchr (changed, '.');
  if (signature != NULL)
    signature[1] = signature[1] == 'A' ? 'B' : 'A';
  options.provider = demo->provider;
  inspection = cck_cli_await_boxed (demo->cli,
                                    cck_session_inspect_text (demo->session, changed, -1, &options),
                                    error);
  if (inspection == NULL)
    return FALSE;

  failed = cck_verdict_get_failed (cck_inspection_get_verdict (inspection));
  tell (demo, "refused", _("The same token with one character changed is refused: %s"),
        failed != NULL ? cck_check_get_explanation (failed) : "");

  return failed != NULL;
}

static gboolean
refresh (Demo    *demo,
         GError **error)
{
  guint rotations = cck_account_get_rotation_count (demo->account);
  g_autoptr (CckToken) token =
    cck_cli_await_boxed (demo->cli, cck_session_refresh (demo->session, demo->account), error);
  g_autofree char *lifetime = NULL;

  if (token == NULL)
    return FALSE;

  lifetime = cck_cli_dup_lifetime (cck_token_get_expires_at (token), get_now (demo));
  tell (demo, "refreshed", _("Refreshed: a new access token (%s)."), lifetime);
  if (cck_account_get_rotation_count (demo->account) > rotations)
    tell (demo, "rotated", _("The refresh token was rotated: the old one is spent, the new one is "
                             "kept."));

  return TRUE;
}

static gboolean
sign_out (Demo    *demo,
          GError **error)
{
  g_autoptr (CckSignOutResult) result =
    cck_cli_await_boxed (demo->cli, cck_session_sign_out (demo->session, demo->account), error);

  if (result == NULL)
    return FALSE;
  if (result->error != NULL)
    {
      g_propagate_error (error, g_error_copy (result->error));
      return FALSE;
    }

  tell (demo, "signed-out", "%s", result->told
                                    ? _("Signed out: the provider has revoked the tokens.")
                                    : _("Signed out."));

  return TRUE;
}

static int
run_demo (CckCli  *cli,
          GError **error)
{
  const DemoStep steps[] = { start_provider, add_provider, sign_in,  show_claims,
                             refuse_changed_token, refresh, sign_out };
  g_auto (Demo) demo = { .cli = cli };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!steps[i] (&demo, error))
      return 1;

  if (!cck_cli_is_json (cli))
    g_print ("\n%s\n", _("That is the whole way, and nothing of it was kept. With a provider of "
                         "your own:\n“cck help provider add”."));

  return 0;
}

const CckCliCommand cck_cli_demo_commands[] = {
  {
    .name = "demo",
    .summary = N_("Show the whole way, from a provider to signed out"),
    .details = N_("Runs a practice provider inside this process, signs in there, checks the "
                  "tokens, refreshes and signs out. Needs no browser, no keyring, no network and "
                  "no account; keeps nothing."),
    .run = run_demo,
  },
  { NULL },
};
