/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-clipboard.h"

#include <glib/gi18n.h>

#include "cck-secret-content.h"

/* The compositor takes a new selection from the focused window only, and what somebody else has
 * copied meanwhile is not ours to clear. */
static void
on_expired (CckSecretContent *content,
            GtkWidget        *widget)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (gdk_clipboard_get_content (clipboard) != GDK_CONTENT_PROVIDER (content))
    return;

  if (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)))
    gdk_clipboard_set_text (clipboard, "");
}

static char *
dup_message (const char *what,
             guint       seconds)
{
  if (seconds == 0)
    /* Translators: what was copied: “Access token copied” */
    return g_strdup_printf (_("%s copied"), what);

  /* Translators: what was copied, and for how long: “Access token copied. Clears in 30 s” */
  return g_strdup_printf (_("%s copied. Clears in %u s"), what, seconds);
}

void
cck_clipboard_copy_secret (GtkWidget  *widget,
                           const char *text,
                           const char *what,
                           guint       seconds)
{
  g_autoptr (GdkContentProvider) content = NULL;
  g_autofree char *message = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);
  g_return_if_fail (what != NULL);

  content = cck_secret_content_new (text, seconds);
  g_signal_connect_object (content, "expired", G_CALLBACK (on_expired), widget, 0);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);

  message = dup_message (what, seconds);
  gtk_widget_activate_action (widget, "win.toast", "s", message);
}
