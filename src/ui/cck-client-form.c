/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-client-options.h"
#include "cck-credential-form.h"
#include "cck-endpoint-form.h"
#include "cck-problem.h"
#include "cck-store-error.h"
#include "cck-property-row.h"
#include "cck-template.h"
#include "cck-visible-text.h"

typedef enum
{
  PORT_ANY,
  PORT_FIXED,
  PORT_LIST,
} PortChoice;

struct _CckClientForm
{
  AdwBin parent_instance;

  char *issuer;

  AdwEntryRow *name_row;
  AdwEntryRow *issuer_entry;
  AdwEntryRow *client_id_row;
  AdwEntryRow *scopes_row;
  GtkLabel *client_error;
  CckCredentialForm *credential_form;
  AdwComboRow *host_row;
  AdwComboRow *port_choice;
  AdwEntryRow *ports_row;
  AdwEntryRow *path_row;
  GtkLabel *redirect_error;
  CckPropertyRow *redirect_row;
  CckClientOptions *options;
  CckEndpointForm *endpoints;
  AdwPreferencesGroup *found_group;
  CckPropertyRow *issuer_row;
  CckPropertyRow *authorization_row;
  CckPropertyRow *token_row;
  CckPropertyRow *keys_row;
  CckPropertyRow *pkce_row;
};

/* In the order of the rows in the template. */
static const char * const hosts[] = { "127.0.0.1", "::1", "localhost" };

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

static void
mark (GtkLabel   *label,
      gpointer    row,
      const char *message)
{
  gtk_label_set_label (label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (label), message != NULL);

  if (row == NULL)
    return;

  if (message != NULL)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
      gtk_accessible_update_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
      gtk_widget_grab_focus (row);
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_state (row, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

static void
clear_errors (CckClientForm *self)
{
  mark (self->client_error, self->name_row, NULL);
  mark (self->client_error, self->client_id_row, NULL);
  mark (self->redirect_error, self->ports_row, NULL);
}

static char *
dup_ports (CckClientForm *self)
{
  g_autofree char *text = dup_text (self->ports_row);
  g_auto (GStrv) parts = NULL;

  if (adw_combo_row_get_selected (self->port_choice) == PORT_ANY)
    return g_strdup ("0");

  parts = g_strsplit_set (text, ", ;", -1);
  g_clear_pointer (&text, g_free);

  /* "8400, 8401" as people type it; the file has "8400,8401". */
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        {
          char *joined = text != NULL ? g_strconcat (text, ",", parts[i],
                                                     NULL) : g_strdup (parts[i]);

          g_free (text);
          text = joined;
        }
    }

  return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
}

static const char *
check_ports (CckClientForm *self)
{
  g_autofree char *ports = dup_ports (self);
  g_auto (GStrv) parts = g_strsplit (ports, ",", -1);
  guint64 number;

  if (adw_combo_row_get_selected (self->port_choice) == PORT_ANY)
    return NULL;

  if (*ports == '\0')
    return _("Enter the port that is registered at the provider.");

  if (adw_combo_row_get_selected (self->port_choice) == PORT_FIXED && g_strv_length (parts) > 1)
    return _("Enter one port, or choose “List of Ports”.");

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 65535, &number, NULL))
        return _("A port is a number from 1 to 65535.");
    }

  return NULL;
}

static void
apply_redirect (CckClientForm *self,
                CckProvider   *provider,
                const char    *ports)
{
  g_autofree char *path = dup_text (self->path_row);
  guint host = MIN (adw_combo_row_get_selected (self->host_row), G_N_ELEMENTS (hosts) - 1);

  g_object_set (provider,
                "redirect-ports", ports,
                "redirect-host", hosts[host],
                "redirect-path", path,
                NULL);
}

static void
update_redirect (CckClientForm *self)
{
  g_autoptr (CckProvider) provider = cck_provider_new ();
  g_autofree char *ports = dup_ports (self);
  g_autofree char *uri = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->ports_row),
                          adw_combo_row_get_selected (self->port_choice) != PORT_ANY);

  if (check_ports (self) != NULL)
    {
      cck_property_row_set_value (self->redirect_row, "");
      return;
    }

  apply_redirect (self, provider, ports);
  uri = cck_provider_dup_redirect_uri_to_register (provider);
  cck_property_row_set_value (self->redirect_row, uri);
}

static void
on_port_choice_changed (CckClientForm *self)
{
  gboolean list = adw_combo_row_get_selected (self->port_choice) == PORT_LIST;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ports_row),
                                 list ? _("P_orts") : _("P_ort"));
  mark (self->redirect_error, self->ports_row, NULL);
  update_redirect (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_field_changed (CckClientForm *self)
{
  clear_errors (self);
  update_redirect (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_copy_redirect_clicked (CckClientForm *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          cck_property_row_get_value (self->redirect_row));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Redirect URI copied"));
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
  g_clear_pointer (&CCK_CLIENT_FORM (object)->issuer, g_free);

  G_OBJECT_CLASS (cck_client_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-client-form"));
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, endpoints);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, options);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, path_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, host_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, credential_form);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, issuer_entry);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, scopes_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, client_error);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, port_choice);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, ports_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, redirect_error);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, found_group);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, authorization_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, token_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, keys_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientForm, pkce_row);
  gtk_widget_class_bind_template_callback (widget_class, on_port_choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_redirect_clicked);
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
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cck_client_form_init (CckClientForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_redirect (self);
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
  g_autoptr (GUri) uri = g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (issuer);

  if (g_uri_get_port (uri) < 0)
    return g_strdup (g_uri_get_host (uri));

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

void
cck_client_form_set_discovery (CckClientForm *self,
                               CckDiscovery  *discovery)
{
  g_autofree char *name = NULL;
  g_autofree char *scopes = NULL;

  g_return_if_fail (CCK_IS_CLIENT_FORM (self));
  g_return_if_fail (CCK_IS_DISCOVERY (discovery));

  scopes = cck_discovery_dup_suggested_scopes (discovery);

  /* Going back to look at the issuer again keeps what has been typed for the same one. */
  if (g_set_str (&self->issuer, cck_discovery_get_issuer (discovery)))
    {
      name = dup_host (cck_discovery_get_issuer (discovery));
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
      gtk_editable_set_text (GTK_EDITABLE (self->scopes_row), scopes);
    }

  show_found (self->issuer_row, cck_discovery_get_issuer (discovery));
  show_found (self->authorization_row, cck_discovery_get_authorization_endpoint (discovery));
  show_found (self->token_row, cck_discovery_get_token_endpoint (discovery));
  show_found (self->keys_row, cck_discovery_get_jwks_uri (discovery));
  cck_property_row_set_value (self->pkce_row, cck_discovery_get_supports_pkce (discovery)
                               ? _("Supported") : _("Not offered by the provider"));
  gtk_widget_set_visible (GTK_WIDGET (self->issuer_entry), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->found_group), TRUE);
  cck_endpoint_form_set_manual (self->endpoints, FALSE);
}

static void
set_entry (AdwEntryRow *row,
           const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
set_redirect (CckClientForm *self,
              CckProvider   *provider)
{
  const char *ports = cck_provider_get_redirect_ports (provider);

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      if (g_strcmp0 (hosts[i], cck_provider_get_redirect_host (provider)) == 0)
        adw_combo_row_set_selected (self->host_row, i);
    }

  set_entry (self->path_row, cck_provider_get_redirect_path (provider));

  if (g_strcmp0 (ports, "0") == 0)
    {
      adw_combo_row_set_selected (self->port_choice, PORT_ANY);
      return;
    }

  adw_combo_row_set_selected (self->port_choice,
                              strchr (ports, ',') != NULL ? PORT_LIST : PORT_FIXED);
  set_entry (self->ports_row, ports);
}

void
cck_client_form_set_provider (CckClientForm     *self,
                              CckProvider       *provider,
                              CckClientFormMode  mode)
{
  g_return_if_fail (CCK_IS_CLIENT_FORM (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  g_set_str (&self->issuer, cck_provider_get_issuer (provider));
  set_entry (self->name_row, cck_provider_get_name (provider));
  set_entry (self->issuer_entry, cck_provider_get_issuer (provider));
  set_entry (self->client_id_row, cck_provider_get_client_id (provider));
  set_entry (self->scopes_row, cck_provider_get_scopes (provider));
  set_redirect (self, provider);
  cck_credential_form_set_method (self->credential_form, cck_provider_get_client_auth (provider),
                                  mode == CCK_CLIENT_FORM_EDIT);
  cck_client_options_set_provider (self->options, provider);
  cck_endpoint_form_set_provider (self->endpoints, provider);
  cck_endpoint_form_set_manual (self->endpoints, mode == CCK_CLIENT_FORM_MANUAL);
  gtk_widget_set_visible (GTK_WIDGET (self->issuer_entry), mode != CCK_CLIENT_FORM_FOUND);
  gtk_widget_set_visible (GTK_WIDGET (self->found_group), FALSE);
  update_redirect (self);
}

gboolean
cck_client_form_is_complete (CckClientForm *self)
{
  g_autofree char *name = NULL;
  g_autofree char *client_id = NULL;

  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), FALSE);

  name = dup_text (self->name_row);
  client_id = dup_text (self->client_id_row);

  return *name != '\0' && *client_id != '\0' &&
         cck_credential_form_is_complete (self->credential_form) &&
         cck_endpoint_form_is_complete (self->endpoints);
}

/* What was found stands; what is entered or edited is what the entry says. */
static void
apply_issuer (CckClientForm *self,
              CckProvider   *provider)
{
  g_autofree char *issuer = dup_text (self->issuer_entry);

  if (gtk_widget_get_visible (GTK_WIDGET (self->issuer_entry)))
    g_object_set (provider, "issuer", issuer, NULL);
}

/* What the store would refuse is said before anything is saved. */
static gboolean
is_valid (CckClientForm *self,
          CckProvider   *provider)
{
  g_autoptr (GError) error = NULL;

  if (cck_provider_validate (provider, &error))
    return TRUE;

  cck_client_form_show_error (self, error);

  return FALSE;
}

gboolean
cck_client_form_apply (CckClientForm *self,
                       CckProvider   *provider)
{
  g_autofree char *name = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *scopes = NULL;
  g_autofree char *ports = NULL;
  const char *ports_error;

  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), FALSE);

  name = dup_text (self->name_row);
  client_id = dup_text (self->client_id_row);
  scopes = dup_text (self->scopes_row);
  ports = dup_ports (self);
  ports_error = check_ports (self);
  clear_errors (self);

  if (*name == '\0')
    mark (self->client_error, self->name_row, _("Enter a name for this provider."));
  else if (*client_id == '\0')
    mark (self->client_error, self->client_id_row,
          _("Enter the client ID that the provider gave you."));
  else if (ports_error != NULL)
    mark (self->redirect_error, self->ports_row, ports_error);

  if (*name == '\0' || *client_id == '\0' || ports_error != NULL)
    return FALSE;

  g_object_set (provider,
                "name", name,
                "client-id", client_id,
                "scopes", scopes,
                "client-auth", cck_credential_form_get_method (self->credential_form),
                NULL);
  apply_redirect (self, provider, ports);
  apply_issuer (self, provider);
  cck_client_options_apply (self->options, provider);
  cck_endpoint_form_apply (self->endpoints, provider);

  return is_valid (self, provider);
}

CckSecret *
cck_client_form_dup_credential (CckClientForm *self)
{
  g_return_val_if_fail (CCK_IS_CLIENT_FORM (self), NULL);

  return cck_credential_form_dup_secret (self->credential_form);
}

void
cck_client_form_show_error (CckClientForm *self,
                            const GError  *error)
{
  g_autoptr (CckProblem) problem = NULL;

  g_return_if_fail (CCK_IS_CLIENT_FORM (self));
  g_return_if_fail (error != NULL);

  problem = cck_problem_new_from_error (error);
  mark (self->client_error,
        g_error_matches (error, CCK_STORE_ERROR,
                         CCK_STORE_ERROR_NAME_TAKEN) ? self->name_row : NULL,
        problem->message);
}
