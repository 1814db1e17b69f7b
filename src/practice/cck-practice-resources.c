/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-resources.h"

#include "cck-practice-answer.h"
#include "cck-practice-scope.h"
#include "cck-practice-token-endpoint.h"
#include "cck-practice-tokens.h"

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static const char *
get_claim (CckJwt     *jwt,
           const char *name)
{
  return cck_json_get_string (cck_jwt_get_claim (jwt, name), NULL);
}

/* Takes @token apart where it is one of our access tokens and still good (RFC 9068 §4). */
static CckJwt *
read_access_token (CckPracticeContext  *context,
                   const char          *token,
                   CckPracticeGrant   **grant)
{
  g_autoptr (CckJwt) jwt = cck_practice_keys_verify (context->keys, "at+jwt", token);
  const char *jti = jwt != NULL ? get_claim (jwt, "jti") : NULL;
  gint64 expires = 0;

  if (jti == NULL || g_strcmp0 (get_claim (jwt, "iss"), context->issuer) != 0 ||
      g_strcmp0 (get_claim (jwt, "aud"), context->issuer) != 0 ||
      !cck_jwt_get_time (jwt, "exp", &expires) || cck_practice_context_now (context) >= expires)
    return NULL;

  *grant = cck_practice_grants_find_access (context->grants, jti);
  return *grant != NULL ? g_steal_pointer (&jwt) : NULL;
}

/* The token of `Authorization: Bearer TOKEN` (RFC 6750 §2.1), borrowed; or %NULL. */
static const char *
get_bearer (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0)
    return NULL;

  return value + 7;
}

void
cck_practice_userinfo (CckPracticeContext *context,
                       SoupServerMessage  *message,
                       CckPracticeForm    *form)
{
  const char *token = get_bearer (message);
  g_autoptr (CckJwt) jwt = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CckPracticeGrant *grant = NULL;
  const char *scope;

  context->statistics.userinfo_requests++;
  if (token == NULL)
    {
      cck_practice_answer_bearer (message, NULL, NULL);
      return;
    }

  jwt = read_access_token (context, token, &grant);
  scope = jwt != NULL ? get_claim (jwt, "scope") : NULL;
  if (scope == NULL)
    {
      cck_practice_answer_bearer (message, "invalid_token",
                                  "the access token is unknown, expired or revoked");
      return;
    }
  if (!cck_practice_scope_contains (scope, "openid"))
    {
      cck_practice_answer_bearer (message, "insufficient_scope", "userinfo needs the scope openid");
      return;
    }

  json_builder_begin_object (builder);
  add_string (builder, "sub",
              cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_SUBJECT)
                ? "mallory" : grant->person->subject);
  cck_practice_tokens_add_person (builder, grant->person, scope);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
}

/* RFC 7009 §2.1: a token is ended for the client that it was issued to, and for no other. */
static gboolean
end_token (CckPracticeContext *context,
           const char         *token,
           const char         *client_id)
{
  gint64 now = cck_practice_context_now (context);
  CckPracticeGrant *grant = NULL;
  g_autoptr (CckJwt) jwt = NULL;
  gint64 expires = 0;

  if (cck_practice_grants_find_refresh (context->grants, token, now, &grant) !=
      CCK_PRACTICE_FOUND_NOTHING)
    {
      if (!g_str_equal (grant->client_id, client_id))
        return FALSE;
      cck_practice_grants_end (context->grants, grant);
      return TRUE;
    }

  jwt = read_access_token (context, token, &grant);
  if (jwt == NULL || !g_str_equal (grant->client_id, client_id))
    return FALSE;

  cck_jwt_get_time (jwt, "exp", &expires);
  cck_practice_grants_end_access (context->grants, get_claim (jwt, "jti"), expires, now);
  return TRUE;
}

void
cck_practice_revoke (CckPracticeContext *context,
                     SoupServerMessage  *message,
                     CckPracticeForm    *form)
{
  const char *client_id = cck_practice_token_endpoint_get_client (message, form);
  const char *token = cck_practice_form_get (form, "token");

  if (client_id == NULL)
    return;
  if (token == NULL)
    {
      cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "invalid_request",
                                 "token is missing");
      return;
    }

  if (end_token (context, token, client_id))
    context->statistics.revocations++;

  /* RFC 7009 §2.2: 200 for a token that is not good as well. */
  cck_practice_answer_empty (message, SOUP_STATUS_OK);
}

static void
describe_access (JsonBuilder *builder,
                 CckJwt      *jwt)
{
  static const char *const strings[] = { "scope", "client_id", "sub", "aud", "iss", "jti" };
  static const char *const times[] = { "exp", "iat" };

  add_string (builder, "token_type", "Bearer");
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    add_string (builder, strings[i], get_claim (jwt, strings[i]));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 time = 0;

      cck_jwt_get_time (jwt, times[i], &time);
      add_number (builder, times[i], time);
    }
}

/* Adds what is known of @token to the object being built; nothing about another client's. */
static void
describe_token (CckPracticeContext *context,
                JsonBuilder        *builder,
                const char         *token,
                const char         *client_id)
{
  CckPracticeGrant *grant = NULL;
  g_autoptr (CckJwt) jwt = read_access_token (context, token, &grant);
  gboolean is_refresh =
    jwt == NULL &&
    cck_practice_grants_find_refresh (context->grants, token, cck_practice_context_now (context),
                                      &grant) == CCK_PRACTICE_FOUND_GOOD;

  json_builder_set_member_name (builder, "active");
  if ((jwt == NULL && !is_refresh) || !g_str_equal (grant->client_id, client_id))
    {
      json_builder_add_boolean_value (builder, FALSE);
      return;
    }

  json_builder_add_boolean_value (builder, TRUE);
  add_string (builder, "username", grant->person->username);
  if (jwt != NULL)
    {
      describe_access (builder, jwt);
      return;
    }

  add_string (builder, "scope", grant->scope);
  add_string (builder, "client_id", grant->client_id);
  add_string (builder, "sub", grant->person->subject);
  add_string (builder, "iss", context->issuer);
  add_number (builder, "exp", grant->refresh_expires);
}

void
cck_practice_introspect (CckPracticeContext *context,
                         SoupServerMessage  *message,
                         CckPracticeForm    *form)
{
  const char *client_id = cck_practice_token_endpoint_get_client (message, form);
  const char *token = cck_practice_form_get (form, "token");
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  context->statistics.introspections++;
  if (client_id == NULL)
    return;
  if (token == NULL)
    {
      cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "invalid_request",
                                 "token is missing");
      return;
    }

  json_builder_begin_object (builder);
  describe_token (context, builder, token, client_id);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
}
