/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-client-page.h"

#include <glib/gi18n.h>

#include "cck-browser.h"
#include "cck-problem.h"
#include "cck-registration.h"
#include "cck-template.h"

struct _CckClientPage
{
  AdwNavigationPage parent_instance;

  CckSession *session;
  CckProvider *provider; /* the one to edit, or what a new one begins with */
  CckClientFormMode mode;
  char *filled; /* what the form was filled with, so that going back and forth loses nothing */
  char *documentation;

  GtkWidget *cancel_button;
  GtkWidget *save_button;
  GtkWidget *progress;
  GtkLabel *progress_label;
  GtkWidget *focus; /* what had the keyboard before it was busy */
  GtkWidget *warning_box;
  GtkLabel *warning_label;
  CckClientForm *form;
  GtkWidget *documentation_group;
};

enum
{
  SAVED,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckClientPage, cck_client_page, ADW_TYPE_NAVIGATION_PAGE)

static void
update_save_button (CckClientPage *self)
{
  const char *label = _("_Save and Sign In");

  if (self->mode == CCK_CLIENT_FORM_EDIT)
    label = _("_Save");
  else if (cck_client_form_is_registering (self->form))
    label = _("_Register and Sign In");

  gtk_button_set_label (GTK_BUTTON (self->save_button), label);
}

typedef struct
{
  CckClientPage *page;
  CckProvider *provider;
  CckProviderAuth asked;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->page);
  g_object_unref (save->provider);
  g_free (save);
}

/* Nothing can be changed under what is being saved. */
static void
set_busy (CckClientPage *self,
          gboolean           busy,
          const char        *words)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* An entry that can’t be used any more still blinks where it keeps the keyboard, and GTK warns. */
  if (busy && root != NULL)
    {
      g_set_weak_pointer (&self->focus, gtk_root_get_focus (root));
      gtk_root_set_focus (root, NULL);
    }

  gtk_label_set_label (self->progress_label, words != NULL ? words : "");
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_sensitive (self->save_button, !busy);

  if (!busy && self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
}

/* RFC 7591 §3.2.1: the provider may register another method than was asked for. */
static void
tell_method (CckClientPage *self,
             CckProviderAuth    asked,
             CckProviderAuth    registered)
{
  g_autofree char *text = NULL;

  if (asked == registered)
    return;

  /* Translators: the arguments are methods of client authentication such as “Secret in the Header” */
  text = g_strdup_printf (_("The provider registered “%s” instead of “%s”"),
                          cck_client_form_get_method_title (self->form, registered),
                          cck_client_form_get_method_title (self->form, asked));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static DexFuture *
on_saved (DexFuture *future,
          gpointer   user_data)
{
  Save *save = user_data;
  CckClientPage *self = save->page;
  g_autoptr (GError) error = NULL;

  if (self->form == NULL)
    return dex_future_new_true ();

  set_busy (self, FALSE, NULL);

  if (dex_future_get_value (future, &error) != NULL)
    {
      tell_method (self, save->asked, cck_provider_get_client_auth (save->provider));
      g_signal_emit (self, signals[SAVED], 0, save->provider, self->mode != CCK_CLIENT_FORM_EDIT);
    }
  else
    {
      cck_client_form_show_error (self->form, error);
    }

  return dex_future_new_true ();
}

static DexFuture *
forget (DexFuture *future,
        gpointer   user_data)
{
  Save *save = user_data;

  return cck_session_forget_credential (save->page->session, save->provider);
}

static Save *
save_new (CckClientPage *self,
          CckProvider       *provider)
{
  Save *save = g_new0 (Save, 1);

  save->page = g_object_ref (self);
  save->provider = g_object_ref (provider);
  save->asked = cck_provider_get_client_auth (provider);

  return save;
}

static DexFuture *
save_edited (CckClientPage *self,
             CckProvider       *provider)
{
  g_autoptr (CckSecret) credential = cck_client_form_dup_credential (self->form);
  DexFuture *saved = cck_session_save_provider (self->session, provider, credential);

  if (!cck_client_form_get_forgets_credential (self->form))
    return saved;

  return dex_future_then (saved, forget, save_new (self, provider), save_free);
}

static DexFuture *
save_new_provider (CckClientPage *self,
                   CckProvider       *provider)
{
  g_autoptr (CckSecret) secret = NULL;

  if (cck_client_form_is_registering (self->form))
    {
      secret = cck_client_form_dup_initial_access_token (self->form);
      return cck_session_register_provider (self->session, provider, secret);
    }

  secret = cck_client_form_dup_credential (self->form);

  return cck_session_add_provider (self->session, provider, secret);
}

static void
on_save (CckClientPage *self)
{
  g_autoptr (CckProvider) provider = NULL;
  DexFuture *saved;
  Save *save;

  provider = cck_provider_copy (self->provider);

  if (!cck_client_form_apply (self->form, provider))
    return;

  save = save_new (self, provider);
  saved = self->mode == CCK_CLIENT_FORM_EDIT ? save_edited (self, provider) : save_new_provider (self, provider);
  set_busy (self, TRUE, cck_client_form_is_registering (self->form)
                          ? _("Registering at the Provider…")
                          : _("Saving…"));

  /* Who hears of it holds the store’s own. */
  if (self->mode == CCK_CLIENT_FORM_EDIT)
    g_set_object (&save->provider, self->provider);

  dex_future_disown (dex_future_finally (saved, on_saved, save, save_free));
}

static void
on_documentation_activated (CckClientPage *self)
{
  cck_browser_show (GTK_WIDGET (self), self->documentation);
}

static void
on_cancel (CckClientPage *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
cck_client_page_dispose (GObject *object)
{
  CckClientPage *self = CCK_CLIENT_PAGE (object);

  g_clear_weak_pointer (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CLIENT_PAGE);
  g_clear_object (&self->session);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->filled, g_free);
  g_clear_pointer (&self->documentation, g_free);

  G_OBJECT_CLASS (cck_client_page_parent_class)->dispose (object);
}

static void
cck_client_page_class_init (CckClientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_client_page_dispose;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL,
                                 G_TYPE_NONE, 2, CCK_TYPE_PROVIDER, G_TYPE_BOOLEAN);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CCK_TYPE_CLIENT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-client-page"));
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, warning_box);
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, warning_label);
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, form);
  gtk_widget_class_bind_template_child (widget_class, CckClientPage, documentation_group);
  gtk_widget_class_bind_template_callback (widget_class, update_save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_documentation_activated);
}

static void
cck_client_page_init (CckClientPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_client_page_setup (CckClientPage *self,
                       CckSession    *session)
{
  g_return_if_fail (CCK_IS_CLIENT_PAGE (self));
  g_return_if_fail (CCK_IS_SESSION (session));

  g_set_object (&self->session, session);
}

static void
show_text (GtkLabel   *label,
           GtkWidget  *box,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (box, text != NULL && *text != '\0');
}

void
cck_client_page_show (CckClientPage     *self,
                      CckProvider       *provider,
                      CckClientFormMode  mode,
                      CckDiscovery      *discovery)
{
  g_autofree char *json = NULL;
  g_autofree char *filled = NULL;

  g_return_if_fail (CCK_IS_CLIENT_PAGE (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  json = cck_provider_to_json (provider);
  filled = g_strdup_printf ("%d %s", (int) mode, json);
  g_set_object (&self->provider, provider);
  self->mode = mode;

  /* With what it was filled with before, the form is as it was left. */
  if (g_set_str (&self->filled, filled))
    {
      cck_client_form_set_provider (self->form, provider, mode);

      if (discovery != NULL)
        cck_client_form_set_discovery (self->form, discovery);
    }

  show_text (self->warning_label, self->warning_box, NULL);
  update_save_button (self);
}

void
cck_client_page_set_documentation (CckClientPage *self,
                                   const char    *uri)
{
  g_return_if_fail (CCK_IS_CLIENT_PAGE (self));

  g_set_str (&self->documentation, uri);
  gtk_widget_set_visible (self->documentation_group, uri != NULL);
}

void
cck_client_page_warn (CckClientPage *self,
                      const char    *text)
{
  g_return_if_fail (CCK_IS_CLIENT_PAGE (self));

  show_text (self->warning_label, self->warning_box, text);
}

static DexFuture *
on_kept_known (DexFuture *future,
               gpointer   user_data)
{
  CckClientPage *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  if (value != NULL && self->form != NULL)
    cck_client_form_set_kept (self->form, g_value_get_boolean (value));

  return dex_future_new_true ();
}

void
cck_client_page_edit (CckClientPage *self,
                      CckProvider   *provider)
{
  g_return_if_fail (CCK_IS_CLIENT_PAGE (self));
  g_return_if_fail (CCK_IS_PROVIDER (provider));

  cck_client_page_show (self, provider, CCK_CLIENT_FORM_EDIT, NULL);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Edit Provider"));
  gtk_widget_set_visible (self->cancel_button, TRUE);
  dex_future_disown (dex_future_finally (cck_session_has_credential (self->session, provider),
                                         on_kept_known, g_object_ref (self), g_object_unref));
}

gboolean
cck_client_page_is_changed (CckClientPage *self)
{
  g_return_val_if_fail (CCK_IS_CLIENT_PAGE (self), FALSE);

  return cck_client_form_is_changed (self->form);
}

GtkWidget *
cck_client_page_get_save_button (CckClientPage *self)
{
  g_return_val_if_fail (CCK_IS_CLIENT_PAGE (self), NULL);

  return self->save_button;
}
