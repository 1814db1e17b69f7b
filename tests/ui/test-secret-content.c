/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "begin.h"
#include "cck-secret-content.h"

#define TOKEN "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

/* What another program would get for @mime_type; NULL with @error where it gets nothing. */
static char *
serve (GdkContentProvider  *content,
       const char          *mime_type,
       GError             **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  gdk_content_provider_write_mime_type_async (content, mime_type, stream, G_PRIORITY_DEFAULT, NULL,
                                              on_written, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  if (!gdk_content_provider_write_mime_type_finish (content, result, error))
    return NULL;

  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_serves_before_the_deadline (void)
{
  g_autoptr (GdkContentProvider) content = cck_secret_content_new (TOKEN, 60);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = serve (content, "text/plain;charset=utf-8", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, TOKEN);
}

static void
test_tells_clipboard_managers (void)
{
  g_autoptr (GdkContentProvider) content = cck_secret_content_new (TOKEN, 60);
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (content);
  g_autoptr (GError) error = NULL;
  g_autofree char *hint = serve (content, "x-kde-passwordManagerHint", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hint, ==, "secret");
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "x-kde-passwordManagerHint"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/x-kde-passwordManagerHint"));
}

/* What GTK would hand to a clipboard manager at exit. */
static void
test_leaves_nothing_behind (void)
{
  g_autoptr (GdkContentProvider) content = cck_secret_content_new (TOKEN, 60);
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_storable_formats (content);

  g_assert_false (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/plain"));
}

static void
on_expired (GdkContentProvider *content,
            gboolean           *expired)
{
  *expired = TRUE;
}

static void
test_serves_nothing_after_the_deadline (void)
{
  g_autoptr (GdkContentProvider) content = cck_secret_content_new (TOKEN, 1);
  g_autoptr (GdkContentFormats) formats = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean expired = FALSE;

  g_signal_connect (content, "expired", G_CALLBACK (on_expired), &expired);

  while (!expired)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (cck_secret_content_is_expired (CCK_SECRET_CONTENT (content)));
  text = serve (content, "text/plain", &error);
  g_assert_null (text);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_value_init (&value, G_TYPE_STRING);
  g_assert_false (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_null (g_value_get_string (&value));

  formats = gdk_content_provider_ref_formats (content);
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/plain"));
}

static void
test_no_deadline_stays (void)
{
  g_autoptr (GdkContentProvider) content = cck_secret_content_new (TOKEN, 0);

  g_assert_false (cck_secret_content_is_expired (CCK_SECRET_CONTENT (content)));
}

static void
test_is_no_property (void)
{
  g_autoptr (GdkContentProvider) content = cck_secret_content_new (TOKEN, 60);
  g_autofree GParamSpec **properties = NULL;
  guint n;

  properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (content), &n);

  for (guint i = 0; i < n; i++)
    g_assert_false (g_type_is_a (properties[i]->value_type, G_TYPE_STRING));
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);

  g_test_add_func ("/ui/secret-content/serves-before-the-deadline",
                   test_serves_before_the_deadline);
  g_test_add_func ("/ui/secret-content/tells-clipboard-managers", test_tells_clipboard_managers);
  g_test_add_func ("/ui/secret-content/leaves-nothing-behind", test_leaves_nothing_behind);
  g_test_add_func ("/ui/secret-content/serves-nothing-after-the-deadline",
                   test_serves_nothing_after_the_deadline);
  g_test_add_func ("/ui/secret-content/no-deadline-stays", test_no_deadline_stays);
  g_test_add_func ("/ui/secret-content/is-no-property", test_is_no_property);

  return g_test_run ();
}
