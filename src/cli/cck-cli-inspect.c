/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <unistd.h>

#include "cck-cli-account.h"
#include "cck-cli-batch.h"
#include "cck-cli-inspect-request.h"
#include "cck-cli-output.h"
#include "cck-cli-verdict.h"
#include "cck-inspector.h"
#include "cck-visible-text.h"

/* A whole token answer around a token of the largest size. */
#define INPUT_MAX_SIZE (CCK_JWT_MAX_SIZE + 64 * 1024)

/* A token that stands where a file's name belongs has already been seen by other programs. */
static gboolean
refuse_token_argument (const char  *path,
                       GError     **error)
{
  if (path == NULL || cck_token_form_of (path, -1) == CCK_TOKEN_FORM_OPAQUE)
    return TRUE;

  g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_SECRET,
                       _("A token is not taken as an argument: other programs can read what stands "
                         "on a command line. Pipe it in, or give a file."));
  return FALSE;
}

static CckInspection *
inspect (CckCli                *cli,
         CckCliInspectRequest  *request,
         const char            *path,
         GError               **error)
{
  CckSession *session = cck_cli_get_session (cli);
  g_autoptr (CckCliInput) input = NULL;

  if (request->stored)
    return cck_cli_await_boxed (cli, cck_session_inspect_account (session, request->account,
                                                                  request->kind), error);

  if ((path == NULL || g_str_equal (path, "-")) && isatty (STDIN_FILENO))
    g_printerr ("%s\n", _("Paste a token, then press Return and Ctrl+D."));
  input = cck_cli_input_read (cli, path, INPUT_MAX_SIZE, error);
  if (input == NULL)
    return NULL;

  return cck_cli_await_boxed (cli, cck_session_inspect_text (session, input->data, input->length,
                                                             &request->options), error);
}

/* The claims: of the token, or what was inside an encrypted one; NULL where that is no object. */
static CckJson *
dup_payload (CckInspection *inspection)
{
  CckJwt *jwt = cck_inspection_get_jwt (inspection);
  GBytes *content = cck_inspection_get_content (inspection);

  if (jwt != NULL)
    return cck_jwt_get_payload (jwt) != NULL ? cck_json_ref (cck_jwt_get_payload (jwt)) : NULL;

  return content != NULL ? cck_json_parse_bytes (content, CCK_JSON_OBJECT | CCK_JSON_KEEP_DUPLICATES,
                                                 NULL)
                         : NULL;
}

static void
print_inspection_json (CckInspection *inspection)
{
  g_autoptr (CckJson) payload = dup_payload (inspection);
  g_autofree char *header_text = cck_cli_claims_dup_json (cck_inspection_get_header (inspection));
  g_autofree char *payload_text = cck_cli_claims_dup_json (payload);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "kind",
                      cck_token_format_get_name (cck_inspection_get_format (inspection)));
  cck_cli_verdict_add_members (builder, cck_inspection_get_verdict (inspection));
  json_builder_end_object (builder);
  text = cck_cli_take_shown_json (cck_cli_dup_json_with (builder, "header", header_text, "payload",
                                                         payload_text, NULL));
  cck_cli_print_text (text, "\n", NULL);
}

static const char *
describe_claims (CckVerdict *verdict)
{
  switch (cck_verdict_get_result (verdict))
    {
    case CCK_VERDICT_NOT_VALID:
      return _("Claims (not to be believed: the token is not valid)");
    case CCK_VERDICT_NOT_FULLY_CHECKED:
      return _("Claims (not verified: what the token says of itself)");
    case CCK_VERDICT_VALID:
    case CCK_VERDICT_VALID_WITH_WARNINGS:
    default:
      return _("Claims");
    }
}

/* What was inside an encrypted token and is no signed one. */
static void
print_content (CckInspection *inspection,
               gint64         now)
{
  g_autoptr (CckJson) payload = dup_payload (inspection);

  cck_cli_print_heading (_("Content (not signed: anyone could have written it)"));
  if (payload != NULL)
    cck_cli_claims_print (payload, now);
  else
    g_print (_("%zu bytes that are no JSON object.\n"),
             g_bytes_get_size (cck_inspection_get_content (inspection)));
}

static void
print_payload (CckJwt     *jwt,
               CckVerdict *verdict,
               gint64      now)
{
  CckJson *payload = cck_jwt_get_payload (jwt);

  cck_cli_print_heading (describe_claims (verdict));
  if (payload != NULL)
    cck_cli_claims_print (payload, now);
  else
    g_print (_("%zu bytes that are no JSON object.\n"),
             g_bytes_get_size (cck_jwt_get_payload_bytes (jwt)));
}

/* An unverified token of a provider that is known could be verified. */
static void
suggest_provider (CckCli        *cli,
                  CckInspection *inspection)
{
  CckProvider *provider = cck_session_find_issuer (cck_cli_get_session (cli), inspection);
  g_autofree char *argument = NULL;

  if (provider == NULL)
    return;

  argument = cck_cli_dup_word (cck_provider_get_name (provider));
  g_print (_("\nIt names a provider that is set up here: “cck inspect --provider %s” checks it "
             "with that one’s keys.\n"), argument);
}

/* "ID Token", by the rules that it was held to, and whose it is. */
static void
print_subtitle (CckCli               *cli,
                CckCliInspectRequest *request,
                CckVerdict           *verdict)
{
  const char *title = cck_profile_get_title (cck_verdict_get_profile (verdict));
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *styled = NULL;

  if (request->stored)
    {
      name = cck_cli_dup_account_name (cli, request->account);
      /* Translators: "ID Token of acme/alice". */
      text = g_strdup_printf (_("%s of %s"), title, name);
    }
  styled = cck_cli_styled (CCK_CLI_STYLE_DIM, text != NULL ? text : title);

  g_print ("%s\n\n", styled);
}

static void
print_inspection (CckCli               *cli,
                  CckCliInspectRequest *request,
                  CckInspection        *inspection)
{
  gint64 now = cck_clock_get_now (cck_session_get_clock (cck_cli_get_session (cli)));
  CckVerdict *verdict = cck_inspection_get_verdict (inspection);
  CckJson *header = cck_inspection_get_header (inspection);
  g_autofree char *headline =
    cck_cli_verdict_dup_headline (verdict != NULL ? cck_verdict_get_result (verdict)
                                                  : CCK_VERDICT_NOT_FULLY_CHECKED);

  if (cck_inspection_get_trimmed (inspection) != NULL)
    g_printerr ("%s\n", cck_inspection_get_trimmed (inspection));

  g_print ("%s\n", headline);
  if (cck_inspection_get_sentence (inspection) != NULL)
    g_print ("%s\n", cck_inspection_get_sentence (inspection));
  if (verdict != NULL)
    {
      print_subtitle (cli, request, verdict);
      cck_cli_verdict_print_checks (verdict);
    }
  if (header != NULL)
    {
      cck_cli_print_heading (_("Header"));
      cck_cli_claims_print (header, now);
    }
  if (verdict != NULL)
    print_payload (cck_inspection_get_jwt (inspection), verdict, now);
  else if (cck_inspection_get_content (inspection) != NULL)
    print_content (inspection, now);
  if (!request->stored && request->options.provider == NULL && request->keys == NULL &&
      request->secret == NULL)
    suggest_provider (cli, inspection);
}

static int
run_inspect (CckCli  *cli,
             GError **error)
{
  const char *path = cck_cli_get_argument (cli, 0);
  g_auto (CckCliInspectRequest) request = { 0 };
  g_autoptr (CckInspection) inspection = NULL;
  CckVerdict *verdict;

  if (cck_cli_inspect_is_batch (cli, error))
    return *error == NULL ? cck_cli_batch_run (cli, error) : 2;

  if (!refuse_token_argument (path, error) ||
      !cck_cli_inspect_request_init (&request, cli, path, error))
    return 2;

  inspection = inspect (cli, &request, path, error);
  if (inspection == NULL)
    return 2;

  if (cck_cli_is_json (cli))
    print_inspection_json (inspection);
  else
    print_inspection (cli, &request, inspection);

  verdict = cck_inspection_get_verdict (inspection);

  return verdict != NULL && cck_verdict_is_accepted (verdict) ? 0 : 1;
}

const CckCliCommand cck_cli_inspect_commands[] = {
  {
    .name = "inspect",
    .arguments = "[FILE|-]",
    .summary = N_("Show what a token says and whether it can be believed"),
    .details = N_("Reads a token, “Bearer …” or a whole token answer as JSON from FILE or standard "
                  "input. Makes no request unless --account or --provider asks for one; keeps "
                  "nothing.\n"
                  "The exit status is 0 for a valid token, 1 for one that is not valid or could "
                  "not be fully checked, 2 where there is no token to read."),
    .options = cck_cli_inspect_options,
    .max_arguments = 1,
    .takes_file = TRUE,
    .run = run_inspect,
  },
  { NULL },
};
