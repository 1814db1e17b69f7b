/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-metadata-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-fiber.h"
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
  char *found = path != NULL ? strstr (issuer + (path - issuer), rule) : NULL;

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

/* One of the two documents, and what became of it. */
typedef struct
{
  char *uri;
  CckHttpResponse *response;
  GError *error;
} Document;

static void
document_clear (Document *self)
{
  g_free (self->uri);
  g_clear_pointer (&self->response, cck_http_response_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static void
document_await (Document *self, Fetch *fetch, CckFiber *fiber, gboolean rfc8414)
{
  g_autoptr (CckHttpRequest) request = NULL;

  self->uri = cck_metadata_dup_well_known (fetch->issuer, rfc8414);
  if (self->uri == NULL)
    {
      self->error = g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
                                 _("“%.200s” is not an issuer’s address."), fetch->issuer);
      return;
    }

  request = cck_http_request_new ("GET", self->uri, fetch->flags | CCK_HTTP_FOLLOW);
  self->response = dex_await_boxed (
      cck_fiber_until_dropped (fiber, cck_http_send (fetch->http, request)), &self->error);
}

static const char *
document_get_type (Document *self)
{
  const char *type = cck_http_response_get_content_type (self->response);

  return type != NULL ? type : "";
}

/* Discovery §4.2, RFC 8414 §3.2: status 200 and application/json. */
static gboolean
document_is_json (Document *self)
{
  const char *type;

  if (self->response == NULL || cck_http_response_get_status (self->response) != 200)
    return FALSE;

  type = document_get_type (self);

  return g_str_equal (type, "application/json") || g_str_has_suffix (type, "+json");
}

/* What is no JSON by name and looks like it, as from a store of plain files. */
static gboolean
document_may_be_json (Document *self)
{
  const char *text;
  gsize length;

  if (self->response == NULL || cck_http_response_get_status (self->response) != 200 ||
      g_str_has_suffix (document_get_type (self), "html"))
    return FALSE;

  text = g_bytes_get_data (cck_http_response_get_body (self->response), &length);
  while (length > 0 && strchr (" \t\r\n", *text) != NULL && *text != '\0')
    text++, length--;

  return length > 0 && *text == '{';
}

/* Whether the other rule may know better: this address answered, but not with a document. */
static gboolean
document_is_elsewhere (Document *self)
{
  return self->error == NULL ||
         g_error_matches (self->error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_REDIRECTED) ||
         g_error_matches (self->error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_SERVER);
}

static Document *
choose_document (Document *first, Document *second)
{
  if (document_is_json (first))
    return first;

  if (document_is_json (second))
    return second;

  if (document_may_be_json (first))
    return first;

  return document_may_be_json (second) ? second : NULL;
}

static GError *
new_no_configuration (Document *first)
{
  guint status = cck_http_response_get_status (first->response);
  g_autofree char *type = g_strescape (document_get_type (first), NULL);

  if (status == 200)
    return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_ANSWER,
                        /* Translators: the address, then the type of what is there. */
                        _("No provider configuration at this address: “%.300s” is no JSON, it is "
                          "“%.100s”. Check the issuer URL."), first->uri, type);

  return g_error_new (CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_CONFIGURATION,
                      _("No provider configuration at this address: “%.300s” is not there (HTTP "
                        "%u). Check the issuer URL."), first->uri, status);
}

/* What the OpenID rule ran into matters most; a network that fails only then, too. */
static GError *
dup_failure (Document *first, Document *second)
{
  if (first->error != NULL)
    return g_steal_pointer (&first->error);

  if (!document_is_elsewhere (second))
    return g_steal_pointer (&second->error);

  return new_no_configuration (first);
}

static DexFuture *
fetch_fiber (CckFiber *fiber, gpointer user_data)
{
  Fetch *self = user_data;
  g_auto (Document) first = { 0 };
  g_auto (Document) second = { 0 };
  Document *found;
  g_autoptr (CckMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  if (!cck_http_check_uri (self->issuer, self->flags, "issuer", &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  document_await (&first, self, fiber, FALSE);
  if (!document_is_json (&first) && document_is_elsewhere (&first))
    document_await (&second, self, fiber, TRUE);

  found = choose_document (&first, &second);
  if (found == NULL)
    return dex_future_new_for_error (dup_failure (&first, &second));

  metadata = cck_metadata_parse (cck_http_response_get_body (found->response), self->issuer,
                                 self->flags, &error);
  if (metadata == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cck_metadata_set_freshness (metadata, cck_http_response_get_date (found->response),
                              cck_http_response_get_max_age (found->response));

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

  return cck_fiber_spawn (fetch_fiber, self, (GDestroyNotify) fetch_free);
}
