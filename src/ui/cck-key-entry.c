/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-key-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-jwks.h"
#include "cck-secret.h"
#include "cck-template.h"
#include "cck-verbatim.h"

/* Sentences on what is odd in a key set; who publishes more has more to do than read on. */
#define MAX_NOTES 5

struct _CckKeyEntry
{
  AdwExpanderRow parent_instance;

  char *text; /* what is in the view, lent out; wiped */
  GBytes *file; /* a key in DER, which no view can show */
  gboolean readable;

  GtkTextView *keys_view;
  GtkLabel *placeholder;
  GtkLabel *file_label;
  GtkLabel *note_label;
  AdwPasswordEntryRow *secret_row;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckKeyEntry, cck_key_entry, ADW_TYPE_EXPANDER_ROW)

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
take_text (CckKeyEntry *self)
{
  cck_secret_free_text (self->text);
  g_object_get (gtk_text_view_get_buffer (self->keys_view), "text", &self->text, NULL);
  g_strstrip (self->text);
}

/* What is wrong with the keys is said beside them, what is odd too. */
static void
show_notes (CckKeyEntry *self,
            const char  *data,
            gsize        length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CckJwks) jwks = NULL;
  g_auto (GStrv) notes = NULL;
  g_autofree char *text = NULL;

  self->readable = FALSE;

  if (length == 0)
    {
      show_label (self->note_label, NULL);
      return;
    }

  jwks = cck_jwks_new_from_file_data (data, length, &error);
  self->readable = jwks != NULL;

  if (jwks == NULL)
    {
      show_label (self->note_label, error->message);
      return;
    }

  notes = cck_jwks_dup_notes (jwks);

  if (g_strv_length (notes) > MAX_NOTES)
    {
      for (guint i = MAX_NOTES; notes[i] != NULL; i++)
        g_clear_pointer (&notes[i], g_free);
    }

  text = g_strjoinv ("\n", notes);
  show_label (self->note_label, text);
}

static void
on_keys_changed (CckKeyEntry *self)
{
  gboolean empty;

  g_clear_pointer (&self->file, g_bytes_unref);
  take_text (self);
  empty = *self->text == '\0';
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), empty);
  show_label (self->file_label, NULL);
  show_notes (self, self->text, strlen (self->text));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_secret_changed (CckKeyEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_file (CckKeyEntry *self,
           GFile       *file,
           GBytes      *bytes)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->keys_view);

  if (data != NULL && g_utf8_validate_len (data, length, NULL))
    {
      gtk_text_buffer_set_text (buffer, data, (int) length);
      return;
    }

  gtk_text_buffer_set_text (buffer, "", 0);
  self->file = g_bytes_ref (bytes);
  show_label (self->file_label, shown);
  show_notes (self, data, length);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_file_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (CckKeyEntry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (self->keys_view == NULL)
    return;

  if (bytes != NULL && g_bytes_get_size (bytes) <= CCK_JWKS_MAX_SIZE)
    take_file (self, G_FILE (source), bytes);
  else
    show_label (self->note_label, error != NULL ? error->message : _("The file is too large for a key."));
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (CckKeyEntry) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, on_file_loaded, g_object_ref (self));
}

static void
on_open_clicked (CckKeyEntry *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _("Open a Key"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_file_chosen, g_object_ref (self));
}

static void
cck_key_entry_dispose (GObject *object)
{
  CckKeyEntry *self = CCK_KEY_ENTRY (object);

  g_clear_pointer (&self->text, cck_secret_free_text);
  g_clear_pointer (&self->file, g_bytes_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_KEY_ENTRY);

  G_OBJECT_CLASS (cck_key_entry_parent_class)->dispose (object);
}

static void
cck_key_entry_class_init (CckKeyEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_key_entry_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-key-entry"));
  gtk_widget_class_bind_template_child (widget_class, CckKeyEntry, keys_view);
  gtk_widget_class_bind_template_child (widget_class, CckKeyEntry, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CckKeyEntry, file_label);
  gtk_widget_class_bind_template_child (widget_class, CckKeyEntry, note_label);
  gtk_widget_class_bind_template_child (widget_class, CckKeyEntry, secret_row);
  gtk_widget_class_bind_template_callback (widget_class, on_keys_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_secret_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
}

static void
cck_key_entry_init (CckKeyEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_view (self->keys_view);
}

gboolean
cck_key_entry_fill (CckKeyEntry       *self,
                    CckInspectOptions *options)
{
  const char *secret;

  g_return_val_if_fail (CCK_IS_KEY_ENTRY (self), FALSE);
  g_return_val_if_fail (options != NULL, FALSE);

  secret = gtk_editable_get_text (GTK_EDITABLE (self->secret_row));

  /* Keys that can't be read are told of beside them; the token can be looked at all the same. */
  if (self->readable && self->file == NULL)
    options->jwks = self->text;
  else if (self->readable)
    options->key = g_bytes_get_data (self->file, &options->key_length);

  options->hmac_secret = *secret != '\0' ? secret : NULL;

  return options->jwks != NULL || options->key != NULL || options->hmac_secret != NULL;
}

void
cck_key_entry_clear (CckKeyEntry *self)
{
  g_return_if_fail (CCK_IS_KEY_ENTRY (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->keys_view), "", 0);
  gtk_editable_set_text (GTK_EDITABLE (self->secret_row), "");
}
