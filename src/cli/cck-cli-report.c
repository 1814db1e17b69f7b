/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-report.h"

#include <glib/gi18n.h>

#include "cck-cli-error.h"
#include "cck-cli-output.h"
#include "cck-practice-error.h"

/* By CckCliError. */
static const struct
{
  const char *code;
  const char *next;
  int         exit_status;
} explanations[] = {
  [CCK_CLI_ERROR_USAGE] = { "usage", NULL, 2 },
  [CCK_CLI_ERROR_INPUT] = { "bad-input", N_("Correct it and try again."), 2 },
  [CCK_CLI_ERROR_SECRET] = { "secret-on-command-line",
                             N_("Put it into a file that only you can read, or on standard input; "
                                "the command’s help names the option."), 2 },
  [CCK_CLI_ERROR_GRANT] = { "grant-not-offered",
                            N_("Sign in through the browser, with --device where there is none, or "
                               "with --client-credentials for a program of its own."), 2 },
  [CCK_CLI_ERROR_OUTPUT] = { "output", N_("Look at where the output goes, and try again."), 4 },
};

/* Where cck has a command for what the session suggests, by the session's code. */
static const struct
{
  const char *code;
  const char *next;
} commands[] = {
  { "not-found", N_("“cck provider list” and “cck accounts” show what there is.") },
  { "ambiguous-name", N_("Say which one; “cck accounts” shows them all.") },
  { "sign-in-again", N_("“cck sign-in PROVIDER” does that.") },
};

static CckProblem *
problem_new (const char *code,
             const char *message,
             const char *next,
             int         exit_status)
{
  CckProblem problem = {
    .code = code,
    .message = (char *) message,
    .next = g_intern_string (next),
    .action = CCK_PROBLEM_ACTION_NONE,
    .exit_status = exit_status,
  };

  return cck_problem_copy (&problem);
}

static CckProblem *
usage_problem_new (const char          *message,
                   const CckCliCommand *command)
{
  g_autofree char *next = NULL;

  if (command == NULL || command == cck_cli_help_commands)
    next = g_strdup (_("“cck help” lists the commands."));
  else
    next = g_strdup_printf (_("“cck help %s” shows what it takes."), command->name);

  return problem_new ("usage", message, next, 2);
}

/* GOption's messages end without a full stop. */
static char *
dup_sentence (const char *message)
{
  return g_str_has_suffix (message, ".") ? g_strdup (message) : g_strconcat (message, ".", NULL);
}

CckProblem *
cck_cli_problem_new (const GError        *error,
                     const CckCliCommand *command)
{
  g_autofree char *message = NULL;
  g_autoptr (CckProblem) problem = NULL;

  if (error->domain == G_OPTION_ERROR ||
      g_error_matches (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE))
    {
      message = dup_sentence (error->message);
      return usage_problem_new (message, command);
    }

  if (error->domain == CCK_CLI_ERROR)
    return problem_new (explanations[error->code].code, error->message,
                        _(explanations[error->code].next), explanations[error->code].exit_status);

  if (g_error_matches (error, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_CHOOSE_ANOTHER_PORT))
    return problem_new ("port-busy", error->message,
                        _("Choose another port, or 0 for any that is free."), 2);

  problem = cck_problem_new_from_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].code, problem->code))
      problem->next = _(commands[i].next);

  return g_steal_pointer (&problem);
}

static void
add_code (JsonBuilder *builder,
          const char  *code,
          int          exit_status)
{
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "code", code);
  cck_cli_add_int (builder, "exit_status", exit_status);
  json_builder_end_object (builder);
}

void
cck_cli_report_add_codes (JsonBuilder *builder)
{
  gsize n_codes;
  g_autofree CckProblemCode *codes = cck_problem_list_codes (&n_codes);

  for (guint i = 0; i < G_N_ELEMENTS (explanations); i++)
    add_code (builder, explanations[i].code, explanations[i].exit_status);
  for (gsize i = 0; i < n_codes; i++)
    add_code (builder, codes[i].code, codes[i].exit_status);
}

void
cck_cli_add_problem (JsonBuilder      *builder,
                     const CckProblem *problem)
{
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "code", problem->code);
  cck_cli_add_string (builder, "message", problem->message);
  cck_cli_add_string (builder, "next", problem->next);
  json_builder_end_object (builder);
}

int
cck_cli_report (const GError        *error,
                const CckCliCommand *command,
                gboolean             json)
{
  g_autoptr (CckProblem) problem = cck_cli_problem_new (error, command);
  g_autofree char *message = cck_cli_escape (problem->message);

  g_printerr ("cck: %s\n", message);
  if (problem->next != NULL && *problem->next != '\0' &&
      !g_str_has_suffix (problem->message, problem->next))
    g_printerr ("%s\n", problem->next);

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "error");
      cck_cli_add_problem (builder, problem);
      json_builder_end_object (builder);
      cck_cli_print_json (builder);
    }

  return problem->exit_status;
}
