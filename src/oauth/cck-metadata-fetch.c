/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-metadata-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

#define OPENID_PATH "/.well-known/openid-configuration"
#define OAUTH_PATH "/.well-known/oauth-authorization-server"

typedef struct
{
  CckHttp *http;
  char *issuer;
  CckHttpFlags flags;
} Fetch;

static void
fetch_free (Fetch *self)
{
  g_object_unref (self->http);
  g_free (self->issuer);
  g_free (self);
}

/* Where the path of an absolute address begins; its end where it has none. */
static const char *
find_path (const char *uri)
{
  const char *authority = strstr (uri, "://");

  if (authority == NULL)
    return NULL;

  return authority + 3 + strcspn (authority + 3, "/?#");
}

/* Takes `rule` out of `issuer`, at the end or right behind the host. */
static gboolean
cut_well_known (char *issuer, const char *rule)
{
  const char *path = find_path (issuer);
  gsize length = strlen (rule);
  char *found = path != NULL ? strstr (path, rule) : NULL;

  if (found == NULL || (found != path && found[length] != '\0') ||
      (found[length] != '\0' && found[length] != '/'))
    return FALSE;

  memmove (found, found + length, strlen (found + length) + 1);

  return TRUE;
}

char *
cck_metadata_dup_issuer (const char *typed)
{
  g_autofree char *stripped = NULL;
  g_autofree char *issuer = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  stripped = g_strstrip (g_strdup (typed));
  if (strstr (stripped, "://") != NULL || stripped[0] == '\0')
    issuer = g_steal_pointer (&stripped);
  else
    issuer = g_strconcat ("https://", stripped, NULL);

  if (!cut_well_known (issuer, OPENID_PATH))
    cut_well_known (issuer, OAUTH_PATH);

  return g_steal_pointer (&issuer);
}

char *
cck_metadata_dup_well_known (const char *issuer, gboolean rfc8414)
{
  g_autofree char *base = NULL;
  const char *path;
  gsize length;

  g_return_val_if_fail (issuer != NULL, NULL);

  path = find_path (issuer);
  if (path == NULL || strpbrk (issuer, "?#") != NULL)
    return NULL;

  /* Both rules begin with taking a terminating slash away. */
  length = strlen (issuer);
  base = g_strndup (issuer, issuer[length - 1] == '/' ? length - 1 : length);

  /* Discovery §4: behind the path. RFC 8414 §3.1: between host and path. */
  if (!rfc8414)
    return g_strconcat (base, OPENID_PATH, NULL);

  return g_strdup_printf ("%.*s%s%s", (int) (path - issuer), issuer, OAUTH_PATH,
                          strlen (base) > (gsize) (path - issuer) ? base + (path - issuer) : "");
}

static CckHttpResponse *
await_document (Fetch *self, gboolean rfc8414, GError **error)
{
  g_autofree char *uri = cck_metadata_dup_well_known (self->issuer, rfc8414);
  g_autoptr (CckHttpRequest) request = NULL;

  if (uri == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
                   _("“%.200s” is not an issuer’s address."), self->issuer);
      return NULL;
    }

  request = cck_http_request_new ("GET", uri, self->flags | CCK_HTTP_FOLLOW);

  return dex_await_boxed (cck_http_send (self->http, request), error);
}

static DexFuture *
fetch_fiber (gpointer user_data)
{
  Fetch *self = user_data;
  g_autoptr (CckHttpResponse) response = NULL;
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  if (!cck_http_check_uri (self->issuer, self->flags, "issuer", &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  response = await_document (self, FALSE, &error);
  if (response != NULL && cck_http_response_get_status (response) != 200)
    {
      g_clear_pointer (&response, cck_http_response_unref);
      response = await_document (self, TRUE, &error);
    }
  if (response == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (cck_http_response_get_status (response) != 200)
    return dex_future_new_reject (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_CONFIGURATION, "%s",
                                  _("No provider configuration at this address. Check the issuer "
                                    "URL."));

  metadata = cck_metadata_parse (cck_http_response_get_body (response), self->issuer, self->flags,
                                 &error);
  if (metadata == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cck_metadata_set_freshness (metadata, cck_http_response_get_date (response),
                              cck_http_response_get_max_age (response));

  return dex_future_new_take_boxed (CCK_TYPE_METADATA, g_steal_pointer (&metadata));
}

DexFuture *
cck_metadata_fetch (CckHttp *http, const char *issuer, CckHttpFlags flags)
{
  Fetch *self;

  g_return_val_if_fail (CCK_IS_HTTP (http), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  self = g_new0 (Fetch, 1);
  self->http = g_object_ref (http);
  self->issuer = g_strdup (issuer);
  self->flags = flags & CCK_HTTP_ALLOW_LOOPBACK;

  return dex_scheduler_spawn (NULL, 0, fetch_fiber, self, (GDestroyNotify) fetch_free);
}
