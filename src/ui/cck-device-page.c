/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-device-page.h"

#include <glib/gi18n.h>

#include "cck-template.h"
#include "cck-time-text.h"
#include "cck-verbatim.h"
#include "cck-visible-text.h"

struct _CckDevicePage
{
  AdwBin parent_instance;

  char *code;
  char *uri;
  char *complete_uri;

  AdwStatusPage *status_page;
  GtkLabel *code_label;
  GtkButton *uri_button;
  GtkLabel *uri_label;
  GtkLabel *wait_label;
};

enum
{
  OPEN,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckDevicePage, cck_device_page, ADW_TYPE_BIN)

static const char *
get_link (CckDevicePage *self)
{
  return self->complete_uri != NULL ? self->complete_uri : self->uri;
}

static void
copy (CckDevicePage *self,
      const char    *text,
      const char    *told)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", told);
}

static void
on_open_clicked (CckDevicePage *self)
{
  g_signal_emit (self, signals[OPEN], 0, get_link (self));
}

static void
on_copy_code_clicked (CckDevicePage *self)
{
  copy (self, self->code, _("Code copied"));
}

static void
on_copy_link_clicked (CckDevicePage *self)
{
  copy (self, get_link (self), _("Link copied"));
}

static void
on_cancel_clicked (CckDevicePage *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
cck_device_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_DEVICE_PAGE);

  G_OBJECT_CLASS (cck_device_page_parent_class)->dispose (object);
}

static void
cck_device_page_finalize (GObject *object)
{
  CckDevicePage *self = CCK_DEVICE_PAGE (object);

  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->complete_uri, g_free);

  G_OBJECT_CLASS (cck_device_page_parent_class)->finalize (object);
}

static void
cck_device_page_class_init (CckDevicePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_device_page_dispose;
  object_class->finalize = cck_device_page_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-device-page"));
  gtk_widget_class_bind_template_child (widget_class, CckDevicePage, status_page);
  gtk_widget_class_bind_template_child (widget_class, CckDevicePage, code_label);
  gtk_widget_class_bind_template_child (widget_class, CckDevicePage, uri_button);
  gtk_widget_class_bind_template_child (widget_class, CckDevicePage, uri_label);
  gtk_widget_class_bind_template_child (widget_class, CckDevicePage, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_code_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_link_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
cck_device_page_init (CckDevicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_label (self->code_label);
  cck_verbatim_label (self->uri_label);
}

void
cck_device_page_show_code (CckDevicePage *self,
                           const char    *provider,
                           const char    *code,
                           const char    *uri,
                           const char    *complete_uri,
                           guint          expires_in)
{
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *shown_code = NULL;
  g_autofree char *shown_uri = NULL;
  g_autofree char *duration = NULL;
  g_autofree char *wait = NULL;

  g_return_if_fail (CCK_IS_DEVICE_PAGE (self));
  g_return_if_fail (code != NULL && uri != NULL);

  g_set_str (&self->code, code);
  g_set_str (&self->uri, uri);
  g_set_str (&self->complete_uri, complete_uri);

  name = g_markup_escape_text (provider, -1);
  /* Translators: the argument is a provider’s name */
  description = g_strdup_printf (_("Sign in at %s on this or any other device, and enter the code "
                                   "there."), name);
  shown_code = cck_visible_text_new (code, -1);
  shown_uri = cck_visible_text_new (uri, -1);
  duration = cck_time_text_duration (expires_in);
  /* Translators: the argument is a duration such as “15 min” */
  wait = g_strdup_printf (_("Waiting. The code is good for %s."), duration);

  adw_status_page_set_description (self->status_page, description);
  gtk_label_set_label (self->code_label, shown_code);
  gtk_label_set_label (self->uri_label, shown_uri);
  gtk_label_set_label (self->wait_label, wait);
}
