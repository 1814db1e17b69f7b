/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-waiting-page.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-browser.h"
#include "cck-callback-dialog.h"
#include "cck-template.h"
#include "cck-time-text.h"

struct _CckWaitingPage
{
  AdwBin parent_instance;

  CckSignIn *sign_in;

  AdwStatusPage *status_page;
  GtkWidget *browser_box;
  GtkLabel *until_label;
};

enum
{
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckWaitingPage, cck_waiting_page, ADW_TYPE_BIN)

static DexFuture *
on_browser_failed (DexFuture *future,
                   gpointer   user_data)
{
  CckWaitingPage *self = user_data;

  if (self->status_page != NULL)
    adw_status_page_set_description (self->status_page,
                                     _("The browser did not open. Copy the link and open it yourself."));

  return dex_future_new_true ();
}

static void
on_open_clicked (CckWaitingPage *self)
{
  const char *uri = self->sign_in != NULL ? cck_sign_in_get_uri (self->sign_in) : NULL;

  if (uri != NULL)
    cck_waiting_page_open (self, uri);
}

static void
on_copy_link_clicked (CckWaitingPage *self)
{
  const char *uri = self->sign_in != NULL ? cck_sign_in_get_uri (self->sign_in) : NULL;

  if (uri == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), uri);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Link copied"));
}

static void
on_paste_clicked (CckWaitingPage *self)
{
  if (self->sign_in != NULL)
    adw_dialog_present (cck_callback_dialog_new (self->sign_in), GTK_WIDGET (self));
}

static void
on_cancel_clicked (CckWaitingPage *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
cck_waiting_page_dispose (GObject *object)
{
  CckWaitingPage *self = CCK_WAITING_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_WAITING_PAGE);
  g_clear_object (&self->sign_in);

  G_OBJECT_CLASS (cck_waiting_page_parent_class)->dispose (object);
}

static void
cck_waiting_page_class_init (CckWaitingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_waiting_page_dispose;

  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-waiting-page"));
  gtk_widget_class_bind_template_child (widget_class, CckWaitingPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, CckWaitingPage, browser_box);
  gtk_widget_class_bind_template_child (widget_class, CckWaitingPage, until_label);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_link_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
cck_waiting_page_init (CckWaitingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_waiting_page_open (CckWaitingPage *self,
                       const char     *uri)
{
  dex_future_disown (dex_future_catch (cck_browser_open (GTK_WIDGET (self), uri), on_browser_failed,
                                       g_object_ref (self), g_object_unref));
}

static void
show (CckWaitingPage *self,
      const char     *title,
      const char     *description,
      gboolean        in_browser)
{
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (self->browser_box, in_browser);
}

void
cck_waiting_page_show_work (CckWaitingPage *self,
                            const char     *title)
{
  g_return_if_fail (CCK_IS_WAITING_PAGE (self));

  g_clear_object (&self->sign_in);
  show (self, title, NULL, FALSE);
}

void
cck_waiting_page_show_browser (CckWaitingPage *self,
                               CckSignIn      *sign_in,
                               gint64          until,
                               gint64          now)
{
  g_autofree char *name = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;
  g_autofree char *deadline = NULL;

  g_return_if_fail (CCK_IS_WAITING_PAGE (self));
  g_return_if_fail (CCK_IS_SIGN_IN (sign_in));

  name = cck_provider_dup_title (cck_sign_in_get_provider (sign_in));
  markup = g_markup_escape_text (name, -1);
  clock = cck_time_text_clock (until, now);
  /* Translators: the argument is a provider’s name */
  text = g_strdup_printf (_("Finish signing in to %s in the browser."), markup);
  /* Translators: the argument is a time such as “14:32” */
  deadline = g_strdup_printf (_("Claimcheck waits until %s."), clock);
  g_set_object (&self->sign_in, sign_in);
  show (self, _("Waiting for the Browser"), text, TRUE);
  gtk_label_set_label (self->until_label, deadline);
}
