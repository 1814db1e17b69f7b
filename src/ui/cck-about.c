/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-about.h"

#include <glib/gi18n.h>

#include "cck-config.h"
#include "cck-template.h"

/* What a bug report should say, and nothing about the person. */
static char *
dup_versions (void)
{
  g_autofree char *desktop = g_strdup (g_getenv ("XDG_CURRENT_DESKTOP"));
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  gboolean sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);

  return g_strdup_printf ("Claimcheck %s%s\n"
                          "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n"
                          "%s, %s, %s\n",
                          CCK_VERSION, sandboxed ? " (Flatpak)" : "",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version,
                          system != NULL ? system : "?", desktop != NULL ? desktop : "?",
                          G_OBJECT_TYPE_NAME (gdk_display_get_default ()));
}

AdwDialog *
cck_about_dialog_new (void)
{
  const char *developers[] = { "The Claimcheck Authors", NULL };
  AdwDialog *dialog = adw_about_dialog_new ();
  g_autofree char *versions = dup_versions ();

  g_object_set (dialog,
                "application-name", _("Claimcheck"),
                "application-icon", CCK_APPLICATION_ID,
                "version", CCK_VERSION,
                "website", "https://github.com/claimcheck/claimcheck",
                "issue-url", "https://github.com/claimcheck/claimcheck/issues",
                "debug-info", versions,
                "debug-info-filename", "claimcheck-versions.txt",
                "developer-name", "The Claimcheck Authors",
                "developers", developers,
                "copyright", "© 2026 The Claimcheck Authors",
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: put your names here, one a line */
                "translator-credits", _("translator-credits"),
                "comments", _("See what your OAuth 2.0 and OpenID Connect tokens say, whether that "
                              "can be believed, and how long it lasts."),
                NULL);

  return dialog;
}
