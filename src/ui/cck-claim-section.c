/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-claim-section.h"

#include <glib/gi18n.h>

#include "cck-claim-row.h"
#include "cck-template.h"

/* A token may have 20,000 members; a row costs half a millisecond and 50 kB. */
#define PAGE_SIZE 100

struct _CckClaimSection
{
  GtkBox parent_instance;

  GtkSliceListModel *slice;

  GtkLabel *heading;
  GtkListBox *list;
  GtkButton *more_button;
};

G_DEFINE_FINAL_TYPE (CckClaimSection, cck_claim_section, GTK_TYPE_BOX)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return cck_claim_row_new (item);
}

static guint
count_hidden (CckClaimSection *self)
{
  GListModel *items = gtk_slice_list_model_get_model (self->slice);
  guint shown = gtk_slice_list_model_get_size (self->slice);
  guint n = items != NULL ? g_list_model_get_n_items (items) : 0;

  return n > shown ? n - shown : 0;
}

static void
update_more (CckClaimSection *self)
{
  guint hidden = count_hidden (self);
  g_autofree char *label = NULL;

  label = g_strdup_printf (ngettext ("Show %u More Claim", "Show %u More Claims",
                                     MIN (hidden, PAGE_SIZE)),
                           MIN (hidden, PAGE_SIZE));
  gtk_button_set_label (self->more_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), hidden > 0);
}

static void
on_more_clicked (CckClaimSection *self)
{
  gtk_slice_list_model_set_size (self->slice,
                                 gtk_slice_list_model_get_size (self->slice) + PAGE_SIZE);
  update_more (self);
}

static void
cck_claim_section_dispose (GObject *object)
{
  CckClaimSection *self = CCK_CLAIM_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_CLAIM_SECTION);
  g_clear_object (&self->slice);

  G_OBJECT_CLASS (cck_claim_section_parent_class)->dispose (object);
}

static void
cck_claim_section_class_init (CckClaimSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_claim_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-claim-section"));
  gtk_widget_class_bind_template_child (widget_class, CckClaimSection, heading);
  gtk_widget_class_bind_template_child (widget_class, CckClaimSection, list);
  gtk_widget_class_bind_template_child (widget_class, CckClaimSection, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
}

static void
cck_claim_section_init (CckClaimSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->slice = gtk_slice_list_model_new (NULL, 0, PAGE_SIZE);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create_row, NULL, NULL);
}

void
cck_claim_section_set_items (CckClaimSection *self,
                             const char      *title,
                             GListModel      *items)
{
  g_return_if_fail (CCK_IS_CLAIM_SECTION (self));
  g_return_if_fail (G_IS_LIST_MODEL (items));

  gtk_label_set_label (self->heading, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_slice_list_model_set_size (self->slice, PAGE_SIZE);
  gtk_slice_list_model_set_model (self->slice, items);
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (items) > 0);
  update_more (self);
}
