/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-export.h"

#include <glib/gi18n.h>

#include "cck-account-deeds.h"
#include "cck-provider-profile.h"

typedef struct
{
  GtkWidget *widget;
  CckProvider *provider;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->widget);
  g_object_unref (export->provider);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static DexFuture *
on_saved (DexFuture *future,
          gpointer   user_data)
{
  GtkWidget *widget = user_data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    gtk_widget_activate_action (widget, "win.toast", "s", _("Profile exported"));
  else
    cck_account_deed_tell_error (widget, error);

  return dex_future_new_true ();
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    dex_future_disown (dex_future_finally (cck_provider_profile_save (export->provider, file),
                                           on_saved, g_object_ref (export->widget),
                                           g_object_unref));
}

void
cck_provider_export (GtkWidget   *widget,
                     CckProvider *provider)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;
  Export *export;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  name = cck_provider_profile_dup_file_name (provider);
  root = gtk_widget_get_root (widget);
  export = g_new0 (Export, 1);
  export->widget = g_object_ref (widget);
  export->provider = g_object_ref (provider);

  gtk_file_dialog_set_title (dialog, _("Export Profile"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        export);
}
