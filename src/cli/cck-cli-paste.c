/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-paste.h"

#include "cck-cli-lines.h"
#include "cck-cli-output.h"

/* More than any browser's address bar takes. */
#define ADDRESS_MAX_SIZE (16 * 1024)

typedef struct
{
  CckCli    *cli;
  CckSignIn *sign_in;
} Paste;

static void
paste_free (gpointer data)
{
  Paste *paste = data;

  g_object_unref (paste->sign_in);
  g_free (paste);
}

static DexFuture *
read_addresses (gpointer user_data)
{
  Paste *paste = user_data;
  g_autoptr (CckCliLines) lines = cck_cli_lines_new (ADDRESS_MAX_SIZE);
  const char *line;
  gsize length;

  while ((line = cck_cli_lines_next (lines, paste->cli, &length, NULL)) != NULL)
    {
      g_autofree char *address = g_strndup (line, length);
      g_autofree char *message = NULL;
      g_autoptr (GError) error = NULL;

      g_strstrip (address);
      if (*address == '\0')
        continue;
      if (cck_sign_in_paste_callback (paste->sign_in, address, &error))
        break;

      message = cck_cli_escape (error->message);
      g_printerr ("cck: %s\n", message);
    }

  return dex_future_new_true ();
}

DexFuture *
cck_cli_paste_start (CckCli    *cli,
                     CckSignIn *sign_in)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->cli = cli;
  paste->sign_in = g_object_ref (sign_in);

  return dex_scheduler_spawn (NULL, 0, read_addresses, paste, paste_free);
}
