/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-token-format.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cck-cli-account.h"

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

gboolean
cck_cli_token_format_find (CckCli      *cli,
                           const char  *name,
                           guint       *format,
                           GError     **error)
{
  g_autofree char *safe = NULL;

  if (name == NULL)
    name = cck_cli_is_json (cli) ? "json" : "raw";
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      {
        *format = i;
        return TRUE;
      }

  safe = cck_cli_escape (name);
  g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_USAGE,
               _("--format takes raw, header, json, env, kubectl or git, not “%s”."), safe);
  return FALSE;
}

gboolean
cck_cli_token_format_print (guint          format,
                            CckToken      *token,
                            CckTokenKind   kind,
                            GError       **error)
{
  const Output output = { token, kind };

  g_return_val_if_fail (format < G_N_ELEMENTS (formats), FALSE);

  return formats[format].print (&output, error);
}
