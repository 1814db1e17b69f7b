/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-help-dialog.h"

#include <string.h>

#include "cck-help-page.h"
#include "cck-template.h"

struct _CckHelpDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *view;

  CckHelpBook *book;
};

G_DEFINE_FINAL_TYPE (CckHelpDialog, cck_help_dialog, ADW_TYPE_DIALOG)

static gboolean
push (CckHelpDialog *self,
      const char    *name)
{
  CckHelpTopic *topic = cck_help_book_find (self->book, name);

  if (topic != NULL)
    adw_navigation_view_push (self->view, cck_help_page_new (self->book, name, topic));

  return topic != NULL;
}

static void
on_go (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  push (CCK_HELP_DIALOG (widget), g_variant_get_string (parameter, NULL));
}

/* Below a section is its page, and below a page the first one: Back leads somewhere sensible. */
static void
open_at (CckHelpDialog *self,
         const char    *name)
{
  const char *section = strchr (name, '#');
  g_autofree char *page = section != NULL ? g_strndup (name, section - name) : g_strdup (name);

  adw_navigation_view_set_animate_transitions (self->view, FALSE);
  push (self, "index");
  if (page[0] != '\0' && !g_str_equal (page, "index"))
    push (self, page);
  if (section != NULL)
    push (self, name);
  adw_navigation_view_set_animate_transitions (self->view, TRUE);
}

static void
cck_help_dialog_dispose (GObject *object)
{
  CckHelpDialog *self = CCK_HELP_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_HELP_DIALOG);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (cck_help_dialog_parent_class)->dispose (object);
}

static void
cck_help_dialog_class_init (CckHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_help_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-help-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckHelpDialog, view);
  gtk_widget_class_install_action (widget_class, "help.go", "s", on_go);
}

static void
cck_help_dialog_init (CckHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cck_help_dialog_new (const char *name)
{
  CckHelpDialog *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (CCK_TYPE_HELP_DIALOG, NULL);
  self->book = cck_help_book_new ();
  open_at (self, name);

  return ADW_DIALOG (self);
}
