/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CckCli CckCli;

/* Does the command, in a fiber. Returns the exit status; with @error set it is taken from there. */
typedef int (*CckCliRun) (CckCli  *cli,
                          GError **error);

typedef struct
{
  const char         *name;          /* "provider add" */
  const char         *arguments;     /* what follows the options: "NAME" */
  const char         *summary;       /* a line of `cck help` */
  const char         *details;       /* paragraphs of `cck help COMMAND`; or NULL */
  const GOptionEntry *options;       /* or NULL */
  const GOptionEntry *more_options;  /* those that a command has beside a shared table; or NULL */
  guint               min_arguments;
  guint               max_arguments;
  gboolean            takes_file;    /* the argument is a file's name, of any bytes */
  gboolean            quiet_failure; /* a failure goes to standard error only, with --json too */
  void              (*print_more) (void); /* what `cck help COMMAND` ends with; or NULL */
  CckCliRun           run;
} CckCliCommand;

/* One table a command group, each ended by a row without a name. */
extern const CckCliCommand cck_cli_provider_commands[];
extern const CckCliCommand cck_cli_sign_in_commands[];
extern const CckCliCommand cck_cli_account_commands[];
extern const CckCliCommand cck_cli_token_commands[];
extern const CckCliCommand cck_cli_enquiry_commands[];
extern const CckCliCommand cck_cli_sign_out_commands[];
extern const CckCliCommand cck_cli_inspect_commands[];
extern const CckCliCommand cck_cli_snippet_commands[];
extern const CckCliCommand cck_cli_history_commands[];
extern const CckCliCommand cck_cli_practice_commands[];
extern const CckCliCommand cck_cli_demo_commands[];
extern const CckCliCommand cck_cli_help_commands[];

/* Options that every command has. */
extern const GOptionEntry cck_cli_common_options[];

/* The @index-th of all commands, in the order of `cck help`; NULL past the last. */
const CckCliCommand *cck_cli_command_nth  (guint                index);

/* Finds the command that @words begin with. @n_words: (out): how many of them are its name.
 * NULL where there is none. */
const CckCliCommand *cck_cli_command_find (const char * const  *words,
                                           guint               *n_words);

/* Whether any command's name begins with @word and a space, as "provider" does. */
gboolean             cck_cli_command_is_group (const char      *word);

G_END_DECLS
