/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preset-form.h"

#include <glib/gi18n.h>

#include "cck-field-mark.h"
#include "cck-template.h"

struct _CckPresetForm
{
  AdwPreferencesGroup parent_instance;

  CckPreset *preset;
  GPtrArray *entries; /* AdwEntryRow, one a word */

  GtkLabel *error_label;
};

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CckPresetForm, cck_preset_form, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_word (CckPresetForm *self,
          guint          index)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (g_ptr_array_index (self->entries, index))));
}

static void
clear_errors (CckPresetForm *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    cck_field_mark (self->error_label, g_ptr_array_index (self->entries, i), NULL);
}

/* The message begins with the label of the word that it is about. */
static void
show_error (CckPresetForm *self,
            const char    *message)
{
  gpointer row = NULL;

  for (guint i = 0; i < self->entries->len && row == NULL; i++)
    {
      if (g_str_has_prefix (message, cck_preset_get_word (self->preset, i)->label))
        row = g_ptr_array_index (self->entries, i);
    }

  cck_field_mark (self->error_label, row, message);
}

static void
on_changed (CckPresetForm *self)
{
  clear_errors (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_entry_activated (CckPresetForm *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
add_entry (CckPresetForm       *self,
           const CckPresetWord *word)
{
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *title = NULL;

  /* Translators: a word that a provider asks for, and an example: “Realm (my-realm)” */
  title = word->example != NULL ? g_strdup_printf (_("%s (%s)"), word->label, word->example)
                                : g_strdup (word->label);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (entry), GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_editable_set_text (GTK_EDITABLE (entry), word->value != NULL ? word->value : "");
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (on_entry_activated), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), entry);
  g_ptr_array_add (self->entries, entry);
}

static void
cck_preset_form_dispose (GObject *object)
{
  CckPresetForm *self = CCK_PRESET_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CCK_TYPE_PRESET_FORM);
  g_clear_object (&self->preset);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (cck_preset_form_parent_class)->dispose (object);
}

static void
cck_preset_form_class_init (CckPresetFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cck_preset_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CCK_TEMPLATE ("cck-preset-form"));
  gtk_widget_class_bind_template_child (widget_class, CckPresetForm, error_label);
}

static void
cck_preset_form_init (CckPresetForm *self)
{
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cck_preset_form_set_preset (CckPresetForm *self,
                            CckPreset     *preset)
{
  g_return_if_fail (CCK_IS_PRESET_FORM (self));
  g_return_if_fail (CCK_IS_PRESET (preset));

  /* Who comes back to it finds what was typed. */
  if (self->preset == preset)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->entries, i));

  g_ptr_array_set_size (self->entries, 0);
  g_set_object (&self->preset, preset);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), cck_preset_get_note (preset));

  for (guint i = 0; i < cck_preset_get_n_words (preset); i++)
    add_entry (self, cck_preset_get_word (preset, i));

  on_changed (self);
}

CckPreset *
cck_preset_form_get_preset (CckPresetForm *self)
{
  g_return_val_if_fail (CCK_IS_PRESET_FORM (self), NULL);

  return self->preset;
}

CckProvider *
cck_preset_form_build (CckPresetForm *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  CckProvider *provider;

  g_return_val_if_fail (CCK_IS_PRESET_FORM (self), NULL);
  g_return_val_if_fail (self->preset != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *word = dup_word (self, i);
      const char *name = cck_preset_get_word (self->preset, i)->name;

      g_strv_builder_take (builder, g_strdup_printf ("%s=%s", name, word));
    }

  words = g_strv_builder_end (builder);
  provider = cck_preset_apply (self->preset, (const char * const *) words, &error);
  clear_errors (self);

  if (provider == NULL)
    show_error (self, error->message);

  return provider;
}
