/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-browser.h"

#include <glib/gi18n.h>

#define SANDBOX "/.flatpak-info"
#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.OpenURI"

typedef struct
{
  GtkWidget *widget;
  char *uri;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->widget);
  g_free (opening->uri);
  g_free (opening);
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static DexFuture *
launch (DexFuture *portal,
        gpointer   user_data)
{
  Opening *opening = user_data;
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (opening->uri);
  GtkRoot *root = gtk_widget_get_root (opening->widget);
  DexPromise *promise = dex_promise_new ();

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           on_launched, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* GTK 4.18 never answers where a sandbox has no OpenURI portal, so that is asked first. */
static DexFuture *
find_portal (void)
{
  GApplication *application = g_application_get_default ();
  GDBusConnection *connection
    = application != NULL ? g_application_get_dbus_connection (application) : NULL;

  if (!g_file_test (SANDBOX, G_FILE_TEST_EXISTS))
    return dex_future_new_true ();

  if (connection == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "There is no session bus");

  return dex_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH,
                                   "org.freedesktop.DBus.Properties", "Get",
                                   g_variant_new ("(ss)", PORTAL_INTERFACE, "version"),
                                   G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1);
}

DexFuture *
cck_browser_open (GtkWidget  *widget,
                  const char *uri)
{
  Opening *opening;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  opening = g_new0 (Opening, 1);
  opening->widget = g_object_ref (widget);
  opening->uri = g_strdup (uri);

  return dex_future_then (find_portal (), launch, opening, opening_free);
}

static DexFuture *
tell (DexFuture *future,
      gpointer   user_data)
{
  gtk_widget_activate_action (user_data, "win.toast", "s", _("The browser did not open"));

  return dex_future_new_true ();
}

void
cck_browser_show (GtkWidget  *widget,
                  const char *uri)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  dex_future_disown (dex_future_catch (cck_browser_open (widget, uri), tell, g_object_ref (widget),
                                       g_object_unref));
}
