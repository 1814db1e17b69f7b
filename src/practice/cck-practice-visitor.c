/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-visitor.h"

#include <libsoup/soup.h>

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
  const char *location;

  body = soup_session_send_and_read_finish (session, result, &error);
  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  if (!is_loopback_callback (location))
    {
      g_task_return_new_error (task, CCK_PRACTICE_ERROR, CCK_PRACTICE_ERROR_REPORT,
                               _("The practice provider answered %u and did not send the visitor "
                                 "back to the application."),
                               soup_message_get_status (message));
      return;
    }

  next = visit_message (location);
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
