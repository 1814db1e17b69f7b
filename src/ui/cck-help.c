/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-help.h"

static void
on_help (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  const char *page = g_variant_get_string (parameter, NULL);
  g_autofree char *uri = g_strconcat ("help:claimcheck", page[0] != '\0' ? "/" : "", page, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, gtk_application_get_active_window (user_data), NULL, NULL,
                           NULL);
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
