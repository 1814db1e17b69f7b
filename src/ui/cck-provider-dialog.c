/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-dialog.h"

#include <glib/gi18n.h>

#include "cck-browser.h"
#include "cck-client-page.h"
#include "cck-discovery.h"
#include "cck-issuer-form.h"
#include "cck-preset-chooser.h"
#include "cck-preset-form.h"
#include "cck-problem.h"
#include "cck-provider-lookup.h"
#include "cck-provider-profile.h"
#include "cck-template.h"

struct _CckProviderDialog
{
  AdwDialog parent_instance;

  CckSession *session;
  CckProvider *base; /* what a new one begins with */

  AdwNavigationView *view;
  AdwNavigationPage *issuer_page;
  AdwNavigationPage *preset_page;
  CckClientPage *client_page;
  CckIssuerForm *issuer_form;
  CckProviderLookup *lookup;
  CckPresetChooser *preset_chooser;
  GtkWidget *continue_button;
  CckPresetForm *preset_form;
  CckProviderLookup *preset_lookup;
  GtkWidget *preset_button;
};

enum
{
  SAVED,
  PRACTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckProviderDialog, cck_provider_dialog, ADW_TYPE_DIALOG)

/* Whether it is looked up from the issuer's page or from a preset's. */
static gboolean
is_at_preset (CckProviderDialog *self)
{
  return adw_navigation_view_get_visible_page (self->view) == self->preset_page;
}

static CckProviderLookup *
get_lookup (CckProviderDialog *self)
{
  return is_at_preset (self) ? self->preset_lookup : self->lookup;
}

static void
on_page_changed (CckProviderDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);
  GtkWidget *button = cck_client_page_get_save_button (self->client_page);

  if (page == self->issuer_page)
    button = self->continue_button;
  else if (page == self->preset_page)
    button = self->preset_button;

  adw_dialog_set_default_widget (ADW_DIALOG (self), button);
}

static void
on_issuer_changed (CckProviderDialog *self)
{
  /* An answer that is still to come is for another address. */
  cck_provider_lookup_stop (self->lookup);
}

static const char *
get_documentation (CckProviderDialog *self)
{
  CckPreset *preset = cck_preset_form_get_preset (self->preset_form);

  return is_at_preset (self) ? cck_preset_get_documentation (preset) : NULL;
}

static void
show_client (CckProviderDialog *self,
             CckClientFormMode  mode,
             CckDiscovery      *discovery)
{
  cck_client_page_show (self->client_page, self->base, mode, discovery);
  cck_client_page_set_documentation (self->client_page, get_documentation (self));
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->client_page));
}

/* What the issuer says goes on top of what a preset knows. */
static void
on_found (CckProviderDialog *self,
          CckDiscovery      *discovery)
{
  show_client (self, CCK_CLIENT_FORM_FOUND, discovery);
}

static void
on_failed (CckProviderDialog *self,
           const char        *code)
{
  if (g_str_equal (code, "certificate"))
    cck_issuer_form_ask_certificates (self->issuer_form);
}

static CckProvider *
build_issuer (CckProviderDialog *self,
              const char        *scopes,
              gboolean           http_loopback)
{
  g_autofree char *issuer = cck_issuer_form_dup_issuer (self->issuer_form);

  return g_object_new (CCK_TYPE_PROVIDER,
                       "issuer", issuer,
                       "scopes", scopes,
                       "allow-http-loopback", http_loopback,
                       "ca-certificates", cck_issuer_form_get_certificates (self->issuer_form),
                       NULL);
}

static void
on_continue (CckProviderDialog *self)
{
  gboolean http_loopback;

  if (!cck_issuer_form_check (self->issuer_form, &http_loopback))
    return;

  /* Without scopes: those that the provider offers are put there. */
  g_clear_object (&self->base);
  self->base = build_issuer (self, "", http_loopback);
  cck_provider_lookup_start (self->lookup, self->session, self->base);
}

static void
on_preset_changed (CckProviderDialog *self)
{
  cck_provider_lookup_stop (self->preset_lookup);
}

static void
on_preset_continue (CckProviderDialog *self)
{
  g_autoptr (CckProvider) provider = cck_preset_form_build (self->preset_form);

  if (provider == NULL)
    return;

  g_set_object (&self->base, provider);

  if (cck_preset_get_discovery (cck_preset_form_get_preset (self->preset_form)))
    cck_provider_lookup_start (self->preset_lookup, self->session, provider);
  else
    show_client (self, CCK_CLIENT_FORM_MANUAL, NULL);
}

static void
on_preset_chosen (CckProviderDialog *self,
                  CckPreset         *preset)
{
  cck_preset_form_set_preset (self->preset_form, preset);
  adw_navigation_page_set_title (self->preset_page, cck_preset_get_name (preset));
  adw_navigation_view_push (self->view, self->preset_page);
}

static void
on_documentation_activated (CckProviderDialog *self)
{
  cck_browser_show (GTK_WIDGET (self), get_documentation (self));
}

/* The way on where nothing is published, or nothing can be reached now. */
static void
on_enter_manually (CckProviderDialog *self)
{
  g_autofree char *issuer = cck_issuer_form_dup_issuer (self->issuer_form);

  if (!is_at_preset (self))
    {
      g_clear_object (&self->base);
      self->base = build_issuer (self, "openid", g_str_has_prefix (issuer, "http://"));
    }

  show_client (self, CCK_CLIENT_FORM_MANUAL, NULL);
}

static void
on_practice_activated (CckProviderDialog *self)
{
  g_signal_emit (self, signals[PRACTICE], 0);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_saved (CckProviderDialog *self,
          CckProvider       *provider,
          gboolean           is_new)
{
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SAVED], 0, provider, is_new);
}

static void
show_import (CckProviderDialog  *self,
             CckProviderProfile *profile)
{
  CckProvider *provider = cck_provider_profile_get_provider (profile);
  const char * const *warnings = cck_provider_profile_get_warnings (profile);
  g_autofree char *text = g_strjoinv ("\n", (char **) warnings);

  g_set_object (&self->base, provider);
  show_client (self, CCK_CLIENT_FORM_IMPORT, NULL);
  cck_client_page_warn (self->client_page, text);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self->client_page), _("Import Profile"));
}

static DexFuture *
on_profile_loaded (DexFuture *future,
                   gpointer   user_data)
{
  CckProviderDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self->view == NULL)
    return dex_future_new_true ();

  if (value != NULL)
    {
      show_import (self, g_value_get_object (value));
    }
  else
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      cck_provider_lookup_tell (get_lookup (self), problem->message);
    }

  return dex_future_new_true ();
}

static void
on_import_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (CckProviderDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->view != NULL)
    cck_provider_dialog_import (self, file);
}

static void
on_import_activated (CckProviderDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _("Provider Profiles"));
  gtk_file_filter_add_suffix (filter, CCK_PROVIDER_PROFILE_SUFFIX + 1);
  gtk_file_dialog_set_title (dialog, _("Import Profile"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_import_chosen, g_object_ref (self));
}

static void
on_discard_response (CckProviderDialog *self,
                     const char        *response)
{
  if (g_strcmp0 (response, "discard") == 0)
    adw_dialog_force_close (ADW_DIALOG (self));
}

/* What was entered would be gone; an address that was looked up is typed again soon. */
static void
on_close_attempt (CckProviderDialog *self)
{
  AdwDialog *dialog;

  if (!cck_client_page_is_changed (self->client_page))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  dialog = adw_alert_dialog_new (_("Discard Changes?"), _("What you entered is not saved."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _("_Keep Editing"), "discard",
                                  _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
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
  g_clear_object (&self->base);

  G_OBJECT_CLASS (cck_provider_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-provider-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, issuer_page);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, client_page);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_page);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, issuer_form);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, lookup);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_chooser);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, continue_button);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_form);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_lookup);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_button);
  gtk_widget_class_bind_template_callback (widget_class, on_issuer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_import_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_enter_manually);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_found);
  gtk_widget_class_bind_template_callback (widget_class, on_failed);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_documentation_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_close_attempt);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_practice_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_saved);
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

  g_type_ensure (CCK_TYPE_CLIENT_PAGE);
  g_type_ensure (CCK_TYPE_ISSUER_FORM);
  g_type_ensure (CCK_TYPE_PRESET_CHOOSER);
  g_type_ensure (CCK_TYPE_PRESET_FORM);
  g_type_ensure (CCK_TYPE_PROVIDER_LOOKUP);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cck_provider_dialog_init (CckProviderDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_page_changed (self);
}

AdwDialog *
cck_provider_dialog_new (CckSession  *session,
                         CckProvider *provider)
{
  CckProviderDialog *self;

  g_return_val_if_fail (CCK_IS_SESSION (session), NULL);

  self = g_object_new (CCK_TYPE_PROVIDER_DIALOG, NULL);
  self->session = g_object_ref (session);
  cck_client_page_setup (self->client_page, session);

  if (provider == NULL)
    {
      cck_preset_chooser_load (self->preset_chooser);
      return ADW_DIALOG (self);
    }

  cck_client_page_edit (self->client_page, provider);
  adw_dialog_set_title (ADW_DIALOG (self), _("Edit Provider"));
  adw_navigation_view_replace (self->view, (AdwNavigationPage *[]) {
                                 ADW_NAVIGATION_PAGE (self->client_page) }, 1);

  return ADW_DIALOG (self);
}

void
cck_provider_dialog_import (CckProviderDialog *self,
                            GFile             *file)
{
  g_return_if_fail (CCK_IS_PROVIDER_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  dex_future_disown (dex_future_finally (cck_provider_profile_load (file), on_profile_loaded,
                                         g_object_ref (self), g_object_unref));
}

void
cck_provider_dialog_choose_import (CckProviderDialog *self)
{
  g_return_if_fail (CCK_IS_PROVIDER_DIALOG (self));

  on_import_activated (self);
}
