/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-request-object.h"

#include "cck-practice-context.h"

#define LEEWAY 60

/* RFC 9101 §10.8: a token of another kind is no request object. */
static gboolean
is_request_type (const char *type)
{
  return type == NULL || g_ascii_strcasecmp (type, "oauth-authz-req+jwt") == 0 ||
         g_ascii_strcasecmp (type, "JWT") == 0;
}

static gboolean
has_audience (CckJwt     *jwt,
              const char *audience)
{
  const CckJsonValue *value = cck_jwt_get_claim (jwt, "aud");
  const CckJsonValue *item;
  CckJsonIter iter;

  if (cck_json_equals (value, audience))
    return TRUE;

  cck_json_iter_init (&iter, value);
  while (cck_json_iter_next (&iter, NULL, NULL, &item))
    if (cck_json_equals (item, audience))
      return TRUE;

  return FALSE;
}

/* What is wrong with a request object, or %NULL (RFC 9101 §5, §6). */
static const char *
check (CckPracticeContext *context,
       CckPracticeClient  *client,
       CckJwt             *jwt)
{
  gint64 now = cck_practice_context_now (context);
  gint64 time;

  if (!is_request_type (cck_jwt_get_typ (jwt)))
    return "typ of the request object is another";
  if (!cck_practice_client_signed (client, jwt))
    return "the key or secret that is registered did not sign the request object";
  /* RFC 9101 §5: the client_id of the two has to be the same. */
  if (!cck_json_equals (cck_jwt_get_claim (jwt, "client_id"), client->id))
    return "client_id of the request object is not the client";
  if (cck_jwt_get_claim (jwt, "iss") != NULL &&
      !cck_json_equals (cck_jwt_get_claim (jwt, "iss"), client->id))
    return "iss of the request object is not the client";
  if (!has_audience (jwt, context->issuer))
    return "aud of the request object is not the issuer";
  if (cck_jwt_get_claim (jwt, "exp") != NULL &&
      (!cck_jwt_get_time (jwt, "exp", &time) || time + LEEWAY <= now))
    return "the request object has expired";
  if (cck_jwt_get_claim (jwt, "nbf") != NULL &&
      (!cck_jwt_get_time (jwt, "nbf", &time) || time > now + LEEWAY))
    return "the request object is not valid yet";
  /* RFC 9101 §4 */
  if (cck_jwt_get_claim (jwt, "request") != NULL || cck_jwt_get_claim (jwt, "request_uri") != NULL)
    return "a request object holds another one";

  return NULL;
}

CckPracticeForm *
cck_practice_request_object_read (CckPracticeContext  *context,
                                  CckPracticeClient   *client,
                                  CckPracticeForm     *form,
                                  const char         **problem)
{
  g_autoptr (CckJwt) jwt = NULL;
  CckPracticeForm *inner;

  if (!cck_practice_form_is_repeated (form, "request"))
    jwt = cck_jwt_parse (cck_practice_form_get (form, "request"), -1, CCK_JWT_FLAGS_NONE, NULL);

  *problem = jwt == NULL ? "the request object is no signed token" : check (context, client, jwt);
  if (*problem != NULL)
    return NULL;

  inner = cck_practice_form_new_of_claims (cck_json_get_root (cck_jwt_get_payload (jwt)));
  if (inner == NULL)
    *problem = "the request object has a member that is no parameter";

  return inner;
}
