/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-visitor.h"

#include <libsoup/soup.h>
#include <string.h>

#include <glib/gi18n-lib.h>

static SoupMessage *
visit_message (const char *uri)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, uri);

  if (message != NULL)
    soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  return message;
}

static gboolean
is_loopback_callback (const char *uri)
{
  g_autoptr (GUri) parsed = uri == NULL ? NULL : g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host;

  if (parsed == NULL || g_strcmp0 (g_uri_get_scheme (parsed), "http") != 0)
    return FALSE;

  host = g_uri_get_host (parsed);

  return g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1")
         || g_str_equal (host, "localhost");
}

static void
callback_answered_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;

  body = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  if (body == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static char *
dup_attribute (const char *start,
               const char *name)
{
  g_autofree char *opening = g_strconcat (name, "=\"", NULL);
  const char *value = strstr (start, opening);
  const char *end = value != NULL ? strchr (value + strlen (opening), '"') : NULL;
  g_autoptr (GString) text = NULL;

  if (end == NULL)
    return NULL;

  value += strlen (opening);
  text = g_string_new_len (value, end - value);
  g_string_replace (text, "&quot;", "\"", 0);
  g_string_replace (text, "&lt;", "<", 0);
  g_string_replace (text, "&gt;", ">", 0);
  g_string_replace (text, "&apos;", "'", 0);
  g_string_replace (text, "&#39;", "'", 0);
  g_string_replace (text, "&amp;", "&", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The request that sending off the form of our page for form_post makes; %NULL where @page is
 * another. */
static SoupMessage *
form_message (const char *page)
{
  const char *form = strstr (page, "<form method=\"post\" action=\"http");
  g_autofree char *target = form != NULL ? dup_attribute (form, "action") : NULL;
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  SoupMessage *message;

  if (!is_loopback_callback (target))
    return NULL;

  for (const char *input = form; (input = strstr (input, "<input type=\"hidden\"")) != NULL; input++)
    {
      g_autofree char *name = dup_attribute (input, "name");
      g_autofree char *value = dup_attribute (input, "value");
      g_autofree char *escaped = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;

      if (name != NULL && escaped != NULL)
        g_string_append_printf (fields, "%s%s=%s", fields->len > 0 ? "&" : "", name, escaped);
    }

  body = g_bytes_new (fields->str, fields->len);
  message = soup_message_new (SOUP_METHOD_POST, target);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  return message;
}

/* Where the visitor goes next: the callback's address, or the form for it. */
static SoupMessage *
next_message (SoupMessage *answered,
              GBytes      *body)
{
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (answered), "Location");
  g_autofree char *page = NULL;

  if (is_loopback_callback (location))
    return visit_message (location);

  page = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return form_message (page);
}

static void
authorization_answered_cb (GObject      *object,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  SoupSession *session = SOUP_SESSION (object);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (SoupMessage) next = NULL;
  SoupMessage *message = soup_session_get_async_result_message (session, result);
  GError *error = NULL;

  body = soup_session_send_and_read_finish (session, result, &error);
  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* A device has no callback: its person has been told (RFC 8628 §3.3). */
  if (soup_message_get_status (message) == SOUP_STATUS_OK &&
      g_str_equal (g_uri_get_path (soup_message_get_uri (message)), "/device"))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  next = next_message (message, body);
  if (next == NULL)
    {
      g_task_return_new_error (task, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                               _("The practice provider answered %u and did not send the visitor "
                                 "back to the application."),
                               soup_message_get_status (message));
      return;
    }

  soup_session_send_and_read_async (session, next, G_PRIORITY_DEFAULT,
                                    g_task_get_cancellable (task), callback_answered_cb,
                                    g_object_ref (task));
}

void
cck_practice_provider_visit_async (CckPracticeProvider *self,
                                   const char          *authorization_uri,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *endpoint = NULL;

  g_return_if_fail (CCK_IS_PRACTICE_PROVIDER (self));
  g_return_if_fail (authorization_uri != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cck_practice_provider_visit_async);

  if (!cck_practice_provider_is_running (self))
    {
      g_task_return_new_error (task, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_START_FIRST,
                               _("The practice provider is not running."));
      return;
    }

  endpoint = g_strconcat (cck_practice_provider_get_issuer (self), "/", NULL);
  message = visit_message (authorization_uri);
  if (message == NULL || !g_str_has_prefix (authorization_uri, endpoint))
    {
      g_task_return_new_error (task, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                               _("This address does not belong to the practice provider."));
      return;
    }

  session = soup_session_new_with_options ("timeout", 10u, "proxy-resolver", NULL, NULL);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, cancellable,
                                    authorization_answered_cb, g_object_ref (task));
}

gboolean
cck_practice_provider_visit_finish (CckPracticeProvider  *self,
                                    GAsyncResult         *result,
                                    GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
