/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cck-cli-provider.h"
#include "cck-cli-verdict.h"
#include "cck-doctor.h"
#include "cck-problem.h"

/* “could not talk” (cck(1), Exit status) */
#define STATUS_NO_TALK 4

static void
print_report_json (CckProvider       *provider,
                   CckProviderReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "provider", cck_provider_get_name (provider));
  cck_cli_add_string (builder, "verdict",
                      cck_verdict_result_get_name (cck_provider_report_get_result (report)));
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cck_provider_report_get_n_checks (report); i++)
    cck_cli_check_add (builder, cck_provider_report_get_check (report, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static const char *
describe_result (CckVerdictResult result)
{
  switch (result)
    {
    case CCK_VERDICT_VALID:
      return _("Nothing to complain about");
    case CCK_VERDICT_VALID_WITH_WARNINGS:
      return _("It works, with advice");
    case CCK_VERDICT_NOT_FULLY_CHECKED:
      return _("Not everything could be checked");
    case CCK_VERDICT_NOT_VALID:
    default:
      return _("Something is wrong");
    }
}

static void
print_report (CckProviderReport *report)
{
  CckVerdictResult result = cck_provider_report_get_result (report);
  g_autofree char *headline = cck_cli_verdict_dup_headline_with (result, describe_result (result));
  g_autoptr (CckCliTable) table = cck_cli_table_new (3);

  g_print ("%s\n\n", headline);
  for (guint i = 0; i < cck_provider_report_get_n_checks (report); i++)
    cck_cli_check_print (table, cck_provider_report_get_check (report, i));
  cck_cli_table_print (table);
}

/* A provider that there was no talking to is another thing than one that answers badly. */
static int
choose_status (CckProviderReport *report)
{
  const GError *error = cck_provider_report_get_error (report);
  g_autoptr (CckProblem) problem = error != NULL ? cck_problem_new_from_error (error) : NULL;

  if (problem != NULL && problem->exit_status == STATUS_NO_TALK)
    return STATUS_NO_TALK;

  return cck_provider_report_get_result (report) == CCK_VERDICT_NOT_VALID ? 1 : 0;
}

int
cck_cli_provider_check (CckCli  *cli,
                        GError **error)
{
  CckProvider *found = cck_cli_find_provider (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckProvider) provider = found != NULL ? g_object_ref (found) : NULL;
  g_autoptr (CckProviderReport) report = NULL;

  if (provider == NULL)
    return 2;
  report = cck_cli_await_boxed (cli, cck_session_check_provider (cck_cli_get_session (cli),
                                                                 provider),
                                error);
  if (report == NULL)
    return 2;

  if (cck_cli_is_json (cli))
    print_report_json (provider, report);
  else
    print_report (report);

  return choose_status (report);
}
