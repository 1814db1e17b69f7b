/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-form.h"

#include <glib/gi18n.h>

#include "cck-client-options.h"
#include "cck-credential-form.h"
#include "cck-endpoint-form.h"
#include "cck-field-mark.h"
#include "cck-problem.h"
#include "cck-property-row.h"
#include "cck-redirect-form.h"
#include "cck-session-error.h"
#include "cck-store-error.h"
#include "cck-template.h"
#include "cck-visible-text.h"

struct _CckClientForm
{
  AdwBin parent_instance;

  char *baseline; /* what the fields say before a person changed any */

  AdwEntryRow *name_row;
  AdwEntryRow *issuer_entry;
  AdwSwitchRow *register_row;
  AdwPasswordEntryRow *access_token_row;
  AdwEntryRow *client_id_row;
  AdwEntryRow *scopes_row;
  GtkLabel *client_error;
  CckCredentialForm *credential_form;
  CckRedirectForm *redirect_form;
  CckClientOptions *options;
  CckEndpointForm *endpoints;
  AdwPreferencesGroup *found_group;
  CckPropertyRow *issuer_row;
  CckPropertyRow *authorization_row;
  CckPropertyRow *token_row;
  CckPropertyRow *keys_row;
  CckPropertyRow *pkce_row;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckClientForm, cck_client_form, ADW_TYPE_BIN)

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
is_registering (CckClientForm *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->register_row)) &&
         adw_switch_row_get_active (self->register_row);
}

static void
clear_errors (CckClientForm *self)
{
  cck_field_mark (self->client_error, self->name_row, NULL);
  cck_field_mark (self->client_error, self->issuer_entry, NULL);
  cck_field_mark (self->client_error, self->client_id_row, NULL);
  cck_field_mark (self->client_error, self->scopes_row, NULL);
}

static void
on_field_changed (CckClientForm *self)
{
  clear_errors (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_register_changed (CckClientForm *self)
{
  gboolean registering = is_registering (self);

  gtk_widget_set_visible (GTK_WIDGET (self->access_token_row), registering);
  gtk_widget_set_visible (GTK_WIDGET (self->client_id_row), !registering);
  cck_credential_form_set_registered (self->credential_form, registering);
  on_field_changed (self);
}

static void
cck_client_form_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_CLIENT_FORM);

  G_OBJECT_CLASS (cck_client_form_parent_class)->dispose (object);
}

static void
cck_client_form_finalize (GObject *object)
{
  g_clear_pointer (&CCK_CLIENT_FORM (object)->baseline, g_free);

  G_OBJECT_CLASS (cck_client_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-client-form"));
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, endpoints);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, options);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, credential_form);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, issuer_entry);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, register_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, access_token_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, scopes_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, client_error);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, redirect_form);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, found_group);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, authorization_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, token_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, keys_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, pkce_row);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_register_changed);
}

static void
cck_client_form_class_init (CckClientFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_client_form_dispose;
  object_class->finalize = cck_client_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_CLIENT_OPTIONS);
  g_type_ensure (CCK_TYPE_CREDENTIAL_FORM);
  g_type_ensure (CCK_TYPE_ENDPOINT_FORM);
  g_type_ensure (CCK_TYPE_PROPERTY_ROW);
  g_type_ensure (CCK_TYPE_REDIRECT_FORM);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cck_client_form_init (CckClientForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_found (CckPropertyRow *row,
            const char   *text)
{
  g_autofree char *visible = text != NULL ? cck_visible_text_new (text, -1) : NULL;

  cck_property_row_set_value (row, visible != NULL ? visible : _("None"));
}

static char *
dup_host (const char *issuer)
{
  g_autoptr (GUri) uri = issuer != NULL ? g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (issuer);

  if (g_uri_get_port (uri) < 0)
    return g_strdup (g_uri_get_host (uri));

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

static void
set_entry (AdwEntryRow *row,
           const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* What a person typed stays, whatever provider is looked at next. */
static void
fill_entry (AdwEntryRow *row,
            const char  *text)
{
  const char *filled = g_object_get_data (G_OBJECT (row), "filled");

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), filled != NULL ? filled : "") != 0)
    return;

  g_object_set_data_full (G_OBJECT (row), "filled", g_strdup (text), g_free);
  set_entry (row, text);
}

static void
write_fields (CckClientForm *self,
              CckProvider   *provider)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *client_id = dup_text (self->client_id_row);
  g_autofree char *scopes = dup_text (self->scopes_row);
  g_autofree char *issuer = dup_text (self->issuer_entry);

  g_object_set (provider,
                "name", name,
                "client-id", is_registering (self) ? NULL : client_id,
                "scopes", scopes,
                "client-auth", cck_credential_form_get_method (self->credential_form),
                NULL);

  /* What was found stands; what is entered or edited is what the entry says. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->issuer_entry)))
    g_object_set (provider, "issuer", issuer, NULL);

  cck_redirect_form_apply (self->redirect_form, provider);
  cck_client_options_apply (self->options, provider);
  cck_endpoint_form_apply (self->endpoints, provider);
}

static char *
dup_fields (CckClientForm *self)
{
  g_autoptr (CckProvider) provider = cck_provider_new ();

  write_fields (self, provider);

  return cck_provider_to_json (provider);
}

static void
set_baseline (CckClientForm *self)
{
  g_free (self->baseline);
  self->baseline = dup_fields (self);
}

void
cck_client_form_set_discovery (CckClientForm *self,
                               CckDiscovery  *discovery)
{
  g_return_if_fail (CCK_IS_CLIENT_FORM (self));
  g_return_if_fail (CCK_IS_DISCOVERY (discovery));

  if (*gtk_editable_get_text (GTK_EDITABLE (self->scopes_row)) == '\0')
    {
      g_autofree char *scopes = cck_discovery_dup_suggested_scopes (discovery);

      fill_entry (self->scopes_row, scopes);
    }

  show_found (self->issuer_row, cck_discovery_get_issuer (discovery));
  show_found (self->authorization_row, cck_discovery_get_authorization_endpoint (discovery));
  show_found (self->token_row, cck_discovery_get_token_endpoint (discovery));
  show_found (self->keys_row, cck_discovery_get_jwks_uri (discovery));
  cck_property_row_set_value (self->pkce_row, cck_discovery_get_supports_pkce (discovery)
                               ? _("Supported") : _("Not offered by the provider"));
  gtk_widget_set_visible (GTK_WIDGET (self->found_group), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->register_row),
                          cck_discovery_get_registration_endpoint (discovery) != NULL);
  on_register_changed (self);
  set_baseline (self);
}

void
cck_client_form_set_provider (CckClientForm     *self,
                              CckProvider       *provider,
                              CckClientFormMode  mode)
{
  g_autofree char *host = NULL;
  const char *name;

  g_return_if_fail (CCK_IS_CLIENT_FORM (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  host = dup_host (cck_provider_get_issuer (provider));
  name = cck_provider_get_name (provider);
  fill_entry (self->name_row, name != NULL ? name : host);
  set_entry (self->issuer_entry, cck_provider_get_issuer (provider));
  fill_entry (self->client_id_row, cck_provider_get_client_id (provider));
  fill_entry (self->scopes_row, cck_provider_get_scopes (provider));
  cck_redirect_form_set_provider (self->redirect_form, provider);
  cck_credential_form_set_method (self->credential_form, cck_provider_get_client_auth (provider),
                                  mode == CCK_CLIENT_FORM_EDIT);
  cck_client_options_set_provider (self->options, provider);
  cck_endpoint_form_set_provider (self->endpoints, provider);
  cck_endpoint_form_set_manual (self->endpoints, mode == CCK_CLIENT_FORM_MANUAL);
  gtk_widget_set_visible (GTK_WIDGET (self->issuer_entry), mode != CCK_CLIENT_FORM_FOUND);
  gtk_widget_set_visible (GTK_WIDGET (self->found_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->register_row), FALSE);
  on_register_changed (self);
  set_baseline (self);
}

void
cck_client_form_set_kept (CckClientForm *self,
                          gboolean       kept)
{
  g_return_if_fail (CCK_IS_CLIENT_FORM (self));

  cck_credential_form_set_kept (self->credential_form, kept);
}

gboolean
cck_client_form_is_registering (CckClientForm *self)
{
  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), FALSE);

  return is_registering (self);
}

gboolean
cck_client_form_is_changed (CckClientForm *self)
{
  g_autofree char *fields = NULL;
  g_autoptr (CckSecret) secret = NULL;

  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), FALSE);

  /* Nothing was ever shown in it. */
  if (self->baseline == NULL)
    return FALSE;

  fields = dup_fields (self);
  secret = cck_credential_form_dup_secret (self->credential_form);

  return secret != NULL || !g_str_equal (fields, self->baseline) ||
         cck_credential_form_get_forgets (self->credential_form);
}

/* What the store would refuse is said before anything is saved. */
static gboolean
is_valid (CckClientForm *self,
          CckProvider   *provider)
{
  g_autoptr (GError) error = NULL;
  gboolean valid;

  /* The client ID will be the provider's to give; the rest is looked at as ever. */
  if (is_registering (self))
    g_object_set (provider, "client-id", "registered", NULL);

  valid = cck_provider_validate (provider, &error);

  if (is_registering (self))
    g_object_set (provider, "client-id", NULL, NULL);

  if (!valid)
    cck_client_form_show_error (self, error);

  return valid;
}

static gboolean
has_client (CckClientForm *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *client_id = dup_text (self->client_id_row);

  if (*name == '\0')
    cck_field_mark (self->client_error, self->name_row, _("Enter a name for this provider."));
  else if (*client_id == '\0' && !is_registering (self))
    cck_field_mark (self->client_error, self->client_id_row,
                    _("Enter the client ID that the provider gave you."));
  else
    return TRUE;

  return FALSE;
}

gboolean
cck_client_form_apply (CckClientForm *self,
                       CckProvider   *provider)
{
  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), FALSE);
  g_return_val_if_fail (CCK_IS_PROVIDER (provider), FALSE);

  clear_errors (self);

  if (!has_client (self) || !cck_credential_form_check (self->credential_form) ||
      !cck_redirect_form_check (self->redirect_form) || !cck_endpoint_form_check (self->endpoints))
    return FALSE;

  write_fields (self, provider);

  return is_valid (self, provider);
}

CckSecret *
cck_client_form_dup_credential (CckClientForm *self)
{
  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), NULL);

  return cck_credential_form_dup_secret (self->credential_form);
}

CckSecret *
cck_client_form_dup_initial_access_token (CckClientForm *self)
{
  const char *text;

  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->access_token_row));

  return is_registering (self) && *text != '\0' ? cck_secret_new (text) : NULL;
}

gboolean
cck_client_form_get_forgets_credential (CckClientForm *self)
{
  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), FALSE);

  return cck_credential_form_get_forgets (self->credential_form);
}

const char *
cck_client_form_get_method_title (CckClientForm   *self,
                                  CckProviderAuth  method)
{
  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), NULL);

  return cck_credential_form_get_title (self->credential_form, method);
}

void
cck_client_form_show_error (CckClientForm *self,
                            const GError  *error)
{
  CckField fields[] = {
    { N_("Name"), self->name_row },
    { N_("Issuer"), self->issuer_entry },
    { N_("Client ID"), self->client_id_row },
    { N_("Scopes"), self->scopes_row },
  };
  g_autoptr (CckProblem) problem = NULL;

  g_return_if_fail (CCK_IS_CLIENT_FORM (self));
  g_return_if_fail (error != NULL);

  problem = cck_problem_new_from_error (error);

  if (g_error_matches (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NAME_TAKEN))
    cck_field_mark (self->client_error, self->name_row, problem->message);
  else if (g_error_matches (error, CCK_SESSION_ERROR, CCK_SESSION_ERROR_BAD_INPUT))
    cck_credential_form_show_error (self->credential_form, problem->message);
  else if (!cck_field_tell (fields, G_N_ELEMENTS (fields), self->client_error, problem->message) &&
           !cck_redirect_form_show_error (self->redirect_form, problem->message) &&
           !cck_client_options_show_error (self->options, problem->message) &&
           !cck_endpoint_form_show_error (self->endpoints, problem->message))
    cck_field_mark (self->client_error, NULL, problem->message);
}
