/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inspector-page.h"

#include <glib/gi18n.h>

#include "cck-account-status.h"
#include "cck-compare-dialog.h"
#include "cck-inspector.h"
#include "cck-key-entry.h"
#include "cck-problem.h"
#include "cck-secret.h"
#include "cck-template.h"
#include "cck-token-entry.h"
#include "cck-token-part.h"
#include "cck-token-view.h"
#include "cck-visible-text.h"
#include "cck-window.h"

/* Milliseconds after the last key. */
#define DECODE_DELAY 150

struct _CckInspectorPage
{
  AdwBin parent_instance;

  CckSession *session;
  CckTicker *ticker;
  CckInspection *inspection;
  CckProvider *provider; /* that the token's issuer belongs to */
  GPtrArray *parts; /* CckTokenPart, in the order of the rows */
  CckSecret *whole; /* what the part that is shown was taken out of, or NULL */
  gboolean at_part; /* the text changes because a part is taken */
  guint decode_id;
  guint generation;

  GtkStack *title_stack;
  AdwViewSwitcher *switcher;
  AdwViewSwitcherBar *switcher_bar;
  CckTokenEntry *entry;
  GtkLabel *error_label;
  GtkLabel *hint_label;
  GtkLabel *trimmed_label;
  GtkWidget *result_box;
  GtkWidget *deeds_box;
  GtkButton *check_button;
  GtkButton *fetch_button;
  GtkWidget *compare_button;
  AdwSpinner *spinner;
  GtkWidget *parts_group;
  GtkListBox *parts_list;
  CckKeyEntry *key_entry;
  CckTokenView *token_view;
};

G_DEFINE_FINAL_TYPE (CckInspectorPage, cck_inspector_page, ADW_TYPE_BIN)

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* The views are switched in the title where there is room, and where there is something to see. */
static void
update_title (CckInspectorPage *self)
{
  gboolean narrow = adw_view_switcher_bar_get_reveal (self->switcher_bar);
  gboolean in_title = self->inspection != NULL && !narrow;

  gtk_stack_set_visible_child_name (self->title_stack, in_title ? "switcher" : "title");
  gtk_widget_set_visible (GTK_WIDGET (self->switcher_bar), self->inspection != NULL);
}

static void
show_inspection (CckInspectorPage *self,
                 CckInspection    *inspection)
{
  g_autofree char *issuer = NULL;
  gboolean has_claims = inspection != NULL && cck_inspection_get_jwt (inspection) != NULL &&
                        cck_jwt_get_payload (cck_inspection_get_jwt (inspection)) != NULL;

  if (inspection != NULL)
    cck_inspection_ref (inspection);

  g_clear_pointer (&self->inspection, cck_inspection_unref);
  self->inspection = inspection;
  g_clear_object (&self->provider);

  if (inspection != NULL)
    {
      issuer = cck_inspection_dup_issuer (inspection);
      g_set_object (&self->provider, cck_session_find_issuer (self->session, inspection));
    }

  gtk_widget_set_visible (self->result_box, inspection != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), self->provider != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fetch_button),
                          self->provider == NULL && issuer != NULL);
  gtk_widget_set_visible (self->compare_button, has_claims);
  gtk_widget_set_visible (self->deeds_box, issuer != NULL || has_claims);
  show_label (self->trimmed_label,
              inspection != NULL ? cck_inspection_get_trimmed (inspection) : NULL);
  cck_token_view_set_inspection (self->token_view, inspection, _("Token"),
                                 cck_ticker_now (self->ticker));
  cck_ticker_watch (self->ticker, GTK_WIDGET (self),
                    inspection != NULL ? cck_inspection_get_expires_at (inspection) : 0);
  update_title (self);
}

static void
take_part (CckInspectorPage *self,
           CckSecret        *token)
{
  self->at_part = TRUE;
  cck_token_entry_set_text (self->entry, cck_secret_get_text (token), -1);
  self->at_part = FALSE;
}

/* The first row leads back, where a part is shown. */
static void
on_part_activated (CckInspectorPage *self,
                   GtkListBoxRow    *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  g_autoptr (CckSecret) whole = g_steal_pointer (&self->whole);
  g_autoptr (CckSecret) token = NULL;
  char *text;

  if (whole != NULL && index == 0)
    {
      take_part (self, whole);
      return;
    }

  token = cck_secret_ref (((CckTokenPart *) g_ptr_array_index (self->parts,
                                                               index - (whole != NULL)))->token);
  text = cck_token_entry_dup_text (self->entry);
  self->whole = whole != NULL ? g_steal_pointer (&whole) : cck_secret_new (text);
  cck_secret_free_text (text);
  take_part (self, token);
}

static void
append_part (CckInspectorPage *self,
             const char       *title,
             const char       *icon_name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->parts_list, row);
}

static void
show_parts (CckInspectorPage *self,
            const char       *text)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  self->parts = cck_token_part_list (text, -1);
  gtk_list_box_remove_all (self->parts_list);

  if (self->whole != NULL)
    append_part (self, _("Back to the Whole Text"), "go-previous-symbolic");

  for (guint i = 0; i < self->parts->len; i++)
    append_part (self, ((CckTokenPart *) g_ptr_array_index (self->parts, i))->name,
                 "go-next-symbolic");

  gtk_widget_set_visible (self->parts_group, self->whole != NULL || self->parts->len > 0);
}

typedef struct
{
  CckInspectorPage *page;
  guint generation;
} Inspect;

static void
inspect_free (gpointer data)
{
  Inspect *inspect = data;

  g_object_unref (inspect->page);
  g_free (inspect);
}

static DexFuture *
on_inspected (DexFuture *future,
              gpointer   user_data)
{
  Inspect *inspect = user_data;
  CckInspectorPage *self = inspect->page;
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (self->generation != inspect->generation || self->token_view == NULL)
    return dex_future_new_true ();

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  value = dex_future_get_value (future, &error);
  show_inspection (self, value != NULL ? g_value_get_boxed (value) : NULL);

  if (value == NULL)
    {
      g_autoptr (CckProblem) problem = cck_problem_new_from_error (error);

      show_label (self->error_label, problem->message);
    }

  return dex_future_new_true ();
}

static void
inspect (CckInspectorPage *self,
         CckProvider      *provider,
         gboolean          fetch_unknown_issuer)
{
  CckInspectOptions options = CCK_INSPECT_OPTIONS_INIT;
  char *text = cck_token_entry_dup_text (self->entry);
  Inspect *closure;

  g_clear_handle_id (&self->decode_id, g_source_remove);
  self->generation++;
  show_label (self->error_label, NULL);
  show_parts (self, text);

  if (*text == '\0')
    {
      show_inspection (self, NULL);
      cck_secret_free_text (text);
      return;
    }

  options.provider = provider;
  cck_key_entry_fill (self->key_entry, &options);
  options.fetch_unknown_issuer = fetch_unknown_issuer;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), provider != NULL || fetch_unknown_issuer);

  closure = g_new0 (Inspect, 1);
  closure->page = g_object_ref (self);
  closure->generation = self->generation;
  dex_future_disown (dex_future_finally (cck_session_inspect_text (self->session, text, -1,
                                                                   &options),
                                         on_inspected, closure, inspect_free));
  cck_secret_free_text (text);
}

static void
on_decode_timeout (gpointer user_data)
{
  CckInspectorPage *self = user_data;

  self->decode_id = 0;
  inspect (self, NULL, FALSE);
}

static void
decode_soon (CckInspectorPage *self)
{
  g_clear_handle_id (&self->decode_id, g_source_remove);
  self->decode_id = g_timeout_add_once (DECODE_DELAY, on_decode_timeout, self);
}

static void
on_text_changed (CckInspectorPage *self)
{
  char *text = cck_token_entry_dup_text (self->entry);

  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), *text == '\0');
  cck_secret_free_text (text);

  /* What a part was taken out of is of no use for what a person pastes next. */
  if (!self->at_part)
    g_clear_pointer (&self->whole, cck_secret_unref);

  decode_soon (self);
}

static void
show_error (CckInspectorPage *self,
            const char       *message)
{
  show_label (self->error_label, message);
}

static void
on_open_clicked (CckInspectorPage *self)
{
  cck_token_entry_open (self->entry);
}

static void
on_keys_changed (CckInspectorPage *self)
{
  decode_soon (self);
}

static void
on_check_clicked (CckInspectorPage *self)
{
  inspect (self, self->provider, FALSE);
  cck_token_view_show (self->token_view, "checks");
}

static void
on_fetch_response (CckInspectorPage *self,
                   const char       *response)
{
  if (g_strcmp0 (response, "fetch") != 0)
    return;

  inspect (self, NULL, TRUE);
  cck_token_view_show (self->token_view, "checks");
}

static void
on_fetch_clicked (CckInspectorPage *self)
{
  g_autofree char *issuer = cck_inspection_dup_issuer (self->inspection);
  g_autofree char *visible = cck_visible_text_new (issuer != NULL ? issuer : "", -1);
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  /* Translators: the argument is the issuer’s address */
  body = g_strdup_printf (_("“%s” is asked for its configuration and keys. The token is "
                            "not sent."),
                          visible);
  dialog = adw_alert_dialog_new (_("Fetch Keys?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "fetch",
                                  _("_Fetch"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "fetch",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "fetch");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_fetch_response), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_compare_clicked (CckInspectorPage *self)
{
  adw_dialog_present (cck_compare_dialog_new (self->session, self->inspection), GTK_WIDGET (self));
}

static gboolean
on_drop (CckInspectorPage *self,
         const GValue     *value)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* A profile is no token. */
  if (CCK_IS_WINDOW (root) && cck_window_drop (CCK_WINDOW (root), value))
    return TRUE;

  return cck_token_entry_drop (self->entry, value);
}

static void
on_tick (CckInspectorPage *self,
         gint64            now)
{
  cck_token_view_set_now (self->token_view, now);
}

static void
cck_inspector_page_dispose (GObject *object)
{
  CckInspectorPage *self = CCK_INSPECTOR_PAGE (object);

  g_clear_handle_id (&self->decode_id, g_source_remove);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->whole, cck_secret_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_INSPECTOR_PAGE);
  g_clear_pointer (&self->inspection, cck_inspection_unref);
  g_clear_object (&self->provider);
  g_clear_object (&self->session);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (cck_inspector_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-inspector-page"));
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, trimmed_label);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, result_box);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, deeds_box);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, fetch_button);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, compare_button);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, entry);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, parts_group);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, parts_list);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, key_entry);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, token_view);
  gtk_widget_class_bind_template_callback (widget_class, update_title);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_keys_changed);
  gtk_widget_class_bind_template_callback (widget_class, show_error);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_part_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_check_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_fetch_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_clicked);
}

static void
cck_inspector_page_class_init (CckInspectorPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_inspector_page_dispose;

  g_type_ensure (CCK_TYPE_KEY_ENTRY);
  g_type_ensure (CCK_TYPE_TOKEN_ENTRY);
  g_type_ensure (CCK_TYPE_TOKEN_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cck_inspector_page_init (CckInspectorPage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the text view, which would put dropped text among what it has. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  gtk_drop_target_set_gtypes (drop, types, G_N_ELEMENTS (types));
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  adw_view_switcher_set_stack (self->switcher, cck_token_view_get_stack (self->token_view));
  adw_view_switcher_bar_set_stack (self->switcher_bar, cck_token_view_get_stack (self->token_view));
  update_title (self);
}

void
cck_inspector_page_setup (CckInspectorPage *self,
                          CckSession       *session,
                          CckTicker        *ticker)
{
  g_return_if_fail (CCK_IS_INSPECTOR_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
}

void
cck_inspector_page_paste (CckInspectorPage *self)
{
  g_return_if_fail (CCK_IS_INSPECTOR_PAGE (self));

  cck_token_entry_paste (self->entry);
}

void
cck_inspector_page_set_text (CckInspectorPage *self,
                             const char       *text)
{
  g_return_if_fail (CCK_IS_INSPECTOR_PAGE (self));
  g_return_if_fail (text != NULL);

  cck_token_entry_set_text (self->entry, text, -1);
}

void
cck_inspector_page_show_view (CckInspectorPage *self,
                              const char       *name)
{
  g_return_if_fail (CCK_IS_INSPECTOR_PAGE (self));

  cck_token_view_show (self->token_view, name);
}

void
cck_inspector_page_toggle_reveal (CckInspectorPage *self)
{
  g_return_if_fail (CCK_IS_INSPECTOR_PAGE (self));

  if (self->inspection != NULL)
    cck_token_view_toggle_reveal (self->token_view);
}
