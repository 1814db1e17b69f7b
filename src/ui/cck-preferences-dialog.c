/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preferences-dialog.h"

#include <glib/gi18n.h>

#include "cck-template.h"

struct _CckPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwSwitchRow *refresh_row;
  AdwComboRow *clipboard_row;
  AdwActionRow *keyring_row;
  AdwSwitchRow *command_line_row;
  AdwComboRow *history_row;
  AdwSpinRow *tolerance_row;
  AdwSpinRow *timeout_row;
};

/* The values of a choice, ascending, in the order of the rows in the template. */
typedef struct
{
  guint n_values;
  guint values[5];
} Choice;

static const Choice clipboard_seconds = { 4, { 0, 15, 30, 60 } };
static const Choice history_days = { 5, { 0, 7, 30, 90, 365 } };

G_DEFINE_FINAL_TYPE (CckPreferencesDialog, cck_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* A value between two of them, set elsewhere, shows as the next one. */
static gboolean
value_to_position (GValue   *value,
                   GVariant *variant,
                   gpointer  user_data)
{
  const Choice *choice = user_data;
  guint number = g_variant_get_uint32 (variant);
  guint position = 0;

  while (position + 1 < choice->n_values && choice->values[position] < number)
    position++;

  g_value_set_uint (value, position);

  return TRUE;
}

static GVariant *
position_to_value (const GValue       *value,
                   const GVariantType *expected_type,
                   gpointer            user_data)
{
  const Choice *choice = user_data;
  guint position = g_value_get_uint (value);

  return position < choice->n_values ? g_variant_new_uint32 (choice->values[position]) : NULL;
}

static gboolean
uint_to_double (GValue   *value,
                GVariant *variant,
                gpointer  user_data)
{
  g_value_set_double (value, g_variant_get_uint32 (variant));

  return TRUE;
}

static GVariant *
double_to_uint (const GValue       *value,
                const GVariantType *expected_type,
                gpointer            user_data)
{
  return g_variant_new_uint32 ((guint32) g_value_get_double (value));
}

static void
bind_settings (CckPreferencesDialog *self,
               GSettings            *settings)
{
  g_settings_bind (settings, "refresh-automatically", self->refresh_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "allow-command-line-tokens", self->command_line_row, "active",
                   G_SETTINGS_BIND_DEFAULT);

  g_settings_bind_with_mapping (settings, "clipboard-timeout", self->clipboard_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, value_to_position, position_to_value,
                                (gpointer) &clipboard_seconds, NULL);
  g_settings_bind_with_mapping (settings, "history-days", self->history_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, value_to_position, position_to_value,
                                (gpointer) &history_days, NULL);
  g_settings_bind_with_mapping (settings, "clock-tolerance", self->tolerance_row, "value",
                                G_SETTINGS_BIND_DEFAULT, uint_to_double, double_to_uint,
                                NULL, NULL);
  g_settings_bind_with_mapping (settings, "request-timeout", self->timeout_row, "value",
                                G_SETTINGS_BIND_DEFAULT, uint_to_double, double_to_uint,
                                NULL, NULL);
}

static void
cck_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CCK_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (cck_preferences_dialog_parent_class)->dispose (object);
}

static void
cck_preferences_dialog_class_init (CckPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cck_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-preferences-dialog"));
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, refresh_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, clipboard_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, command_line_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, history_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, tolerance_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, timeout_row);
}

static void
cck_preferences_dialog_init (CckPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* g_settings_bind() makes a row insensitive where the administrator has locked its key. */
AdwDialog *
cck_preferences_dialog_new (GSettings  *settings,
                            CckKeyring *keyring)
{
  CckPreferencesDialog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (CCK_IS_KEYRING (keyring), NULL);

  self = g_object_new (CCK_TYPE_PREFERENCES_DIALOG, NULL);
  bind_settings (self, settings);
  g_object_bind_property (keyring, "backend-name", self->keyring_row, "subtitle",
                          G_BINDING_SYNC_CREATE);

  return ADW_DIALOG (self);
}
