/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-credential-dialog.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-credential-form.h"
#include "cck-problem.h"
#include "cck-registration.h"
#include "cck-template.h"

struct _CckCredentialDialog
{
  AdwDialog parent_instance;

  CckSession *session;
  CckProvider *provider;

  AdwWindowTitle *title;
  GtkWidget *save_button;
  CckCredentialForm *form;
};

G_DEFINE_FINAL_TYPE (CckCredentialDialog, cck_credential_dialog, ADW_TYPE_DIALOG)

static DexFuture *
on_saved (DexFuture *future,
          gpointer   user_data)
{
  CckCredentialDialog *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->form == NULL)
    return dex_future_new_true ();

  gtk_widget_set_sensitive (self->save_button, TRUE);

  if (dex_future_get_value (future, &error) == NULL)
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      cck_credential_form_show_error (self->form, problem->message);
      return dex_future_new_true ();
    }

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Provider saved"));
  adw_dialog_close (ADW_DIALOG (self));

  return dex_future_new_true ();
}

static void
on_save (CckCredentialDialog *self)
{
  g_autoptr (CckSecret) secret = cck_credential_form_dup_secret (self->form);
  DexFuture *saved;

  if (!cck_credential_form_check (self->form))
    return;

  if (secret == NULL && !cck_credential_form_get_forgets (self->form))
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }

  gtk_widget_set_sensitive (self->save_button, FALSE);
  saved = secret != NULL
          ? cck_session_keep_credential (self->session, self->provider, secret)
          : cck_session_forget_credential (self->session, self->provider);
  dex_future_disown (dex_future_finally (saved, on_saved, g_object_ref (self), g_object_unref));
}

static void
on_cancel (CckCredentialDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cck_credential_dialog_dispose (GObject *object)
{
  CckCredentialDialog *self = CCK_CREDENTIAL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CREDENTIAL_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->provider);

  G_OBJECT_CLASS (cck_credential_dialog_parent_class)->dispose (object);
}

static void
cck_credential_dialog_class_init (CckCredentialDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_credential_dialog_dispose;

  g_type_ensure (CCK_TYPE_CREDENTIAL_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CCK_TEMPLATE ("cck-credential-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckCredentialDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CckCredentialDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CckCredentialDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
cck_credential_dialog_init (CckCredentialDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static DexFuture *
on_kept_known (DexFuture *future,
               gpointer   user_data)
{
  CckCredentialDialog *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  if (value != NULL && self->form != NULL)
    cck_credential_form_set_kept (self->form, g_value_get_boolean (value));

  return dex_future_new_true ();
}

AdwDialog *
cck_credential_dialog_new (CckSession  *session,
                           CckProvider *provider)
{
  CckCredentialDialog *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);

  self = g_object_new (CCK_TYPE_CREDENTIAL_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->provider = g_object_ref (provider);
  name = cck_provider_dup_title (provider);
  adw_window_title_set_subtitle (self->title, name);
  cck_credential_form_set_method (self->form, cck_provider_get_client_auth (provider), FALSE);
  cck_credential_form_fix_method (self->form);
  dex_future_disown (dex_future_finally (cck_session_has_credential (session, provider),
                                         on_kept_known, g_object_ref (self), g_object_unref));

  return ADW_DIALOG (self);
}

gboolean
cck_credential_dialog_is_for (CckProvider *provider)
{
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  return cck_provider_get_read_only (provider) &&
         cck_provider_get_client_auth (provider) != CCK_PROVIDER_AUTH_NONE;
}
