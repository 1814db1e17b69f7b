/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-key-row.h"

#include <glib/gi18n.h>

#include "cck-property-row.h"
#include "cck-template.h"
#include "cck-visible-text.h"

struct _CckKeyRow
{
  AdwExpanderRow parent_instance;

  CckPropertyRow *kid_row;
  CckPropertyRow *alg_row;
  CckPropertyRow *thumbprint_row;
  CckPropertyRow *subject_row;
  CckPropertyRow *issuer_row;
  CckPropertyRow *validity_row;
  CckPropertyRow *fault_row;
};

G_DEFINE_FINAL_TYPE (CckKeyRow, cck_key_row, ADW_TYPE_EXPANDER_ROW)

static char *
dup_day (gint64 time)
{
  g_autoptr (GDateTime) moment = time != -1 ? g_date_time_new_from_unix_utc (time) : NULL;

  return moment != NULL ? g_date_time_format (moment, "%F") : g_strdup (_("unknown"));
}

static void
show_certificate (CckKeyRow            *self,
                  const CckCertificate *certificate)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *validity = NULL;

  if (certificate == NULL)
    {
      cck_property_row_set_value (self->subject_row, NULL);
      cck_property_row_set_value (self->issuer_row, NULL);
      cck_property_row_set_value (self->validity_row, NULL);
      return;
    }

  from = dup_day (cck_certificate_get_valid_from (certificate));
  until = dup_day (cck_certificate_get_valid_until (certificate));
  /* Translators: both arguments are days such as “2026-01-31” */
  validity = g_strdup_printf (_("From %s until %s"), from, until);
  cck_property_row_set_value (self->subject_row, cck_certificate_get_subject (certificate));
  cck_property_row_set_value (self->issuer_row, cck_certificate_get_issuer (certificate));
  cck_property_row_set_value (self->validity_row, validity);
}

static void
show_visible (CckPropertyRow *row,
              const char     *text,
              gssize          length)
{
  g_autofree char *visible = text != NULL ? cck_visible_text_new (text, length) : NULL;

  cck_property_row_set_value (row, visible);
}

static void
cck_key_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_KEY_ROW);

  G_OBJECT_CLASS (cck_key_row_parent_class)->dispose (object);
}

static void
cck_key_row_class_init (CckKeyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_key_row_dispose;

  g_type_ensure (CCK_TYPE_PROPERTY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-key-row"));
  gtk_widget_class_bind_template_child (widget_class, CckKeyRow, kid_row);
  gtk_widget_class_bind_template_child (widget_class, CckKeyRow, alg_row);
  gtk_widget_class_bind_template_child (widget_class, CckKeyRow, thumbprint_row);
  gtk_widget_class_bind_template_child (widget_class, CckKeyRow, subject_row);
  gtk_widget_class_bind_template_child (widget_class, CckKeyRow, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, CckKeyRow, validity_row);
  gtk_widget_class_bind_template_child (widget_class, CckKeyRow, fault_row);
}

static void
cck_key_row_init (CckKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_key_row_set_jwk (CckKeyRow *self,
                     CckJwk    *jwk)
{
  g_autofree char *thumbprint = NULL;
  const char *kid;
  gsize length = 0;

  g_return_if_fail (CCK_IS_KEY_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), jwk != NULL);

  if (jwk == NULL)
    return;

  kid = cck_jwk_get_kid (jwk, &length);
  /* The thumbprint of a shared secret would help who guesses at it. */
  thumbprint = g_strcmp0 (cck_jwk_get_kty (jwk), "oct") != 0 ? cck_jwk_dup_thumbprint (jwk) : NULL;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), cck_jwk_get_description (jwk));
  show_visible (self->kid_row, kid, (gssize) length);
  show_visible (self->alg_row, cck_jwk_get_alg (jwk), -1);
  cck_property_row_set_value (self->thumbprint_row, thumbprint);
  show_certificate (self, cck_jwk_get_certificate (jwk));
  cck_property_row_set_value (self->fault_row, cck_jwk_get_certificate_fault (jwk));
}
