/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-trace.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cck-cli-output.h"

/* "grant_type=refresh_token, refresh_token": the name alone where the value was kept back. */
static void
print_fields (const CckSessionTraceField *fields,
              gsize                       n_fields)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *safe = NULL;

  if (n_fields == 0)
    return;

  for (gsize i = 0; i < n_fields; i++)
    {
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", fields[i].name);
      if (fields[i].value != NULL)
        g_string_append_printf (text, "=%s", fields[i].value);
    }
  safe = cck_cli_escape (text->str);
  g_printerr ("cck:     %s\n", safe);
}

static void
print_headers (const char * const *names)
{
  g_autofree char *joined = names != NULL ? g_strjoinv (", ", (char **) names) : NULL;
  g_autofree char *safe = cck_cli_escape (joined);

  if (*safe != '\0')
    g_printerr (_("cck:     headers: %s\n"), safe);
}

static void
print_answer (const CckSessionTraceLine *line)
{
  g_autofree char *type = cck_cli_escape (line->content_type);
  g_autofree char *reason = cck_cli_escape (line->error);

  if (line->status == 0)
    {
      g_printerr ("cck:   < %s\n", *reason != '\0' ? reason : _("no answer"));
      return;
    }

  g_printerr (_("cck:   < %u %s (%zu bytes, %" PRIi64 " ms)\n"),
              line->status, type, line->length, line->duration / 1000);
  print_headers (line->response_headers);
  print_fields (line->members, line->n_members);
  if (*reason != '\0')
    g_printerr ("cck:     %s\n", reason);
}

static void
on_request (const CckSessionTraceLine *line,
            gpointer                   user_data)
{
  g_autofree char *uri = cck_cli_escape (line->uri);

  g_printerr ("cck: > %s %s\n", line->method, uri);
  print_headers (line->request_headers);
  print_fields (line->parameters, line->n_parameters);
  print_answer (line);
}

/* Nothing failed by it yet, and somebody may have to be told (RFC 9700 §4.14.2). */
static void
on_alarm (CckSession *session,
          CckAccount *account,
          GError     *error)
{
  g_autofree char *message = cck_cli_escape (error->message);

  g_printerr (_("cck: Warning: %s\n"), message);
}

static void
on_history_failed (CckSession *session,
                   GError     *error)
{
  g_autofree char *message = cck_cli_escape (error->message);

  g_printerr (_("cck: The history could not be written: %s\n"), message);
}

void
cck_cli_trace_follow (CckSession *session,
                      gboolean    verbose)
{
  g_signal_connect (session, "alarm", G_CALLBACK (on_alarm), NULL);
  g_signal_connect (session, "history-failed", G_CALLBACK (on_history_failed), NULL);
  if (verbose)
    cck_session_set_trace (session, on_request, NULL);
}
