/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-token-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-secret.h"
#include "cck-template.h"
#include "cck-text-file.h"
#include "cck-verbatim.h"

/* Characters that are laid out; of a longer text the beginning is shown. */
#define MAX_EDITABLE (8 * 1024)
#define PREVIEW 1024

struct _CckTokenEntry
{
  AdwBin parent_instance;

  char *long_text; /* what was given, where it is too long to be shown; else NULL */
  guint shorten_id;
  gboolean shortening; /* the view changes, the text does not */

  GtkTextView *text_view;
  GtkLabel *placeholder;
  GtkButton *clear_button;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckTokenEntry, cck_token_entry, ADW_TYPE_BIN)

static char *
dup_shown (CckTokenEntry *self)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (self->text_view), "text", &text, NULL);

  return text;
}

static void
fail (CckTokenEntry *self,
      const char    *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

/* Laying out a megabyte in one line would stop the window for seconds. */
static gboolean
on_shorten_idle (gpointer user_data)
{
  CckTokenEntry *self = user_data;
  char *text = dup_shown (self);
  char *preview = g_utf8_substring (text, 0, PREVIEW);
  g_autofree char *size = g_format_size (strlen (text));
  /* Translators: the beginning of a long text, and its size such as “900 kB” */
  g_autofree char *shown = g_strdup_printf (_("%s… (%s)"), preview, size);

  self->shorten_id = 0;
  self->shortening = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), shown, -1);
  self->shortening = FALSE;
  self->long_text = text;
  cck_secret_free_text (preview);

  return G_SOURCE_REMOVE;
}

static void
on_buffer_changed (CckTokenEntry *self)
{
  int length = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text_view));
  gboolean empty = length == 0;

  if (self->shortening)
    return;

  /* Only its beginning was shown; what is typed or pasted now stands for itself. */
  cck_secret_free_text (g_steal_pointer (&self->long_text));

  if (length > MAX_EDITABLE && self->shorten_id == 0)
    self->shorten_id = g_idle_add_full (G_PRIORITY_HIGH, on_shorten_idle, self, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), empty);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), !empty);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_clear_clicked (CckTokenEntry *self)
{
  cck_token_entry_set_text (self, "", 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static DexFuture *
on_file_read (DexFuture *future,
              gpointer   user_data)
{
  CckTokenEntry *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  CckSecret *text = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self->text_view == NULL)
    return dex_future_new_true ();

  if (text == NULL)
    fail (self, error->message);
  else if (cck_secret_get_text (text)[0] == '\0')
    fail (self, _("The file is empty."));
  else
    cck_token_entry_set_text (self, cck_secret_get_text (text), -1);

  return dex_future_new_true ();
}

static void
read_file (CckTokenEntry *self,
           GFile         *file)
{
  dex_future_disown (dex_future_finally (cck_text_file_read (file), on_file_read,
                                         g_object_ref (self), g_object_unref));
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (CckTokenEntry) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    read_file (self, file);
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (CckTokenEntry) self = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->text_view == NULL)
    return;

  if (text != NULL)
    cck_token_entry_set_text (self, text, -1);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("There is no text on the clipboard"));

  cck_secret_free_text (text);
}

static void
cck_token_entry_dispose (GObject *object)
{
  CckTokenEntry *self = CCK_TOKEN_ENTRY (object);

  g_clear_handle_id (&self->shorten_id, g_source_remove);
  cck_secret_free_text (g_steal_pointer (&self->long_text));
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_TOKEN_ENTRY);

  G_OBJECT_CLASS (cck_token_entry_parent_class)->dispose (object);
}

static void
cck_token_entry_class_init (CckTokenEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_token_entry_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-token-entry"));
  gtk_widget_class_bind_template_child (widget_class, CckTokenEntry, text_view);
  gtk_widget_class_bind_template_child (widget_class, CckTokenEntry, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CckTokenEntry, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_buffer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
}

static void
cck_token_entry_init (CckTokenEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_view (self->text_view);

  /* At the right of a text that runs from left to right in every language. */
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    gtk_widget_set_halign (GTK_WIDGET (self->clear_button), GTK_ALIGN_START);
}

char *
cck_token_entry_dup_text (CckTokenEntry *self)
{
  g_return_val_if_fail (CCK_IS_TOKEN_ENTRY (self), NULL);

  return self->long_text != NULL ? g_strdup (self->long_text) : dup_shown (self);
}

void
cck_token_entry_set_text (CckTokenEntry *self,
                          const char    *text,
                          gssize         length)
{
  g_return_if_fail (CCK_IS_TOKEN_ENTRY (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, (int) length);
}

void
cck_token_entry_paste (CckTokenEntry *self)
{
  g_return_if_fail (CCK_IS_TOKEN_ENTRY (self));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 on_clipboard_read, g_object_ref (self));
}

void
cck_token_entry_open (CckTokenEntry *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root;

  g_return_if_fail (CCK_IS_TOKEN_ENTRY (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  gtk_file_dialog_set_title (dialog, _("Open a Token"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_file_chosen, g_object_ref (self));
}

gboolean
cck_token_entry_drop (CckTokenEntry *self,
                      const GValue  *value)
{
  GSList *files;

  g_return_val_if_fail (CCK_IS_TOKEN_ENTRY (self), FALSE);

  if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    {
      cck_token_entry_set_text (self, g_value_get_string (value), -1);
      return TRUE;
    }

  files = G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) ? g_value_get_boxed (value) : NULL;

  if (files == NULL)
    return FALSE;

  read_file (self, files->data);

  return TRUE;
}
