/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-credential-form.h"

#include <glib/gi18n.h>

#include "cck-field-mark.h"
#include "cck-file-row.h"
#include "cck-template.h"

typedef enum
{
  NOTHING,
  SECRET,
  KEY,
  CERTIFICATE,
} Needs;

/* In the order of the rows in the template, and with the wire word for who knows it by that. */
static const struct
{
  CckProviderAuth method;
  Needs needs;
} methods[] = {
  { CCK_PROVIDER_AUTH_NONE, NOTHING },
  { CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC, SECRET },
  { CCK_PROVIDER_AUTH_CLIENT_SECRET_POST, SECRET },
  { CCK_PROVIDER_AUTH_CLIENT_SECRET_JWT, SECRET },
  { CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, KEY },
  { CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH, CERTIFICATE },
};

struct _CckCredentialForm
{
  AdwPreferencesGroup parent_instance;

  gboolean kept;
  gboolean forgotten; /* what was kept is to go */
  gboolean registered;
  CckProviderAuth kept_method;

  AdwComboRow *method_row;
  AdwPasswordEntryRow *secret_row;
  CckFileRow *key_row;
  GtkWidget *forget_row;
  GtkLabel *error_label;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckCredentialForm, cck_credential_form, ADW_TYPE_PREFERENCES_GROUP)

static guint
get_index (CckCredentialForm *self)
{
  return MIN (adw_combo_row_get_selected (self->method_row), G_N_ELEMENTS (methods) - 1);
}

static Needs
needs_of (CckProviderAuth method)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (methods[i].method == method)
        return methods[i].needs;
    }

  return NOTHING;
}

/* What is in the keyring serves every method that needs the same. */
static gboolean
is_kept (CckCredentialForm *self)
{
  return self->kept && !self->forgotten &&
         methods[get_index (self)].needs == needs_of (self->kept_method);
}

/* What a person has to give for the method. */
static Needs
get_needs (CckCredentialForm *self)
{
  return self->registered ? NOTHING : methods[get_index (self)].needs;
}

static void
clear_error (CckCredentialForm *self)
{
  cck_field_mark (self->error_label, self->secret_row, NULL);
  cck_field_mark (self->error_label, self->key_row, NULL);
}

static void
on_method_changed (CckCredentialForm *self)
{
  guint index = get_index (self);
  Needs needs = get_needs (self);
  gboolean kept = is_kept (self);

  clear_error (self);
  gtk_widget_set_visible (self->forget_row, kept && needs != NOTHING);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->method_row),
                               cck_provider_auth_to_string (methods[index].method));
  gtk_widget_set_visible (GTK_WIDGET (self->secret_row), needs == SECRET);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), needs == KEY || needs == CERTIFICATE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row),
                                 kept ? _("New Client S_ecret (Optional)") : _("Client S_ecret"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row),
                                 needs == CERTIFICATE ? _("Certificate and _Key (PEM)")
                                                      : _("Private _Key (JWK or PEM)"));

  if (cck_file_row_get_text (self->key_row) == NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->key_row),
                                 kept ? _("In the keyring") : "");

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_forget_activated (CckCredentialForm *self)
{
  self->forgotten = TRUE;
  on_method_changed (self);
}

static void
on_changed (CckCredentialForm *self)
{
  clear_error (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cck_credential_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_CREDENTIAL_FORM);

  G_OBJECT_CLASS (cck_credential_form_parent_class)->dispose (object);
}

static void
cck_credential_form_class_init (CckCredentialFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_credential_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_FILE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-credential-form"));
  gtk_widget_class_bind_template_child (widget_class, CckCredentialForm, method_row);
  gtk_widget_class_bind_template_child (widget_class, CckCredentialForm, secret_row);
  gtk_widget_class_bind_template_child (widget_class, CckCredentialForm, key_row);
  gtk_widget_class_bind_template_child (widget_class, CckCredentialForm, forget_row);
  gtk_widget_class_bind_template_child (widget_class, CckCredentialForm, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_method_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cck_credential_form_init (CckCredentialForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_method_changed (self);
}

void
cck_credential_form_set_method (CckCredentialForm *self,
                                CckProviderAuth    method,
                                gboolean           kept)
{
  g_return_if_fail (CCK_IS_CREDENTIAL_FORM (self));

  self->kept = kept && needs_of (method) != NOTHING;
  self->forgotten = FALSE;
  self->kept_method = method;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (methods[i].method == method)
        adw_combo_row_set_selected (self->method_row, i);
    }

  on_method_changed (self);
}

CckProviderAuth
cck_credential_form_get_method (CckCredentialForm *self)
{
  g_return_val_if_fail (CCK_IS_CREDENTIAL_FORM (self), CCK_PROVIDER_AUTH_NONE);

  return methods[get_index (self)].method;
}

CckSecret *
cck_credential_form_dup_secret (CckCredentialForm *self)
{
  const char *text = NULL;

  g_return_val_if_fail (CCK_IS_CREDENTIAL_FORM (self), NULL);

  switch (get_needs (self))
    {
    case SECRET:
      text = gtk_editable_get_text (GTK_EDITABLE (self->secret_row));
      break;

    case KEY:
    case CERTIFICATE:
      text = cck_file_row_get_text (self->key_row);
      break;

    case NOTHING:
    default:
      break;
    }

  return text != NULL && *text != '\0' ? cck_secret_new (text) : NULL;
}

static const char *
get_complaint (CckCredentialForm *self)
{
  switch (get_needs (self))
    {
    case SECRET:
      return _("Enter the client secret that the provider gave you.");

    case KEY:
      return _("Choose the file with the client’s private key.");

    case CERTIFICATE:
      return _("Choose the file with the client’s certificate and its key.");

    case NOTHING:
    default:
      return NULL;
    }
}

gboolean
cck_credential_form_check (CckCredentialForm *self)
{
  g_autoptr (CckSecret) secret = NULL;
  const char *complaint;

  g_return_val_if_fail (CCK_IS_CREDENTIAL_FORM (self), FALSE);

  clear_error (self);
  secret = cck_credential_form_dup_secret (self);
  complaint = get_complaint (self);

  if (complaint == NULL || secret != NULL || is_kept (self) || self->forgotten)
    return TRUE;

  cck_credential_form_show_error (self, complaint);

  return FALSE;
}

void
cck_credential_form_show_error (CckCredentialForm *self,
                                const char        *message)
{
  gpointer row;

  g_return_if_fail (CCK_IS_CREDENTIAL_FORM (self));

  row = get_needs (self) == SECRET ? GTK_WIDGET (self->secret_row) : GTK_WIDGET (self->key_row);
  cck_field_mark (self->error_label, row, message);
}

void
cck_credential_form_set_kept (CckCredentialForm *self,
                              gboolean           kept)
{
  g_return_if_fail (CCK_IS_CREDENTIAL_FORM (self));

  self->kept = kept;
  on_method_changed (self);
}

void
cck_credential_form_set_registered (CckCredentialForm *self,
                                    gboolean           registered)
{
  g_return_if_fail (CCK_IS_CREDENTIAL_FORM (self));

  self->registered = registered;
  on_method_changed (self);
}

void
cck_credential_form_fix_method (CckCredentialForm *self)
{
  g_return_if_fail (CCK_IS_CREDENTIAL_FORM (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->method_row), FALSE);
}

gboolean
cck_credential_form_get_forgets (CckCredentialForm *self)
{
  g_autoptr (CckSecret) secret = NULL;

  g_return_val_if_fail (CCK_IS_CREDENTIAL_FORM (self), FALSE);

  secret = cck_credential_form_dup_secret (self);

  return self->forgotten && secret == NULL;
}

const char *
cck_credential_form_get_title (CckCredentialForm *self,
                               CckProviderAuth    method)
{
  GtkStringList *titles;

  g_return_val_if_fail (CCK_IS_CREDENTIAL_FORM (self), NULL);

  titles = GTK_STRING_LIST (adw_combo_row_get_model (self->method_row));

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (methods[i].method == method)
        return gtk_string_list_get_string (titles, i);
    }

  return cck_provider_auth_to_string (method);
}
