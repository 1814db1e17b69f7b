/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-sign-in-events.h"

#include <glib/gi18n.h>

#include "cck-cli-account.h"
#include "cck-cli-browser.h"
#include "cck-cli-report.h"
#include "cck-cli-verdict.h"

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

static void
tell_address (const CckCliSignInEvents *self,
              const char               *uri)
{
  g_autofree char *safe = cck_cli_escape (uri);

  g_print ("%s\n\n  %s\n\n",
           self->no_browser ? _("Open this address in a browser:")
                            : _("Finish signing in in the browser. If none opens, go to:"),
           safe);
  if (self->pasting)
    g_print ("%s\n", _("If that browser is on another computer, its last page will not load. Paste "
                       "the address of\nthat page here then, and press Return."));
}

static void
on_open_uri (CckSignIn          *sign_in,
             const char         *uri,
             CckCliSignInEvents *self)
{
  if (cck_cli_is_json (self->cli))
    print_event ("open", "uri", uri);
  else
    tell_address (self, uri);

  if (!self->no_browser)
    cck_cli_browser_open (self->browser, uri);
}

/* What the provider answered to the device (RFC 8628 §3.2). */
typedef struct
{
  const char *user_code;
  const char *verification_uri;
  const char *verification_uri_complete; /* or NULL */
  guint       expires_in;                /* seconds */
  guint       interval;                  /* seconds */
} DeviceCode;

static void
print_device_json (const DeviceCode *code)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "event", "device");
  cck_cli_add_string (builder, "user_code", code->user_code);
  cck_cli_add_string (builder, "verification_uri", code->verification_uri);
  cck_cli_add_string (builder, "verification_uri_complete", code->verification_uri_complete);
  cck_cli_add_int (builder, "expires_in", code->expires_in);
  cck_cli_add_int (builder, "interval", code->interval);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

/* RFC 8628 §3.3: the code is always shown, so that the person can compare it with the browser's. */
static void
tell_device (const DeviceCode *code)
{
  g_autofree char *uri = cck_cli_escape (code->verification_uri);
  g_autofree char *complete = cck_cli_escape (code->verification_uri_complete);
  g_autofree char *safe_code = cck_cli_escape (code->user_code);
  g_autofree char *styled = cck_cli_styled (CCK_CLI_STYLE_STRONG, safe_code);

  /* Translators: the address, then the code. */
  g_print (_("On any device, open this address in a browser:\n\n  %s\n\nand type this code there:\n\n"
             "  %s\n\n"),
           uri, styled);
  if (*complete != '\0')
    g_print (_("This one has the code in it already; compare the two:\n\n  %s\n\n"), complete);
  g_print (ngettext ("Waiting for that, at most %u minute…\n", "Waiting for that, at most %u minutes…\n",
                     MAX (code->expires_in / 60, 1)),
           MAX (code->expires_in / 60, 1));
}

static void
on_device_code (CckSignIn          *sign_in,
                const char         *user_code,
                const char         *verification_uri,
                const char         *verification_uri_complete,
                guint               expires_in,
                guint               interval,
                CckCliSignInEvents *self)
{
  const DeviceCode code = { user_code, verification_uri, verification_uri_complete, expires_in,
                            interval };

  if (cck_cli_is_json (self->cli))
    print_device_json (&code);
  else
    tell_device (&code);

  /* Nobody asked for a browser on this machine unless they named one. */
  if (self->browser != NULL)
    cck_cli_browser_open (self->browser, verification_uri_complete != NULL
                                           ? verification_uri_complete : verification_uri);
}

static void
on_callback (CckSignIn          *sign_in,
             CckCliSignInEvents *self)
{
  if (cck_cli_is_json (self->cli))
    print_event ("callback", NULL, NULL);
  else
    g_print ("%s\n", _("The browser has answered; checking the tokens…"));
}

void
cck_cli_sign_in_events_follow (CckCliSignInEvents *self,
                               CckSignIn          *sign_in)
{
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (on_open_uri), self);
  g_signal_connect (sign_in, "device-code", G_CALLBACK (on_device_code), self);
  g_signal_connect (sign_in, "callback", G_CALLBACK (on_callback), self);
}

static void
print_done_json (CckCli     *cli,
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
tell_done (CckCli     *cli,
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

  if (*subject != '\0')
    /* Translators: the person’s name, then the subject, an identifier. */
    g_print (_("Signed in as “%s” (subject %s).\n"), safe_name, subject);
  else
    g_print (_("Signed in as “%s”.\n"), safe_name);
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

void
cck_cli_sign_in_events_tell_done (CckCliSignInEvents *self,
                                  CckAccount         *account,
                                  CckVerdict         *verdict)
{
  if (cck_cli_is_json (self->cli))
    print_done_json (self->cli, account, verdict);
  else
    tell_done (self->cli, account, verdict);
}

static void
print_failed_json (CckCli       *cli,
                   CckVerdict   *verdict,
                   const GError *failure)
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

int
cck_cli_sign_in_events_fail (CckCliSignInEvents *self,
                             CckVerdict         *verdict,
                             GError             *failure,
                             GError            **error)
{
  if (cck_cli_is_json (self->cli))
    {
      print_failed_json (self->cli, verdict, failure);
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
