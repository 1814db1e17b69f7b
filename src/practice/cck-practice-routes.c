/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-routes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-practice-answer.h"
#include "cck-practice-authorize.h"
#include "cck-practice-direct.h"
#include "cck-practice-fault.h"
#include "cck-practice-form.h"
#include "cck-practice-listener.h"
#include "cck-practice-metadata.h"
#include "cck-practice-pages.h"
#include "cck-practice-registration.h"
#include "cck-practice-resources.h"
#include "cck-practice-token-endpoint.h"

#define METADATA_MAX_AGE 300
#define CCK_PRACTICE_REGISTER "/register"
#define FORM_TYPE "application/x-www-form-urlencoded"

typedef enum
{
  GET = 1 << 0,
  POST = 1 << 1,
  DELETE = 1 << 2,
} Methods;

typedef void (*Endpoint) (CckPracticeContext *context,
                          SoupServerMessage  *message,
                          CckPracticeForm    *form);

static const char *
get_path (SoupServerMessage *message)
{
  return g_uri_get_path (soup_server_message_get_uri (message));
}

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

  cck_practice_answer_document (message, metadata, METADATA_MAX_AGE);
}

static void
answer_jwks (CckPracticeContext *context,
             SoupServerMessage  *message,
             CckPracticeForm    *form)
{
  gboolean one = cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_NO_KID);
  gboolean several =
    cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_NO_KID_SEVERAL);
  g_autofree char *jwks = cck_practice_keys_dup_jwks (
    context->keys, several ? CCK_PRACTICE_PUBLISH_STRANGERS
                   : one   ? CCK_PRACTICE_PUBLISH_CURRENT : CCK_PRACTICE_PUBLISH_ALL);
  gboolean elsewhere =
    cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_JWKS_ELSEWHERE);

  if (elsewhere == g_str_equal (get_path (message), CCK_PRACTICE_JWKS_ELSEWHERE))
    cck_practice_answer_document (message, jwks, METADATA_MAX_AGE);
  else
    cck_practice_answer_empty (message, SOUP_STATUS_NOT_FOUND);
}

/* Browsers ask for an icon. */
static void
answer_nothing (CckPracticeContext *context,
                SoupServerMessage  *message,
                CckPracticeForm    *form)
{
  cck_practice_answer_empty (message, SOUP_STATUS_NO_CONTENT);
}

/* A counter of the statistics. */
#define COUNT(member) G_STRUCT_OFFSET (CckPracticeStatistics, member)
#define NO_COUNT ((gsize) -1)

#define FAULTS(kind) CCK_PRACTICE_MISBEHAVE_##kind##_HUGE
#define NO_FAULTS CCK_PRACTICE_MISBEHAVE_NOT

static const struct
{
  const char *path;
  Methods methods;
  Endpoint endpoint;
  gsize count;
  CckPracticeMisbehaviour faults; /* the first kind of its group */
} routes[] = {
  { "/", GET, answer_home, NO_COUNT, NO_FAULTS },
  { "/favicon.ico", GET, answer_nothing, NO_COUNT, NO_FAULTS },
  { "/.well-known/openid-configuration", GET, answer_metadata, COUNT (metadata_requests),
    FAULTS (METADATA) },
  { "/.well-known/oauth-authorization-server", GET, answer_metadata, COUNT (metadata_requests),
    FAULTS (METADATA) },
  { CCK_PRACTICE_JWKS, GET, answer_jwks, COUNT (jwks_requests), FAULTS (JWKS) },
  { CCK_PRACTICE_JWKS_ELSEWHERE, GET, answer_jwks, COUNT (jwks_requests), FAULTS (JWKS) },
  { "/authorize", GET | POST, cck_practice_authorize, NO_COUNT, NO_FAULTS },
  { "/sign-in", POST, cck_practice_sign_in, NO_COUNT, NO_FAULTS },
  { "/consent", POST, cck_practice_consent, NO_COUNT, NO_FAULTS },
  { "/device", GET | POST, cck_practice_device_page, NO_COUNT, NO_FAULTS },
  { "/logout", GET | POST, cck_practice_logout, NO_COUNT, NO_FAULTS },
  { "/par", POST, cck_practice_push, NO_COUNT, NO_FAULTS },
  { "/device_authorization", POST, cck_practice_device_authorize, NO_COUNT, NO_FAULTS },
  { "/token", POST, cck_practice_token_endpoint, COUNT (token_requests), FAULTS (TOKEN) },
  { "/userinfo", GET | POST, cck_practice_userinfo, COUNT (userinfo_requests), FAULTS (USERINFO) },
  { "/revoke", POST, cck_practice_revoke, NO_COUNT, NO_FAULTS },
  { "/introspect", POST, cck_practice_introspect, NO_COUNT, NO_FAULTS },
  { CCK_PRACTICE_REGISTER, GET | POST | DELETE, cck_practice_configure, NO_COUNT, NO_FAULTS },
};

static Methods
get_method (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (method == SOUP_METHOD_GET || method == SOUP_METHOD_HEAD)
    return GET;

  if (method == SOUP_METHOD_DELETE)
    return DELETE;

  return method == SOUP_METHOD_POST ? POST : 0;
}

static void
answer_wrong_method (SoupServerMessage *message,
                     Methods            methods)
{
  static const char *const allowed[] = {
    [GET] = "GET, HEAD", [POST] = "POST", [GET | POST] = "GET, HEAD, POST",
    [GET | POST | DELETE] = "GET, HEAD, POST, DELETE",
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

  if (get_method (message) != POST)
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
count (CckPracticeContext *context,
       gsize               counter)
{
  if (counter != NO_COUNT)
    G_STRUCT_MEMBER (guint64, &context->statistics, counter) += 1;
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

  count (context, routes[route].count);
  if (routes[route].faults != NO_FAULTS &&
      cck_practice_fault_answer (context, message, routes[route].faults))
    return;
  /* The one body that is JSON (RFC 7591 §3.1). */
  if (g_str_equal (routes[route].path, CCK_PRACTICE_REGISTER) && get_method (message) == POST)
    {
      cck_practice_register (context, message, body);
      return;
    }

  form = read_form (message, body);
  if (form == NULL)
    cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "invalid_request",
                               "the parameters are not a well-formed " FORM_TYPE);
  else
    routes[route].endpoint (context, message, form);
  if (routes[route].faults != NO_FAULTS)
    cck_practice_fault_spoil (context, message, routes[route].faults);
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
