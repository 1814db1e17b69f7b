/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-folder-private.h"

#include "cck-json.h"
#include "cck-store-error.h"

static void
record_free (gpointer data)
{
  CckFolderRecord *record = data;

  g_free (record->id);
  g_free (record->path);
  g_clear_pointer (&record->text, g_bytes_unref);
  g_clear_error (&record->error);
  g_clear_object (&record->item);
  g_free (record);
}

void
cck_folder_begin (CckFolder *self)
{
  g_return_if_fail (CCK_IS_FOLDER (self));
  g_return_if_fail (self->touched == NULL);

  cck_folder_note_state (self);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GPtrArray *
cck_folder_read (CckFolder *self)
{
  g_autoptr (GPtrArray) ids = cck_folder_list_ids (self);
  GPtrArray *records = g_ptr_array_new_full (ids->len, record_free);

  for (guint i = 0; i < ids->len; i++)
    {
      CckFolderRecord *record = g_new0 (CckFolderRecord, 1);

      record->id = g_steal_pointer (&ids->pdata[i]);
      record->path = cck_folder_dup_path_of (self, record->id);
      record->text = cck_file_read (record->path, CCK_JSON_MAX_SIZE, &record->stamp, &record->error);
      g_ptr_array_add (records, record);
    }

  return records;
}

gboolean
cck_folder_take (CckFolder             *self,
                 const CckFolderRecord *record)
{
  g_return_val_if_fail (CCK_IS_FOLDER (self), FALSE);

  if (g_hash_table_contains (self->stamps, record->id)
      || g_hash_table_contains (self->touched, record->id)
      || g_error_matches (record->error, CCK_STORE_ERROR, CCK_STORE_ERROR_NOT_FOUND))
    return FALSE;

  cck_folder_set_stamp (self, record->id, &record->stamp);

  if (record->error != NULL)
    {
      cck_folder_set_broken (self, record->id, record->error->message);
      self->funcs->broken (self->owner, self, record->id);
    }

  return TRUE;
}

void
cck_folder_end (CckFolder *self)
{
  g_autoptr (GHashTable) touched = NULL;
  GHashTableIter iter;
  gpointer id;

  g_return_if_fail (CCK_IS_FOLDER (self));

  touched = g_steal_pointer (&self->touched);
  self->complete = TRUE;
  g_hash_table_iter_init (&iter, touched);

  while (g_hash_table_iter_next (&iter, &id, NULL))
    cck_folder_refresh (self, id, NULL);
}
