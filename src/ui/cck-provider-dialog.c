/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-client-form.h"
#include "cck-discovery.h"
#include "cck-problem.h"
#include "cck-registration.h"
#include "cck-store-error.h"
#include "cck-template.h"

struct _CckProviderDialog
{
  AdwDialog parent_instance;

  CckSession *session;
  CckProvider *editing;
  char *issuer; /* the one that was discovered */
  guint generation;

  AdwNavigationView *view;
  AdwNavigationPage *issuer_page;
  AdwNavigationPage *client_page;
  AdwBanner *banner;
  AdwEntryRow *issuer_row;
  AdwSwitchRow *http_row;
  GtkLabel *issuer_error;
  GtkButton *continue_button;
  GtkWidget *progress;
  CckClientForm *form;
  GtkButton *cancel_button;
  GtkButton *save_button;
};

enum
{
  SAVED,
  PRACTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckProviderDialog, cck_provider_dialog, ADW_TYPE_DIALOG)

/* As people paste it: with white space around, or the whole address of the configuration. */
static char *
dup_issuer (CckProviderDialog *self)
{
  static const char suffix[] = "/.well-known/openid-configuration";
  char *issuer = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->issuer_row))));

  if (g_str_has_suffix (issuer, suffix))
    issuer[strlen (issuer) - strlen (suffix)] = '\0';

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
check_issuer (CckProviderDialog *self,
              const char        *issuer,
              gboolean          *http_loopback)
{
  g_autoptr (GUri) uri = g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL);

  *http_loopback = FALSE;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return _("Enter an address such as https://login.example.com.");

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
mark_issuer (CckProviderDialog *self,
             const char        *message)
{
  gtk_label_set_label (self->issuer_error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->issuer_error), message != NULL);

  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->issuer_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->issuer_row), "error");
}

static void
set_busy (CckProviderDialog *self,
          gboolean           busy)
{
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->continue_button), !busy);
}

static void
on_issuer_changed (CckProviderDialog *self)
{
  g_autofree char *issuer = dup_issuer (self);
  gboolean http_loopback;

  check_issuer (self, issuer, &http_loopback);
  gtk_widget_set_visible (GTK_WIDGET (self->http_row), http_loopback);
  gtk_widget_set_sensitive (GTK_WIDGET (self->continue_button), *issuer != '\0');
  mark_issuer (self, NULL);
  adw_banner_set_revealed (self->banner, FALSE);

  /* An answer that is still to come is for another address. */
  self->generation++;
  gtk_widget_set_visible (self->progress, FALSE);
}

typedef struct
{
  CckProviderDialog *dialog;
  guint generation;
} Discover;

static void
discover_free (gpointer data)
{
  Discover *discover = data;

  g_object_unref (discover->dialog);
  g_free (discover);
}

static DexFuture *
on_discovered (DexFuture *future,
               gpointer   user_data)
{
  Discover *discover = user_data;
  CckProviderDialog *self = discover->dialog;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (discover->generation != self->generation || self->form == NULL)
    return dex_future_new_true ();

  set_busy (self, FALSE);

  if (value != NULL)
    {
      CckDiscovery *discovery = g_value_get_object (value);

      g_set_str (&self->issuer, cck_discovery_get_issuer (discovery));
      cck_client_form_set_discovery (self->form, discovery);
      adw_navigation_view_push (self->view, self->client_page);
    }
  else
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      adw_banner_set_title (self->banner, problem->message);
      adw_banner_set_revealed (self->banner, TRUE);
    }

  return dex_future_new_true ();
}

static void
on_continue (CckProviderDialog *self)
{
  g_autofree char *issuer = dup_issuer (self);
  gboolean http_loopback;
  const char *message = check_issuer (self, issuer, &http_loopback);
  Discover *discover;

  mark_issuer (self, message);
  adw_banner_set_revealed (self->banner, FALSE);

  if (message != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->issuer_row));
      return;
    }

  set_busy (self, TRUE);
  discover = g_new0 (Discover, 1);
  discover->dialog = g_object_ref (self);
  discover->generation = ++self->generation;
  dex_future_disown (dex_future_finally (cck_session_discover (self->session, issuer,
                                                               http_loopback),
                                         on_discovered, discover, discover_free));
}

static void
on_practice_activated (CckProviderDialog *self)
{
  g_signal_emit (self, signals[PRACTICE], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_form_changed (CckProviderDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button),
                            cck_client_form_is_complete (self->form));
}

static CckProvider *
build_provider (CckProviderDialog *self)
{
  return g_object_new (CCK_TYPE_PROVIDER,
                       "issuer", self->issuer,
                       "allow-http-loopback", g_str_has_prefix (self->issuer, "http://"),
                       NULL);
}

typedef struct
{
  CckProviderDialog *dialog;
  CckProvider *provider;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->dialog);
  g_object_unref (save->provider);
  g_free (save);
}

static void
finish (CckProviderDialog *self,
        CckProvider       *provider,
        gboolean           is_new)
{
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SAVED], 0, provider, is_new);
}

static DexFuture *
on_saved (DexFuture *future,
          gpointer   user_data)
{
  Save *save = user_data;
  CckProviderDialog *self = save->dialog;
  g_autoptr (GError) error = NULL;

  if (self->form == NULL)
    return dex_future_new_true ();

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);

  if (dex_future_get_value (future, &error) != NULL)
    finish (self, save->provider, TRUE);
  else
    cck_client_form_show_error (self->form, error);

  return dex_future_new_true ();
}

static void
save_new (CckProviderDialog *self)
{
  g_autoptr (CckProvider) provider = build_provider (self);
  g_autoptr (CckSecret) secret = cck_client_form_dup_secret (self->form);
  Save *save;

  if (!cck_client_form_apply (self->form, provider))
    return;

  if (secret != NULL)
    g_object_set (provider, "client-auth", CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC, NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);

  save = g_new0 (Save, 1);
  save->dialog = g_object_ref (self);
  save->provider = g_object_ref (provider);
  dex_future_disown (dex_future_finally (cck_session_add_provider (self->session, provider, secret),
                                         on_saved, save, save_free));
}

static void
save_edited (CckProviderDialog *self)
{
  g_autoptr (CckProvider) provider = cck_provider_copy (self->editing);
  g_autoptr (GError) error = NULL;

  if (!cck_client_form_apply (self->form, provider))
    return;

  if (cck_provider_store_save (cck_session_get_providers (self->session), provider, &error))
    finish (self, self->editing, FALSE);
  else
    cck_client_form_show_error (self->form, error);
}

static void
on_save (CckProviderDialog *self)
{
  if (self->editing != NULL)
    save_edited (self);
  else
    save_new (self);
}

static void
on_cancel (CckProviderDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cck_provider_dialog_dispose (GObject *object)
{
  CckProviderDialog *self = CCK_PROVIDER_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_PROVIDER_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->editing);
  g_clear_pointer (&self->issuer, g_free);

  G_OBJECT_CLASS (cck_provider_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-provider-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, issuer_page);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, client_page);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, http_row);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, issuer_error);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, continue_button);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, form);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_issuer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_practice_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_form_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
cck_provider_dialog_class_init (CckProviderDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_provider_dialog_dispose;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL,
                                 G_TYPE_NONE, 2, CCK_TYPE_PROVIDER, G_TYPE_BOOLEAN);
  signals[PRACTICE] = g_signal_new ("practice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_CLIENT_FORM);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cck_provider_dialog_init (CckProviderDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cck_provider_dialog_new (CckSession  *session,
                         CckProvider *provider)
{
  CckProviderDialog *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);

  self = g_object_new (CCK_TYPE_PROVIDER_DIALOG, NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->editing, provider);

  if (provider == NULL)
    return ADW_DIALOG (self);

  cck_client_form_set_provider (self->form, provider);
  adw_dialog_set_title (ADW_DIALOG (self), _("Edit Provider"));
  adw_navigation_page_set_title (self->client_page, _("Edit Provider"));
  gtk_button_set_label (self->save_button, _("_Save"));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), TRUE);
  adw_navigation_view_replace (self->view, &self->client_page, 1);

  return ADW_DIALOG (self);
}
