/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-help.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-cli-output.h"
#include "cck-cli-report.h"
#include "cck-cli.h"
#include "cck-config.h"

#define HELP_WIDTH 79

/* Prints @text in lines of HELP_WIDTH, all but the first indented. */
static void
print_wrapped (const char *text,
               gsize       column,
               gsize       indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gsize at = column;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize width = g_utf8_strlen (words[i], -1);

      if (i > 0 && at + 1 + width > HELP_WIDTH)
        {
          g_print ("\n%*s", (int) indent, "");
          at = indent;
        }
      else if (i > 0)
        {
          g_print (" ");
          at++;
        }
      g_print ("%s", words[i]);
      at += width;
    }
  g_print ("\n");
}

void
cck_cli_help_print_row (const char *left,
                        gsize       left_width,
                        const char *right)
{
  gsize width = g_utf8_strlen (left, -1);

  g_print ("  %s", left);
  if (width > left_width)
    g_print ("\n%*s", (int) left_width + 4, "");
  else
    g_print ("%*s", (int) (left_width - width) + 2, "");
  print_wrapped (right, left_width + 4, left_width + 4);
}

static gboolean
belongs_to (const CckCliCommand *command,
            const char          *group)
{
  gsize length = group != NULL ? strlen (group) : 0;

  return group == NULL ||
         (g_str_has_prefix (command->name, group) && command->name[length] == ' ');
}

void
cck_cli_help_print_all (const char *group)
{
  const CckCliCommand *command;
  gsize width = 0;

  if (group == NULL)
    g_print ("%s\n\n", _("Sign in at OAuth 2.0 and OpenID Connect providers, and see what their "
                         "tokens\nsay and whether it can be believed."));
  g_print ("%s\n  cck %s%s\n\n%s\n", _("Usage:"), group != NULL ? group : "",
           group != NULL ? _(" COMMAND [OPTION…]") : _("COMMAND [OPTION…]"), _("Commands:"));

  for (guint i = 0; (command = cck_cli_command_nth (i)) != NULL; i++)
    if (belongs_to (command, group))
      width = MAX (width, strlen (command->name));
  for (guint i = 0; (command = cck_cli_command_nth (i)) != NULL; i++)
    if (belongs_to (command, group))
      cck_cli_help_print_row (command->name, width, _(command->summary));

  g_print ("\n%s\n", _("“cck help COMMAND” shows what a command takes. New here? “cck demo” shows "
                       "the\nwhole way in a second, and needs no account."));
}

static char *
dup_option_name (const GOptionEntry *entry)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (entry->short_name != 0)
    g_string_append_printf (name, "-%c, ", entry->short_name);
  g_string_append_printf (name, "--%s", entry->long_name);
  if (entry->arg_description != NULL)
    g_string_append_printf (name, " %s", _(entry->arg_description));

  return g_string_free_and_steal (g_steal_pointer (&name));
}

static void
print_options (const GOptionEntry *entries)
{
  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    {
      g_autofree char *name = NULL;

      if (entry->flags & G_OPTION_FLAG_HIDDEN)
        continue;
      name = dup_option_name (entry);
      cck_cli_help_print_row (name, 26, _(entry->description));
    }
}

/* "practice mint", on the page of "practice". */
static void
print_commands_below (const CckCliCommand *above)
{
  const CckCliCommand *command;
  gboolean any = FALSE;

  for (guint i = 0; (command = cck_cli_command_nth (i)) != NULL; i++)
    if (belongs_to (command, above->name))
      {
        if (!any)
          g_print ("\n%s\n", _("Commands:"));
        any = TRUE;
        cck_cli_help_print_row (command->name, 26, _(command->summary));
      }
}

void
cck_cli_help_print_command (const CckCliCommand *command)
{
  g_print ("%s\n  cck %s %s%s%s\n\n", _("Usage:"), command->name, _("[OPTION…]"),
           command->arguments != NULL ? " " : "",
           command->arguments != NULL ? command->arguments : "");
  print_wrapped (_(command->summary), 0, 0);

  if (command->details != NULL)
    {
      g_auto (GStrv) paragraphs = g_strsplit (_(command->details), "\n", -1);

      for (guint i = 0; paragraphs[i] != NULL; i++)
        {
          g_print ("\n");
          print_wrapped (paragraphs[i], 0, 0);
        }
    }

  g_print ("\n%s\n", _("Options:"));
  print_options (command->options);
  print_options (command->more_options);
  print_options (cck_cli_common_options);
  print_commands_below (command);
  if (command->print_more != NULL)
    command->print_more ();
}

static void
add_options (JsonBuilder        *builder,
             const GOptionEntry *entries)
{
  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    {
      const char letter[] = { entry->short_name, '\0' };

      if (entry->flags & G_OPTION_FLAG_HIDDEN)
        continue;
      json_builder_begin_object (builder);
      cck_cli_add_string (builder, "name", entry->long_name);
      cck_cli_add_string (builder, "letter", entry->short_name != 0 ? letter : NULL);
      cck_cli_add_string (builder, "argument",
                          entry->arg_description != NULL ? _(entry->arg_description) : NULL);
      cck_cli_add_string (builder, "description", _(entry->description));
      json_builder_end_object (builder);
    }
}

static void
add_command (JsonBuilder         *builder,
             const CckCliCommand *command)
{
  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "name", command->name);
  cck_cli_add_string (builder, "arguments", command->arguments);
  cck_cli_add_string (builder, "summary", _(command->summary));
  json_builder_set_member_name (builder, "options");
  json_builder_begin_array (builder);
  add_options (builder, command->options);
  add_options (builder, command->more_options);
  add_options (builder, cck_cli_common_options);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* The tables for programs: completions and the manual are held against them. */
static void
print_all_json (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const CckCliCommand *command;

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "version", CCK_VERSION);
  json_builder_set_member_name (builder, "commands");
  json_builder_begin_array (builder);
  for (guint i = 0; (command = cck_cli_command_nth (i)) != NULL; i++)
    add_command (builder, command);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_array (builder);
  cck_cli_report_add_codes (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static int
run_help (CckCli  *cli,
          GError **error)
{
  const char *words[] = { cck_cli_get_argument (cli, 0), NULL, NULL };
  const CckCliCommand *command;
  guint n_words;

  if (words[0] == NULL)
    {
      if (cck_cli_is_json (cli))
        print_all_json ();
      else
        cck_cli_help_print_all (NULL);
      return 0;
    }

  words[1] = cck_cli_get_argument (cli, 1);
  command = cck_cli_command_find (words, &n_words);
  if (command != NULL && words[n_words] == NULL)
    {
      if (cck_cli_is_json (cli))
        {
          g_autoptr (JsonBuilder) builder = json_builder_new ();

          add_command (builder, command);
          cck_cli_print_json (builder);
        }
      else
        {
          cck_cli_help_print_command (command);
        }
    }
  else if (words[1] == NULL && cck_cli_command_is_group (words[0]))
    cck_cli_help_print_all (words[0]);
  else
    /* Translators: the words before the one that is unknown, a space, that word. */
    g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("There is no command “%s%s%s”."),
                 words[0], words[1] != NULL ? " " : "", words[1] != NULL ? words[1] : "");

  return 0;
}

const CckCliCommand cck_cli_help_commands[] = {
  {
    .name = "help",
    .arguments = "[COMMAND]",
    .summary = N_("Show the commands, or what one of them takes"),
    .max_arguments = 2,
    .run = run_help,
  },
  { NULL },
};
