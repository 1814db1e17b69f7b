/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>

#include "cck-cli-help.h"
#include "cck-cli-output.h"
#include "cck-cli-preferences.h"
#include "cck-cli-report.h"
#include "cck-cli-trace.h"
#include "cck-config.h"
#include "cck-session-error.h"

/* Milliseconds that the end of a run waits for what is still being written; less where the person
 * asked for the end, when a request may still be on its way too. */
#define PATIENCE           2000
#define PATIENCE_CANCELLED 300

struct _CckCli
{
  const CckCliCommand *command;
  GMainLoop           *loop;
  CckSession          *session;
  DexPromise          *cancelled;
  guint                n_signals;
  int                  status;
  GError              *error;
};

/* One command runs in a process, so GOption may fill in one place. */
static struct
{
  gboolean json;
  gboolean verbose;
  gboolean help;
  char   **arguments;
} common;

const GOptionEntry cck_cli_common_options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &common.json, N_("Print JSON for programs"), NULL },
  { "verbose", 'v', 0, G_OPTION_ARG_NONE, &common.verbose,
    N_("Trace requests and answers on standard error, without secrets"), NULL },
  { "help", 'h', 0, G_OPTION_ARG_NONE, &common.help, N_("Show this help"), NULL },
  { G_OPTION_REMAINING, 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME_ARRAY, &common.arguments,
    NULL, NULL },
  { NULL },
};

static gboolean
refuse_secret (const char  *option,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_SECRET,
               _("%s is not taken: other programs can read what stands on a command line."),
               option);
  return FALSE;
}

/* Never taken and never listed: who types one of these learns the way that keeps the secret. */
static const GOptionEntry secret_options[] = {
  { "client-secret", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, refuse_secret, NULL, NULL },
  { "secret", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, refuse_secret, NULL, NULL },
  { "password", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, refuse_secret, NULL, NULL },
  { "token", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, refuse_secret, NULL, NULL },
  { NULL },
};

static gboolean
on_signal (gpointer user_data)
{
  CckCli *self = user_data;

  if (self->n_signals++ == 0)
    {
      dex_promise_reject (self->cancelled,
                          g_error_new_literal (CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED,
                                               _("Cancelled.")));
      return G_SOURCE_CONTINUE;
    }

  if (self->error == NULL)
    self->error = g_error_new_literal (CCK_SESSION_ERROR, CCK_SESSION_ERROR_CANCELLED,
                                       _("Cancelled."));
  g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

static DexFuture *
run_command (gpointer user_data)
{
  CckCli *self = user_data;
  g_autoptr (GError) error = NULL;
  int status = self->command->run (self, &error);

  self->status = status;
  if (error != NULL && self->error == NULL)
    self->error = g_steal_pointer (&error);

  return dex_future_new_true ();
}

static DexFuture *
on_command_done (DexFuture *future,
                 gpointer   user_data)
{
  CckCli *self = user_data;

  g_main_loop_quit (self->loop);

  return NULL;
}

static void
run_to_the_end (CckCli *self)
{
  g_autoptr (DexFuture) done = NULL;
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancelled = dex_promise_new ();
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], on_signal, self);

  done = dex_future_finally (dex_scheduler_spawn (NULL, 0, run_command, self, NULL),
                             on_command_done, self, NULL);
  if (dex_future_is_pending (done))
    g_main_loop_run (self->loop);
}

/* GOption quotes the whole argument, and after "=" might stand what the person wants to hide. */
static void
shorten_unknown_option (GError *error)
{
  char *value;

  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    if ((value = strchr (error->message, '=')) != NULL)
      *value = '\0';
}

static gboolean
check_arguments (CckCli  *self,
                 GError **error)
{
  guint n = common.arguments != NULL ? g_strv_length (common.arguments) : 0;

  if (n < self->command->min_arguments)
    {
      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("%s is missing."),
                   self->command->arguments);
      return FALSE;
    }
  if (n > self->command->max_arguments)
    {
      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                   ngettext ("“cck %s” takes no more than %u argument.",
                             "“cck %s” takes no more than %u arguments.",
                             self->command->max_arguments),
                   self->command->name, self->command->max_arguments);
      return FALSE;
    }
  for (guint i = 0; i < n && !self->command->takes_file; i++)
    if (!g_utf8_validate (common.arguments[i], -1, NULL))
      {
        g_autofree char *safe = cck_cli_escape (common.arguments[i]);

        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("“%s” is no UTF-8 text."), safe);
        return FALSE;
      }
  return TRUE;
}

static gboolean
parse_options (CckCli              *self,
               const char * const  *argv,
               GError             **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) rest = g_strdupv ((char **) argv);
  const GOptionEntry *const tables[] = { self->command->options, self->command->more_options,
                                         cck_cli_common_options, secret_options };

  g_option_context_set_help_enabled (context, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i] != NULL)
      g_option_context_add_main_entries (context, tables[i], GETTEXT_PACKAGE);

  if (!g_option_context_parse_strv (context, &rest, error))
    {
      shorten_unknown_option (*error);
      return FALSE;
    }

  return common.help || check_arguments (self, error);
}

/* Options may stand before the command: "cck --json accounts". */
static const CckCliCommand *
find_command (const char * const  *argv,
              GStrv               *rest,
              GError             **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const CckCliCommand *command;
  guint i = 1, n_words = 0;

  g_strv_builder_add (builder, argv[0]);
  for (; argv[i] != NULL && argv[i][0] == '-'; i++)
    g_strv_builder_add (builder, argv[i]);

  if (argv[i] == NULL)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("A command is missing."));
      return NULL;
    }

  command = cck_cli_command_find (argv + i, &n_words);
  if (command == NULL)
    {
      g_autofree char *safe = cck_cli_escape (argv[i]);

      if (cck_cli_command_is_group (argv[i]))
        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                     _("What to do with “%s” is missing or unknown."), safe);
      else
        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("There is no command “%s”."),
                     safe);
      return NULL;
    }

  for (i += n_words; argv[i] != NULL; i++)
    g_strv_builder_add (builder, argv[i]);
  *rest = g_strv_builder_end (builder);

  return command;
}

static gboolean
has_flag (const char * const *argv,
          const char         *flag)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], flag))
      return TRUE;

  return FALSE;
}

/* "provider", which is the beginning of commands and none itself. */
static gboolean
is_group_only (const char *word)
{
  const char *words[] = { word, NULL };
  guint n_words;

  return cck_cli_command_is_group (word) && cck_cli_command_find (words, &n_words) == NULL;
}

/* What is answered without a command: --version, --help, and the help of "cck provider --help". */
static gboolean
answer_at_once (const char * const *argv)
{
  const char *first = argv[0] != NULL ? argv[1] : NULL;

  if (g_strcmp0 (first, "--version") == 0)
    g_print ("cck %s\n", CCK_VERSION);
  else if (g_strcmp0 (first, "--help") == 0 || g_strcmp0 (first, "-h") == 0)
    cck_cli_help_print_all (NULL);
  else if (first != NULL && is_group_only (first) &&
           (g_strcmp0 (argv[2], "--help") == 0 || g_strcmp0 (argv[2], "-h") == 0))
    cck_cli_help_print_all (first);
  else
    return FALSE;

  return TRUE;
}

static gboolean
on_patience_over (gpointer user_data)
{
  gboolean *over = user_data;

  *over = TRUE;

  return G_SOURCE_REMOVE;
}

/* What is still being written, such as a line of the history, holds on to the session until it is
 * done. Who asked twice for the end does not wait for it. */
static void
let_go_of_session (CckCli *self)
{
  CckSession *session = g_steal_pointer (&self->session);
  gboolean over = FALSE;
  guint timeout;

  if (session == NULL)
    return;

  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_unref (session);
  timeout = g_timeout_add (self->n_signals > 0 ? PATIENCE_CANCELLED : PATIENCE, on_patience_over,
                           &over);
  while (session != NULL && !over && self->n_signals < 2)
    g_main_context_iteration (NULL, TRUE);
  if (session != NULL)
    g_object_remove_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  if (!over)
    g_source_remove (timeout);
}

static int
finish (CckCli *self)
{
  gboolean quiet_failure = self->command != NULL && self->command->quiet_failure;

  if (self->error == NULL && !cck_cli_flush (&self->error))
    quiet_failure = TRUE; /* nothing more fits there */
  if (self->error != NULL)
    self->status = cck_cli_report (self->error, self->command, common.json && !quiet_failure);

  let_go_of_session (self);
  g_clear_error (&self->error);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  dex_clear (&self->cancelled);
  g_clear_pointer (&common.arguments, g_strfreev);

  return self->status;
}

int
cck_cli_main (const char * const *argv)
{
  CckCli self = { NULL };
  g_auto (GStrv) rest = NULL;

  if (answer_at_once (argv))
    return finish (&self);

  common.json = has_flag (argv, "--json");
  self.command = find_command (argv, &rest, &self.error);
  if (self.command == NULL || !parse_options (&self, (const char * const *) rest, &self.error))
    return finish (&self);

  if (common.help)
    cck_cli_help_print_command (self.command);
  else
    run_to_the_end (&self);

  return finish (&self);
}

const CckCliCommand *
cck_cli_get_command (CckCli *self)
{
  return self->command;
}

const char *
cck_cli_get_argument (CckCli *self,
                      guint   index)
{
  if (common.arguments == NULL || index >= g_strv_length (common.arguments))
    return NULL;

  return common.arguments[index];
}

gboolean
cck_cli_is_json (CckCli *self)
{
  return common.json;
}

void
cck_cli_prepare_session (CckCli     *self,
                         CckSession *session)
{
  cck_cli_preferences_apply (session);
  cck_cli_trace_follow (session, common.verbose);
}

CckSession *
cck_cli_get_session (CckCli *self)
{
  if (self->session == NULL)
    {
      self->session = cck_session_new (NULL, NULL);
      cck_cli_prepare_session (self, self->session);
    }

  return self->session;
}

DexFuture *
cck_cli_dup_cancelled (CckCli *self)
{
  return dex_ref (self->cancelled);
}

static DexFuture *
unless_cancelled (CckCli    *self,
                  DexFuture *future)
{
  return dex_future_first (future, dex_ref (self->cancelled), NULL);
}

gboolean
cck_cli_await (CckCli     *self,
               DexFuture  *future,
               GError    **error)
{
  return dex_await (unless_cancelled (self, future), error);
}

gpointer
cck_cli_await_object (CckCli     *self,
                      DexFuture  *future,
                      GError    **error)
{
  return dex_await_object (unless_cancelled (self, future), error);
}

gpointer
cck_cli_await_boxed (CckCli     *self,
                     DexFuture  *future,
                     GError    **error)
{
  return dex_await_boxed (unless_cancelled (self, future), error);
}

/* What it did is done and saved by now; the person asked for no more. */
static gboolean
refuse_if_cancelled (CckCli  *self,
                     GError **error)
{
  return dex_future_is_pending (DEX_FUTURE (self->cancelled)) ||
         dex_await (dex_ref (self->cancelled), error);
}

gboolean
cck_cli_finish (CckCli     *self,
                DexFuture  *future,
                GError    **error)
{
  return dex_await (future, error) && refuse_if_cancelled (self, error);
}

gpointer
cck_cli_finish_boxed (CckCli     *self,
                      DexFuture  *future,
                      GType       type,
                      GError    **error)
{
  gpointer result = dex_await_boxed (future, error);

  if (result != NULL && !refuse_if_cancelled (self, error))
    {
      g_boxed_free (type, result);
      return NULL;
    }

  return result;
}
