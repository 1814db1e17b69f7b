/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-inspector-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-account-status.h"
#include "cck-compare-dialog.h"
#include "cck-inspector.h"
#include "cck-key-entry.h"
#include "cck-problem.h"
#include "cck-secret.h"
#include "cck-template.h"
#include "cck-token-view.h"
#include "cck-verbatim.h"
#include "cck-visible-text.h"

/* Milliseconds after the last key. */
#define DECODE_DELAY 150
/* Bytes of a dropped file; a token is never near it. */
#define MAX_FILE (1024 * 1024)
/* Characters that the entry lays out; of a longer text it shows the beginning. */
#define MAX_EDITABLE (8 * 1024)
#define PREVIEW 1024

struct _CckInspectorPage
{
  AdwBin parent_instance;

  CckSession *session;
  CckTicker *ticker;
  CckInspection *inspection;
  CckProvider *provider; /* that the token's issuer belongs to */
  char *long_text; /* what was pasted, where it is too long for the entry; else NULL */
  guint shorten_id;
  guint decode_id;
  guint generation;

  GtkStack *title_stack;
  AdwViewSwitcher *switcher;
  AdwViewSwitcherBar *switcher_bar;
  GtkTextView *text_view;
  GtkLabel *placeholder;
  GtkButton *clear_button;
  GtkLabel *error_label;
  GtkLabel *hint_label;
  GtkLabel *trimmed_label;
  GtkWidget *result_box;
  GtkWidget *deeds_box;
  GtkButton *check_button;
  GtkButton *fetch_button;
  GtkWidget *compare_button;
  AdwSpinner *spinner;
  CckKeyEntry *key_entry;
  CckTokenView *token_view;
};

G_DEFINE_FINAL_TYPE (CckInspectorPage, cck_inspector_page, ADW_TYPE_BIN)

static char *
dup_text (GtkTextView *view)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);

  return text;
}

static char *
dup_token (CckInspectorPage *self)
{
  return self->long_text != NULL ? g_strdup (self->long_text) : dup_text (self->text_view);
}

/* Laying out a megabyte in one line would stop the window for seconds. */
static gboolean
on_shorten_idle (gpointer user_data)
{
  CckInspectorPage *self = user_data;
  char *text = dup_text (self->text_view);
  char *preview = g_utf8_substring (text, 0, PREVIEW);
  g_autofree char *size = g_format_size (strlen (text));
  /* Translators: the beginning of a long text, and its size such as “900 kB” */
  g_autofree char *shown = g_strdup_printf (_("%s… (%s)"), preview, size);

  self->shorten_id = 0;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), shown, -1);
  self->long_text = text;
  cck_secret_free_text (preview);

  return G_SOURCE_REMOVE;
}

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
  char *text = dup_token (self);
  Inspect *closure;

  g_clear_handle_id (&self->decode_id, g_source_remove);
  self->generation++;
  show_label (self->error_label, NULL);

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
on_text_changed (CckInspectorPage *self)
{
  int length = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text_view));
  gboolean empty = length == 0;

  /* Only its beginning was shown; what is typed or pasted now stands for itself. */
  cck_secret_free_text (g_steal_pointer (&self->long_text));

  if (length > MAX_EDITABLE && self->shorten_id == 0)
    self->shorten_id = g_idle_add_full (G_PRIORITY_HIGH, on_shorten_idle, self, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), empty);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), !empty);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), empty);

  g_clear_handle_id (&self->decode_id, g_source_remove);
  self->decode_id = g_timeout_add_once (DECODE_DELAY, on_decode_timeout, self);
}

static void
on_keys_changed (CckInspectorPage *self)
{
  g_clear_handle_id (&self->decode_id, g_source_remove);
  self->decode_id = g_timeout_add_once (DECODE_DELAY, on_decode_timeout, self);
}

static void
on_clear_clicked (CckInspectorPage *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
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

static void
set_text (CckInspectorPage *self,
          const char       *text,
          gssize            length)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, length);
}

static void
on_file_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (CckInspectorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               &error);
  gsize length;
  const char *text;

  if (self->text_view == NULL)
    return;

  if (bytes == NULL)
    {
      show_label (self->error_label, error->message);
      return;
    }

  text = g_bytes_get_data (bytes, &length);

  if (text == NULL || !g_utf8_validate_len (text, length, NULL))
    show_label (self->error_label, _("The file is not text."));
  else
    set_text (self, text, length);
}

static gboolean
on_drop (CckInspectorPage *self,
         const GValue     *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  if (files == NULL || !g_file_is_native (files->data))
    return FALSE;

  stream = g_file_read (files->data, NULL, &error);

  if (stream == NULL)
    {
      show_label (self->error_label, error->message);
      return FALSE;
    }

  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MAX_FILE, G_PRIORITY_DEFAULT, NULL,
                                   on_file_read, g_object_ref (self));

  return TRUE;
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
  g_clear_handle_id (&self->shorten_id, g_source_remove);
  cck_secret_free_text (g_steal_pointer (&self->long_text));
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
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, text_view);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, trimmed_label);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, result_box);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, deeds_box);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, fetch_button);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, compare_button);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, key_entry);
  gtk_widget_class_bind_template_child (widget_class, CckInspectorPage, token_view);
  gtk_widget_class_bind_template_callback (widget_class, update_title);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_keys_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_check_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_fetch_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_clicked);
}

static void
cck_inspector_page_class_init (CckInspectorPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cck_inspector_page_dispose;

  g_type_ensure (CCK_TYPE_KEY_ENTRY);
  g_type_ensure (CCK_TYPE_TOKEN_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cck_inspector_page_init (CckInspectorPage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));

  cck_verbatim_view (self->text_view);
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

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (CckInspectorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->text_view == NULL)
    return;

  if (text != NULL)
    cck_inspector_page_set_text (self, text);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("There is no text on the clipboard"));

  cck_secret_free_text (text);
}

void
cck_inspector_page_paste (CckInspectorPage *self)
{
  g_return_if_fail (CCK_IS_INSPECTOR_PAGE (self));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 on_clipboard_read, g_object_ref (self));
}

void
cck_inspector_page_set_text (CckInspectorPage *self,
                             const char       *text)
{
  g_return_if_fail (CCK_IS_INSPECTOR_PAGE (self));
  g_return_if_fail (text != NULL);

  set_text (self, text, -1);
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
