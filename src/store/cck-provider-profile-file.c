/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cck-provider-profile.h"
#include "cck-store-error.h"

/* One file on its way through a fiber. */
typedef struct
{
  GFile  *file;
  char   *path; /* as people call it */
  GBytes *text;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->file);
  g_clear_pointer (&job->path, g_free);
  g_clear_pointer (&job->text, g_bytes_unref);
  g_free (job);
}

static Job *
job_new (GFile *file)
{
  Job *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  job->path = g_file_get_parse_name (file);

  return job;
}

static DexFuture *
new_read_error (Job    *job,
                GError *error)
{
  g_autoptr (GError) reason = error;

  return dex_future_new_reject (CCK_STORE_ERROR,
                                g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                                    ? CCK_STORE_ERROR_NOT_FOUND
                                    : CCK_STORE_ERROR_BAD_FILE,
                                _("Cannot read “%s”: %s."), job->path, reason->message);
}

/* One byte more than is allowed tells a file that is too large; a device or a pipe without an end
 * is read no further. */
static DexFuture *
load_fiber (gpointer user_data)
{
  Job *job = user_data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  CckProviderProfile *profile;

  stream = dex_await_object (dex_file_read (job->file, G_PRIORITY_DEFAULT), &error);
  if (stream == NULL)
    return new_read_error (job, error);

  while (text->len <= CCK_PROVIDER_PROFILE_MAX_SIZE)
    {
      const gsize wanted = CCK_PROVIDER_PROFILE_MAX_SIZE + 1 - text->len;
      g_autoptr (GBytes) part = dex_await_boxed (
          dex_input_stream_read_bytes (stream, wanted, G_PRIORITY_DEFAULT), &error);

      if (part == NULL)
        return new_read_error (job, error);

      if (g_bytes_get_size (part) == 0)
        break;

      g_byte_array_append (text, g_bytes_get_data (part, NULL), g_bytes_get_size (part));
    }

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  profile = cck_provider_profile_new (bytes, job->path, &error);

  return profile != NULL ? dex_future_new_take_object (profile) : dex_future_new_for_error (error);
}

DexFuture *
cck_provider_profile_load (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return dex_scheduler_spawn (NULL, 0, load_fiber, job_new (file), (GDestroyNotify) job_free);
}

static void
on_replaced (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

static DexFuture *
save_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  DexPromise *promise = dex_promise_new ();

  g_file_replace_contents_bytes_async (job->file, job->text, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       on_replaced, dex_ref (promise));

  if (dex_await (DEX_FUTURE (promise), &error))
    return dex_future_new_true ();

  return dex_future_new_reject (CCK_STORE_ERROR, CCK_STORE_ERROR_CANNOT_WRITE,
                                /* Translators: the file, then why. */
                                _("Cannot write “%s”: %s."), job->path, error->message);
}

DexFuture *
cck_provider_profile_save (CckProvider *provider,
                           GFile       *file)
{
  g_autoptr (GBytes) text = NULL;
  GError *error = NULL;
  Job *job;

  g_return_val_if_fail (CCK_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  text = cck_provider_profile_export (provider, &error);
  if (text == NULL)
    return dex_future_new_for_error (error);

  job = job_new (file);
  job->text = g_steal_pointer (&text);

  return dex_scheduler_spawn (NULL, 0, save_fiber, job, (GDestroyNotify) job_free);
}
