/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cck-cli-account.h"
#include "cck-cli-preferences.h"
#include "cck-refresher.h"
#include "cck-session-error.h"

#define DEFAULT_MIN_VALID 60

static struct
{
  int   min_valid;
  char *type;
  char *format;
} options = { DEFAULT_MIN_VALID, NULL, NULL };

static const GOptionEntry token_options[] = {
  { "min-valid", 0, 0, G_OPTION_ARG_INT, &options.min_valid,
    N_("Refresh the token first if it lives less than this; 60 unless given"), N_("SECONDS") },
  { "type", 0, 0, G_OPTION_ARG_STRING, &options.type, N_("access (unless given) or id"),
    N_("TYPE") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_("raw (unless given), header, json, env, kubectl or git"), N_("FORMAT") },
  { NULL },
};

typedef struct
{
  CckToken     *token;
  CckTokenKind  kind;
} Output;

/* Past stdio, whose buffer would keep a copy. */
static gboolean
write_text (const char  *text,
            GError     **error)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize n = write (STDOUT_FILENO, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_OUTPUT,
                               _("Standard output could not be written to the end."));
          return FALSE;
        }
      text += n;
      left -= n;
    }

  return TRUE;
}

static gboolean
write_parts (GError **error,
             ...) G_GNUC_NULL_TERMINATED;

static gboolean
write_parts (GError **error,
             ...)
{
  gboolean success = TRUE;
  const char *part;
  va_list parts;

  va_start (parts, error);
  while (success && (part = va_arg (parts, const char *)) != NULL)
    success = write_text (part, error);
  va_end (parts);

  return success;
}

static gboolean
write_json (JsonBuilder *builder,
            GError     **error)
{
  char *text = cck_cli_dup_json (builder);
  gboolean success = write_parts (error, text, "\n", NULL);

  cck_secret_free_text (text);

  return success;
}

static gboolean
print_raw (const Output *output,
           GError      **error)
{
  return write_parts (error, cck_token_get_text (output->token), "\n", NULL);
}

static gboolean
print_header (const Output *output,
              GError      **error)
{
  g_autoptr (CckSecret) header = cck_token_dup_header (output->token);

  return write_parts (error, cck_secret_get_text (header), "\n", NULL);
}

static gboolean
print_json (const Output *output,
            GError      **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, output->kind == CCK_TOKEN_ID ? "id_token" : "access_token",
                      cck_token_get_text (output->token));
  cck_cli_add_string (builder, "token_type", cck_token_get_type_name (output->token));
  cck_cli_add_time (builder, "expires_at", cck_token_get_expires_at (output->token));
  cck_cli_add_string (builder, "scope", cck_token_get_scope (output->token));
  json_builder_end_object (builder);

  return write_json (builder, error);
}

static gboolean
print_env (const Output *output,
           GError      **error)
{
  char *quoted = g_shell_quote (cck_token_get_text (output->token));
  gboolean success = write_parts (error, "export ",
                                  output->kind == CCK_TOKEN_ID ? "CCK_ID_TOKEN="
                                                               : "CCK_ACCESS_TOKEN=",
                                  quoted, "\n", NULL);

  cck_secret_free_text (quoted);

  return success;
}

/* Kubernetes' client.authentication.k8s.io/v1, as its exec credential plugins answer. */
static gboolean
print_kubectl (const Output *output,
               GError      **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 expires_at = cck_token_get_expires_at (output->token);

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "apiVersion", "client.authentication.k8s.io/v1");
  cck_cli_add_string (builder, "kind", "ExecCredential");
  json_builder_set_member_name (builder, "status");
  json_builder_begin_object (builder);
  if (expires_at != 0)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (expires_at);
      g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

      if (text != NULL)
        cck_cli_add_string (builder, "expirationTimestamp", text);
    }
  cck_cli_add_string (builder, "token", cck_token_get_text (output->token));
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  return write_json (builder, error);
}

/* What Git's credential helpers print; the servers that take a token look at no user name. */
static gboolean
print_git (const Output *output,
           GError      **error)
{
  return write_parts (error, "username=oauth2\npassword=", cck_token_get_text (output->token), "\n",
                      NULL);
}

static const struct
{
  const char *name;
  gboolean  (*print) (const Output *output, GError **error);
} formats[] = {
  { "raw", print_raw },
  { "header", print_header },
  { "json", print_json },
  { "env", print_env },
  { "kubectl", print_kubectl },
  { "git", print_git },
};

static gssize
find_format (CckCli  *cli,
             GError **error)
{
  const char *name = options.format;
  g_autofree char *safe = NULL;

  if (name == NULL)
    name = cck_cli_is_json (cli) ? "json" : "raw";
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return i;

  safe = cck_cli_escape (name);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
               _("--format takes raw, header, json, env, kubectl or git, not “%s”."), safe);
  return -1;
}

static gboolean
find_kind (CckTokenKind *kind,
           GError      **error)
{
  g_autofree char *safe = NULL;

  *kind = CCK_TOKEN_ACCESS;
  if (options.type == NULL || g_str_equal (options.type, "access"))
    return TRUE;

  *kind = CCK_TOKEN_ID;
  if (g_str_equal (options.type, "id"))
    return TRUE;

  safe = cck_cli_escape (options.type);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE, _("--type takes access or id, not “%s”."),
               safe);
  return FALSE;
}

static int
run_token (CckCli  *cli,
           GError **error)
{
  g_autoptr (CckAccount) account = NULL;
  g_autoptr (CckToken) token = NULL;
  Output output;
  gssize format = find_format (cli, error);

  if (format < 0 || !find_kind (&output.kind, error))
    return 2;
  if (options.min_valid < 0)
    {
      g_set_error_literal (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
                           _("--min-valid takes a number of seconds that is not negative."));
      return 2;
    }
  account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  if (account == NULL)
    return 2;
  if (!cck_cli_preferences_allow_tokens ())
    {
      g_set_error_literal (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_NOT_ALLOWED,
                           _("The preferences don’t let the command line print tokens."));
      return 2;
    }

  token = cck_cli_finish_boxed (cli, cck_session_get_token (cck_cli_get_session (cli), account,
                                                            output.kind, options.min_valid),
                                CCK_TYPE_TOKEN, error);
  if (token == NULL)
    return 2;

  output.token = token;
  formats[format].print (&output, error);

  return 0;
}

static void
print_refreshed_json (CckAccount *account,
                      const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cck_cli_add_string (builder, "account", name);
  cck_cli_add_string (builder, "token_type", cck_account_get_token_type (account));
  cck_cli_add_time (builder, "expires_at", cck_account_get_expires_at (account));
  cck_cli_add_string (builder, "granted_scope", cck_account_get_granted_scope (account));
  cck_cli_add_int (builder, "rotation_count", cck_account_get_rotation_count (account));
  json_builder_end_object (builder);
  cck_cli_print_json (builder);
}

static void
tell_refreshed (CckAccount *account,
                const char *name,
                gboolean    rotated,
                gint64      now)
{
  g_autofree char *safe = cck_cli_escape (name);
  g_autofree char *until = cck_cli_dup_time (cck_account_get_expires_at (account), now);

  g_print (_("Refreshed “%s”. Its access token is good until: %s.\n"), safe, until);
  g_print ("%s\n", rotated ? _("The provider gave a new refresh token; the old one is spent.")
                           : _("The refresh token stays the same."));
}

static int
run_refresh (CckCli  *cli,
             GError **error)
{
  CckSession *session = cck_cli_get_session (cli);
  g_autoptr (CckAccount) account = cck_cli_dup_account (cli, cck_cli_get_argument (cli, 0), error);
  g_autoptr (CckToken) token = NULL;
  g_autofree char *name = NULL;
  guint rotations;

  if (account == NULL)
    return 2;

  rotations = cck_account_get_rotation_count (account);
  token = cck_cli_finish_boxed (cli, cck_session_refresh (session, account), CCK_TYPE_TOKEN, error);
  if (token == NULL)
    return 2;

  name = cck_cli_dup_account_name (cli, account);
  if (cck_cli_is_json (cli))
    print_refreshed_json (account, name);
  else
    tell_refreshed (account, name, cck_account_get_rotation_count (account) > rotations,
                    cck_clock_get_now (cck_session_get_clock (session)));

  return 0;
}

const CckCliCommand cck_cli_token_commands[] = {
  {
    .name = "token",
    .arguments = "ACCOUNT",
    .summary = N_("Print a token that is fresh, and nothing else"),
    .details = N_("Makes no request while the token in the keyring lives long enough. An error "
                  "prints nothing on standard output.\n"
                  "To use it where no other program can see it: cck token ACCOUNT --format header | "
                  "curl --header @- URL"),
    .options = token_options,
    .min_arguments = 1,
    .max_arguments = 1,
    .quiet_failure = TRUE,
    .run = run_token,
  },
  {
    .name = "refresh",
    .arguments = "ACCOUNT",
    .summary = N_("Ask the provider for new tokens now"),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_refresh,
  },
  { NULL },
};
