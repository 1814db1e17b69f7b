/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-cli-browser.h"

#include <fcntl.h>
#include <gio/gdesktopappinfo.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "cck-cli-output.h"

static void
tell_failed (const char *reason)
{
  g_autofree char *safe = cck_cli_escape (reason);

  g_printerr (_("cck: The browser could not be opened: %s\n"), safe);
  g_printerr ("%s\n", _("Open the address yourself."));
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    tell_failed (error->message);
}

/* In the new process: Ctrl+C at our terminal is not meant for the browser. */
static void
leave_terminal (gpointer user_data)
{
  setsid ();
}

static GAppInfo *
find_browser (const char *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  return scheme != NULL ? g_app_info_get_default_for_uri_scheme (scheme) : NULL;
}

/* Chromium writes "Opening in existing browser session." to standard output, for one. */
static void
launch (GDesktopAppInfo *browser,
        const char      *uri)
{
  GList uris = { (gpointer) uri, NULL, NULL };
  g_autoptr (GError) error = NULL;
  int nowhere = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (!g_desktop_app_info_launch_uris_as_manager_with_fds (browser, &uris, NULL,
                                                           G_SPAWN_SEARCH_PATH,
                                                           leave_terminal, NULL, NULL, NULL,
                                                           nowhere, nowhere, nowhere, &error))
    tell_failed (error->message);
  if (nowhere >= 0)
    close (nowhere);
}

static void
run_command (const char *command,
             const char *uri)
{
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) all = NULL;
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, leave_terminal, NULL, NULL);
  if (g_shell_parse_argv (command, NULL, &words, &error))
    {
      g_strv_builder_addv (argv, (const char **) words);
      g_strv_builder_add (argv, uri);
      all = g_strv_builder_end (argv);
      process = g_subprocess_launcher_spawnv (launcher, (const char * const *) all, &error);
    }
  if (process == NULL)
    tell_failed (error->message);
}

void
cck_cli_browser_open (const char *command,
                      const char *uri)
{
  g_autoptr (GAppInfo) browser = NULL;

  g_return_if_fail (uri != NULL);

  if (command != NULL)
    {
      run_command (command, uri);
      return;
    }

  /* In a sandbox there is no browser to be found, and the portal opens it. */
  browser = find_browser (uri);
  if (G_IS_DESKTOP_APP_INFO (browser))
    launch (G_DESKTOP_APP_INFO (browser), uri);
  else
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched, NULL);
}
