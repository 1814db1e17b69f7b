/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-command.h"

static const CckCliCommand *const groups[] = {
  cck_cli_provider_commands,
  cck_cli_sign_in_commands,
  cck_cli_account_commands,
  cck_cli_token_commands,
  cck_cli_enquiry_commands,
  cck_cli_sign_out_commands,
  cck_cli_inspect_commands,
  cck_cli_snippet_commands,
  cck_cli_history_commands,
  cck_cli_practice_commands,
  cck_cli_demo_commands,
  cck_cli_help_commands,
};

const CckCliCommand *
cck_cli_command_nth (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const CckCliCommand *command = groups[i]; command->name != NULL; command++)
      if (index-- == 0)
        return command;

  return NULL;
}

/* How many of @words make the whole of @name; 0 where they do not. */
static guint
match_words (const char         *name,
             const char * const *words)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);
  guint n = 0;

  for (; parts[n] != NULL; n++)
    if (words[n] == NULL || !g_str_equal (parts[n], words[n]))
      return 0;

  return n;
}

const CckCliCommand *
cck_cli_command_find (const char * const *words,
                      guint              *n_words)
{
  const CckCliCommand *command;
  const CckCliCommand *found = NULL;

  g_return_val_if_fail (words != NULL, NULL);

  /* The longest name: "practice mint" before "practice". */
  *n_words = 0;
  for (guint i = 0; (command = cck_cli_command_nth (i)) != NULL; i++)
    {
      guint n = match_words (command->name, words);

      if (n > *n_words)
        {
          *n_words = n;
          found = command;
        }
    }

  return found;
}

gboolean
cck_cli_command_is_group (const char *word)
{
  g_autofree char *prefix = g_strconcat (word, " ", NULL);
  const CckCliCommand *command;

  for (guint i = 0; (command = cck_cli_command_nth (i)) != NULL; i++)
    if (g_str_has_prefix (command->name, prefix))
      return TRUE;

  return FALSE;
}
