/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-issuer-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-field-mark.h"
#include "cck-file-row.h"
#include "cck-template.h"

struct _CckIssuerForm
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *issuer_row;
  AdwSwitchRow *http_row;
  CckFileRow *certificates_row;
  GtkLabel *issuer_error;
};

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckIssuerForm, cck_issuer_form, ADW_TYPE_PREFERENCES_GROUP)

/* As people paste it: with white space around, or the whole address of the configuration. */
static char *
dup_text (CckIssuerForm *self)
{
  static const char * const suffixes[] = {
    "/.well-known/openid-configuration",
    "/.well-known/oauth-authorization-server",
  };
  char *issuer = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->issuer_row))));

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_str_has_suffix (issuer, suffixes[i]))
        issuer[strlen (issuer) - strlen (suffixes[i])] = '\0';
    }

  return issuer;
}

static gboolean
is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* NULL where it can be asked. The word of the provider itself is what decides in the end. */
static const char *
check_issuer (CckIssuerForm *self,
              const char    *issuer,
              gboolean      *http_loopback)
{
  g_autoptr (GUri) uri = g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL);

  *http_loopback = FALSE;

  if (*issuer == '\0')
    return _("Enter the provider’s issuer URL, such as https://login.example.com.");

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return _("This is no web address. Enter one such as https://login.example.com.");

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") == 0)
    return NULL;

  if (g_strcmp0 (g_uri_get_scheme (uri), "http") != 0)
    return _("An issuer’s address begins with https://.");

  *http_loopback = is_loopback (uri);

  if (!*http_loopback)
    return _("Plain HTTP is only for this computer. Use https://.");

  return adw_switch_row_get_active (self->http_row) ? NULL
         : _("This address is not encrypted. Allow plain HTTP to use it.");
}

static void
on_issuer_changed (CckIssuerForm *self)
{
  g_autofree char *issuer = dup_text (self);
  gboolean http_loopback;

  check_issuer (self, issuer, &http_loopback);
  gtk_widget_set_visible (GTK_WIDGET (self->http_row), http_loopback);
  cck_field_mark (self->issuer_error, self->issuer_row, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_certificates_changed (CckIssuerForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activated (CckIssuerForm *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
cck_issuer_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_ISSUER_FORM);

  G_OBJECT_CLASS (cck_issuer_form_parent_class)->dispose (object);
}

static void
cck_issuer_form_class_init (CckIssuerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_issuer_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_FILE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-issuer-form"));
  gtk_widget_class_bind_template_child (widget_class, CckIssuerForm, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, CckIssuerForm, http_row);
  gtk_widget_class_bind_template_child (widget_class, CckIssuerForm, certificates_row);
  gtk_widget_class_bind_template_child (widget_class, CckIssuerForm, issuer_error);
  gtk_widget_class_bind_template_callback (widget_class, on_issuer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_certificates_changed);
}

static void
cck_issuer_form_init (CckIssuerForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

char *
cck_issuer_form_dup_issuer (CckIssuerForm *self)
{
  g_return_val_if_fail (CCK_IS_ISSUER_FORM (self), NULL);

  return dup_text (self);
}

gboolean
cck_issuer_form_check (CckIssuerForm *self,
                       gboolean      *http_loopback)
{
  g_autofree char *issuer = NULL;
  const char *message;

  g_return_val_if_fail (CCK_IS_ISSUER_FORM (self), FALSE);

  issuer = dup_text (self);
  message = check_issuer (self, issuer, http_loopback);
  cck_field_mark (self->issuer_error, self->issuer_row, message);

  return message == NULL;
}

void
cck_issuer_form_ask_certificates (CckIssuerForm *self)
{
  g_return_if_fail (CCK_IS_ISSUER_FORM (self));

  gtk_widget_set_visible (GTK_WIDGET (self->certificates_row), TRUE);
}

const char *
cck_issuer_form_get_certificates (CckIssuerForm *self)
{
  g_return_val_if_fail (CCK_IS_ISSUER_FORM (self), NULL);

  return cck_file_row_get_text (self->certificates_row);
}
