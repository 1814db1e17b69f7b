/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-file-row.h"

#include <glib/gi18n.h>

#include "cck-secret.h"
#include "cck-template.h"
#include "cck-text-file.h"

struct _CckFileRow
{
  AdwActionRow parent_instance;

  char *text;

  GtkWidget *clear_button;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckFileRow, cck_file_row, ADW_TYPE_ACTION_ROW)

typedef struct
{
  CckFileRow *row;
  GFile *file;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_object_unref (loading->row);
  g_object_unref (loading->file);
  g_free (loading);
}

static DexFuture *
on_loaded (DexFuture *future,
           gpointer   user_data)
{
  Loading *loading = user_data;
  g_autofree char *base = g_file_get_basename (loading->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    cck_file_row_set_text (loading->row, cck_secret_get_text (g_value_get_boxed (value)), name);
  else
    cck_file_row_set_text (loading->row, NULL,
                           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
                             ? _("This file is no text. Choose one in PEM or JSON.")
                             : error->message);

  return dex_future_new_true ();
}

static void
load (CckFileRow *self,
      GFile      *file)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->row = g_object_ref (self);
  loading->file = g_object_ref (file);
  dex_future_disown (dex_future_finally (cck_text_file_read (file), on_loaded, loading,
                                         loading_free));
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CckFileRow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    load (self, file);
}

static void
on_open_clicked (CckFileRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        g_object_ref (self));
}

static void
on_clear_clicked (CckFileRow *self)
{
  cck_file_row_set_text (self, NULL, NULL);
}

static void
cck_file_row_dispose (GObject *object)
{
  CckFileRow *self = CCK_FILE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_FILE_ROW);
  g_clear_pointer (&self->text, cck_secret_free_text);

  G_OBJECT_CLASS (cck_file_row_parent_class)->dispose (object);
}

static void
cck_file_row_class_init (CckFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_file_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-file-row"));
  gtk_widget_class_bind_template_child (widget_class, CckFileRow, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
}

static void
cck_file_row_init (CckFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
cck_file_row_get_text (CckFileRow *self)
{
  g_return_val_if_fail (CCK_IS_FILE_ROW (self), NULL);

  return self->text;
}

void
cck_file_row_set_text (CckFileRow *self,
                       const char *text,
                       const char *subtitle)
{
  char *copy;

  g_return_if_fail (CCK_IS_FILE_ROW (self));

  if (self->clear_button == NULL)
    return;

  copy = g_strdup (text);
  cck_secret_free_text (self->text);
  self->text = copy;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (self->clear_button, text != NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}
