/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preset-chooser.h"

#include "cck-template.h"

struct _CckPresetChooser
{
  AdwPreferencesGroup parent_instance;

  GListModel *presets;

  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckPresetChooser, cck_preset_chooser, ADW_TYPE_PREFERENCES_GROUP)

static void
on_row_activated (CckPresetChooser *self,
                  GtkListBoxRow    *row)
{
  g_autoptr (CckPreset) preset = g_list_model_get_item (self->presets,
                                                        (guint) gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[CHOSEN], 0, preset);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cck_preset_get_name (item));
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
cck_preset_chooser_dispose (GObject *object)
{
  CckPresetChooser *self = CCK_PRESET_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_PRESET_CHOOSER);
  g_clear_object (&self->presets);

  G_OBJECT_CLASS (cck_preset_chooser_parent_class)->dispose (object);
}

static void
cck_preset_chooser_class_init (CckPresetChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_preset_chooser_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, CCK_TYPE_PRESET);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-preset-chooser"));
  gtk_widget_class_bind_template_child (widget_class, CckPresetChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
cck_preset_chooser_init (CckPresetChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_preset_chooser_load (CckPresetChooser *self)
{
  g_return_if_fail (CCK_IS_PRESET_CHOOSER (self));

  g_clear_object (&self->presets);
  self->presets = cck_preset_list ();
  gtk_list_box_bind_model (self->list, self->presets, create_row, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (self->presets) > 0);
}
