/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preferences-dialog.h"

#include <glib/gi18n.h>

#include "cck-template.h"

struct _CckPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  GSettings *settings;
  CckBackground *background;

  AdwSwitchRow *refresh_row;
  AdwComboRow *notify_row;
  AdwSwitchRow *background_row;
  AdwComboRow *clipboard_row;
  AdwActionRow *keyring_row;
  AdwSwitchRow *command_line_row;
  AdwSwitchRow *refresh_tokens_row;
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

static const Choice notify_minutes = { 4, { 0, 2, 5, 15 } };
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
bind_switch (CckPreferencesDialog *self,
             const char           *key,
             AdwSwitchRow         *row)
{
  g_settings_bind (self->settings, key, row, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
bind_choice (CckPreferencesDialog *self,
             const char           *key,
             AdwComboRow          *row,
             const Choice         *choice)
{
  g_settings_bind_with_mapping (self->settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                value_to_position, position_to_value, (gpointer) choice, NULL);
}

static void
bind_number (CckPreferencesDialog *self,
             const char           *key,
             AdwSpinRow           *row)
{
  g_settings_bind_with_mapping (self->settings, key, row, "value", G_SETTINGS_BIND_DEFAULT,
                                uint_to_double, double_to_uint, NULL, NULL);
}

/* What the row says below its title: why it can't be changed, or else what it is for. */
static void
update_subtitle (CckPreferencesDialog *self,
                 const char           *key,
                 AdwActionRow         *row)
{
  gboolean locked = !g_settings_is_writable (self->settings, key);
  const char *subtitle = g_object_get_data (G_OBJECT (row), "subtitle");

  if (locked)
    subtitle = _("Set by the administrator");
  else if (row == ADW_ACTION_ROW (self->background_row) &&
           cck_background_get_refused (self->background))
    subtitle = _("Not allowed. It can be allowed in Settings, under Apps");

  adw_action_row_set_subtitle (row, subtitle);
}

static void
on_writable_changed (CckPreferencesDialog *self,
                     const char           *key)
{
  const struct
  {
    const char *key;
    gpointer row;
  } rows[] = {
    { "refresh-automatically", self->refresh_row },
    { "notify-before-expiry", self->notify_row },
    { "run-in-background", self->background_row },
    { "clipboard-timeout", self->clipboard_row },
    { "allow-command-line-tokens", self->command_line_row },
    { "show-refresh-tokens", self->refresh_tokens_row },
    { "history-days", self->history_row },
    { "request-timeout", self->timeout_row },
    { "clock-tolerance", self->tolerance_row },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *subtitle = adw_action_row_get_subtitle (rows[i].row);

      if (key != NULL && !g_str_equal (key, rows[i].key))
        continue;

      if (key == NULL)
        g_object_set_data_full (rows[i].row, "subtitle", g_strdup (subtitle), g_free);

      update_subtitle (self, rows[i].key, rows[i].row);
    }
}

static void
on_refused (CckPreferencesDialog *self)
{
  update_subtitle (self, "run-in-background", ADW_ACTION_ROW (self->background_row));
}

/* g_settings_bind() makes a row insensitive where the administrator has locked its key. */
static void
bind_settings (CckPreferencesDialog *self)
{
  bind_switch (self, "refresh-automatically", self->refresh_row);
  bind_choice (self, "notify-before-expiry", self->notify_row, &notify_minutes);
  bind_switch (self, "run-in-background", self->background_row);
  bind_choice (self, "clipboard-timeout", self->clipboard_row, &clipboard_seconds);
  bind_switch (self, "allow-command-line-tokens", self->command_line_row);
  bind_switch (self, "show-refresh-tokens", self->refresh_tokens_row);
  bind_choice (self, "history-days", self->history_row, &history_days);
  bind_number (self, "request-timeout", self->timeout_row);
  bind_number (self, "clock-tolerance", self->tolerance_row);
  on_writable_changed (self, NULL);
}

static void
cck_preferences_dialog_dispose (GObject *object)
{
  CckPreferencesDialog *self = CCK_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->settings);
  g_clear_object (&self->background);

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
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, notify_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, background_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, clipboard_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, command_line_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, refresh_tokens_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, history_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, tolerance_row);
  gtk_widget_class_bind_template_child (widget_class, CckPreferencesDialog, timeout_row);
}

static void
cck_preferences_dialog_init (CckPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cck_preferences_dialog_new (GSettings     *settings,
                            CckKeyring    *keyring,
                            CckBackground *background)
{
  CckPreferencesDialog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (CCK_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (CCK_IS_BACKGROUND (background), NULL);

  self = g_object_new (CCK_TYPE_PREFERENCES_DIALOG, NULL);
  self->settings = g_object_ref (settings);
  self->background = g_object_ref (background);
  bind_settings (self);
  g_object_bind_property (keyring, "backend-name", self->keyring_row, "subtitle",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (settings, "writable-changed", G_CALLBACK (on_writable_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (background, "notify::refused", G_CALLBACK (on_refused), self,
                           G_CONNECT_SWAPPED);
  on_refused (self);

  return ADW_DIALOG (self);
}
