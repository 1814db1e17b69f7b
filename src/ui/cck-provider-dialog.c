/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-provider-dialog.h"

#include <glib/gi18n.h>

#include "cck-client-form.h"
#include "cck-discovery.h"
#include "cck-issuer-form.h"
#include "cck-preset-form.h"
#include "cck-problem.h"
#include "cck-provider-profile.h"
#include "cck-registration.h"
#include "cck-template.h"

struct _CckProviderDialog
{
  AdwDialog parent_instance;

  CckSession *session;
  CckProvider *editing;
  CckProvider *base; /* what a new one begins with; NULL for what is found at an issuer */
  char *issuer; /* the one that was discovered */
  gboolean manual; /* nothing is looked up */
  guint generation;

  AdwNavigationView *view;
  AdwNavigationPage *issuer_page;
  AdwNavigationPage *preset_page;
  AdwNavigationPage *client_page;
  GtkListBox *preset_list;
  CckPresetForm *preset_form;
  GtkButton *preset_button;
  AdwBanner *preset_banner;
  GtkWidget *preset_progress;
  AdwBanner *banner;
  CckIssuerForm *issuer_form;
  GtkButton *continue_button;
  GtkWidget *progress;
  GtkWidget *import_group;
  GtkLabel *import_label;
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

/* Whether it is looked up from the issuer's page or from a preset's. */
static gboolean
is_at_preset (CckProviderDialog *self)
{
  return adw_navigation_view_get_visible_page (self->view) == self->preset_page;
}

static void
set_busy (CckProviderDialog *self,
          gboolean           busy)
{
  gtk_widget_set_visible (self->progress, busy && !is_at_preset (self));
  gtk_widget_set_visible (self->preset_progress, busy && is_at_preset (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->continue_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->preset_button), !busy);
}

static void
tell_failure (CckProviderDialog *self,
              const char        *message)
{
  AdwBanner *banner = is_at_preset (self) ? self->preset_banner : self->banner;

  if (message != NULL)
    adw_banner_set_title (banner, message);

  adw_banner_set_revealed (banner, message != NULL);
}

static void
on_issuer_changed (CckProviderDialog *self)
{
  g_autofree char *issuer = cck_issuer_form_dup_issuer (self->issuer_form);

  gtk_widget_set_sensitive (GTK_WIDGET (self->continue_button), *issuer != '\0');
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

/* What the issuer says goes on top of what a preset knows. */
static void
show_found (CckProviderDialog *self,
            CckDiscovery      *discovery)
{
  self->manual = FALSE;
  g_set_str (&self->issuer, cck_discovery_get_issuer (discovery));

  if (self->base != NULL)
    cck_client_form_set_provider (self->form, self->base, CCK_CLIENT_FORM_FOUND);

  cck_client_form_set_discovery (self->form, discovery);
  adw_navigation_view_push (self->view, self->client_page);
}

static void
show_manual (CckProviderDialog *self,
             CckProvider       *provider)
{
  self->manual = TRUE;
  g_set_str (&self->issuer, cck_provider_get_issuer (provider));
  cck_client_form_set_provider (self->form, provider, CCK_CLIENT_FORM_MANUAL);
  adw_navigation_view_push (self->view, self->client_page);
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
      show_found (self, g_value_get_object (value));
    }
  else
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      tell_failure (self, problem->message);

      if (g_str_equal (problem->code, "certificate") && !is_at_preset (self))
        cck_issuer_form_ask_certificates (self->issuer_form);
    }

  return dex_future_new_true ();
}

static void
look_up (CckProviderDialog *self,
         CckProvider       *provider)
{
  Discover *discover = g_new0 (Discover, 1);

  set_busy (self, TRUE);
  discover->dialog = g_object_ref (self);
  discover->generation = ++self->generation;
  dex_future_disown (dex_future_finally (cck_session_discover_provider (self->session, provider),
                                         on_discovered, discover, discover_free));
}

static void
on_continue (CckProviderDialog *self)
{
  g_autofree char *issuer = cck_issuer_form_dup_issuer (self->issuer_form);
  g_autoptr (CckProvider) provider = NULL;
  gboolean http_loopback;

  tell_failure (self, NULL);
  g_clear_object (&self->base);

  if (!cck_issuer_form_check (self->issuer_form, &http_loopback))
    return;

  provider = g_object_new (CCK_TYPE_PROVIDER,
                           "issuer", issuer,
                           "allow-http-loopback", http_loopback,
                           "ca-certificates", cck_issuer_form_get_certificates (self->issuer_form),
                           NULL);

  if (cck_provider_get_ca_certificates (provider) != NULL)
    g_set_object (&self->base, provider);

  look_up (self, provider);
}

static void
on_preset_changed (CckProviderDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->preset_button),
                            cck_preset_form_is_complete (self->preset_form));
  adw_banner_set_revealed (self->preset_banner, FALSE);
  gtk_widget_set_visible (self->preset_progress, FALSE);
  self->generation++;
}

static void
on_preset_continue (CckProviderDialog *self)
{
  g_autoptr (CckProvider) provider = NULL;

  if (!cck_preset_form_is_complete (self->preset_form))
    return;

  provider = cck_preset_form_build (self->preset_form);

  if (provider == NULL)
    return;

  tell_failure (self, NULL);
  g_set_object (&self->base, provider);

  if (cck_preset_get_discovery (cck_preset_form_get_preset (self->preset_form)))
    look_up (self, provider);
  else
    show_manual (self, provider);
}

static void
on_preset_activated (CckProviderDialog *self,
                     GtkListBoxRow     *row)
{
  CckPreset *preset = g_object_get_data (G_OBJECT (row), "preset");

  cck_preset_form_set_preset (self->preset_form, preset);
  adw_navigation_page_set_title (self->preset_page, cck_preset_get_name (preset));
  adw_navigation_view_push (self->view, self->preset_page);
}

static GtkWidget *
create_preset_row (gpointer item,
                   gpointer user_data)
{
  CckPreset *preset = item;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cck_preset_get_name (preset));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "preset", g_object_ref (preset), g_object_unref);

  return row;
}

/* The way on where nothing is published, or nothing can be reached now. */
static void
on_enter_manually (CckProviderDialog *self)
{
  g_autofree char *issuer = cck_issuer_form_dup_issuer (self->issuer_form);
  g_autoptr (CckProvider) provider = NULL;

  if (is_at_preset (self) && self->base != NULL)
    {
      show_manual (self, self->base);
      return;
    }

  provider = g_object_new (CCK_TYPE_PROVIDER,
                           "issuer", issuer,
                           "allow-http-loopback", g_str_has_prefix (issuer, "http://"),
                           NULL);
  g_set_object (&self->base, provider);
  show_manual (self, provider);
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
  if (self->base != NULL)
    return cck_provider_copy (self->base);

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
    finish (self, save->provider, self->editing == NULL);
  else
    cck_client_form_show_error (self->form, error);

  return dex_future_new_true ();
}

static void
on_save (CckProviderDialog *self)
{
  g_autoptr (CckProvider) provider = NULL;
  g_autoptr (CckSecret) credential = cck_client_form_dup_credential (self->form);
  DexFuture *saved;
  Save *save;

  provider = self->editing != NULL ? cck_provider_copy (self->editing) : build_provider (self);

  if (!cck_client_form_apply (self->form, provider))
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  save = g_new0 (Save, 1);
  save->dialog = g_object_ref (self);
  save->provider = g_object_ref (self->editing != NULL ? self->editing : provider);
  saved = self->editing != NULL
          ? cck_session_save_provider (self->session, provider, credential)
          : cck_session_add_provider (self->session, provider, credential);
  dex_future_disown (dex_future_finally (saved, on_saved, save, save_free));
}

static void
show_import (CckProviderDialog  *self,
             CckProviderProfile *profile)
{
  CckProvider *provider = cck_provider_profile_get_provider (profile);
  const char * const *warnings = cck_provider_profile_get_warnings (profile);
  g_autofree char *text = g_strjoinv ("\n", (char **) warnings);

  g_set_object (&self->base, provider);
  g_set_str (&self->issuer, cck_provider_get_issuer (provider));
  cck_client_form_set_provider (self->form, provider, CCK_CLIENT_FORM_IMPORT);
  gtk_label_set_label (self->import_label, text);
  gtk_widget_set_visible (self->import_group, *text != '\0');
  adw_navigation_page_set_title (self->client_page, _("Import Profile"));
  adw_navigation_view_push (self->view, self->client_page);
}

static DexFuture *
on_profile_loaded (DexFuture *future,
                   gpointer   user_data)
{
  CckProviderDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self->form == NULL)
    return dex_future_new_true ();

  if (value != NULL)
    {
      show_import (self, g_value_get_object (value));
    }
  else
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      tell_failure (self, problem->message);
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

  if (file != NULL && self->form != NULL)
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
  g_clear_object (&self->base);
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
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, import_label);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, import_group);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_progress);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_banner);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_button);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_form);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_list);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, preset_page);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, issuer_form);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, continue_button);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, form);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CckProviderDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_issuer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_import_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_enter_manually);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_changed);
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
  g_type_ensure (CCK_TYPE_ISSUER_FORM);
  g_type_ensure (CCK_TYPE_PRESET_FORM);
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
    {
      g_autoptr (GListModel) presets = cck_preset_list ();

      gtk_list_box_bind_model (self->preset_list, presets, create_preset_row, NULL, NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->preset_list),
                              g_list_model_get_n_items (presets) > 0);
      return ADW_DIALOG (self);
    }

  cck_client_form_set_provider (self->form, provider, CCK_CLIENT_FORM_EDIT);
  adw_dialog_set_title (ADW_DIALOG (self), _("Edit Provider"));
  adw_navigation_page_set_title (self->client_page, _("Edit Provider"));
  gtk_button_set_label (self->save_button, _("_Save"));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), TRUE);
  adw_navigation_view_replace (self->view, &self->client_page, 1);

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
