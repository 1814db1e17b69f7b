/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-input.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cck-cli-output.h"

#define SECRET_MAX_SIZE (64 * 1024)
#define FIRST_SIZE 4096

void
cck_cli_input_free (CckCliInput *self)
{
  if (self->data != NULL)
    explicit_bzero (self->data, self->length);
  g_free (self->data);
  g_free (self);
}

static gboolean
is_standard_input (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

static char *
dup_display_name (const char *path)
{
  g_autofree char *name = NULL;

  if (is_standard_input (path))
    return g_strdup (_("Standard input"));

  name = g_filename_display_name (path);
  return cck_cli_escape (name);
}

static GInputStream *
open_stream (const char  *path,
             GError     **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;

  if (is_standard_input (path))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, NULL, &local_error);
  if (stream == NULL)
    {
      g_autofree char *name = dup_display_name (path);

      /* Translators: the file, then why. */
      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT, _("%s can’t be read: %s"), name,
                   local_error->message);
      return NULL;
    }

  return G_INPUT_STREAM (g_steal_pointer (&stream));
}

/* Moves to a larger buffer and wipes the old one, as realloc() would not. */
static void
grow (CckCliInput *self,
      gsize       *size)
{
  char *larger = g_malloc (*size * 2 + 1);

  memcpy (larger, self->data, self->length);
  explicit_bzero (self->data, self->length);
  g_free (self->data);
  self->data = larger;
  *size *= 2;
}

/* Reads to the end, or to the end of the first line on a terminal. */
static CckCliInput *
read_stream (CckCli        *cli,
             GInputStream  *stream,
             gsize          max,
             gboolean       one_line,
             GError       **error)
{
  g_autoptr (CckCliInput) input = g_new0 (CckCliInput, 1);
  gsize size = FIRST_SIZE;

  input->data = g_malloc (size + 1);
  while (input->length <= max)
    {
      g_autoptr (DexFuture) reading = NULL;
      gssize n;

      if (input->length == size)
        grow (input, &size);
      reading = dex_input_stream_read (stream, input->data + input->length, size - input->length,
                                       G_PRIORITY_DEFAULT);
      if (!cck_cli_await (cli, dex_ref (reading), error))
        {
          input->data = NULL; /* a thread may still be reading into it, until the process ends */
          return NULL;
        }
      n = dex_await_int64 (g_steal_pointer (&reading), NULL);
      input->length += n;
      if (n == 0 || (one_line && memchr (input->data, '\n', input->length) != NULL))
        break;
    }
  input->data[MIN (input->length, size)] = '\0';

  return g_steal_pointer (&input);
}

CckCliInput *
cck_cli_input_read (CckCli      *cli,
                    const char  *path,
                    gsize        max,
                    GError     **error)
{
  g_autoptr (GInputStream) stream = open_stream (path, error);
  g_autoptr (CckCliInput) input = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = dup_display_name (path);

  if (stream == NULL)
    return NULL;

  input = read_stream (cli, stream, max, FALSE, &local_error);
  if (input == NULL)
    {
      if (local_error->domain == G_IO_ERROR)
        g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT, _("%s can’t be read: %s"), name,
                     local_error->message);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (input->length > max)
    {
      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT,
                   _("%s holds more than the %zu bytes that are taken."), name,
                   max);
      return NULL;
    }

  return g_steal_pointer (&input);
}

gboolean
cck_cli_input_can_ask (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/* A line from the terminal, with or without showing what is typed. */
static CckCliInput *
ask (CckCli      *cli,
     const char  *question,
     gboolean     show,
     GError     **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  CckCliInput *input;
  struct termios before, now;
  gboolean hidden = !show && tcgetattr (STDIN_FILENO, &before) == 0;

  if (hidden)
    {
      now = before;
      now.c_lflag &= ~(tcflag_t) ECHO;
      hidden = tcsetattr (STDIN_FILENO, TCSAFLUSH, &now) == 0;
    }

  g_printerr ("%s ", question);
  input = read_stream (cli, stream, SECRET_MAX_SIZE, TRUE, error);

  if (hidden)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      g_printerr ("\n");
    }

  return input;
}

static void
cut_newline (CckCliInput *input)
{
  if (input->length > 0 && input->data[input->length - 1] == '\n')
    input->length--;
  if (input->length > 0 && input->data[input->length - 1] == '\r')
    input->length--;
  input->data[input->length] = '\0';
}

CckSecret *
cck_cli_input_read_secret (CckCli      *cli,
                           const char  *path,
                           const char  *prompt,
                           GError     **error)
{
  g_autoptr (CckCliInput) input = NULL;

  if (is_standard_input (path) && cck_cli_input_can_ask ())
    input = ask (cli, prompt, FALSE, error);
  else
    input = cck_cli_input_read (cli, path, SECRET_MAX_SIZE, error);
  if (input == NULL)
    return NULL;

  cut_newline (input);
  if (input->length == 0 || strlen (input->data) != input->length)
    {
      g_autofree char *name = dup_display_name (path);

      g_set_error (error, CCK_CLI_ERROR, CCK_CLI_ERROR_INPUT,
                   _("%s holds no secret: it is empty, or no text."), name);
      return NULL;
    }

  return cck_secret_new_len (input->data, input->length);
}

gboolean
cck_cli_input_confirm (CckCli      *cli,
                       const char  *question,
                       GError     **error)
{
  g_autofree char *full = g_strdup_printf ("%s %s", question, _("[y/N]"));
  g_autoptr (CckCliInput) input = ask (cli, full, TRUE, error);

  if (input == NULL)
    return FALSE;
  cut_newline (input);

  /* Translators: what a person may answer for yes, in small letters. */
  return g_ascii_strcasecmp (input->data, "y") == 0 ||
         g_ascii_strcasecmp (input->data, "yes") == 0 ||
         g_ascii_strcasecmp (input->data, _("yes")) == 0;
}
