/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include <adwaita.h>
#include <gio/gsettingsbackend.h>

#include "begin.h"
#include "cck-config.h"
#include "cck-preferences-dialog.h"
#include "shown.h"

/* Settings of which an administrator has locked one. */
#define LOCKED_BACKEND_TYPE (locked_backend_get_type ())

G_DECLARE_FINAL_TYPE (LockedBackend, locked_backend, LOCKED, BACKEND, GSettingsBackend)

struct _LockedBackend
{
  GSettingsBackend parent_instance;

  GHashTable *values;
  char *locked; /* the end of its path; NULL for none */
};

G_DEFINE_FINAL_TYPE (LockedBackend, locked_backend, G_TYPE_SETTINGS_BACKEND)

static GVariant *
backend_read (GSettingsBackend   *backend,
              const char         *key,
              const GVariantType *expected_type,
              gboolean            default_value)
{
  GVariant *value = g_hash_table_lookup (LOCKED_BACKEND (backend)->values, key);

  return value != NULL && !default_value ? g_variant_ref (value) : NULL;
}

static gboolean
backend_get_writable (GSettingsBackend *backend,
                      const char       *key)
{
  const char *locked = LOCKED_BACKEND (backend)->locked;

  return locked == NULL || !g_str_has_suffix (key, locked);
}

static gboolean
backend_write (GSettingsBackend *backend,
               const char       *key,
               GVariant         *value,
               gpointer          origin_tag)
{
  g_assert_true (backend_get_writable (backend, key));
  g_hash_table_replace (LOCKED_BACKEND (backend)->values, g_strdup (key),
                        g_variant_ref_sink (value));
  g_settings_backend_changed (backend, key, origin_tag);

  return TRUE;
}

static void
backend_reset (GSettingsBackend *backend,
               const char       *key,
               gpointer          origin_tag)
{
  g_hash_table_remove (LOCKED_BACKEND (backend)->values, key);
  g_settings_backend_changed (backend, key, origin_tag);
}

static void
locked_backend_finalize (GObject *object)
{
  LockedBackend *self = LOCKED_BACKEND (object);

  g_hash_table_unref (self->values);
  g_free (self->locked);

  G_OBJECT_CLASS (locked_backend_parent_class)->finalize (object);
}

static void
locked_backend_class_init (LockedBackendClass *klass)
{
  GSettingsBackendClass *backend_class = G_SETTINGS_BACKEND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = locked_backend_finalize;

  backend_class->read = backend_read;
  backend_class->get_writable = backend_get_writable;
  backend_class->write = backend_write;
  backend_class->reset = backend_reset;
}

static void
locked_backend_init (LockedBackend *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_variant_unref);
}

typedef struct
{
  LockedBackend *backend;
  GSettings *settings;
  CckKeyring *keyring;
  GApplication *application;
  CckBackground *background;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->backend = g_object_new (LOCKED_BACKEND_TYPE, NULL);
  fixture->backend->locked = g_strdup (data);
  fixture->settings = g_settings_new_with_backend (CCK_RELEASED_ID,
                                                   G_SETTINGS_BACKEND (fixture->backend));
  fixture->keyring = cck_keyring_new_in_memory ();
  fixture->application = g_application_new (NULL, G_APPLICATION_DEFAULT_FLAGS);
  fixture->background = cck_background_new (fixture->application, fixture->settings);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  adw_dialog_present (cck_preferences_dialog_new (fixture->settings, fixture->keyring,
                                                  fixture->background),
                      fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->background);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->backend);
}

/* The row with this title, once it is there. */
static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  return gtk_widget_get_ancestor (shown_wait_for (fixture->window, title), ADW_TYPE_ACTION_ROW);
}

static void
set_locked (Fixture    *fixture,
            const char *key)
{
  g_set_str (&fixture->backend->locked, key);
  g_settings_backend_writable_changed (G_SETTINGS_BACKEND (fixture->backend),
                                       "/io/github/claimcheck/Claimcheck/show-refresh-tokens");

  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_a_locked_one_says_so (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *row = find_row (fixture, "Show Refresh Tokens");

  g_assert_false (gtk_widget_is_sensitive (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Set by the administrator");

  row = find_row (fixture, "Allow the Command Line to Print Tokens");
  g_assert_true (gtk_widget_is_sensitive (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Let “cck token” give tokens to scripts");
}

static void
test_a_lock_comes_and_goes (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *row = find_row (fixture, "Show Refresh Tokens");

  set_locked (fixture, NULL);
  g_assert_true (gtk_widget_is_sensitive (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Let the menu of an account copy them");

  set_locked (fixture, "show-refresh-tokens");
  g_assert_false (gtk_widget_is_sensitive (row));
}

static void
test_every_row_has_its_setting (Fixture       *fixture,
                                gconstpointer  data)
{
  static const char * const rows[] = {
    "Refresh Automatically", "Notify Before Expiry", "Run in the Background",
    "Clear Copied Tokens After", "Allow the Command Line to Print Tokens", "Show Refresh Tokens",
    "Keep History For", "Request Timeout", "Clock Difference",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = find_row (fixture, rows[i]);

      if (ADW_IS_SWITCH_ROW (row))
        adw_switch_row_set_active (ADW_SWITCH_ROW (row),
                                   !adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
      else if (ADW_IS_COMBO_ROW (row))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
      else
        adw_spin_row_set_value (ADW_SPIN_ROW (row), 42);

      g_assert_cmpuint (g_hash_table_size (fixture->backend->values), ==, i + 1);
    }

  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "notify-before-expiry"), ==, 2);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "request-timeout"), ==, 42);
}

#define ADD(path, locked, function)                                                                \
  g_test_add ("/ui/preferences/" path, Fixture, locked, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();

  ADD ("a-locked-one-says-so", "show-refresh-tokens", test_a_locked_one_says_so);
  ADD ("a-lock-comes-and-goes", "show-refresh-tokens", test_a_lock_comes_and_goes);
  ADD ("every-row-has-its-setting", NULL, test_every_row_has_its_setting);

  return g_test_run ();
}
