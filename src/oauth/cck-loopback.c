/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-loopback.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cck-loopback-page.h"
#include "cck-loopback-socket.h"
#include "cck-loopback-visitors.h"
#include "cck-oauth-error.h"
#include "cck-sensitive.h"

#define MAX_HEADERS 100
#define STATUS_TOO_MANY_HEADERS 431 /* RFC 6585 §5 */

struct _CckLoopback
{
  GObject parent_instance;

  char *authority;
  char *path;
  char *redirect_uri;
  guint16 port;
  gboolean is_open;
  SoupServer *server;
  CckLoopbackVisitors *visitors;
  CckAuthorization *authorization;
  DexPromise *promise;
  CckAuthorizationResponse *response;
  GError *failure;
};

G_DEFINE_FINAL_TYPE (CckLoopback, cck_loopback, G_TYPE_OBJECT)

static GError *
new_closed_error (void)
{
  return g_error_new_literal (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_LISTENER,
                              _("The listener for the browser reply was closed."));
}

/* Hands out what came, once. */
static void
settle (CckLoopback *self)
{
  DexPromise *promise = g_steal_pointer (&self->promise);

  if (promise == NULL)
    return;

  if (self->response != NULL)
    dex_promise_resolve_boxed (promise, CCK_TYPE_AUTHORIZATION_RESPONSE,
                               g_steal_pointer (&self->response));
  else
    dex_promise_reject (promise, self->failure != NULL ? g_steal_pointer (&self->failure)
                                                       : new_closed_error ());
  dex_unref (promise);
}

static void
stop_listening (CckLoopback *self)
{
  self->is_open = FALSE;
  if (self->visitors != NULL)
    cck_loopback_visitors_stop (self->visitors);
}

/* RFC 8252 §7.3: the redirect URI's own authority, in Host and in the request's target. */
static gboolean
names_us (CckLoopback *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_list (headers, "Host");
  GUri *uri = soup_server_message_get_uri (message);
  int port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 80;
  g_autofree char *target = NULL;

  target = cck_loopback_socket_dup_authority (g_uri_get_host (uri), (guint16) port);
  if (strcmp (target, self->authority) != 0 || host == NULL)
    return FALSE;

  /* A browser leaves port 80 out. */
  return strcmp (host, self->authority) == 0 ||
         (self->port == 80 && g_str_has_prefix (self->authority, host) &&
          strcmp (self->authority + strlen (host), ":80") == 0);
}

/* The page follows what Claimcheck makes of the reply. */
static CckLoopbackPage
judge (CckLoopback *self, const char *query, GError **error)
{
  self->response = cck_authorization_parse_response (self->authorization, query, error);
  if (self->response != NULL)
    return CCK_LOOPBACK_PAGE_DONE;

  if (g_error_matches (*error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_DECLINED))
    return CCK_LOOPBACK_PAGE_DECLINED;

  return CCK_LOOPBACK_PAGE_FAILED;
}

static gboolean
takes_forms (CckLoopback *self)
{
  return self->authorization != NULL && cck_authorization_get_response_mode (
                                            self->authorization) == CCK_RESPONSE_MODE_FORM_POST;
}

/* The parameters of a reply: the query, or the form of the Form Post Response Mode §2 where it was
 * asked for. %NULL where they are no text. The visitors’ bound is the body’s, too. */
static char *
dup_parameters (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body = NULL;
  gconstpointer data;
  gsize length;

  if (soup_server_message_get_method (message) == SOUP_METHOD_GET)
    return g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL),
                 "application/x-www-form-urlencoded") != 0)
    return NULL;

  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  data = g_bytes_get_data (body, &length);

  return data == NULL || memchr (data, '\0', length) != NULL ? NULL : g_strndup (data, length);
}

static gboolean
is_allowed (CckLoopback *self, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (method == SOUP_METHOD_GET || (method == SOUP_METHOD_POST && takes_forms (self)))
    return TRUE;

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                takes_forms (self) ? "GET, POST" : "GET");
  cck_loopback_page_refuse (message, SOUP_STATUS_METHOD_NOT_ALLOWED);

  return FALSE;
}

/* Far more than a browser sends. */
static gboolean
has_too_many_headers (SoupServerMessage *message)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  guint n = 0;

  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    n++;

  return n > MAX_HEADERS;
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  CckLoopback *self = CCK_LOOPBACK (user_data);
  g_autoptr (CckSensitive) parameters = NULL;
  g_autoptr (GError) error = NULL;
  CckLoopbackPage page;

  if (has_too_many_headers (message))
    {
      cck_loopback_page_refuse (message, STATUS_TOO_MANY_HEADERS);
      return;
    }

  if (strcmp (path, self->path) != 0 || !names_us (self, message))
    {
      cck_loopback_page_refuse (message, SOUP_STATUS_NOT_FOUND);
      return;
    }

  if (!is_allowed (self, message))
    return;

  if (!self->is_open || self->authorization == NULL)
    {
      cck_loopback_page_send (message, CCK_LOOPBACK_PAGE_NOT_OURS);
      return;
    }

  parameters = dup_parameters (message);
  page = judge (self, parameters, &error);
  if (g_error_matches (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_ANSWER_NOT_OURS))
    {
      cck_loopback_page_send (message, CCK_LOOPBACK_PAGE_NOT_OURS);
      return;
    }

  /* RFC 8252 §8.3: nobody comes in any more, and only then is the code used. */
  self->failure = g_steal_pointer (&error);
  stop_listening (self);
  cck_loopback_page_send (message, page);
  g_signal_connect_object (message, "finished", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
}

static void
on_request_started (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  cck_loopback_page_set_headers (message);
}

static void
cck_loopback_dispose (GObject *object)
{
  CckLoopback *self = CCK_LOOPBACK (object);

  cck_loopback_close (self);
  g_clear_object (&self->visitors);
  if (self->server != NULL)
    soup_server_remove_handler (self->server, NULL);
  g_clear_object (&self->server);
  g_clear_pointer (&self->authorization, cck_authorization_unref);
  g_clear_pointer (&self->response, cck_authorization_response_unref);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (cck_loopback_parent_class)->dispose (object);
}

static void
cck_loopback_finalize (GObject *object)
{
  CckLoopback *self = CCK_LOOPBACK (object);

  g_free (self->authority);
  g_free (self->path);
  g_free (self->redirect_uri);

  G_OBJECT_CLASS (cck_loopback_parent_class)->finalize (object);
}

static void
cck_loopback_class_init (CckLoopbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_loopback_dispose;
  object_class->finalize = cck_loopback_finalize;
}

static void
cck_loopback_init (CckLoopback *self)
{
  /* Paths are compared as they were sent, and nobody is told what listens here. */
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started), NULL);
}

static gboolean
check_path (const char *path, GError **error)
{
  static const char allowed[] = "-._~!$&'()*+,;=:@/%";
  gboolean fits = path[0] == '/';

  for (const char *c = path; fits && *c != '\0'; c++)
    fits = g_ascii_isalnum (*c) || strchr (allowed, *c) != NULL;

  if (!fits)
    g_set_error_literal (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                         _("The redirect path begins with “/” and holds no space, query or "
                           "fragment."));

  return fits;
}

CckLoopback *
cck_loopback_new (const char *host,
                  const guint16 *ports,
                  gsize n_ports,
                  const char *path,
                  GError **error)
{
  static const guint16 any_port = 0;
  g_autoptr (CckLoopback) self = NULL;
  g_autoptr (GPtrArray) sockets = NULL;
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (!check_path (path, error))
    return NULL;

  self = g_object_new (CCK_TYPE_LOOPBACK, NULL);
  sockets = cck_loopback_socket_open (host, n_ports > 0 ? ports : &any_port, MAX (n_ports, 1),
                                      &self->port, error);
  if (sockets == NULL)
    return NULL;

  self->visitors = cck_loopback_visitors_new (self->server, sockets, &fault);
  if (self->visitors == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_LISTENER,
                   _("Claimcheck cannot listen at “%s”: %s"), host, fault->message);
      return NULL;
    }

  self->is_open = TRUE;
  self->path = g_strdup (path);
  self->authority = cck_loopback_socket_dup_authority (host, self->port);
  self->redirect_uri = g_strconcat ("http://", self->authority, path, NULL);

  return g_steal_pointer (&self);
}

const char *
cck_loopback_get_redirect_uri (CckLoopback *self)
{
  g_return_val_if_fail (CCK_IS_LOOPBACK (self), NULL);

  return self->redirect_uri;
}

guint16
cck_loopback_get_port (CckLoopback *self)
{
  g_return_val_if_fail (CCK_IS_LOOPBACK (self), 0);

  return self->port;
}

gboolean
cck_loopback_is_open (CckLoopback *self)
{
  g_return_val_if_fail (CCK_IS_LOOPBACK (self), FALSE);

  return self->is_open;
}

void
cck_loopback_set_request_timeout (CckLoopback *self, guint milliseconds)
{
  g_return_if_fail (CCK_IS_LOOPBACK (self));

  if (self->visitors != NULL)
    cck_loopback_visitors_set_timeout (self->visitors, milliseconds);
}

/* A step whose last reference discards the promise, so that the port is closed. */
static DexFuture *
pass_on (DexFuture *completed, gpointer user_data)
{
  return NULL;
}

DexFuture *
cck_loopback_wait (CckLoopback *self, CckAuthorization *authorization)
{
  DexPromise *promise;

  g_return_val_if_fail (CCK_IS_LOOPBACK (self), NULL);
  g_return_val_if_fail (authorization != NULL, NULL);

  if (!self->is_open || self->promise != NULL)
    return dex_future_new_for_error (new_closed_error ());

  g_clear_pointer (&self->authorization, cck_authorization_unref);
  self->authorization = cck_authorization_ref (authorization);

  promise = dex_promise_new_cancellable ();
  self->promise = dex_ref (promise);
  g_signal_connect_object (dex_promise_get_cancellable (promise), "cancelled",
                           G_CALLBACK (cck_loopback_close), self, G_CONNECT_SWAPPED);

  return dex_future_finally (DEX_FUTURE (promise), pass_on, NULL, NULL);
}

void
cck_loopback_close (CckLoopback *self)
{
  g_return_if_fail (CCK_IS_LOOPBACK (self));

  stop_listening (self);
  if (self->visitors != NULL)
    cck_loopback_visitors_drop (self->visitors);
  settle (self);
}
