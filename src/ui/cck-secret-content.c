/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-secret-content.h"

#include <glib/gi18n.h>
#include <string.h>

#define HINT "secret"

struct _CckSecretContent
{
  GdkContentProvider parent_instance;

  char *text;
  gint64 deadline; /* microseconds of the monotonic clock; 0 for none */
  guint timeout_id;
};

enum
{
  EXPIRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char * const text_types[] = {
  "text/plain;charset=utf-8",
  "text/plain",
};

/* What KDE's and GNOME's clipboard managers look for before they remember something. */
static const char * const hint_types[] = {
  "x-kde-passwordManagerHint",
  "text/x-kde-passwordManagerHint",
};

G_DEFINE_FINAL_TYPE (CckSecretContent, cck_secret_content, GDK_TYPE_CONTENT_PROVIDER)

static void
wipe (CckSecretContent *self)
{
  if (self->text != NULL)
    explicit_bzero (self->text, strlen (self->text));

  g_clear_pointer (&self->text, g_free);
}

static void
on_timeout (gpointer user_data)
{
  CckSecretContent *self = user_data;

  self->timeout_id = 0;
  wipe (self);
  gdk_content_provider_content_changed (GDK_CONTENT_PROVIDER (self));
  g_signal_emit (self, signals[EXPIRED], 0);
}

/* At exit GTK hands the clipboard to a manager that would keep it for ever: not this one. */
static GdkContentFormats *
cck_secret_content_ref_storable_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new (NULL, 0);
}

static GdkContentFormats *
cck_secret_content_ref_formats (GdkContentProvider *provider)
{
  CckSecretContent *self = CCK_SECRET_CONTENT (provider);
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  if (!cck_secret_content_is_expired (self))
    {
      gdk_content_formats_builder_add_gtype (builder, G_TYPE_STRING);

      for (guint i = 0; i < G_N_ELEMENTS (text_types); i++)
        gdk_content_formats_builder_add_mime_type (builder, text_types[i]);

      for (guint i = 0; i < G_N_ELEMENTS (hint_types); i++)
        gdk_content_formats_builder_add_mime_type (builder, hint_types[i]);
    }

  return gdk_content_formats_builder_free_to_formats (builder);
}

static gboolean
refuse (CckSecretContent  *self,
        GError           **error)
{
  if (!cck_secret_content_is_expired (self))
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _("The copied token was cleared from the clipboard"));
  return TRUE;
}

static gboolean
cck_secret_content_get_value (GdkContentProvider  *provider,
                              GValue              *value,
                              GError             **error)
{
  CckSecretContent *self = CCK_SECRET_CONTENT (provider);

  if (refuse (self, error))
    return FALSE;

  if (!G_VALUE_HOLDS_STRING (value))
    return GDK_CONTENT_PROVIDER_CLASS (cck_secret_content_parent_class)->get_value (provider, value,
                                                                                    error);

  g_value_set_string (value, self->text);

  return TRUE;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
wipe_and_free (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static void
cck_secret_content_write_mime_type_async (GdkContentProvider  *provider,
                                          const char          *mime_type,
                                          GOutputStream       *stream,
                                          int                  io_priority,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  CckSecretContent *self = CCK_SECRET_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  gboolean is_hint = strstr (mime_type, "passwordManagerHint") != NULL;
  char *bytes;

  g_task_set_source_tag (task, cck_secret_content_write_mime_type_async);

  if (refuse (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* A copy, because the deadline may come while a slow reader still reads. */
  bytes = g_strdup (is_hint ? HINT : self->text);
  g_task_set_task_data (task, bytes, wipe_and_free);
  g_output_stream_write_all_async (stream, bytes, strlen (bytes), io_priority, cancellable,
                                   on_written, g_steal_pointer (&task));
}

static gboolean
cck_secret_content_write_mime_type_finish (GdkContentProvider  *provider,
                                           GAsyncResult        *result,
                                           GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cck_secret_content_finalize (GObject *object)
{
  CckSecretContent *self = CCK_SECRET_CONTENT (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  wipe (self);

  G_OBJECT_CLASS (cck_secret_content_parent_class)->finalize (object);
}

static void
cck_secret_content_class_init (CckSecretContentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  object_class->finalize = cck_secret_content_finalize;
  provider_class->ref_formats = cck_secret_content_ref_formats;
  provider_class->ref_storable_formats = cck_secret_content_ref_storable_formats;
  provider_class->get_value = cck_secret_content_get_value;
  provider_class->write_mime_type_async = cck_secret_content_write_mime_type_async;
  provider_class->write_mime_type_finish = cck_secret_content_write_mime_type_finish;

  signals[EXPIRED] = g_signal_new ("expired", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cck_secret_content_init (CckSecretContent *self)
{
}

GdkContentProvider *
cck_secret_content_new (const char *text,
                        guint       seconds)
{
  CckSecretContent *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (CCK_TYPE_SECRET_CONTENT, NULL);
  self->text = g_strdup (text);

  if (seconds > 0)
    {
      self->deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
      self->timeout_id = g_timeout_add_seconds_once (seconds, on_timeout, self);
    }

  return GDK_CONTENT_PROVIDER (self);
}

/* By the clock as well as by the timer, which a busy main loop may call late. */
gboolean
cck_secret_content_is_expired (CckSecretContent *self)
{
  g_return_val_if_fail (CCK_IS_SECRET_CONTENT (self), TRUE);

  return self->text == NULL || (self->deadline != 0 && g_get_monotonic_time () >= self->deadline);
}
