/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-help.h"

#include <gio/gio.h>

#include "cck-help-dialog.h"

/* A help viewer can show our pages where it reads the same folders as we do: not from within a
 * sandbox, whose files are not the desktop's, and not for a build that is installed elsewhere. */
static gboolean
is_seen_by_viewers (void)
{
  const char * const *folders = g_get_system_data_dirs ();
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "help", "C", "claimcheck",
                                           "index.page", NULL);

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return FALSE;

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "help", "C", "claimcheck",
                                                "index.page", NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return g_file_test (own, G_FILE_TEST_EXISTS);
}

static gboolean
has_viewer (void)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");

  return viewer != NULL;
}

static void
show_here (GtkApplication *application,
           const char     *name)
{
  /* Asked for over D-Bus there may be no window yet. */
  if (gtk_application_get_active_window (application) == NULL)
    g_application_activate (G_APPLICATION (application));

  adw_dialog_present (cck_help_dialog_new (name),
                      GTK_WIDGET (gtk_application_get_active_window (application)));
}

typedef struct
{
  GtkApplication *application;
  char *name;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->application);
  g_clear_pointer (&request->name, g_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Request) request = user_data;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL))
    show_here (request->application, request->name);
}

static void
show_in_viewer (GtkApplication *application,
                const char     *name)
{
  g_autofree char *uri = g_strconcat ("help:claimcheck", name[0] != '\0' ? "/" : "", name, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  Request *request = g_new0 (Request, 1);

  request->application = g_object_ref (application);
  request->name = g_strdup (name);
  gtk_uri_launcher_launch (launcher, gtk_application_get_active_window (application), NULL,
                           on_launched, request);
}

static void
on_help (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  const char *name = g_variant_get_string (parameter, NULL);

  if (is_seen_by_viewers () && has_viewer ())
    show_in_viewer (user_data, name);
  else
    show_here (user_data, name);
}

void
cck_help_add_action (GtkApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "help", .activate = on_help, .parameter_type = "s" },
  };

  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}
