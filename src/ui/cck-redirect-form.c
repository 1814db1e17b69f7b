/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-redirect-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-field-mark.h"
#include "cck-property-row.h"
#include "cck-template.h"

typedef enum
{
  PORT_ANY,
  PORT_FIXED,
  PORT_LIST,
} PortChoice;

struct _CckRedirectForm
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *host_row;
  AdwComboRow *port_choice;
  AdwEntryRow *ports_row;
  AdwEntryRow *path_row;
  CckPropertyRow *redirect_row;
  GtkLabel *error_label;
};

/* In the order of the rows in the template. */
static const char * const hosts[] = { "127.0.0.1", "::1", "localhost" };

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckRedirectForm, cck_redirect_form, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
clear_error (CckRedirectForm *self)
{
  cck_field_mark (self->error_label, self->ports_row, NULL);
  cck_field_mark (self->error_label, self->path_row, NULL);
}

static char *
dup_ports (CckRedirectForm *self)
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
check_ports (CckRedirectForm *self)
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

/* A provider follows RFC 8252 §7.3, or it compares every character of what is registered. */
static const char *
get_port_hint (CckRedirectForm *self)
{
  switch (adw_combo_row_get_selected (self->port_choice))
    {
    case PORT_FIXED:
      return _("The one that is registered at the provider");

    case PORT_LIST:
      return _("Those that are registered; the first free one is used");

    case PORT_ANY:
    default:
      return _("The provider has to accept any; choose another if it does not");
    }
}

static void
update (CckRedirectForm *self)
{
  g_autoptr (CckProvider) provider = cck_provider_new ();
  g_autofree char *uri = NULL;
  guint choice = adw_combo_row_get_selected (self->port_choice);

  gtk_widget_set_visible (GTK_WIDGET (self->ports_row), choice != PORT_ANY);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->port_choice), get_port_hint (self));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ports_row),
                                 choice == PORT_LIST ? _("P_orts") : _("P_ort"));

  if (check_ports (self) == NULL)
    {
      cck_redirect_form_apply (self, provider);
      uri = cck_provider_dup_redirect_uri_to_register (provider);
    }

  cck_property_row_set_value (self->redirect_row, uri);
}

static void
on_field_changed (CckRedirectForm *self)
{
  clear_error (self);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_copy_clicked (CckRedirectForm *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          cck_property_row_get_value (self->redirect_row));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Redirect URI copied"));
}

static void
cck_redirect_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_REDIRECT_FORM);

  G_OBJECT_CLASS (cck_redirect_form_parent_class)->dispose (object);
}

static void
cck_redirect_form_class_init (CckRedirectFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_redirect_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_PROPERTY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-redirect-form"));
  gtk_widget_class_bind_template_child (widget_class, CckRedirectForm, host_row);
  gtk_widget_class_bind_template_child (widget_class, CckRedirectForm, port_choice);
  gtk_widget_class_bind_template_child (widget_class, CckRedirectForm, ports_row);
  gtk_widget_class_bind_template_child (widget_class, CckRedirectForm, path_row);
  gtk_widget_class_bind_template_child (widget_class, CckRedirectForm, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, CckRedirectForm, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
cck_redirect_form_init (CckRedirectForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
cck_redirect_form_set_provider (CckRedirectForm *self,
                                CckProvider     *provider)
{
  const char *ports;

  g_return_if_fail (CCK_IS_REDIRECT_FORM (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  ports = cck_provider_get_redirect_ports (provider);

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      if (g_strcmp0 (hosts[i], cck_provider_get_redirect_host (provider)) == 0)
        adw_combo_row_set_selected (self->host_row, i);
    }

  gtk_editable_set_text (GTK_EDITABLE (self->path_row), cck_provider_get_redirect_path (provider));

  if (g_strcmp0 (ports, "0") == 0)
    {
      adw_combo_row_set_selected (self->port_choice, PORT_ANY);
      return;
    }

  adw_combo_row_set_selected (self->port_choice,
                              strchr (ports, ',') != NULL ? PORT_LIST : PORT_FIXED);
  gtk_editable_set_text (GTK_EDITABLE (self->ports_row), ports);
}

gboolean
cck_redirect_form_check (CckRedirectForm *self)
{
  const char *message;

  g_return_val_if_fail (CCK_IS_REDIRECT_FORM (self), FALSE);

  message = check_ports (self);
  clear_error (self);

  if (message != NULL)
    cck_field_mark (self->error_label, self->ports_row, message);

  return message == NULL;
}

void
cck_redirect_form_apply (CckRedirectForm *self,
                         CckProvider     *provider)
{
  g_autofree char *path = NULL;
  g_autofree char *ports = NULL;
  guint host;

  g_return_if_fail (CCK_IS_REDIRECT_FORM (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  path = dup_text (self->path_row);
  ports = dup_ports (self);
  host = MIN (adw_combo_row_get_selected (self->host_row), G_N_ELEMENTS (hosts) - 1);

  g_object_set (provider,
                "redirect-ports", ports,
                "redirect-host", hosts[host],
                "redirect-path", path,
                NULL);
}

gboolean
cck_redirect_form_show_error (CckRedirectForm *self,
                              const char      *message)
{
  CckField fields[] = {
    { N_("Redirect host"), self->host_row },
    { N_("Redirect port"), self->ports_row },
    { N_("Redirect path"), self->path_row },
  };

  g_return_val_if_fail (CCK_IS_REDIRECT_FORM (self), FALSE);

  return cck_field_tell (fields, G_N_ELEMENTS (fields), self->error_label, message);
}
