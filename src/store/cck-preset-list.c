/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-preset-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-config.h"
#include "cck-file.h"
#include "cck-store-error.h"

#define SUFFIX ".json"
#define MAX_SIZE (64 * 1024)
#define PLACES_VARIABLE "CLAIMCHECK_PRESETS"

/* Where presets may be, the first one first. */
static GStrv
dup_places (void)
{
  const char *own = g_getenv (PLACES_VARIABLE);
  const char * const *system = g_get_system_data_dirs ();
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();

  if (own != NULL)
    {
      g_auto (GStrv) directories = g_strsplit (own, G_SEARCHPATH_SEPARATOR_S, -1);

      g_strv_builder_addv (places, (const char **) directories);
    }

  g_strv_builder_take (places, g_build_filename (g_get_user_data_dir (), "claimcheck", "presets",
                                                 NULL));
  for (; *system != NULL; system++)
    g_strv_builder_take (places, g_build_filename (*system, "claimcheck", "presets", NULL));
  g_strv_builder_take (places, g_build_filename (CCK_DATADIR, "claimcheck", "presets", NULL));

  return g_strv_builder_end (places);
}

static CckPreset *
load (const char  *id,
      const char  *path,
      GError     **error)
{
  CckFileStamp stamp;
  g_autoptr (GBytes) text = cck_file_read (path, MAX_SIZE, &stamp, error);
  gsize length;
  const char *data;

  if (text == NULL)
    return NULL;

  data = g_bytes_get_data (text, &length);

  return cck_preset_new_from_json (id, data != NULL ? data : "", (gssize) length, path, error);
}

/* Adds what @place has and no earlier one had. */
static void
load_place (GHashTable *presets,
            const char *place)
{
  g_autoptr (GDir) directory = g_dir_open (place, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (place, name, NULL);
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;
      CckPreset *preset;

      if (!g_str_has_suffix (name, SUFFIX))
        continue;

      id = g_strndup (name, strlen (name) - strlen (SUFFIX));
      if (g_hash_table_contains (presets, id))
        continue;

      preset = load (id, path, &error);
      if (preset == NULL)
        g_message ("%s", error->message);
      else
        g_hash_table_insert (presets, g_steal_pointer (&id), preset);
    }
}

/* Without regard to case, also in the C locale: “authentik” stands beside “Auth0”. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  g_autofree char *left = g_utf8_casefold (cck_preset_get_name ((CckPreset *) a), -1);
  g_autofree char *right = g_utf8_casefold (cck_preset_get_name ((CckPreset *) b), -1);

  return g_utf8_collate (left, right);
}

GListModel *
cck_preset_list (void)
{
  g_auto (GStrv) places = dup_places ();
  g_autoptr (GHashTable) presets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          g_object_unref);
  GListStore *list = g_list_store_new (CCK_TYPE_PRESET);
  GHashTableIter iter;
  gpointer preset;

  for (gsize i = 0; places[i] != NULL; i++)
    load_place (presets, places[i]);

  g_hash_table_iter_init (&iter, presets);
  while (g_hash_table_iter_next (&iter, NULL, &preset))
    g_list_store_insert_sorted (list, preset, compare, NULL);

  return G_LIST_MODEL (list);
}

CckPreset *
cck_preset_find (const char  *id,
                 GError     **error)
{
  g_autoptr (GListModel) list = NULL;
  g_autoptr (CckPreset) preset = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  list = cck_preset_list ();
  for (guint i = 0; (preset = g_list_model_get_item (list, i)) != NULL; i++)
    {
      if (g_str_equal (cck_preset_get_id (preset), id))
        return g_steal_pointer (&preset);

      g_clear_object (&preset);
    }

  g_set_error (error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND, _("There is no preset “%s”."),
               id);

  return NULL;
}
