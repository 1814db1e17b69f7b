/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-enquiry.h"

#include <glib/gi18n.h>

#include "cck-cli-account.h"
#include "cck-cli-verdict.h"

/* What of an answer is told, beside the answer. */
typedef struct
{
  const char *member;    /* of --json, that holds the answer */
  gboolean    is_token;  /* it is about a token: active or not */
} Question;

static const Question userinfo = { "claims", FALSE };
static const Question introspection = { "response", TRUE };

static void
print_enquiry_json (const Question *question,
                    const char     *name,
                    CckEnquiry     *enquiry)
{
  CckVerdict *verdict = cck_enquiry_get_verdict (enquiry);
  g_autofree char *answer = cck_cli_claims_dup_json (cck_enquiry_get_json (enquiry));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "account", name);
  if (question->is_token)
    cck_cli_add_boolean (builder, "active", cck_enquiry_get_active (enquiry));
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
  text = cck_cli_take_shown_json (cck_cli_dup_json_with (builder, question->member, answer, NULL));
  cck_cli_print_text (text, "\n", NULL);
}

static void
print_enquiry (CckCli         *cli,
               const Question *question,
               CckEnquiry     *enquiry)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (cck_cli_get_session (cli)));
  gboolean active = cck_enquiry_get_active (enquiry);
  CckVerdict *verdict = cck_enquiry_get_verdict (enquiry);

  if (question->is_token)
    {
      g_autofree char *headline =
        cck_cli_styled (active ? CCK_CLI_STYLE_GOOD : CCK_CLI_STYLE_BAD,
                        active ? _("✓ The provider says that the access token is active")
                               : _("✗ The provider says that the access token is not active"));

      g_print ("%s\n\n", headline);
    }
  if (verdict != NULL)
    {
      g_autofree char *headline = cck_cli_verdict_dup_headline (cck_verdict_get_result (verdict));

      g_print (_("Signed answer: %s\n\n"), headline);
    }
  cck_cli_claims_print (cck_enquiry_get_json (enquiry), now);
}

static int
ask (CckCli          *cli,
     const Question  *question,
     DexFuture     *(*send) (CckSession *session, CckAccount *account),
     GError         **error)
{
  g_autoptr (CckAccount) account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckEnquiry) enquiry = NULL;
  g_autofree char *name = NULL;

  if (account == NULL)
    return 2;
  name = cck_cli_dup_account_name (cli, account);
  enquiry = cck_cli_finish_boxed (cli, send (cck_cli_get_session (cli), account), CCK_TYPE_ENQUIRY,
                                  error);
  if (enquiry == NULL)
    return 2;

  if (cck_cli_is_json (cli))
    print_enquiry_json (question, name, enquiry);
  else
    print_enquiry (cli, question, enquiry);

  return cck_enquiry_get_active (enquiry) ? 0 : 1;
}

static int
run_userinfo (CckCli  *cli,
              GError **error)
{
  return ask (cli, &userinfo, cck_session_userinfo, error);
}

static int
run_introspect (CckCli  *cli,
                GError **error)
{
  return ask (cli, &introspection, cck_session_introspect, error);
}

const CckCliCommand cck_cli_enquiry_commands[] = {
  {
    .name = "userinfo",
    .arguments = "ACCOUNT",
    .summary = N_("Ask the provider who the account is"),
    .details = N_("An answer about somebody else than who signed in is refused, and a signed one is "
                  "checked."),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_userinfo,
  },
  {
    .name = "introspect",
    .arguments = "ACCOUNT",
    .summary = N_("Ask the provider whether the access token is active"),
    .details = N_("Asks about the token as it is kept, and refreshes nothing (RFC 7662). The exit "
                  "status is 1 for a token that is not active."),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_introspect,
  },
  { NULL },
};
