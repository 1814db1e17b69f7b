/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-end-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jwt.h"
#include "cck-oauth-error.h"
#include "cck-query.h"

#define FIELD(name) { #name, G_STRUCT_OFFSET (CckEndSession, name) }

/* OpenID Connect RP-Initiated Logout 1.0 §2, in the order in which they are sent. */
static const struct
{
  const char *wire;
  gsize offset;
} fields[] = {
  FIELD (client_id),
  FIELD (logout_hint),
  FIELD (post_logout_redirect_uri),
  FIELD (state),
  FIELD (ui_locales),
};

static gboolean
refuse (GError **error, const char *name)
{
  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
               _("The parameter “%s” cannot be sent at the end of a session."), name);

  return FALSE;
}

static gboolean
check_request (const CckEndSession *request, GError **error)
{
  /* RFC 9700 §4.3: no token in an address, in a disguise neither. */
  if (request->logout_hint != NULL && cck_jwt_looks_like (request->logout_hint))
    return refuse (error, "logout_hint");

  if (request->post_logout_redirect_uri != NULL &&
      !g_uri_is_valid (request->post_logout_redirect_uri, G_URI_FLAGS_NONE, NULL))
    return refuse (error, "post_logout_redirect_uri");

  /* §2: it is handed back there and nowhere else. */
  if (request->state != NULL && request->post_logout_redirect_uri == NULL)
    return refuse (error, "state");

  return TRUE;
}

/* RFC 6749 §3.1 says it of its own endpoint: no parameter stands there twice. */
static gboolean
check_endpoint (const char *endpoint, GError **error)
{
  const char *mark = strchr (endpoint, '?');
  g_autoptr (CckQuery) query = cck_query_new (mark != NULL ? mark + 1 : NULL);
  gboolean is_clean = cck_query_is_sound (query) && cck_query_count (query, "id_token_hint") == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    is_clean = is_clean && cck_query_count (query, fields[i].wire) == 0;

  if (!is_clean)
    g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_METADATA,
                 _("The %s has parameters of the protocol in it, which only a request may have."),
                 "end_session_endpoint");

  return is_clean;
}

char *
cck_end_session_dup_uri (CckMetadata *metadata, const CckEndSession *request, GError **error)
{
  const char *endpoint;
  char separator;
  GString *uri;

  g_return_val_if_fail (metadata != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  endpoint = cck_metadata_get_end_session_endpoint (metadata);
  if (endpoint == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_UNSUPPORTED, _("“%s” has no %s."),
                   cck_metadata_get_issuer (metadata), "end_session_endpoint");
      return NULL;
    }

  if (!check_request (request, error) || !check_endpoint (endpoint, error))
    return NULL;

  uri = g_string_new (endpoint);
  separator = strchr (endpoint, '?') != NULL ? '&' : '?';
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = G_STRUCT_MEMBER (const char *, request, fields[i].offset);
      g_autofree char *encoded = NULL;

      if (value == NULL)
        continue;

      encoded = cck_http_form_encode (value);
      g_string_append_printf (uri, "%c%s=%s", separator, fields[i].wire, encoded);
      separator = '&';
    }

  return g_string_free_and_steal (uri);
}
