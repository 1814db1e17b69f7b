/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-contrast.h"

#include <adwaita.h>

#include "cck-template.h"

static void
on_high_contrast (AdwStyleManager *manager,
                  GParamSpec      *pspec,
                  gpointer         user_data)
{
  GtkStyleProvider *provider = user_data;
  GdkDisplay *display = gdk_display_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, provider,
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  else
    gtk_style_context_remove_provider_for_display (display, provider);
}

/* libadwaita 1.10 warns of a style-hc.css, and the media queries that replace it are no CSS to
 * GTK 4.18. */
void
cck_contrast_follow (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_css_provider_load_from_resource (provider, CCK_RESOURCES "/high-contrast.css");
  g_signal_connect_data (manager, "notify::high-contrast", G_CALLBACK (on_high_contrast), provider,
                         (GClosureNotify) (GCallback) g_object_unref, G_CONNECT_DEFAULT);
  on_high_contrast (manager, NULL, provider);
}
