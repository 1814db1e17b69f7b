/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cck-config.h"
#include "cck-http-exchange.h"
#include "cck-oauth-error.h"

#define DEFAULT_TIMEOUT 10000
#define DEFAULT_MAX_BODY (1024 * 1024)

struct _CckHttp
{
  GObject parent_instance;

  SoupSession *session;
  SoupSession *loopback_session;
  SoupSession *identified_session[2]; /* through the proxy, and directly */
  CckHttpTrust *trust;
  GTlsCertificate *identity;
  CckHttpBounds bounds;
  GDestroyNotify trace_data_destroy;
};

G_DEFINE_FINAL_TYPE (CckHttp, cck_http, G_TYPE_OBJECT)

static void
cck_http_dispose (GObject *object)
{
  CckHttp *self = CCK_HTTP (object);

  cck_http_set_trace (self, NULL, NULL, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->loopback_session);
  g_clear_object (&self->identified_session[FALSE]);
  g_clear_object (&self->identified_session[TRUE]);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->trust, cck_http_trust_unref);

  G_OBJECT_CLASS (cck_http_parent_class)->dispose (object);
}

static void
cck_http_class_init (CckHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cck_http_dispose;
}

static SoupSession *
new_session (void)
{
  SoupSession *session = soup_session_new_with_options ("user-agent", "Claimcheck/" CCK_VERSION,
                                                        "timeout", 0u,
                                                        "idle-timeout", 30u,
                                                        NULL);

  /* Nothing answers a challenge by itself and nothing keeps a password. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  return session;
}

static void
cck_http_init (CckHttp *self)
{
  self->bounds.timeout = DEFAULT_TIMEOUT;
  self->bounds.max_body = DEFAULT_MAX_BODY;
  self->session = new_session ();
}

/* Whether nothing but this computer can be meant (RFC 8252 §7.3). */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_strcmp0 (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static SoupSession *
ensure_session (SoupSession **session, gboolean is_direct)
{
  if (*session == NULL)
    {
      *session = new_session ();
      if (is_direct)
        soup_session_set_proxy_resolver (*session, NULL);
    }

  return *session;
}

static gboolean
is_identified (CckHttp *self, CckHttpRequest *request)
{
  return self->identity != NULL && (cck_http_request_get_flags (request) & CCK_HTTP_IDENTIFY) != 0;
}

/* What this computer serves is asked for directly, whatever proxy the system has. A connection that
 * was made without the certificate is not used where it has to be shown, nor the other way round. */
static SoupSession *
choose_session (CckHttp *self, CckHttpRequest *request)
{
  g_autoptr (GUri) uri = NULL;
  gboolean is_direct;

  uri = g_uri_parse (cck_http_request_get_uri (request), SOUP_HTTP_URI_FLAGS, NULL);
  is_direct = is_loopback (g_uri_get_host (uri));
  if (is_identified (self, request))
    return ensure_session (&self->identified_session[is_direct], is_direct);

  return is_direct ? ensure_session (&self->loopback_session, TRUE) : self->session;
}

static gboolean
is_printable (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c <= 0x20 || *c >= 0x7f)
        return FALSE;
    }

  return TRUE;
}

/* A host is shown, looked up and sent in a header as it is after its escapes are decoded, and may
 * hold nothing then that ends a name or a line. */
static gboolean
is_host (const char *host)
{
  /* An IPv6 address may have a zone, which GLib takes whatever stands in it (RFC 6874 §2). */
  const char *more = g_hostname_is_ip_address (host) ? "-._~:%" : "-._~";

  for (const char *c = host; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && strchr (more, *c) == NULL)
        return FALSE;
    }

  return host[0] != '\0';
}

static gboolean
refuse_address (const char *uri, const char *what, GError **error)
{
  g_autofree char *shown = g_strescape (uri != NULL ? uri : "", NULL);

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
               /* Translators: what the address is for, then the address. */
               _("The %s is not an address: “%.200s”."), what, shown);

  return FALSE;
}

CckHttp *
cck_http_new (void)
{
  return g_object_new (CCK_TYPE_HTTP, NULL);
}

CckHttp *
cck_http_new_for_provider (const char *ca_pem, const char *identity_pem, GError **error)
{
  g_autoptr (CckHttp) self = cck_http_new ();

  if (ca_pem != NULL)
    {
      self->trust = cck_http_trust_new (ca_pem, error);
      if (self->trust == NULL)
        return NULL;
    }

  if (identity_pem != NULL)
    {
      self->identity = cck_http_trust_new_identity (identity_pem, error);
      if (self->identity == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

gboolean
cck_http_has_identity (CckHttp *self)
{
  g_return_val_if_fail (CCK_IS_HTTP (self), FALSE);

  return self->identity != NULL;
}

void
cck_http_set_timeout (CckHttp *self, guint milliseconds)
{
  g_return_if_fail (CCK_IS_HTTP (self));
  g_return_if_fail (milliseconds > 0);

  self->bounds.timeout = milliseconds;
}

void
cck_http_set_max_body (CckHttp *self, gsize bytes)
{
  g_return_if_fail (CCK_IS_HTTP (self));

  self->bounds.max_body = bytes;
}

void
cck_http_set_trace (CckHttp *self,
                    CckHttpTraceFunc func,
                    gpointer user_data,
                    GDestroyNotify user_data_destroy)
{
  GDestroyNotify destroy;
  gpointer data;

  g_return_if_fail (CCK_IS_HTTP (self));

  destroy = g_steal_pointer (&self->trace_data_destroy);
  data = g_steal_pointer (&self->bounds.trace_data);
  if (destroy != NULL)
    destroy (data);

  self->bounds.trace = func;
  self->bounds.trace_data = user_data;
  self->trace_data_destroy = user_data_destroy;
}

DexFuture *
cck_http_send (CckHttp *self, CckHttpRequest *request)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (CCK_IS_HTTP (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  if (!cck_http_check_uri (cck_http_request_get_uri (request),
                           cck_http_request_get_flags (request), _("address"), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cck_http_exchange_start (G_OBJECT (self), choose_session (self, request), request,
                                  self->trust, is_identified (self, request) ? self->identity : NULL,
                                  &self->bounds);
}

gboolean
cck_http_check_uri (const char *uri, CckHttpFlags flags, const char *what, GError **error)
{
  g_autoptr (GUri) parsed = NULL;
  const char *scheme;
  const char *host;

  g_return_val_if_fail (what != NULL, FALSE);

  if (uri != NULL && is_printable (uri))
    parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (parsed == NULL)
    return refuse_address (uri, what, error);

  /* RFC 6749 §3.1, §3.2: no fragment. A user name in an address only misleads its reader. */
  scheme = g_uri_get_scheme (parsed);
  host = g_uri_get_host (parsed);
  if (host == NULL || !is_host (host) || g_uri_get_userinfo (parsed) != NULL ||
      g_uri_get_fragment (parsed) != NULL)
    return refuse_address (uri, what, error);

  if (g_str_equal (scheme, "https"))
    return TRUE;

  if (!g_str_equal (scheme, "http"))
    return refuse_address (uri, what, error);

  /* RFC 9700 §2.6: no plain http, but to this computer where the user allowed it. */
  if ((flags & CCK_HTTP_ALLOW_LOOPBACK) != 0 && is_loopback (host))
    return TRUE;

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_INSECURE,
               /* Translators: what the address is for, then the address. */
               _("The %s is not encrypted: “%.200s”. Use an https address."), what, uri);

  return FALSE;
}
