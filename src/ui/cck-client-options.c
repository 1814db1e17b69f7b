/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-options.h"

#include <glib/gi18n.h>

#include "cck-field-mark.h"
#include "cck-file-row.h"
#include "cck-template.h"
#include "cck-verbatim.h"

struct _CckClientOptions
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *resource_row;
  AdwEntryRow *audience_row;
  AdwEntryRow *algorithm_row;
  GtkTextView *parameters_view;
  AdwSwitchRow *dpop_row;
  AdwSwitchRow *par_row;
  AdwSwitchRow *signed_row;
  AdwSwitchRow *post_row;
  CckFileRow *certificates_row;
  GtkLabel *error_label;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckClientOptions, cck_client_options, ADW_TYPE_PREFERENCES_GROUP)

#define N_FIELDS 6

/* By what the store calls them. */
static void
list_fields (CckClientOptions *self,
             CckField          fields[N_FIELDS])
{
  fields[0] = (CckField) { N_("Resource"), self->resource_row };
  fields[1] = (CckField) { N_("Audience"), self->audience_row };
  fields[2] = (CckField) { N_("ID token algorithm"), self->algorithm_row };
  fields[3] = (CckField) { N_("Parameters"), self->parameters_view };
  fields[4] = (CckField) { N_("CA certificates"), self->certificates_row };
  fields[5] = (CckField) { N_("Response mode"), self->post_row };
}

static void
on_changed (CckClientOptions *self)
{
  CckField fields[N_FIELDS];

  list_fields (self, fields);
  cck_field_clear (fields, N_FIELDS, self->error_label);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_entry (AdwEntryRow *row,
           const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static char *
dup_entry (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* One a line; lines without a word are none. */
static GStrv
dup_parameters (CckClientOptions *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_object_get (gtk_text_view_get_buffer (self->parameters_view), "text", &text, NULL);
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);

      if (*lines[i] != '\0')
        g_strv_builder_add (builder, lines[i]);
    }

  return g_strv_builder_end (builder);
}

static void
cck_client_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_CLIENT_OPTIONS);

  G_OBJECT_CLASS (cck_client_options_parent_class)->dispose (object);
}

static void
cck_client_options_class_init (CckClientOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_client_options_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_FILE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-client-options"));
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, resource_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, audience_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, algorithm_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, parameters_view);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, dpop_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, par_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, signed_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, post_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, certificates_row);
  gtk_widget_class_bind_template_child (widget_class, CckClientOptions, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cck_client_options_init (CckClientOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_view (self->parameters_view);
}

void
cck_client_options_set_provider (CckClientOptions *self,
                                 CckProvider      *provider)
{
  const char * const *parameters;
  const char *certificates;
  g_autofree char *text = NULL;

  g_return_if_fail (CCK_IS_CLIENT_OPTIONS (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  parameters = cck_provider_get_parameters (provider);
  certificates = cck_provider_get_ca_certificates (provider);
  text = parameters != NULL ? g_strjoinv ("\n", (char **) parameters) : g_strdup ("");

  set_entry (self->resource_row, cck_provider_get_resource (provider));
  set_entry (self->audience_row, cck_provider_get_audience (provider));
  set_entry (self->algorithm_row, cck_provider_get_id_token_algorithm (provider));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->parameters_view), text, -1);
  adw_switch_row_set_active (self->dpop_row, cck_provider_get_dpop (provider));
  adw_switch_row_set_active (self->par_row, cck_provider_get_par (provider));
  adw_switch_row_set_active (self->signed_row, cck_provider_get_request_object (provider));
  adw_switch_row_set_active (self->post_row,
                             g_strcmp0 (cck_provider_get_response_mode (provider),
                                        "form_post") == 0);
  cck_file_row_set_text (self->certificates_row, certificates,
                         certificates != NULL ? _("Trusted for this provider only") : NULL);
}

void
cck_client_options_apply (CckClientOptions *self,
                          CckProvider      *provider)
{
  g_autofree char *resource = NULL;
  g_autofree char *audience = NULL;
  g_autofree char *algorithm = NULL;
  g_auto (GStrv) parameters = NULL;

  g_return_if_fail (CCK_IS_CLIENT_OPTIONS (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  resource = dup_entry (self->resource_row);
  audience = dup_entry (self->audience_row);
  algorithm = dup_entry (self->algorithm_row);
  parameters = dup_parameters (self);

  g_object_set (provider,
                "resource", resource,
                "audience", audience,
                "id-token-algorithm", algorithm,
                "parameters", *parameters != NULL ? parameters : NULL,
                "dpop", adw_switch_row_get_active (self->dpop_row),
                "par", adw_switch_row_get_active (self->par_row),
                "request-object", adw_switch_row_get_active (self->signed_row),
                "response-mode", adw_switch_row_get_active (self->post_row) ? "form_post" : "query",
                "ca-certificates", cck_file_row_get_text (self->certificates_row),
                NULL);
}

gboolean
cck_client_options_show_error (CckClientOptions *self,
                               const char       *message)
{
  CckField fields[N_FIELDS];

  g_return_val_if_fail (CCK_IS_CLIENT_OPTIONS (self), FALSE);

  list_fields (self, fields);

  return cck_field_tell (fields, N_FIELDS, self->error_label, message);
}
