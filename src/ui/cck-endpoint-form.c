/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-endpoint-form.h"

#include <glib/gi18n.h>

#include "cck-field-mark.h"
#include "cck-template.h"

typedef enum
{
  AUTHORIZATION,
  TOKEN,
  JWKS,
  USERINFO,
  REVOCATION,
  INTROSPECTION,
  DEVICE,
  END_SESSION,
  PAR,
  N_ENDPOINTS,
} Endpoint;

static const char * const names[N_ENDPOINTS] = {
  [AUTHORIZATION] = "authorization-endpoint",
  [TOKEN] = "token-endpoint",
  [JWKS] = "jwks-uri",
  [USERINFO] = "userinfo-endpoint",
  [REVOCATION] = "revocation-endpoint",
  [INTROSPECTION] = "introspection-endpoint",
  [DEVICE] = "device-authorization-endpoint",
  [END_SESSION] = "end-session-endpoint",
  [PAR] = "pushed-authorization-request-endpoint",
};

struct _CckEndpointForm
{
  AdwPreferencesGroup parent_instance;

  gboolean manual;

  AdwExpanderRow *expander;
  AdwEntryRow *authorization_row;
  AdwEntryRow *token_row;
  AdwEntryRow *jwks_row;
  AdwEntryRow *userinfo_row;
  AdwEntryRow *revocation_row;
  AdwEntryRow *introspection_row;
  AdwEntryRow *device_row;
  AdwEntryRow *end_session_row;
  AdwEntryRow *par_row;
  GtkLabel *error_label;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckEndpointForm, cck_endpoint_form, ADW_TYPE_PREFERENCES_GROUP)

static AdwEntryRow *
get_row (CckEndpointForm *self,
         Endpoint         endpoint)
{
  AdwEntryRow *rows[N_ENDPOINTS] = {
    [AUTHORIZATION] = self->authorization_row,
    [TOKEN] = self->token_row,
    [JWKS] = self->jwks_row,
    [USERINFO] = self->userinfo_row,
    [REVOCATION] = self->revocation_row,
    [INTROSPECTION] = self->introspection_row,
    [DEVICE] = self->device_row,
    [END_SESSION] = self->end_session_row,
    [PAR] = self->par_row,
  };

  return rows[endpoint];
}

static char *
dup_text (CckEndpointForm *self,
          Endpoint         endpoint)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_row (self, endpoint)))));
}

static void
clear_errors (CckEndpointForm *self)
{
  for (guint i = 0; i < N_ENDPOINTS; i++)
    cck_field_mark (self->error_label, get_row (self, i), NULL);
}

static void
on_changed (CckEndpointForm *self)
{
  clear_errors (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cck_endpoint_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_ENDPOINT_FORM);

  G_OBJECT_CLASS (cck_endpoint_form_parent_class)->dispose (object);
}

static void
cck_endpoint_form_class_init (CckEndpointFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_endpoint_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-endpoint-form"));
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, expander);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, authorization_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, token_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, jwks_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, userinfo_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, revocation_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, introspection_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, device_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, end_session_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, par_row);
  gtk_widget_class_bind_template_child (widget_class, CckEndpointForm, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cck_endpoint_form_init (CckEndpointForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_endpoint_form_set_provider (CckEndpointForm *self,
                                CckProvider     *provider)
{
  g_return_if_fail (CCK_IS_ENDPOINT_FORM (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  for (guint i = 0; i < N_ENDPOINTS; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (provider, names[i], &text, NULL);
      gtk_editable_set_text (GTK_EDITABLE (get_row (self, i)), text != NULL ? text : "");
    }
}

void
cck_endpoint_form_apply (CckEndpointForm *self,
                         CckProvider     *provider)
{
  g_return_if_fail (CCK_IS_ENDPOINT_FORM (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  for (guint i = 0; i < N_ENDPOINTS; i++)
    {
      g_autofree char *text = dup_text (self, i);

      g_object_set (provider, names[i], text, NULL);
    }
}

void
cck_endpoint_form_set_manual (CckEndpointForm *self,
                              gboolean         manual)
{
  g_return_if_fail (CCK_IS_ENDPOINT_FORM (self));

  self->manual = manual;
  adw_expander_row_set_expanded (self->expander, manual);
  adw_expander_row_set_subtitle (self->expander,
                                 manual ? _("The first two are needed")
                                        : _("What is empty is looked up at the issuer"));
}

gboolean
cck_endpoint_form_check (CckEndpointForm *self)
{
  static const Endpoint needed[] = { AUTHORIZATION, TOKEN };

  g_return_val_if_fail (CCK_IS_ENDPOINT_FORM (self), FALSE);

  clear_errors (self);

  for (guint i = 0; self->manual && i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *text = dup_text (self, needed[i]);

      if (*text == '\0')
        {
          cck_field_mark (self->error_label, get_row (self, needed[i]),
                          _("Enter this address. Without it nobody can sign in."));
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
cck_endpoint_form_show_error (CckEndpointForm *self,
                              const char      *message)
{
  CckField fields[] = {
    { N_("Authorization endpoint"), self->authorization_row },
    { N_("Token endpoint"), self->token_row },
    { N_("JWKS URI"), self->jwks_row },
    { N_("UserInfo endpoint"), self->userinfo_row },
    { N_("Revocation endpoint"), self->revocation_row },
    { N_("Introspection endpoint"), self->introspection_row },
    { N_("Device authorization endpoint"), self->device_row },
    { N_("End session endpoint"), self->end_session_row },
    { N_("Pushed authorization request endpoint"), self->par_row },
  };

  g_return_val_if_fail (CCK_IS_ENDPOINT_FORM (self), FALSE);

  return cck_field_tell (fields, G_N_ELEMENTS (fields), self->error_label, message);
}
