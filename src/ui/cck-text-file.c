/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-text-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-secret.h"

/* Bytes. A token or a chain of certificates has some kilobytes. */
#define MAX_SIZE (1024 * 1024)

typedef struct
{
  char *text;
  DexPromise *promise;
} Reading;

static void
reading_free (Reading *reading)
{
  /* A secret is text without a NUL; what was not taken for one may have some. */
  memset (reading->text, ' ', MAX_SIZE + 1);
  cck_secret_free_text (reading->text);
  dex_unref (reading->promise);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static GError *
check (const char *text,
       gsize       length)
{
  if (length > MAX_SIZE)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                                _("The file is larger than 1 MB, which no token and no key is."));

  if (!g_utf8_validate_len (text, length, NULL))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file is not text."));

  return NULL;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  GError *error = NULL;
  gsize length = 0;

  if (g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    error = check (reading->text, length);

  if (error != NULL)
    dex_promise_reject (reading->promise, error);
  else
    dex_promise_resolve_boxed (reading->promise, CCK_TYPE_SECRET,
                               cck_secret_new_len (reading->text, length));
}

/* One byte more than is allowed tells a file that is too large. */
static DexFuture *
read_all (GInputStream *stream)
{
  Reading *reading = g_new0 (Reading, 1);
  DexPromise *promise = dex_promise_new ();

  reading->text = g_malloc0 (MAX_SIZE + 2);
  reading->promise = dex_ref (promise);
  g_input_stream_read_all_async (stream, reading->text, MAX_SIZE + 1, G_PRIORITY_DEFAULT, NULL,
                                 on_read, reading);

  return DEX_FUTURE (promise);
}

/* A pipe is not opened, which would take until somebody writes to it. */
static DexFuture *
read_fiber (gpointer user_data)
{
  GFile *file = user_data;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GInputStream) stream = NULL;
  GError *error = NULL;

  info = dex_await_object (dex_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT),
                           &error);
  if (info == NULL)
    return dex_future_new_for_error (error);

  if (g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "%s",
                                  _("This is a device or a pipe. Choose a file."));

  stream = dex_await_object (dex_file_read (file, G_PRIORITY_DEFAULT), &error);

  return stream != NULL ? read_all (stream) : dex_future_new_for_error (error);
}

DexFuture *
cck_text_file_read (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return dex_scheduler_spawn (NULL, 0, read_fiber, g_object_ref (file), g_object_unref);
}
