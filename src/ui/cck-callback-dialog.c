/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-callback-dialog.h"

#include <glib/gi18n.h>

#include "cck-field-mark.h"
#include "cck-secret.h"
#include "cck-template.h"

struct _CckCallbackDialog
{
  AdwDialog parent_instance;

  CckSignIn *sign_in;

  GtkWidget *continue_button;
  AdwPreferencesGroup *group;
  AdwEntryRow *address_row;
  GtkLabel *error_label;
};

G_DEFINE_FINAL_TYPE (CckCallbackDialog, cck_callback_dialog, ADW_TYPE_DIALOG)

static void
on_changed (CckCallbackDialog *self)
{
  cck_field_mark (self->error_label, self->address_row, NULL);
}

static void
on_continue (CckCallbackDialog *self)
{
  char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));
  g_autoptr (GError) error = NULL;

  if (*address == '\0')
    cck_field_mark (self->error_label, self->address_row,
                    _("Paste the address of the page that the browser ended on."));
  else if (!cck_sign_in_paste_callback (self->sign_in, address, &error))
    cck_field_mark (self->error_label, self->address_row, error->message);
  else
    adw_dialog_close (ADW_DIALOG (self));

  /* There is a code in it. */
  cck_secret_free_text (address);
}

static void
on_back (CckCallbackDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_state_changed (CckCallbackDialog *self)
{
  if (cck_sign_in_get_state (self->sign_in) != CCK_SIGN_IN_WAITING)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
cck_callback_dialog_dispose (GObject *object)
{
  CckCallbackDialog *self = CCK_CALLBACK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CALLBACK_DIALOG);
  g_clear_object (&self->sign_in);

  G_OBJECT_CLASS (cck_callback_dialog_parent_class)->dispose (object);
}

static void
cck_callback_dialog_class_init (CckCallbackDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_callback_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-callback-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckCallbackDialog, continue_button);
  gtk_widget_class_bind_template_child (widget_class, CckCallbackDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CckCallbackDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, CckCallbackDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
}

static void
cck_callback_dialog_init (CckCallbackDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_group_set_description (self->group,
                                         _("Where the browser can’t reach Claimcheck, copy the "
                                           "address of the page it ends on, and paste it here."));
}

AdwDialog *
cck_callback_dialog_new (CckSignIn *sign_in)
{
  CckCallbackDialog *self;

  g_return_val_if_fail (CCK_IS_SIGN_IN (sign_in), NULL);

  self = g_object_new (CCK_TYPE_CALLBACK_DIALOG, NULL);
  self->sign_in = g_object_ref (sign_in);
  g_signal_connect_object (sign_in, "notify::state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}
