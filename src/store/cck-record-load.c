/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-record-load.h"

/* The thread's reference to the task may be the last, so none to an object is left in it then. */
typedef struct
{
  CckRecordStoreClass *klass;
  GPtrArray           *folders;
} Load;

/* In a thread of its own: the folders' paths and the class never change. */
static void
read_folders (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Load *load = task_data;
  CckRecordStoreClass *klass = load->klass;
  GPtrArray *folders = load->folders;
  GPtrArray *readings
      = g_ptr_array_new_full (folders->len, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < folders->len; i++)
    {
      GPtrArray *records = cck_folder_read (folders->pdata[i]);

      for (guint j = 0; j < records->len; j++)
        {
          CckFolderRecord *record = records->pdata[j];
          gsize length = 0;
          const char *data = record->text != NULL ? g_bytes_get_data (record->text, &length) : NULL;

          if (record->error == NULL)
            record->item = klass->parse (record->id, record->path, data != NULL ? data : "", length,
                                         &record->error);

          if (record->item != NULL && klass->prepare != NULL)
            klass->prepare (record->item);

          g_clear_pointer (&record->text, g_bytes_unref);
        }

      g_ptr_array_add (readings, records);
    }

  g_task_return_pointer (task, readings, (GDestroyNotify) g_ptr_array_unref);
}

void
cck_record_load (CckRecordStore      *store,
                 GPtrArray           *folders,
                 GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, g_object_ref (store));
  Load *load = g_new0 (Load, 1);

  for (guint i = 0; i < folders->len; i++)
    cck_folder_begin (folders->pdata[i]);

  load->klass = CCK_RECORD_STORE_GET_CLASS (store);
  load->folders = g_ptr_array_ref (folders);
  g_task_set_task_data (task, load, g_free);
  g_task_run_in_thread (task, read_folders);
}

GPtrArray *
cck_record_load_finish (GAsyncResult *result)
{
  Load *load = g_task_get_task_data (G_TASK (result));

  g_clear_pointer (&load->folders, g_ptr_array_unref);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
