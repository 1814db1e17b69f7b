/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-practice-resources.h"

#include <string.h>

#include "cck-practice-access.h"
#include "cck-practice-answer.h"
#include "cck-practice-client-auth.h"
#include "cck-practice-dpop.h"
#include "cck-practice-json.h"
#include "cck-practice-scope.h"
#include "cck-practice-signing.h"
#include "cck-practice-tokens.h"

/* The token of `Authorization: Bearer TOKEN` (RFC 6750 §2.1) or `Authorization: DPoP TOKEN`
 * (RFC 9449 §7.1), borrowed; or %NULL. */
static const char *
get_token (SoupServerMessage *message,
           gboolean          *with_proof)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  *with_proof = value != NULL && g_ascii_strncasecmp (value, "DPoP ", 5) == 0;
  if (*with_proof)
    return value + 5;

  return value != NULL && g_ascii_strncasecmp (value, "Bearer ", 7) == 0 ? value + 7 : NULL;
}

/* RFC 9449 §7.1, §7.2: a bound token comes with a proof of its key, one without a binding without.
 * %FALSE where the request has been answered. */
static gboolean
check_binding (CckPracticeContext *context,
               SoupServerMessage  *message,
               CckPracticeAccess  *access,
               gboolean            with_proof,
               const char         *token)
{
  g_autofree char *jkt = NULL;
  CckPracticeProof proof;

  if (access->jkt == NULL && !with_proof)
    return TRUE;
  if (access->jkt == NULL || !with_proof)
    {
      cck_practice_answer_challenge (message, access->jkt != NULL ? "DPoP" : "Bearer",
                                     "invalid_token", "the token is used with the wrong scheme");
      return FALSE;
    }

  proof = cck_practice_dpop_check (context, message, token, &jkt);
  if (proof == CCK_PRACTICE_PROOF_GOOD && g_strcmp0 (jkt, access->jkt) == 0)
    return TRUE;
  if (proof == CCK_PRACTICE_PROOF_NEEDS_NONCE)
    cck_practice_answer_challenge (message, "DPoP", "use_dpop_nonce",
                                   "the DPoP proof needs the nonce of this answer");
  else
    cck_practice_answer_challenge (message, "DPoP", "invalid_dpop_proof",
                                   "the DPoP proof is missing, wrong, used or of another key");

  return FALSE;
}

/* OpenID Connect Core §5.3.2: as a JWT where the client is registered for one. */
static void
answer_person (CckPracticeContext *context,
               SoupServerMessage  *message,
               CckPracticeAccess  *access)
{
  g_autoptr (CckPracticeClient) client =
    cck_practice_clients_find (context->clients, access->grant->client_id);
  gboolean wrong = cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_SUBJECT);
  gboolean is_signed =
    client != NULL &&
    (client->userinfo_alg != NULL ||
     cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNED) ||
     cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_USERINFO_SIGNATURE) ||
     cck_practice_context_misbehaves (context, CCK_PRACTICE_MISBEHAVE_USERINFO_NONE));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;

  json_builder_begin_object (builder);
  if (is_signed)
    {
      cck_practice_json_add_string (builder, "iss", context->issuer);
      cck_practice_json_add_string (builder, "aud", client->id);
      cck_practice_json_add_int (builder, "iat", cck_practice_context_now (context));
    }
  cck_practice_json_add_string (builder, "sub",
                                wrong ? "mallory" : access->grant->person->subject);
  cck_practice_tokens_add_person (builder, access->grant->person, access->scope);
  json_builder_end_object (builder);
  if (!is_signed)
    {
      cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
      return;
    }

  payload = cck_practice_json_dup_text (builder);
  token = cck_practice_signing_dup_userinfo (context, client, payload, NULL);
  if (token == NULL)
    cck_practice_answer_empty (message, SOUP_STATUS_INTERNAL_SERVER_ERROR);
  else
    cck_practice_answer_jwt (message, token);
}

void
cck_practice_userinfo (CckPracticeContext *context,
                       SoupServerMessage  *message,
                       CckPracticeForm    *form)
{
  gboolean with_proof;
  const char *token = get_token (message, &with_proof);
  g_autoptr (CckPracticeAccess) access = NULL;

  if (token == NULL)
    {
      cck_practice_answer_challenge (message, "Bearer", NULL, NULL);
      return;
    }

  access = cck_practice_access_read (context, token);
  if (access == NULL || !cck_practice_access_is_for_us (context, access))
    cck_practice_answer_challenge (message, with_proof ? "DPoP" : "Bearer", "invalid_token",
                                   "the access token is unknown, expired, revoked or for another "
                                   "resource");
  else if (!check_binding (context, message, access, with_proof, token))
    return;
  else if (access->grant->person == NULL || !cck_practice_scope_contains (access->scope, "openid"))
    cck_practice_answer_challenge (message, with_proof ? "DPoP" : "Bearer", "insufficient_scope",
                                   "userinfo needs the scope openid");
  else
    answer_person (context, message, access);
}

/* RFC 7009 §2.1: a token is ended for the client that it was issued to, and for no other. */
static gboolean
end_token (CckPracticeContext *context,
           const char         *token,
           CckPracticeClient  *client)
{
  gint64 now = cck_practice_context_now (context);
  g_autoptr (CckPracticeAccess) access = NULL;
  CckPracticeGrant *grant = NULL;

  if (cck_practice_grants_find_refresh (context->grants, token, now, &grant) !=
      CCK_PRACTICE_FOUND_NOTHING)
    {
      if (!g_str_equal (grant->client_id, client->id))
        return FALSE;
      cck_practice_grants_end (context->grants, grant);
      return TRUE;
    }

  access = cck_practice_access_read (context, token);
  if (access == NULL || !g_str_equal (access->grant->client_id, client->id))
    return FALSE;

  cck_practice_grants_end_access (context->grants, access->jti, access->expires, now);
  return TRUE;
}

/* The client and the token of a request about one; %FALSE where it has been answered. */
static gboolean
read_about_token (CckPracticeContext  *context,
                  SoupServerMessage   *message,
                  CckPracticeForm     *form,
                  CckPracticeClient  **client,
                  const char         **token)
{
  *client = cck_practice_client_authenticate (context, message, form);
  *token = cck_practice_form_get (form, "token");
  if (*client == NULL)
    return FALSE;
  if (*token == NULL)
    cck_practice_answer_error (message, SOUP_STATUS_BAD_REQUEST, "invalid_request",
                               "token is missing");

  return *token != NULL;
}

void
cck_practice_revoke (CckPracticeContext *context,
                     SoupServerMessage  *message,
                     CckPracticeForm    *form)
{
  g_autoptr (CckPracticeClient) client = NULL;
  const char *token;

  if (!read_about_token (context, message, form, &client, &token))
    return;
  if (end_token (context, token, client))
    context->statistics.revocations++;

  /* RFC 7009 §2.2: 200 for a token that is not good as well. */
  cck_practice_answer_empty (message, SOUP_STATUS_OK);
}

/* RFC 7662 §4: a public client is told about its own tokens only; one that has shown who it is may
 * be a resource server, and asks about any. */
static gboolean
may_know (CckPracticeClient      *client,
          const CckPracticeGrant *grant)
{
  return cck_practice_client_is_confidential (client) ||
         g_str_equal (grant->client_id, client->id);
}

static void
describe_access (JsonBuilder       *builder,
                 CckPracticeAccess *access)
{
  static const char *const names[] = { "scope", "client_id", "sub", "iss", "jti" };
  const CckJsonValue *audience = cck_jwt_get_claim (access->jwt, "aud");
  g_auto (GStrv) audiences =
    cck_json_dup_member_strv (cck_json_get_root (cck_jwt_get_payload (access->jwt)), "aud");
  gint64 issued = 0;

  cck_practice_json_add_string (builder, "token_type", access->jkt != NULL ? "DPoP" : "Bearer");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cck_practice_json_add_string (
      builder, names[i], cck_json_get_string (cck_jwt_get_claim (access->jwt, names[i]), NULL));
  if (audiences == NULL)
    cck_practice_json_add_string (builder, "aud", cck_json_get_string (audience, NULL));
  else
    cck_practice_json_add_list (builder, "aud", (const char * const *) audiences);
  cck_jwt_get_time (access->jwt, "iat", &issued);
  cck_practice_json_add_int (builder, "iat", issued);
  cck_practice_json_add_int (builder, "exp", access->expires);
  cck_practice_json_add_cnf (builder, access->jkt);
}

static void
describe_refresh (CckPracticeContext     *context,
                  JsonBuilder            *builder,
                  const CckPracticeGrant *grant)
{
  cck_practice_json_add_string (builder, "scope", grant->scope);
  cck_practice_json_add_string (builder, "client_id", grant->client_id);
  cck_practice_json_add_string (builder, "sub", cck_practice_grant_get_subject (grant));
  cck_practice_json_add_string (builder, "iss", context->issuer);
  cck_practice_json_add_int (builder, "exp", grant->refresh_expires);
  cck_practice_json_add_cnf (builder, grant->refresh_jkt);
}

/* Adds what is known of @token to the object being built. */
static void
describe_token (CckPracticeContext *context,
                JsonBuilder        *builder,
                const char         *token,
                CckPracticeClient  *client)
{
  g_autoptr (CckPracticeAccess) access = cck_practice_access_read (context, token);
  CckPracticeGrant *grant = access != NULL ? access->grant : NULL;

  if (access == NULL &&
      cck_practice_grants_find_refresh (context->grants, token, cck_practice_context_now (context),
                                        &grant) != CCK_PRACTICE_FOUND_GOOD)
    grant = NULL;
  if (grant == NULL || !may_know (client, grant))
    {
      cck_practice_json_add_boolean (builder, "active", FALSE);
      return;
    }

  cck_practice_json_add_boolean (builder, "active", TRUE);
  cck_practice_json_add_string (builder, "username",
                                grant->person != NULL ? grant->person->username : NULL);
  if (access != NULL)
    describe_access (builder, access);
  else
    describe_refresh (context, builder, grant);
}

void
cck_practice_introspect (CckPracticeContext *context,
                         SoupServerMessage  *message,
                         CckPracticeForm    *form)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (CckPracticeClient) client = NULL;
  const char *token;

  context->statistics.introspections++;
  if (!read_about_token (context, message, form, &client, &token))
    return;

  json_builder_begin_object (builder);
  describe_token (context, builder, token, client);
  json_builder_end_object (builder);
  cck_practice_answer_json (message, SOUP_STATUS_OK, builder);
}
