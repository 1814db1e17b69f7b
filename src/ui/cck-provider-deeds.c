/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-deeds.h"

#include <glib/gi18n.h>

#include "cck-checkup-dialog.h"
#include "cck-credential-dialog.h"
#include "cck-provider-dialog.h"

static void
on_saved (GtkWidget   *widget,
          CckProvider *provider,
          gboolean     is_new)
{
  if (is_new)
    gtk_widget_activate_action (widget, "win.sign-in", "s", cck_provider_get_id (provider));
  else
    gtk_widget_activate_action (widget, "win.toast", "s", _("Provider saved"));
}

static void
on_practice (GtkWidget *widget)
{
  gtk_widget_activate_action (widget, "win.try-practice", NULL);
}

static CckProviderDialog *
present (GtkWidget   *widget,
         CckSession  *session,
         CckProvider *provider)
{
  AdwDialog *dialog = cck_provider_dialog_new (session, provider);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "practice", G_CALLBACK (on_practice), widget,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);

  return CCK_PROVIDER_DIALOG (dialog);
}

void
cck_provider_deed_edit (GtkWidget   *widget,
                        CckSession  *session,
                        CckProvider *provider)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* Of an administrator’s only the credential is a person’s to give. */
  if (provider != NULL && cck_credential_dialog_is_for (provider))
    adw_dialog_present (cck_credential_dialog_new (session, provider), widget);
  else if (provider == NULL || !cck_provider_get_read_only (provider))
    present (widget, session, provider);
}

void
cck_provider_deed_import (GtkWidget  *widget,
                          CckSession *session,
                          GFile      *file)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (file != NULL)
    cck_provider_dialog_import (present (widget, session, NULL), file);
  else
    cck_provider_dialog_choose_import (present (widget, session, NULL));
}

void
cck_provider_deed_check (GtkWidget   *widget,
                         CckSession  *session,
                         CckProvider *provider)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  adw_dialog_present (cck_checkup_dialog_new (session, provider), widget);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

GMenuModel *
cck_provider_deeds_build_menu (CckProvider *provider)
{
  GMenu *menu = g_menu_new ();
  const char *id = cck_provider_get_id (provider);
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) middle = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  append (first, _("Sign In to _Another Account…"), "win.sign-in", id);
  append (first, _("Sign In on Another _Device…"), "win.sign-in-device", id);

  append (middle, _("_Check Provider…"), "win.check-provider", id);

  if (!cck_provider_get_transient (provider))
    append (middle, _("E_xport Profile…"), "win.export-provider", id);

  if (cck_credential_dialog_is_for (provider))
    append (middle, _("Client A_uthentication…"), "win.edit-provider", id);

  if (!cck_provider_get_read_only (provider))
    {
      if (!cck_provider_get_transient (provider))
        append (middle, _("_Edit…"), "win.edit-provider", id);

      append (last, _("_Remove"), "win.remove-provider", id);
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (middle));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return G_MENU_MODEL (menu);
}
