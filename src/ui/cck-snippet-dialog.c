/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-snippet-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-snippet.h"
#include "cck-template.h"
#include "cck-verbatim.h"
#include "cck-visible-text.h"

#define EXAMPLE_URI "https://api.example.com/"

/* In the order of the rows in the template. */
static const CckSnippetKind kinds[] = {
  CCK_SNIPPET_CURL,
  CCK_SNIPPET_HTTPIE,
  CCK_SNIPPET_FETCH,
  CCK_SNIPPET_PYTHON,
};

struct _CckSnippetDialog
{
  AdwDialog parent_instance;

  char *account;
  gboolean bound;
  char *lines; /* NULL where the address is none */

  AdwComboRow *kind_row;
  AdwEntryRow *uri_row;
  GtkLabel *lines_label;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (CckSnippetDialog, cck_snippet_dialog, ADW_TYPE_DIALOG)

static void
update (CckSnippetDialog *self)
{
  g_autofree char *uri = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;
  guint kind;

  if (self->account == NULL)
    return;

  uri = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->uri_row))));
  kind = MIN (adw_combo_row_get_selected (self->kind_row), G_N_ELEMENTS (kinds) - 1);
  g_clear_pointer (&self->lines, g_free);

  if (cck_snippet_check_uri (uri, &error))
    self->lines = cck_snippet_new (kinds[kind], &(CckSnippetOptions) {
                                                  .account = self->account,
                                                  .uri = uri,
                                                  .bound = self->bound,
                                                });

  shown = cck_visible_text_new_document (self->lines != NULL ? self->lines : error->message, -1);
  gtk_label_set_label (self->lines_label, shown);
  gtk_widget_set_sensitive (self->copy_button, self->lines != NULL);
}

static void
on_copy_clicked (CckSnippetDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->lines);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Lines copied"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_cancel_clicked (CckSnippetDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cck_snippet_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_SNIPPET_DIALOG);

  G_OBJECT_CLASS (cck_snippet_dialog_parent_class)->dispose (object);
}

static void
cck_snippet_dialog_finalize (GObject *object)
{
  CckSnippetDialog *self = CCK_SNIPPET_DIALOG (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->lines, g_free);

  G_OBJECT_CLASS (cck_snippet_dialog_parent_class)->finalize (object);
}

static void
cck_snippet_dialog_class_init (CckSnippetDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_snippet_dialog_dispose;
  object_class->finalize = cck_snippet_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-snippet-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckSnippetDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, CckSnippetDialog, uri_row);
  gtk_widget_class_bind_template_child (widget_class, CckSnippetDialog, lines_label);
  gtk_widget_class_bind_template_child (widget_class, CckSnippetDialog, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
cck_snippet_dialog_init (CckSnippetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cck_verbatim_label (self->lines_label);
}

/* What the token is for, where that is one address; else an example to write over. */
static char *
dup_uri (CckProvider *provider)
{
  const char *resource = provider != NULL ? cck_provider_get_resource (provider) : NULL;

  if (resource != NULL && strchr (resource, ' ') == NULL && cck_snippet_check_uri (resource, NULL))
    return g_strdup (resource);

  return g_strdup (EXAMPLE_URI);
}

AdwDialog *
cck_snippet_dialog_new (CckAccount  *account,
                        CckProvider *provider)
{
  CckSnippetDialog *self;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (CCK_IS_ACCOUNT (account), NULL);

  self = g_object_new (CCK_TYPE_SNIPPET_DIALOG, NULL);
  self->account = cck_account_dup_name (account, provider);
  self->bound = g_ascii_strcasecmp (cck_account_get_token_type (account) != NULL
                                    ? cck_account_get_token_type (account) : "", "DPoP") == 0;
  uri = dup_uri (provider);
  gtk_editable_set_text (GTK_EDITABLE (self->uri_row), uri);
  update (self);

  return ADW_DIALOG (self);
}
