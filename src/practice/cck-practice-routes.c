/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-routes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-practice-answer.h"
#include "cck-practice-authorize.h"
#include "cck-practice-form.h"
#include "cck-practice-listener.h"
#include "cck-practice-metadata.h"
#include "cck-practice-pages.h"
#include "cck-practice-resources.h"
#include "cck-practice-token-endpoint.h"

#define METADATA_MAX_AGE 300
#define FORM_TYPE "application/x-www-form-urlencoded"

typedef enum
{
  GET = 1 << 0,
  POST = 1 << 1,
} Methods;

typedef void (*Endpoint) (CckPracticeContext *context,
                          SoupServerMessage  *message,
                          CckPracticeForm    *form);

static void
answer_home (CckPracticeContext *context,
             SoupServerMessage  *message,
             CckPracticeForm    *form)
{
  g_autofree char *page = cck_practice_pages_dup_message (
    _("Practice Provider"),
    _("This is an OpenID Connect provider to try things with. "
      "Add the address below as a provider’s issuer, then sign in."),
    FALSE, context->issuer);

  cck_practice_answer_page (message, SOUP_STATUS_OK, page, NULL);
}

static void
answer_metadata (CckPracticeContext *context,
                 SoupServerMessage  *message,
                 CckPracticeForm    *form)
{
  g_autofree char *metadata = cck_practice_metadata_dup (context);

  context->statistics.metadata_requests++;
  cck_practice_answer_document (message, metadata, METADATA_MAX_AGE);
}

static void
answer_jwks (CckPracticeContext *context,
             SoupServerMessage  *message,
             CckPracticeForm    *form)
{
  g_autofree char *jwks = cck_practice_keys_dup_jwks (context->keys);

  context->statistics.jwks_requests++;
  cck_practice_answer_document (message, jwks, METADATA_MAX_AGE);
}

/* Browsers ask for an icon. */
static void
answer_nothing (CckPracticeContext *context,
                SoupServerMessage  *message,
                CckPracticeForm    *form)
{
  cck_practice_answer_empty (message, SOUP_STATUS_NO_CONTENT);
}

static const struct
{
  const char *path;
  Methods methods;
  Endpoint endpoint;
} routes[] = {
  { "/", GET, answer_home },
  { "/favicon.ico", GET, answer_nothing },
  { "/.well-known/openid-configuration", GET, answer_metadata },
  { "/.well-known/oauth-authorization-server", GET, answer_metadata },
  { "/jwks", GET, answer_jwks },
  { "/authorize", GET | POST, cck_practice_authorize },
  { "/sign-in", POST, cck_practice_sign_in },
  { "/consent", POST, cck_practice_consent },
  { "/logout", GET | POST, cck_practice_logout },
  { "/token", POST, cck_practice_token_endpoint },
  { "/userinfo", GET | POST, cck_practice_userinfo },
  { "/revoke", POST, cck_practice_revoke },
  { "/introspect", POST, cck_practice_introspect },
};

static Methods
get_method (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (method == SOUP_METHOD_GET || method == SOUP_METHOD_HEAD)
    return GET;

  return method == SOUP_METHOD_POST ? POST : 0;
}

static void
answer_wrong_method (SoupServerMessage *message,
                     Methods            methods)
{
  static const char *const allowed[] = {
    [GET] = "GET, HEAD", [POST] = "POST", [GET | POST] = "GET, HEAD, POST",
  };

  cck_practice_answer_empty (message, SOUP_STATUS_METHOD_NOT_ALLOWED);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                allowed[methods]);
}

/* The parameters of a GET are in the query, those of a POST in the body and nowhere else
 * (RFC 6749 §3.2, §2.3.1). */
static CckPracticeForm *
read_form (SoupServerMessage *message,
           GBytes            *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);

  if (get_method (message) == GET)
    {
      length = query != NULL ? strlen (query) : 0;
      return length <= CCK_PRACTICE_MOST_BYTES ? cck_practice_form_parse (query, length) : NULL;
    }
  if (length > 0 &&
      g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), FORM_TYPE) != 0)
    return NULL;

  return cck_practice_form_parse (data, length);
}

static void
set_date (CckPracticeContext *context,
          SoupServerMessage  *message)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (cck_practice_context_now (context));
  g_autofree char *date = now != NULL ? soup_date_time_to_string (now, SOUP_DATE_HTTP) : NULL;

  if (date != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
}

static void
answer_at (CckPracticeContext *context,
           SoupServerMessage  *message,
           guint               route,
           GBytes             *body)
{
  g_autoptr (CckPracticeForm) form = NULL;

  if ((get_method (message) & routes[route].methods) == 0)
    {
      answer_wrong_method (message, routes[route].methods);
      return;
    }

  form = read_form (message, body);
  if (form == NULL)
    cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "invalid_request",
                               "the parameters are not a well-formed " FORM_TYPE);
  else
    routes[route].endpoint (context, message, form);
}

const char *
cck_practice_routes_answer (CckPracticeContext *context,
                            SoupServerMessage  *message,
                            const char         *path,
                            GBytes             *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  context->statistics.requests++;
  set_date (context, message);

  /* A page of another site, whose name was made to lead here, says that name. */
  if (g_strcmp0 (soup_message_headers_get_one (headers, "Host"), context->authority) != 0)
    {
      cck_practice_answer_empty (message, SOUP_STATUS_MISDIRECTED_REQUEST);
      return "?";
    }

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (path, routes[i].path))
      {
        answer_at (context, message, i, body);
        return routes[i].path;
      }

  cck_practice_answer_empty (message, SOUP_STATUS_NOT_FOUND);
  return "?";
}
